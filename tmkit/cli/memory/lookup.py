"""``tmkit memory lookup``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import click

from tmkit.cli.differences import bracketed, code, edited, proposed
from tmkit.cli.differences import said as said_of
from tmkit.cli.memory.options import memory_option, memory_path, trust, trust_options
from tmkit.cli.options import glossary_option, glossary_paths, said
from tmkit.cli.output import talk, utf8
from tmkit.errors import UsageError
from tmkit.model import Lang

if TYPE_CHECKING:
    from tmkit.pipeline.memory.fragmenting import Rendered
    from tmkit.pipeline.memory.looking_up import Answer, Question


@click.command("lookup", short_help="Matches for a text: in context, exact, fuzzy.")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@memory_option
@click.option("--source-lang", metavar="LANG", help="Language of TEXT; Russian unless said otherwise.")
@click.option("--target-lang", metavar="LANG", help="Language of the translation, such as kk.")
@click.option("--min", "threshold", type=click.FloatRange(0.01, 1), default=0.7, help="Least similarity (default 0.7).")
@click.option("--limit", type=click.IntRange(1, 1000), default=5, help="Matches of a text at most (default 5).")
@click.option("--context", "ordered", is_flag=True, help="The texts are a document in order; neighbours count too.")
@trust_options
@click.option("--adapt", is_flag=True, help="Put the numbers and terms of TEXT into the translations.")
@click.option("--fragments", is_flag=True, help="Where nothing is like TEXT: parts of it that units have.")
@click.option("-j", "--jobs", type=click.IntRange(0), default=0, help="Processes (0, the default: as many as pay).")
@glossary_option
@click.option("--format", "form", type=click.Choice(["human", "json"]), help="human, or json, the default with -.")
def command(
    texts: tuple[str, ...],
    memory: str | None,
    source_lang: str | None,
    target_lang: str | None,
    threshold: float,
    limit: int,
    ordered: bool,
    house: str | None,
    penalties: tuple[str, ...],
    adapt: bool,
    fragments: bool,
    jobs: int,
    glossaries: tuple[str, ...],
    form: str | None,
) -> None:
    """Find units whose source is like TEXT; - reads a text a line, and answers in the same order, JSON a line.

    \b
    tmkit memory lookup "Стороны обсудили Средний коридор." --target-lang kk
    tmkit memory lookup "Встреча пройдёт 5 марта." --target-lang kk --adapt
    tmkit memory lookup - --target-lang uz-Latn --min 0.5 <texts.txt
    tmkit memory lookup "Порт на Среднем коридоре закрыт." --target-lang kk --fragments
    tmkit memory lookup "Встреча завершилась." --target-lang kk --penalty unapproved=0.1 --penalty 'origin:agency*=0.05'

    Reasons: unapproved, machine, doubtful (alignment), tags, house, age (five years, or years=X; nothing by itself),
    origin:PATTERN (document, tool or author). [penalties] in tmkit.toml says them for a project; --penalty wins.
    """
    from tmkit.languages.codes import RU
    from tmkit.pipeline.memory.looking_up import Question, as_json, look_up

    house, amounts = trust(house, penalties)
    question = Question(
        memory_path(memory),
        target(target_lang),
        said(source_lang) or RU,
        threshold,
        limit,
        amounts,
        house,
        ordered,
        glossary_paths(glossaries, ".") if adapt or glossaries else None,
        jobs,
        fragments,
    )
    asked = _lines() if texts == ("-",) else list(texts)
    as_lines = form == "json" or (form is None and texts == ("-",))
    for answer in look_up(question, asked, lambda message: talk(f"tmkit: {question.memory}: {message}")):
        click.echo(as_json(answer, adapt=adapt) if as_lines else _human(answer, question, adapt=adapt))


def _lines() -> list[str]:
    """The lines of standard input, UTF-8; an empty line is a text too."""
    content = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    return content.removesuffix("\n").replace("\r\n", "\n").split("\n") if content else []


def target(named: str | None) -> Lang:
    """The language of ``--target-lang``, else the only target of the project; UsageError where neither says it."""
    from tmkit.config import find, load

    lang = said(named)
    if lang is not None:
        return lang
    settings = find(Path())
    targets: Sequence[Lang] = load(settings).targets if settings is not None else ()
    if len(targets) != 1:
        raise UsageError("say which translation you want: --target-lang kk")
    return targets[0]


def _fragment(one: Rendered) -> str:
    """The words, what probably renders them, and a unit that shows it."""
    guess = f": {one.rendering} (a guess, {one.confidence:.0%})" if one.rendering else ""
    units = "1 unit" if one.fragment.units == 1 else f"{one.fragment.units} units"
    source, target, span, verbatim = one.witness
    form = "" if verbatim else ", in another form"
    places = (source, [span]), (target, [one.place] if one.place else [])
    texts = (f"    {code(side.lang)}  {bracketed(normalize('NFC', side.text), spans)}" for side, spans in places)
    return "\n".join([f"  [{one.fragment.text}] in {units}{form}{guess}", *texts])


def _human(answer: Answer, question: Question, *, adapt: bool) -> str:
    if not answer.matches:
        return "\n".join([f"no match  {answer.query}", *map(_fragment, answer.fragments)]) + "\n"
    from tmkit.memory.units import MatchKind

    lines = []
    for match, differing in zip(answer.matches, answer.changes, strict=True):
        taken = "".join(f"  {name} −{amount:.0%}" for name, amount in match.penalties)
        fuzzy = match.kind is MatchKind.FUZZY
        lines += [
            f"{match.score:.0%} {match.kind}{taken}  [{match.stored.id}]  {match.stored.origin.document}".rstrip(),
            f"  {code(question.source)}  {edited(match.source.text, answer.query) if fuzzy else match.source.text}",
            f"  {code(question.target)}  {match.target.text}",
        ]
        lines += [f"  {said_of(change, match.target.text)}" for change in differing]
        if adapt:
            lines += proposed(match.target, differing)
    return utf8("\n".join(lines) + "\n").decode()
