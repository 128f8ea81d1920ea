"""``tmkit convert``."""

from __future__ import annotations

import click

from tmkit.cli.options import PATH, language_options
from tmkit.cli.output import talk


@click.command("convert", short_help="Between bilingual formats, or between glossary formats.")
@click.argument("source", type=PATH, metavar="IN")
@click.argument("target", type=PATH, metavar="OUT")
@click.option("--tokenised", is_flag=True, help="corpus.{lang} holds Moses tokens, a blank between them.")
@language_options
def command(source: str, target: str, tokenised: bool, source_lang: str | None, target_langs: tuple[str, ...]) -> None:
    """Read IN and write OUT, each in the format of its suffix: tmx, tsv, po, corpus.{lang}; tbx.

    \b
    tmkit convert visit.ru-kk.tmx visit.ru-kk.tsv
    tmkit convert messages.po memory.tmx --source-lang en
    tmkit convert visit.ru-kk.tmx 'corpus.{lang}' --tokenised
    """
    from tmkit.pipeline.converting import convert

    langs = [code for code in (source_lang, *target_langs) if code]
    done = convert(source, target, langs, tokenised=tokenised)
    talk(f"tmkit: {done.count} written to {target} ({', '.join(done.langs)})")
