"""``tmkit lint``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from tmkit.cli.options import (
    PATH,
    Frozen,
    check_options,
    codes,
    fail_level,
    fixing,
    glossary_option,
    project_of,
    report_options,
    selected,
)
from tmkit.cli.output import finish, form_of, progress, talk


@click.command("lint", short_help="Check a project's releases as its tmkit.toml says; for CI.")
@click.argument("paths", type=PATH, nargs=-1, metavar="[PATH...]")
@click.option("--encoder", metavar="NAME", help="What turns sentences into vectors, instead of the project's.")
@glossary_option
@report_options
@check_options
@click.option(
    "--memory",
    "memories",
    type=PATH,
    multiple=True,
    help="A memory to hold translations against, beside the project's own.",
)
@click.option("--changed", metavar="REV", help="Only what changed in git since this branch left REV.")
@click.option("-j", "--jobs", type=click.IntRange(0), default=1, help="Processes to use; 0 is one for each core.")
@click.option("--allow-local-plugins", "local", is_flag=True, help="Let the checks that tmkit.toml names run.")
@click.option("--pass-over", is_flag=True, help="Pass over each PATH that is in no release, as a pre-commit hook must.")
def command(
    paths: tuple[str, ...],
    encoder: str | None,
    glossaries: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    form: str | None,
    output: str | None,
    final: bool,
    fix: bool,
    show: bool,
    baseline: str | None,
    freezing: str | None,
    memories: tuple[str, ...],
    changed: str | None,
    jobs: int,
    local: bool,
    pass_over: bool,
) -> None:
    """Check the releases of the project here, or those that PATH names: files, folders, or a project's folder.

    \b
    tmkit lint -j 0
    tmkit lint examples --diff
    tmkit lint --changed origin/main --format github
    tmkit lint --write-baseline baseline.tsv && tmkit lint --baseline baseline.tsv
    """
    from tmkit.pipeline.inputs.glossary import glossary
    from tmkit.pipeline.linting.changed import of_project
    from tmkit.pipeline.linting.linting import lint
    from tmkit.pipeline.linting.reporting import Choice
    from tmkit.pipeline.parallel import cores
    from tmkit.releases import releases

    if pass_over:
        paths = _of_a_project(paths)
        if not paths:
            sys.exit(0)
    project = project_of(paths[0] if paths else ".")
    if encoder is not None:
        project = replace(project, encoder=encoder)
    level = fail_level(fail_on, project.lint.fail_on)
    form = form or form_of(output)
    chosen = [Path(path) for path in paths if Path(path).absolute() != project.root.absolute()]
    total = sum(len(release.targets) for release in releases(project))
    if not total:
        talk(f"{project.path}: no release has both a source and a translation; check 'releases' and 'targets'")
        sys.exit(2)
    if project.local_plugins and not local:
        talk(f"tmkit: {project.path}: its local plugins are left out; --allow-local-plugins lets them run")
    since = of_project(project, changed) if changed is not None else None
    for notice in since.notices if since is not None else ():
        talk(f"tmkit: {notice}")
    if changed is not None and since is None:
        talk("tmkit: settings or termbases changed; every release is checked")
    # of some releases nobody knows yet how many there are: no bar
    with progress(0 if chosen or since is not None else total, "checking") as advance:
        outcome = lint(
            project,
            chosen,
            glossary=glossary(glossaries, project.house) if glossaries else None,
            memory=memories,
            choice=Choice(select=selected(select, local=local), ignore=codes(ignore)),
            final=final,
            fixing=fixing(fix, show),
            changed=since.files if since is not None else None,
            local_plugins=local,
            jobs=jobs or cores(),
            pass_over=pass_over,
            advance=advance,
            say=lambda message: talk(f"tmkit: {message}"),
        )
    finish(outcome, form=form, output=output, fail_on=level, frozen=Frozen(baseline, freezing), show=show)


def _of_a_project(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths that have a project."""
    from tmkit.config import find

    return tuple(path for path in paths if find(Path(path).parent) is not None)
