"""Quotation marks do not balance, or are not those of the language at their level.

A mark without its partner is told where it stands, unless the source has the same fault. Marks of another kind
(straight ones, those of another language, the outer ones inside) are one note a document.

Bad:  форум «Цифровой путь» -> «Цифрлық жол форумы
Good: форум «Цифровой путь» -> «Цифрлық жол» форумы
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tmkit.checks import Context
from tmkit.checks._quotes import Mark, Quotation, opens, parse
from tmkit.checks._text import Passage, Place, house_matter, passages
from tmkit.languages.style import Style
from tmkit.model import Bitext, Finding, Severity, Span

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM215"
NAME = "quotes"
SEVERITY = Severity.WARNING

_LONGEST = 4
"""Paragraphs that one quotation may go over."""


class _Alone(NamedTuple):
    passage_number: int
    mark: Mark
    passage: Passage


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every mark without its partner; then one note on the kind of marks."""
    other: list[Place] = []
    alone: list[_Alone] = []
    for number, passage in enumerate(passages(bitext)):
        quotations, lonely = parse(passage.target)
        alone += (_Alone(number, mark, passage) for mark in lonely)
        if not lonely:
            other += _other_kind(quotations, context.style)
    faulty: dict[int, bool] = {}
    for number, mark, passage in _unpaired(alone):
        if number not in faulty:
            faulty[number] = bool(parse(passage.source)[1])
        if not faulty[number]:
            yield _finding(mark, passage)
    if other:
        excerpt, text, fixes = house_matter(other)
        style = context.style.quotes
        levels = ", inside them ".join(style[at : at + 2] for at in range(0, len(style), 2))
        many = "once" if len(other) == 1 else f"{len(other)} times"
        message = f"The quotation marks here are {levels}; this document has others {many}."
        yield Finding(CODE, NAME, Severity.INFO, message, excerpt, suggestion=text, fixes=fixes)


def _unpaired(alone: Sequence[_Alone]) -> Iterator[_Alone]:
    """Those that are not the two ends of a quotation over several paragraphs."""
    at = 0
    while at < len(alone):
        number, mark, _ = alone[at]
        after = alone[at + 1] if at + 1 < len(alone) else None
        if after and number < after.passage_number <= number + _LONGEST and opens(mark) and not opens(after.mark):
            at += 2
        else:
            yield alone[at]
            at += 1


def _finding(mark: Mark, passage: Passage) -> Finding:
    source = passage.source[0] if passage.source else None
    return Finding(
        CODE,
        NAME,
        SEVERITY,
        f"«{mark.text}» has no partner in this paragraph." if mark.text not in "«»" else f"{mark.text} has no partner.",
        mark.segment.excerpt(mark.start, mark.stop),
        source.excerpt(0, len(source.text)) if source else None,
    )


def _other_kind(quotations: Sequence[Quotation], style: Style) -> Iterator[Place]:
    """The marks that are not the style's at their level; a level that the style does not name is free."""
    for quotation in sorted(quotations, key=lambda found: (found.opening.segment.locate(0), found.opening.start)):
        level = style.quotes[2 * quotation.depth : 2 * quotation.depth + 2]
        for mark, wanted in zip((quotation.opening, quotation.closing), level, strict=False):
            if mark.text != wanted:
                yield Place(mark.segment, Span(mark.start, mark.stop), wanted)
