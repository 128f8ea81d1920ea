"""A line may break between a figure and its unit, or between initials and a name.

A note, once a document: where the style demands a no-break space, or where the text itself has it elsewhere.

Bad:  40 км ... 12 га -> 40\u00a0km ... 12 ga (the second space breaks)
Good: 40 км ... 12 га -> 40\u00a0km ... 12\u00a0ga
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._text import Place, house_matter, targets
from tmkit.model import Bitext, Finding, Severity, Span

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM221"
NAME = "breaking-space"
SEVERITY = Severity.INFO

_BLANK = "[ \u00a0\u202f]"
_UNITS = (
    r"%|°C|№|[кмсд]?м[²³]?|км/[чс]|[кМГ]?Вт(?:·ч)?|кг|мг|[гтл](?![.\w])|га|тонн?а?|млн|млрд|трлн"
    r"|[kcdm]?m[²³]?|km/[hs]|[kMG]?Wh?|kVt|kg|mg|ha|ga|mln|mlrd"
)
_FIGURE = re.compile(rf"(?<=\d)({_BLANK})(?:{_UNITS})(?![^\W\d_])")
_INITIALS = re.compile(rf"(?<!\w)[^\W\d_]\.({_BLANK})(?=[^\W\d_]\.{_BLANK}?[^\W\d_]{{3}}|[^\W\d_]{{3}})")


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """A note on units, and one on initials."""
    style = context.style
    for pattern, demanded, what in (
        (_FIGURE, style.nbsp_units, "a figure and its unit"),
        (_INITIALS, style.nbsp_initials, "initials and a name"),
    ):
        breaking, firm = _spaces(bitext, pattern)
        if breaking and demanded is not False and (demanded or firm):
            excerpt, _, fixes = house_matter(breaking)
            many = "once" if len(breaking) == 1 else f"{len(breaking)} times"
            message = f"A line may break between {what}, {many} in this document; write a no-break space."
            yield Finding(CODE, NAME, SEVERITY, message, excerpt, fixes=fixes)


def _spaces(bitext: Bitext, pattern: re.Pattern[str]) -> tuple[list[Place], bool]:
    """The places with a space that breaks, and whether there are others with one that does not."""
    breaking, firm = [], False
    for _, segment in targets(bitext):
        for match in pattern.finditer(segment.text):
            if pattern is _INITIALS and not match[0][0].isupper():
                continue
            if match[1] == " ":
                breaking.append(Place(segment, Span(*match.span(1)), "\u00a0"))
            else:
                firm = True
    return breaking, firm
