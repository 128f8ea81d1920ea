"""``tmkit convert``."""

from __future__ import annotations

from collections.abc import Mapping

import click

from tmkit.cli.options import PATH, file_langs, from_option, language_options
from tmkit.cli.output import refuse_input, talk
from tmkit.errors import UsageError
from tmkit.formats.tools import TOOLS


@click.command("convert", short_help="Between bilingual formats, or between glossary formats.")
@click.argument("source", type=PATH, metavar="IN")
@click.argument("target", type=PATH, metavar="OUT")
@click.option("--tokenised", is_flag=True, help="corpus.{lang} holds Moses tokens, a blank between them.")
@click.option("--tool", "program", type=click.Choice(sorted(TOOLS)), help="Write what this program takes, as it does.")
@language_options
@from_option
@click.option(
    "--dialect",
    default="",
    metavar="NAME",
    help="Of a glossary: dca, dct or martif of tbx; concepts or terms (a row each) of a table.",
)
@click.option("--to", "stdout", metavar="FORMAT", help="What to write where OUT does not say it: xliff2; tsv to -.")
def command(
    source: str,
    target: str,
    tokenised: bool,
    dialect: str,
    program: str | None,
    source_lang: str | None,
    target_langs: tuple[str, ...],
    stdin: str | None,
    stdout: str | None,
) -> None:
    """Read IN and write OUT, each in the format of its suffix: tmx, xlf, po, csv, tsv, xlsx, jsonl, corpus.{lang}; or
    tbx, csv, tsv, xlsx, utf8 (OmegaT) where they are glossaries. Between two tables the header of IN decides which.

    \b
    tmkit convert visit.ru-kk.tmx visit.ru-kk.tsv
    tmkit convert messages.po memory.tmx --source-lang en
    tmkit convert memory.tmx - --to tsv --target-lang kk
    tmkit convert messages.po messages.xlf --to xliff2
    tmkit convert memory.tmx omegat/tm/auto/memory.tmx --tool omegat
    tmkit convert terms.tbx terms.kk.tbx --tool weblate --target-lang kk
    tmkit convert visit.ru-kk.tmx 'corpus.{lang}' --tokenised
    tmkit convert review.xlsx visit.ru-kk.tmx
    tmkit convert terms.tbx old.tbx --dialect martif
    tmkit convert terms.xlsx terms.tbx
    tmkit convert terms.tbx 'omegat/glossary/terms.{lang}.utf8'
    """
    from tmkit.pipeline.exchange.converting import convert
    from tmkit.pipeline.exchange.exporting import export
    from tmkit.pipeline.exchange.glossary_converting import is_glossary
    from tmkit.pipeline.exchange.glossary_exporting import export_glossary

    langs = file_langs(source_lang, target_langs)
    refuse_input(target, source)
    if program is None:
        done = convert(source, target, langs, tokenised=tokenised, stdin=stdin, stdout=stdout, dialect=dialect)
        talk(f"tmkit: {done.count} written to {target} ({', '.join(done.langs)})")
        if done.read_as:
            talk(f"  {source} was read as {done.read_as}")
        _lost(done.losses)
        for reason, count in sorted(done.left_out.items()):
            talk(f"  {count} left out: {reason}")
        return
    tool = TOOLS[program]
    if dialect or tokenised or stdout:
        raise UsageError("--tool chooses the format; --dialect, --tokenised and --to do not go with it")
    write = export_glossary if is_glossary(source, target, stdin) else export
    exported = write(source, target, tool, langs, stdin=stdin)
    for path, count in exported.files.items():
        talk(f"tmkit: {count} written to {path} for {tool.title}")
    _lost(exported.losses)
    for sentence in exported.advice:
        talk(f"  {sentence}")
    if tool.ignores and write is export:
        talk(f"  {tool.title} reads and forgets {', '.join(tool.ignores)}")


def _lost(losses: Mapping[str, int]) -> None:
    for what, count in sorted(losses.items()):
        talk(f"  {count} lost their {what}" if count > 1 else f"  1 lost its {what}")
