"""What of a fuzzy match must change: numbers, months and terms that differ, and a proposal with the query's own.

A change is made in the proposal only where it is certain: the translation has the old number, month or term as often
as the source, and the new one is known in the form in which the old one stands. The others are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from tmkit.languages.calendar import CALENDARS, MONTH_NAMES
from tmkit.languages.codes import UZ_CYRL
from tmkit.languages.reinflect import reinflect
from tmkit.languages.scripts import uz_cyrillic, uz_key
from tmkit.model import Concept, Lang, Segment, Span, Status
from tmkit.terms.glossary import Glossary
from tmkit.text.words import words

__all__ = ["Change", "Proposal", "adapted", "changes"]


class Change(NamedTuple):
    """A difference between the query and the source of a match, and what it means for the translation."""

    kind: str
    """``number``, ``month`` or ``term``."""
    was: str
    """In the source of the match; empty where the query has more."""
    now: str
    """In the query; empty where it has less."""
    span: Span | None = None
    """Where the translation says it; None where that is not certain."""
    instead: str | None = None
    """What to write there; None where it is not certain."""


class Proposal(NamedTuple):
    """A translation with the query's own numbers and terms."""

    text: str
    changed: tuple[Span, ...]
    """What was put in, in ``text``."""


class _Mark(NamedTuple):
    """Something in a text that may differ."""

    key: str
    """The same in every language."""
    span: Span
    text: str
    stored: str = ""
    """A term as the glossary writes it."""
    concept: Concept | None = None


def changes(query: Segment, source: Segment, target: Segment, glossary: Glossary | None = None) -> tuple[Change, ...]:
    """What differs, kind by kind, in the order of the texts. Terms are compared where there is a glossary."""
    sides = query, source, target
    terms = [_terms(segment, glossary) if glossary is not None else [] for segment in sides]
    kinds: tuple[tuple[str, Sequence[Sequence[_Mark]], _Writing], ...] = (
        ("number", [_outside(_figures(segment), own) for segment, own in zip(sides, terms, strict=True)], _number),
        ("month", [_months(segment) for segment in sides], _month),
        ("term", terms, _term),
    )
    return tuple(
        change
        for kind, (asked, there, translated), writing in kinds
        for change in _compared(kind, asked, there, translated, writing, target.lang)
    )


def _outside(figures: Sequence[_Mark], terms: Sequence[_Mark]) -> list[_Mark]:
    """Numbers that are no part of a term: those change with it."""
    inside = [term.span for term in terms]
    return [one for one in figures if not any(a <= one.span.start and one.span.stop <= b for a, b in inside)]


def adapted(target: Segment, found: Sequence[Change]) -> Proposal | None:
    """The translation with all changes that are certain; None where none is."""
    pieces: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for change in sorted(
        (c for c in found if c.span is not None and c.instead is not None), key=lambda c: c.span or ()
    ):
        start, stop = change.span or Span(0, 0)
        if start < at or change.instead is None:
            continue
        pieces += [target.text[at:start], change.instead]
        length += start - at
        spans.append(Span(length, length + len(change.instead)))
        length += len(change.instead)
        at = stop
    return Proposal("".join([*pieces, target.text[at:]]), tuple(spans)) if spans else None


_Writing = Callable[[_Mark, _Mark, _Mark, Lang], str | None]
"""From the mark as it was in the source, is in the query, and stands in the translation: what to write there."""


def _compared(
    kind: str, query: Sequence[_Mark], source: Sequence[_Mark], target: Sequence[_Mark], writing: _Writing, lang: Lang
) -> Iterator[Change]:
    old, new = [mark.key for mark in source], [mark.key for mark in query]
    for tag, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for at in range(max(j - i, n - m)):
            was = source[i + at] if i + at < j else None
            now = query[m + at] if m + at < n else None
            place = _place(was, source, target) if was is not None else None
            instead = writing(was, now, place, lang) if was and now and place else None
            yield Change(kind, was.text if was else "", now.text if now else "", place.span if place else None, instead)


def _place(was: _Mark, source: Sequence[_Mark], target: Sequence[_Mark]) -> _Mark | None:
    """Where the translation says what the source says there; None unless it says it as often."""
    same = [mark for mark in source if mark.key == was.key]
    there = [mark for mark in target if mark.key == was.key]
    return there[same.index(was)] if len(same) == len(there) else None


_FIGURES = re.compile(
    r"(?<![^\W\d_])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|(?:\b[A-ZА-ЯЁ]+)?\d+(?:[.,:/]\d+)*"
)
"""Numbers; one with capitals before it is a name: COP29."""
_ENGLISH_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")


def _figures(segment: Segment) -> list[_Mark]:
    return [
        _Mark(_value(match[0], segment.lang), Span(*match.span()), match[0])
        for match in _FIGURES.finditer(segment.text)
    ]


def _value(figures: str, lang: Lang) -> str:
    """The figures with a decimal point and without blanks between thousands."""
    if lang == "en":
        figures = _ENGLISH_THOUSANDS.sub("", figures)
    bare = "".join(figures.split())
    return bare.replace(",", ".") if bare.count(",") == 1 and "." not in bare else bare


def _number(was: _Mark, now: _Mark, place: _Mark, lang: Lang) -> str | None:
    """The query's figures, as the language writes them; a name is no number."""
    if was.text[0].isalpha() != now.text[0].isalpha():
        return None
    if lang != "en":
        return now.text
    whole, point, rest = now.text.partition(",")
    thousands = ",".join(whole.split())
    return f"{thousands}.{rest}" if point and "." not in now.text else thousands


@cache
def _month_patterns(lang: str) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    calendar = CALENDARS[lang]
    return re.compile(calendar.ambiguous), tuple(map(re.compile, calendar.months))


def _months(segment: Segment) -> list[_Mark]:
    """The names of months, those left out that may be another word."""
    primary = segment.lang.partition("-")[0]
    if primary not in CALENDARS:
        return []
    ambiguous, months = _month_patterns(primary)
    found = []
    for word in words(segment.text):
        key = uz_key(word.text) if primary == "uz" else word.text.casefold()
        if ambiguous.fullmatch(key):
            continue
        number = next((at for at, month in enumerate(months) if month.fullmatch(key)), None)
        if number is not None:
            found.append(_Mark(str(number), Span(word.start, word.stop), word.text))
    return found


def _month(was: _Mark, now: _Mark, place: _Mark, lang: Lang) -> str | None:
    names = MONTH_NAMES.get(lang.partition("-")[0])
    if names is None:
        return None
    old, new = names[int(was.key)], names[int(now.key)]
    if lang == UZ_CYRL:
        old, new = uz_cyrillic(old), uz_cyrillic(new)
    return reinflect(place.text, old, new, lang)


def _terms(segment: Segment, glossary: Glossary) -> list[_Mark]:
    """The longest term at each place, one concept each."""
    found: dict[Span, _Mark] = {}
    for hit in glossary.find(segment.text, segment.lang):
        text = segment.text[slice(*hit.span)]
        found.setdefault(hit.span, _Mark(hit.concept.id, hit.span, text, hit.term.text, hit.concept))
    return list(found.values())


def _term(was: _Mark, now: _Mark, place: _Mark, lang: Lang) -> str | None:
    """The query's term in the form in which the old one stands."""
    if now.concept is None:
        return None
    wanted = (*now.concept.in_language(lang, Status.PREFERRED), *now.concept.in_language(lang, Status.ADMITTED))
    return reinflect(place.text, place.stored, wanted[0].text, lang) if wanted else None
