"""``tmkit glossary sweep``."""

from __future__ import annotations

from pathlib import Path

import click

from tmkit.cli.options import PATH, about_glossary, fixing, glossary_option, glossary_paths, house_beside, project_of
from tmkit.cli.output import finish, form_of
from tmkit.errors import UsageError
from tmkit.model import Severity


@click.command("sweep", short_help="After a change: what still has the old rendering, and the patch.")
@click.argument("paths", type=PATH, nargs=-1, metavar="[PATH...]")
@click.option("--old", type=PATH, multiple=True, help="The termbase as it was: what it preferred is old; repeatable.")
@click.option("--concept", "concepts", metavar="ID", multiple=True, help="Only this concept; repeatable.")
@click.option("--diff", "show", is_flag=True, help="Only show what --apply would change; exit with 1 if anything.")
@click.option("--apply", "write", is_flag=True, help="Write the new rendering where its form is certain.")
@click.option("--format", "form", metavar="NAME", help="human (default), json ...; see `tmkit plugins`.")
@click.option("-o", "--output", type=PATH, help="Write the list, or the diff, to a file.")
@glossary_option
def command(
    paths: tuple[str, ...],
    old: tuple[str, ...],
    concepts: tuple[str, ...],
    show: bool,
    write: bool,
    form: str | None,
    output: str | None,
    glossaries: tuple[str, ...],
) -> None:
    """List the old renderings in the releases of the project here, or in PATH: releases, folders, memories.

    Old is what the glossary deprecates and, with --old, what it preferred before or has no more. --apply writes the
    new rendering in the case, number and possession of the old one; what is not certain is left and listed.

    \b
    tmkit glossary sweep --diff
    git show HEAD~1:terms.tbx > old.tbx && tmkit glossary sweep --old old.tbx --apply
    tmkit glossary sweep --concept middle-corridor . archive/*.tmx
    """
    from tmkit.config import FILE_NAME
    from tmkit.pipeline.inputs.glossary import glossary
    from tmkit.pipeline.inputs.units import is_bilingual
    from tmkit.pipeline.terminology.sweeping import sweep
    from tmkit.terms.outdated import outdated

    memories = [path for path in paths if is_bilingual(path)]
    others = [path for path in paths if not is_bilingual(path)]
    project = project_of(others[0] if others else ".") if others or not paths else None
    form = form if show else form or form_of(output)
    beside = str(project.root / FILE_NAME) if project is not None else memories[0]
    termbases, house = glossary_paths(glossaries, beside), house_beside(beside)
    about_glossary(termbases)
    new = glossary(termbases, house)
    for concept in concepts:
        if all(one.id != concept for one in new.concepts):
            raise UsageError(f"the glossary has no concept {concept!r}; `tmkit glossary lookup` tells the ids")
    outcome = sweep(
        outdated(new, glossary(old, house) if old else None, concepts),
        project=project,
        paths=[Path(path) for path in others if project and Path(path).absolute() != project.root.absolute()],
        memories=memories,
        fixing=fixing(write, show),
    )
    finish(outcome, form=form, output=output, fail_on=Severity.INFO, inputs=[*paths, *old, *termbases], show=show)
