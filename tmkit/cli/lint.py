"""``tmkit lint``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tmkit.cli.options import PATH, codes, fail_level, glossary_option, project_of, report_options, selected
from tmkit.cli.output import finish, progress, talk


@click.command("lint", short_help="Check a project's releases as its tmkit.toml says; for CI.")
@click.argument("paths", type=PATH, nargs=-1, metavar="[PATH...]")
@glossary_option
@report_options
def command(
    paths: tuple[str, ...],
    glossaries: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    form: str | None,
    output: str | None,
) -> None:
    """Check the releases of the project here, or those that PATH names: files, folders, or a project's folder.

    \b
    tmkit lint
    tmkit lint examples
    tmkit lint releases/visit.kk.docx --format github
    """
    from tmkit.pipeline.glossary import glossary
    from tmkit.pipeline.linting import lint
    from tmkit.pipeline.reporting import Choice
    from tmkit.releases import releases

    project = project_of(paths[0] if paths else ".")
    level = fail_level(fail_on, project.lint.fail_on)
    chosen = [Path(path) for path in paths if Path(path).absolute() != project.root.absolute()]
    total = sum(len(release.targets) for release in releases(project))
    if not total:
        talk(f"{project.path}: no release has both a source and a translation; check 'releases' and 'targets'")
        sys.exit(2)
    with progress(total, "checking") as advance:
        outcome = lint(
            project,
            chosen,
            glossary=glossary(glossaries) if glossaries else None,
            choice=Choice(select=selected(select), ignore=codes(ignore)),
            advance=advance,
        )
    finish(outcome.report, form=form, output=output, fail_on=level, errors=outcome.errors)
