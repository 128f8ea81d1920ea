"""``tmkit memory concordance``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tmkit.cli.memory.lookup import target
from tmkit.cli.memory.options import memory_option, memory_path
from tmkit.cli.options import said
from tmkit.cli.output import talk, utf8

if TYPE_CHECKING:
    from tmkit.model import Span
    from tmkit.pipeline.memory.concordances import Counterpart

_AROUND = 120
"""Characters that are shown before and after the words; the rest of a long segment is left out."""


@click.command("concordance", short_help="Where words stand, in any form, and how they were translated.")
@click.argument("phrases", nargs=-1, required=True, metavar="WORDS...")
@memory_option
@click.option("--source-lang", metavar="LANG", help="Language of the sources; Russian unless said otherwise.")
@click.option("--target-lang", metavar="LANG", help="Language of the translations, such as kk.")
@click.option("--in", "side", type=click.Choice(["source", "target"]), default="source", help="Where to look.")
@click.option("--substring", is_flag=True, help="WORDS are any characters, three or more, not whole words.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, help="Units at most (default 20).")
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", help="human (default), json.")
def command(
    phrases: tuple[str, ...],
    memory: str | None,
    source_lang: str | None,
    target_lang: str | None,
    side: str,
    substring: bool,
    limit: int,
    form: str,
) -> None:
    """Find the units that have all WORDS, each a word or a phrase, in any form; the newest first.

    What was found stands in brackets, and so do the words that render it, where that is sure.

    \b
    tmkit memory concordance "Средний коридор" --target-lang kk
    tmkit memory concordance дәліз --in target --target-lang kk
    tmkit memory concordance коридор перевозки --target-lang uz-Latn --limit 50
    tmkit memory concordance "№ 12/" --substring --target-lang kk
    """
    from tmkit.languages.codes import RU
    from tmkit.pipeline.memory.concordances import Search, as_json, search

    source, translation = said(source_lang) or RU, target(target_lang)
    lang, other = (source, translation) if side == "source" else (translation, source)
    wanted = Search(memory_path(memory), phrases, lang, other, substring, limit)
    found = search(wanted, lambda message: talk(f"tmkit: {wanted.memory}: {message}"))
    if form == "json":
        click.echo(as_json(wanted, found))
        return
    if not found:
        talk(f"tmkit: {wanted.memory}: nothing with {' and '.join(phrases)} in {lang} and {other}")
    for one in found:
        click.echo(utf8(_human(one, source_first=side == "source")).decode())


def _human(one: Counterpart, *, source_first: bool) -> str:
    unit = one.hit.stored
    lines = [_line(one.hit.found.lang, one.hit.found.text, one.hit.spans)]
    lines.append(_line(one.hit.other.lang, one.hit.other.text, one.spans))
    where = f"{unit.origin.document}  [{unit.id}]".strip()
    return "\n".join([where, *(lines if source_first else reversed(lines))]) + "\n"


def _line(lang: str, text: str, spans: Sequence[Span]) -> str:
    return f"  {lang.partition('-')[0].upper()}  {_bracketed(text, spans)}"


def _bracketed(text: str, spans: Sequence[Span]) -> str:
    """What stands around the marked words, these in brackets."""
    first, last = (spans[0].start, spans[-1].stop) if spans else (0, 0)
    start, stop = max(first - _AROUND, 0), min(last + _AROUND, len(text)) if spans else min(2 * _AROUND, len(text))
    pieces, at = ["…" if start else ""], start
    for span in spans:
        pieces += [text[at : span.start], "[", text[slice(*span)], "]"]
        at = span.stop
    return "".join([*pieces, text[at:stop], "…" if stop < len(text) else ""])
