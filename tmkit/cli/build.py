"""``tmkit build``."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from tmkit.cli.options import PATH, project_of
from tmkit.cli.output import progress, talk

if TYPE_CHECKING:
    from pathlib import Path

    from tmkit.config import Project
    from tmkit.pipeline.alignment.building import Built

_INTERRUPTED = 130
"""The exit status that shells give a program ended by Ctrl-C."""


@click.command("build", short_help="Align every release of a project into its memories.")
@click.argument("folder", type=PATH, default=".", metavar="[DIR]")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a memory is not up to date.")
@click.option("--all", "every", is_flag=True, help="Align again what has not changed too.")
@click.option("-j", "--jobs", type=click.IntRange(0), default=1, help="Processes to use; 0 is one for each core.")
def command(folder: str, check: bool, every: bool, jobs: int) -> None:
    """Align every release of the project in DIR into its output folder, only what changed.

    Where tmkit.toml names a memory, the units go into it too.

    Ctrl-C stops it; the next build goes on from there.

    \b
    tmkit build
    tmkit build -j 0
    tmkit build examples --check
    """
    from tmkit.pipeline.alignment.building import Outcome, build
    from tmkit.pipeline.parallel import cores
    from tmkit.releases import releases

    project = project_of(folder)
    for notice in project.notices:
        talk(f"tmkit: {notice}")
    total = sum(len(release.targets) for release in releases(project))
    if not total:
        talk(f"{project.path}: no release has both a source and a translation; check 'releases' and 'targets'")
        sys.exit(2)
    outcomes = []
    paths = []
    said: set[str] = set()
    try:
        made = build(project, check=check, every=every, jobs=jobs or cores())
        with progress(total, "aligning") as advance, closing(made):
            for built in made:
                outcomes.append(built.outcome)
                if built.outcome in (Outcome.WRITTEN, Outcome.CURRENT):
                    paths.append(built.path)
                _report(built)
                for notice in dict.fromkeys(map(str, built.stale)):
                    if notice not in said:  # a query beside the source concerns each of its memories
                        talk(notice)
                    said.add(notice)
                advance()
    except KeyboardInterrupt:
        talk("tmkit: stopped; the next build goes on from here")
        sys.exit(_INTERRUPTED)
    if not check:
        _remember(project, paths)
    counts = ", ".join(f"{outcomes.count(o)} {o}" for o in Outcome if o in outcomes)
    click.echo(f"{total} memories: {counts}")
    if Outcome.FAILED in outcomes:
        sys.exit(2)
    if Outcome.STALE in outcomes:
        talk("tmkit: run `tmkit build` and commit what it writes (`tmkit build --all` after a change of tmkit itself)")
        sys.exit(1)


def _remember(project: Project, paths: list[Path]) -> None:
    if project.memory is None:
        return
    from tmkit.pipeline.memory.remembering import remember

    change = remember(project, paths)
    if change is not None and change.run:
        counts = f"{change.added} units added, {change.updated} updated, {change.superseded} superseded"
        click.echo(f"{'memory':8} {_shown(str(project.memory))}  {counts}")


def _report(built: Built) -> None:
    if built.error is not None:
        talk(str(built.error))
    elif built.outcome != "current" or built.stale:
        counts = [f"{built.units} units, {built.left_out} left out"] if built.outcome != "current" else []
        counts += [f"{len(built.stale)} stale in its review file"] if built.stale else []
        click.echo(f"{built.outcome:8} {_shown(str(built.path))}  {', '.join(counts)}")


def _shown(path: str) -> str:
    from os.path import relpath

    try:
        return relpath(path)
    except ValueError:  # another drive on Windows
        return path
