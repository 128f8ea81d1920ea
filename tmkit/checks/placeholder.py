"""A placeholder of the source is missing, was changed or added.

Known are printf (%s, %1$d, %(name)s), Python and ICU braces ({}, {0}, {name:.2f}), {{name}}, ${name}, $NAME and
%NAME%. Placeholders without number or name must keep their order.

Bad:  Найдено файлов: %d -> Табылған файлдар: %s
Good: Найдено файлов: %d -> Табылған файлдар: %d
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tmkit.checks import Context
from tmkit.checks._kept import Difference, Item, differences
from tmkit.languages.plurals import PROPERTY
from tmkit.model import Bitext, Finding, Pair, Segment, Severity, Span

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM301"
NAME = "placeholder"
SEVERITY = Severity.ERROR

_PLACEHOLDER = re.compile(
    r"""(?<![\d%])(?<!\d[\u00a0 ])%(?:\d+\$)?[-+\#0]*+(?:\d++|\*)?(?:\.(?:\d+|\*))?
            (?:hh|h|ll|l|L|z|j|t|q)?[diouxXeEfFgGcrsaAp](?![A-Za-z])
      | %\(\w+\)[-+\#0-9.]*[diouxXeEfFgGcrsa]
      | \{\{\s*[\w.]+\s*\}\}
      | \{(?P<icu>\w+)\s*,\s*(?:plural|select|selectordinal|number|date|time)\b
      | \#?\$?\{[\w.\[\]]*(?:![rsa])?(?::[^{}\s]*)?\}
      | (?<![\w$])\$[A-Z_][A-Z0-9_]+\b
      | %[A-Z_]{3,}%
    """,
    re.VERBOSE,
)
_COUNT = re.compile(r"%(?:\d+\$)?l*[diu]|\{(?:n|num|count|number|)\}|%\((?:n|num|count|number)\)d")
"""What stands for the number in a plural form; the form for one may spell it."""
_UNNUMBERED = re.compile(r"%[^\d($%]*[A-Za-z]|\{\}")


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every placeholder that differs; then those that only changed places."""
    for pair in bitext.pairs:
        find = _finder(pair)
        found = list(differences(pair, find))
        if _is_plural(pair):
            found = [d for d in found if not _COUNT.fullmatch((d.source or d.target).text)]
        for difference in found:
            yield _finding(difference)
        if not found and _moved(pair, find):
            target = pair.target[0]
            message = "Placeholders without a number stand in another order than in the source; number them (%1$s)."
            yield Finding(CODE, NAME, SEVERITY, message, target.excerpt(0, len(target.text)))


def _finder(pair: Pair) -> Callable[[Segment], list[Item]]:
    """Finds what either side shows to be a placeholder, in the translation with an ending after it too: %sга."""
    known = {match[0] for side in pair[:2] for segment in side for match in _PLACEHOLDER.finditer(segment.text)}
    literal = "|".join(re.escape(text) for text in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<!%)(?:{literal})") if known else None

    def find(segment: Segment) -> list[Item]:
        if pattern is None:
            return []
        found: dict[tuple[str, int], Item] = {}
        in_icu = _in_icu(segment.text)
        for match in pattern.finditer(segment.text):
            icu = match[0].startswith("{") and "," in match[0]
            key = re.sub(r"\s", "", match[0])
            found.setdefault((key, 0 if icu or in_icu else match.start()), Item(key, Span(*match.span())))
        return list(found.values())

    return find


def _in_icu(text: str) -> bool:
    """Whether the text chooses among forms, so that a placeholder stands once in each of them."""
    return any(match["icu"] for match in _PLACEHOLDER.finditer(text))


def _is_plural(pair: Pair) -> bool:
    return dict(pair.properties).get(PROPERTY, "").startswith("0/")


def _moved(pair: Pair, find: Callable[[Segment], list[Item]]) -> bool:
    orders = [
        [item.key for segment in side for item in find(segment) if _UNNUMBERED.fullmatch(item.key)]
        for side in (pair.source, pair.target)
    ]
    return orders[0] != orders[1] and sorted(orders[0]) == sorted(orders[1])


def _finding(difference: Difference) -> Finding:
    target, source = difference
    if source is None:
        message = "The source does not have this placeholder; the program would show it or stop."
        return Finding(CODE, NAME, SEVERITY, message, target)
    message = f"The source has {source.text}; " + ("this is another one." if target.text else "it is missing here.")
    return Finding(CODE, NAME, SEVERITY, message, target, source, suggestion=source.text)
