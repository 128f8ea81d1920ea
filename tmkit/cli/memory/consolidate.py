"""``tmkit memory consolidate``."""

from __future__ import annotations

import click

from tmkit.cli.options import PATH, said
from tmkit.cli.output import refuse_input, talk


@click.command("consolidate", short_help="Join units with one source into multilingual ones.")
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", type=PATH, required=True, help="A new memory, or a tmx or tsv file.")
@click.option("--source-lang", metavar="LANG", help="The language that joins them; Russian unless said otherwise.")
@click.option("--dry-run", is_flag=True, help="Say what it would do, and write nothing.")
def command(files: tuple[str, ...], output: str, source_lang: str | None, dry_run: bool) -> None:
    """Write the units of all FILEs (.tmkit memories, tmx ...) to OUTPUT, those with the same source in one unit.

    Where a source is translated in several ways, translations of the same document and with the same neighbours join.
    `tmkit memory split` is the way back.

    \b
    tmkit memory consolidate visit.ru-en.tmx visit.ru-kk.tmx -o visit.tmx
    tmkit memory consolidate desk.tmkit -o all.tmx
    """
    from tmkit.languages.codes import RU
    from tmkit.pipeline.memory.consolidating import consolidate
    from tmkit.pipeline.memory.plain_units import load, refuse_memory, write

    refuse_input(output, *files)
    refuse_memory(output)
    read = [load(path) for path in files]
    made = consolidate(read, said(source_lang) or RU)
    if not dry_run:
        write(made, output)
    end = " (nothing was written)" if dry_run else f" written to {output}"
    talk(f"tmkit: {sum(map(len, read))} units joined into {len(made)}{end}")
