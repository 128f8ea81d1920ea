"""``tmkit memory history``."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tmkit.cli.memory.options import memory_option, opened
from tmkit.cli.output import utf8

if TYPE_CHECKING:
    from tmkit.memory.units import Done


@click.command("history", short_help="What was changed, when and by what.")
@memory_option
@click.option("--limit", type=click.IntRange(1), default=20, help="Changes at most, the last ones (default 20).")
@click.option(
    "--format", "form", type=click.Choice(["human", "json"]), default="human", help="human (default) or json."
)
def command(memory: str | None, limit: int, form: str) -> None:
    """List the changes of a memory, the last one first: number, time (UTC), command, and how many units.

    \b
    tmkit memory history --memory desk.tmkit
    """
    with opened(memory) as store:
        changes = store.history()[:limit]
    if form == "json":
        content = [
            {
                "change": done.run,
                "at": _time(done).isoformat(),
                "command": done.command,
                "units": dict(done.counts),
                "undone": done.undone,
            }
            for done in changes
        ]
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    for done in changes:
        counts = ", ".join(f"{count:,} {action}" for action, count in done.counts) or "nothing"
        taken = f" (taken back by {done.undone})" if done.undone is not None else ""
        line = f"{done.run:5}  {_time(done):%Y-%m-%d %H:%M}  {done.command}: {counts}{taken}"
        click.echo(utf8(line).decode())


def _time(done: Done) -> datetime:
    return datetime.fromtimestamp(done.at, UTC)
