"""``tmkit memory export``."""

from __future__ import annotations

from typing import Any

import click

from tmkit.cli.memory.options import memory_option, memory_path, opened, selection, selection_options
from tmkit.cli.options import PATH
from tmkit.cli.output import refuse_input, talk


@click.command("export", short_help="Write units to a bilingual file.")
@click.argument("out", type=PATH, metavar="OUT")
@memory_option
@selection_options
@click.option("--to", "stdout", metavar="FORMAT", help="What to write to standard output, such as tmx.")
def command(out: str, memory: str | None, stdout: str | None, **chosen: Any) -> None:
    """Write the units of the memory to OUT in the format of its suffix, in the order in which they were added.

    Rejected units are left out unless --status names them.

    \b
    tmkit memory export desk.tmx --memory desk.tmkit
    tmkit memory export visit.ru-kk.tmx --target-lang kk --document 'releases/visit.*'
    tmkit memory export - --to tsv --target-lang uz-Latn --since 2026-01-01
    """
    from tmkit.pipeline.memory.memories import export

    refuse_input(out, memory_path(memory))
    with opened(memory) as store:
        done = export(store, out, selection(**chosen), stdout=stdout)
    talk(f"tmkit: {done.count} written to {out} ({', '.join(done.langs)})")
