"""The apostrophe is wrong or changes from word to word.

Uzbek Latin has two: ʻ U+02BB belongs to the letters oʻ and gʻ, ʼ U+02BC is the tutuq belgisi (maʼno). A text that
keeps to another mark throughout, as Word writes it, gets one note. Cyrillic words have ъ, no apostrophe.

Bad:  чтобы стать -> boʻlish uchun ... bo'lib
Good: чтобы стать -> boʻlish uchun ... boʻlib
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tmkit.checks import Context
from tmkit.checks._text import Place, house_matter, is_kept, targets
from tmkit.languages.codes import UZ_LATN, script_of
from tmkit.languages.marks import APOSTROPHES
from tmkit.languages.style import Style
from tmkit.model import Bitext, Finding, Segment, Severity, Span
from tmkit.text.edits import fixes

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM403"
NAME = "apostrophe"
SEVERITY = Severity.WARNING

_TURNED = re.compile(rf"(?<=[oOgG])(?:[{APOSTROPHES}](?=[^\W\d_])|[ʻ‘`](?![^\W\d_]))")
_TUTUQ = re.compile(rf"(?<=[^\W\d_])(?<![oOgG{APOSTROPHES}])[{APOSTROPHES}](?=[^\W\d_])")
_FOREIGN = re.compile(rf"\b[A-ZА-Я][{APOSTROPHES}][A-ZА-Я][a-zа-я]|[A-Z]{{2}}[{APOSTROPHES}][a-z]")
"""OʼBrien, HBOʼning: a name's or acronym's own apostrophe."""
_IN_CYRILLIC = re.compile(rf"(?<=[\u0400-\u052f])[{APOSTROPHES}](?=[\u0400-\u052f])")
_IN_ENGLISH = re.compile(r"(?<=[A-Za-z])[ʻʼ`´′＇‘](?=[a-z])")
_FEW = 3
"""So many slips are told one by one."""
_STEADY = 0.8
_LONGEST_WORD = 60
"""Characters on either side of the mark."""


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every apostrophe that departs from the text's own; then what the text has throughout."""
    if bitext.target_lang == UZ_LATN:
        places = [place for _, segment in targets(bitext) for place in _uzbek(segment, context.style)]
        yield from _weighed(places)
    elif script_of(bitext.target_lang) == "Cyrl":
        yield from _single([p for _, s in targets(bitext) for p in _plain(s, _IN_CYRILLIC, "ъ")])
    elif bitext.target_lang == "en":
        mark = context.style.apostrophes or "’"
        yield from _single([p for _, s in targets(bitext) for p in _plain(s, _IN_ENGLISH, mark)])


def _uzbek(segment: Segment, style: Style) -> Iterator[Place]:
    """Every apostrophe with what it should be, right ones too."""
    if len(style.apostrophes) != 2:
        return
    for pattern, wanted in zip((_TURNED, _TUTUQ), style.apostrophes, strict=True):
        yield from _plain(segment, pattern, wanted)


def _plain(segment: Segment, pattern: re.Pattern[str], wanted: str) -> Iterator[Place]:
    foreign = {at for match in _FOREIGN.finditer(segment.text) for at in range(*match.span())}
    for match in pattern.finditer(segment.text):
        if not is_kept(segment.text, *match.span()) and match.start() not in foreign:
            yield Place(segment, Span(*match.span()), wanted)


def _weighed(places: Sequence[Place]) -> Iterator[Finding]:
    """A slip is told where it stands; what the text has throughout, or at random, is told once."""
    wrong = [place for place in places if _seen(place) != place.text]
    if not wrong:
        return
    if len(wrong) <= max(_FEW, len(places) // 20) and 2 * len(wrong) < len(places):
        yield from _single(wrong)
        return
    excerpt, text, mends = house_matter(wrong)
    level = Severity.INFO if _is_steady(places) else SEVERITY
    many = f"{len(wrong)} of {len(places)} apostrophes" if len(wrong) > 1 else "The apostrophe"
    message = f"{many} should be ʻ in oʻ and gʻ, ʼ elsewhere; the text has {_listed(_seen(p) for p in wrong)}."
    yield Finding(CODE, NAME, level, message, excerpt, suggestion=text, fixes=mends)


def _is_steady(places: Sequence[Place]) -> bool:
    """Whether each of the two is nearly always written with the same mark."""
    marks = Counter((place.text, _seen(place)) for place in places)
    kinds = Counter(place.text for place in places)
    usual = {wanted: max(count for (kind, _), count in marks.items() if kind == wanted) for wanted in kinds}
    return all(usual[wanted] >= _STEADY * count for wanted, count in kinds.items())


def _single(places: Sequence[Place]) -> Iterator[Finding]:
    for place in places:
        start, stop = _word(place)
        at = place.span.start - start
        text = place.segment.text[start:stop]
        fixed = text[:at] + place.text + text[at + 1 :]
        message = f"The apostrophe here is {place.text}, not {_seen(place)}."
        if place.text == "ъ":
            message = f"A Cyrillic word has ъ, not {_seen(place)}."
        mends = fixes(place.segment, *place.span, place.text)
        excerpt = place.segment.excerpt(start, stop)
        yield Finding(CODE, NAME, SEVERITY, message, excerpt, suggestion=fixed, fixes=mends)


def _word(place: Place) -> tuple[int, int]:
    """The whole word around the place, or what stands near where it is endless."""
    text = place.segment.text
    start, stop = place.span
    first, last = max(start - _LONGEST_WORD, 0), min(stop + _LONGEST_WORD, len(text))
    while start > first and (text[start - 1].isalpha() or text[start - 1] in APOSTROPHES):
        start -= 1
    while stop < last and (text[stop].isalpha() or text[stop] in APOSTROPHES):
        stop += 1
    return start, stop


def _seen(place: Place) -> str:
    return place.segment.text[slice(*place.span)]


def _listed(marks: Iterator[str]) -> str:
    return " ".join(f"{mark} U+{ord(mark):04X}" for mark in sorted(set(marks)))
