"""``tmkit convert``."""

from __future__ import annotations

import click

from tmkit.cli.options import PATH, file_langs, from_option, language_options
from tmkit.cli.output import refuse_input, talk


@click.command("convert", short_help="Between bilingual formats, or between glossary formats.")
@click.argument("source", type=PATH, metavar="IN")
@click.argument("target", type=PATH, metavar="OUT")
@click.option("--tokenised", is_flag=True, help="corpus.{lang} holds Moses tokens, a blank between them.")
@language_options
@from_option
@click.option("--dialect", default="", metavar="NAME", help="Of a glossary: dca, dct or martif for tbx.")
@click.option("--to", "stdout", metavar="FORMAT", help="What to write to standard output, such as tsv.")
def command(
    source: str,
    target: str,
    tokenised: bool,
    dialect: str,
    source_lang: str | None,
    target_langs: tuple[str, ...],
    stdin: str | None,
    stdout: str | None,
) -> None:
    """Read IN and write OUT, each in the format of its suffix: tmx, tsv, po, corpus.{lang}; tbx.

    \b
    tmkit convert visit.ru-kk.tmx visit.ru-kk.tsv
    tmkit convert messages.po memory.tmx --source-lang en
    tmkit convert memory.tmx - --to tsv --target-lang kk
    tmkit convert visit.ru-kk.tmx 'corpus.{lang}' --tokenised
    tmkit convert terms.tbx old.tbx --dialect martif
    """
    from tmkit.pipeline.converting import convert

    langs = file_langs(source_lang, target_langs)
    refuse_input(target, source)
    done = convert(source, target, langs, tokenised=tokenised, stdin=stdin, stdout=stdout, dialect=dialect)
    talk(f"tmkit: {done.count} written to {target} ({', '.join(done.langs)})")
