"""``tmkit memory undo``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from tmkit.cli.memory.options import memory_option, opened
from tmkit.cli.output import talk
from tmkit.errors import UsageError

if TYPE_CHECKING:
    from tmkit.memory.units import Done


@click.command("undo", short_help="Take a change back.")
@click.argument("change", type=click.IntRange(1), required=False)
@memory_option
@click.option("--dry-run", is_flag=True, help="Say what it would do, and change nothing.")
def command(change: int | None, memory: str | None, dry_run: bool) -> None:
    """Take back the CHANGE with that number in `tmkit memory history`, or the last one that still stands.

    What it added goes, and what it took away comes back as it was. This is a change too, and can be taken back.

    \b
    tmkit memory undo --dry-run
    tmkit memory undo 12 --memory desk.tmkit
    """
    with opened(memory, readonly=False) as store:
        number = change if change is not None else _last(store.history())
        removed, restored = store.undo(number, rehearsal=dry_run)
    end = " (nothing was changed)" if dry_run else ""
    talk(f"tmkit: change {number}: {removed} units go, {restored} come back{end}")


def _last(changes: Iterable[Done]) -> int:
    for done in changes:
        if done.undone is None and not done.command.startswith("undo "):
            return done.run
    raise UsageError("there is no change to take back; `tmkit memory history` lists them")
