"""``tmkit build``."""

from __future__ import annotations

import sys

import click

from tmkit.cli.options import PATH, project_of
from tmkit.cli.output import progress, talk


@click.command("build", short_help="Align every release of a project into its memories.")
@click.argument("folder", type=PATH, default=".", metavar="[DIR]")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a memory is not up to date.")
def command(folder: str, check: bool) -> None:
    """Align every release of the project in DIR into its output folder, only what changed.

    \b
    tmkit build
    tmkit build examples --check
    """
    from tmkit.pipeline.building import Outcome, build
    from tmkit.releases import releases

    project = project_of(folder)
    for notice in project.notices:
        talk(f"tmkit: {notice}")
    total = sum(len(release.targets) for release in releases(project))
    if not total:
        talk(f"{project.path}: no release has both a source and a translation; check 'releases' and 'targets'")
        sys.exit(2)
    outcomes = []
    with progress(total, "aligning") as advance:
        for built in build(project, check=check, advance=advance):
            outcomes.append(built.outcome)
            if built.error is not None:
                talk(str(built.error))
            elif built.outcome is not Outcome.CURRENT:
                click.echo(
                    f"{built.outcome:8} {_shown(str(built.path))}  {built.units} units, {built.left_out} left out"
                )
    counts = ", ".join(f"{outcomes.count(o)} {o}" for o in Outcome if o in outcomes)
    click.echo(f"{total} memories: {counts}")
    if Outcome.FAILED in outcomes:
        sys.exit(2)
    if Outcome.STALE in outcomes:
        talk("tmkit: run `tmkit build` and commit what it writes")
        sys.exit(1)


def _shown(path: str) -> str:
    from os.path import relpath

    try:
        return relpath(path)
    except ValueError:  # another drive on Windows
        return path
