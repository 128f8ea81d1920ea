"""``tmkit memory retract``."""

from __future__ import annotations

import click

from tmkit.cli.memory.options import memory_option, opened
from tmkit.cli.output import talk


@click.command("retract", short_help="Take documents out of the memory.")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@memory_option
@click.option("--dry-run", is_flag=True, help="Say what it would do, and change nothing.")
def command(documents: tuple[str, ...], memory: str | None, dry_run: bool) -> None:
    """Take each DOCUMENT (a name, or a pattern with * and ?) out: a release was rejected, or is not to be used.

    Units that only these documents have leave the memory and its exports; the others stay, named after a document
    that still has them. `tmkit memory undo` brings all back. `tmkit build` adds the document again when it changes.

    \b
    tmkit memory retract releases/visit.ru.txt --memory desk.tmkit
    tmkit memory retract 'agency/*' --dry-run
    """
    with opened(memory, readonly=False) as store:
        done = store.retract(documents, rehearsal=dry_run)
    for name in done.documents:
        talk(f"tmkit: {name} retracted")
    end = f" (change {done.run})" if done.run else " (nothing was changed)"
    talk(f"tmkit: {done.removed} units removed, {done.kept} kept that other documents have{end}")
