"""``tmkit memory split``."""

from __future__ import annotations

import click

from tmkit.cli.options import PATH, said
from tmkit.cli.output import refuse_input, talk
from tmkit.errors import UsageError


@click.command("split", short_help="Write a bilingual file for each language.")
@click.argument("file", type=PATH)
@click.option("-o", "--output", type=PATH, required=True, metavar="NAME", help="With {lang} in it: desk.ru-{lang}.tmx.")
@click.option("--source-lang", metavar="LANG", help="The language that is in all of them; Russian unless said so.")
@click.option("--dry-run", is_flag=True, help="Say what it would do, and write nothing.")
def command(file: str, output: str, source_lang: str | None, dry_run: bool) -> None:
    """Write the units of FILE (a .tmkit memory, tmx ...) as one bilingual file for each language of translation.

    \b
    tmkit memory split visit.tmx -o visit.ru-{lang}.tmx
    """
    from tmkit.languages.codes import RU
    from tmkit.pipeline.memory.consolidating import split
    from tmkit.pipeline.memory.plain_units import load, refuse_memory, write

    if "{lang}" not in output:
        raise UsageError("write {lang} into the name of the output, such as desk.ru-{lang}.tmx")
    found = split(load(file), said(source_lang) or RU)
    for lang in found:
        refuse_input(output.replace("{lang}", lang), file)
        refuse_memory(output.replace("{lang}", lang))
    for lang, units in found.items():
        name = output.replace("{lang}", lang)
        if not dry_run:
            write(units, name)
        talk(f"tmkit: {name}: {len(units)} units{' (not written)' if dry_run else ''}")
