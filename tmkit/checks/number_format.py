"""A number is written in another language's format: its decimal mark, what groups its thousands, an Uzbek billion.

The value is right, so the marks are one note a document, with its fixes; a number that reads as another one is TM201.

Bad:  921,7 млн -> 921,7 million
Good: 921,7 млн -> 921.7 million
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tmkit.checks import Context
from tmkit.checks._facts import Known, compared, in_figures
from tmkit.checks._terms import quoted
from tmkit.checks._text import Place, house_matter
from tmkit.languages.style import Style
from tmkit.model import Bitext, Finding, Severity, Span
from tmkit.text import edits

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM222"
NAME = "number-format"
SEVERITY = Severity.INFO

_BLANKS = " \u00a0\u2009\u202f"
_FIGURES = re.compile(rf"[-−]?(?P<whole>\d+(?:(?P<group>[{_BLANKS}.,'’])\d{{3}})*)(?:(?P<mark>[.,])\d{{1,2}}(?!\d))?")


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """One note on decimal marks, one on groups; only of numbers that the source has too."""
    places: dict[str, list[Place]] = {}
    for pair in compared(bitext):
        figures = [k for _, k in pair.matched if in_figures(k) and ":" not in k.quantity.value]
        for what, place in (found for known in figures for found in _foreign(known, context.style)):
            places.setdefault(what, []).append(place)
        if bitext.target_lang.startswith("uz"):
            yield from _billions(pair.target)
    for what, found in places.items():
        excerpt, text, fixes = house_matter(found)
        times = "once" if len(found) == 1 else f"{len(found)} times"
        message = f"{quoted(excerpt.text)}: the {what} of this language is another; {times} in this document."
        yield Finding(CODE, NAME, SEVERITY, message, excerpt, suggestion=text, fixes=fixes)


def _foreign(known: Known, style: Style) -> Iterator[tuple[str, Place]]:
    """What the style writes in another way: the number as it is and as it should be."""
    number = _FIGURES.match(known.segment.text, *known.quantity.fact.span)
    if number is None:
        return
    span = Span(*number.span())
    whole, mark, group = number["whole"], number["mark"], number["group"]
    if mark and style.decimal and mark != style.decimal:
        at = number.start("mark") - span.start
        yield "decimal mark", Place(known.segment, span, number[0][:at] + style.decimal + number[0][at + 1 :])
    elif group and style.thousands and group not in style.thousands:
        text = number[0].replace(whole, whole.replace(group, style.thousands[0]), 1)
        yield "mark between thousands", Place(known.segment, span, text)


_BILLION = re.compile("billion|биллион", re.IGNORECASE)
_MILLIARD = {"b": "milliard", "б": "миллиард"}


def _billions(target: Sequence[Known]) -> Iterator[Finding]:
    """Uzbek counts as Russian does, in milliards."""
    for known in target:
        match = _BILLION.search(known.text)
        if match:
            wanted = known.text[: match.start()] + _MILLIARD[match[0][0].lower()] + known.text[match.end() :]
            message = f"Uzbek says {_MILLIARD[match[0][0].lower()]}; billion is an English word."
            fix = edits.fixes(known.segment, *known.quantity.span, wanted)
            yield Finding(CODE, NAME, Severity.ERROR, message, known.excerpt, suggestion=wanted, fixes=fix)
