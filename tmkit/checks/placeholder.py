"""A placeholder of the source is missing, was changed or added.

Known are printf (%s, %1$d, %(name)s), Python and ICU braces ({}, {0}, {name:.2f}), {{name}}, ${name}, $NAME and
%NAME%. Placeholders without number or name must keep their order. Of ICU messages the forms of a select and the # of a
plural are looked at; which plural forms a language has is another rule's matter.

Bad:  Найдено файлов: %d -> Табылған файлдар: %s
Good: Найдено файлов: %d -> Табылған файлдар: %d
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tmkit.checks import Context
from tmkit.checks._icu import Choice, choices
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
        yield from _forms(pair)
        if not found and _moved(pair, find):
            target = pair.target[0]
            message = "Placeholders without a number stand in another order than in the source; number them (%1$s)."
            yield Finding(CODE, NAME, SEVERITY, message, target.excerpt(0, len(target.text)))


def _finder(pair: Pair) -> Callable[[Segment], list[Item]]:
    """Finds what either side shows to be a placeholder, in the translation with an ending after it too: %sга."""
    known = {text for side in pair[:2] for segment in side for text in _placeholders(segment.text)}
    if any(text.startswith("%") for text in known):
        known.add("%%")  # a percent sign in such a text
    literal = "|".join(re.escape(text) for text in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<!%)(?:{literal})") if known else None

    def find(segment: Segment) -> list[Item]:
        if pattern is None:
            return []
        found: dict[tuple[str, int], Item] = {}
        in_icu = _in_icu(segment.text)
        forms = _form_starts(segment.text)
        for match in (m for m in pattern.finditer(segment.text) if m.start() not in forms):
            icu = match[0].startswith("{") and "," in match[0]
            key = re.sub(r"\s", "", match[0])
            found.setdefault((key, 0 if icu or in_icu else match.start()), Item(key, Span(*match.span())))
        return list(found.values())

    return find


def _placeholders(text: str) -> Iterator[str]:
    forms = _form_starts(text)
    return (match[0] for match in _PLACEHOLDER.finditer(text) if match.start() not in forms)


def _form_starts(text: str) -> set[int]:
    """Where the forms of ICU messages begin: {They} in other {They}."""
    return {branch.span.start for choice in choices(text) for branch in choice.branches}


def _forms(pair: Pair) -> Iterator[Finding]:
    """Forms of ICU messages that the program asks for and does not find, and a plural that lost its number."""
    wanted = {choice.name: choice for segment in pair.source for choice in choices(segment.text)}
    for segment in pair.target:
        for choice in choices(segment.text):
            source = wanted.get(choice.name)
            if source is None or source.kind != choice.kind:
                continue  # the message itself is another one
            place = segment.excerpt(choice.span.start, len(segment.text[: choice.span.stop].rstrip()))
            seen, known = ([branch.selector for branch in one.branches] for one in (choice, source))
            if choice.kind == "select" and set(seen) != set(known):
                message = f"The source chooses among {', '.join(known)}, the translation among {', '.join(seen)}."
                yield Finding(CODE, NAME, SEVERITY, message, place)
            elif choice.kind != "select" and _counts(pair.source, source) and not _counts(pair.target, choice):
                yield Finding(CODE, NAME, SEVERITY, "The form «other» has # in the source, not here.", place)


def _counts(segments: tuple[Segment, ...], choice: Choice) -> bool:
    """Whether the form «other» shows the number."""
    texts = (s.text[slice(*b.span)] for s in segments for c in choices(s.text) if c == choice for b in c.branches[-1:])
    return any("#" in text for text in texts)


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
