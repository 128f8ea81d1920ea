"""A space too many or too few: doubled, before a comma, inside a bracket, missing after a mark.

In memories and catalogues the translation must begin and end with the white space of its source: programs join such
texts, and gettext refuses a line break that only one of the two has.

Bad:  Стороны договорились, что -> Тараптар  уағдаласты ,яғни
Good: Стороны договорились, что -> Тараптар уағдаласты, яғни
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tmkit.checks import Context
from tmkit.checks._text import is_kept, source_excerpt, targets
from tmkit.languages.style import Style
from tmkit.model import Bitext, Finding, Kind, Pair, Segment, Severity
from tmkit.text.edits import fixes, has_code

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM213"
NAME = "spaces"
SEVERITY = Severity.WARNING

_BLANK = r"[ \u00a0\u202f\u2009\t]"


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    text: str
    """What should stand there, as ``Match.expand`` takes it."""
    message: str


_RULES = (
    _Rule(re.compile(rf"(?<=\S){_BLANK}{{2,}}(?=\S)"), " ", "Two or more spaces stand side by side."),
    _Rule(
        re.compile(rf"(?<=[^\W_]){_BLANK}+([,;!?]+|[.:](?![\w.)/(]))(?=\s|$|[»”\")])"),
        r"\1",
        "A space stands before the mark.",
    ),
    _Rule(
        re.compile(rf"(?<=[^\W_]){_BLANK}+([,;])(?=[^\W\d_]{{2}})"),
        r"\1 ",
        "The space stands before the mark, not after.",
    ),
    _Rule(
        re.compile(rf"(?<=[^\W\d_]{{2}})\({_BLANK}*(?=[^\W\d_]{{3}})"), " (", "A space is missing before the bracket."
    ),
    _Rule(re.compile(rf"([«(\[]){_BLANK}+(?=\w)"), r"\1", "A space stands after the opening mark."),
    _Rule(re.compile(rf"(?<=[\w.,!?…]){_BLANK}+([»)\]])"), r"\1", "A space stands before the closing mark."),
    _Rule(re.compile(r"(?<=[^\W\d_]{2})([,;])(?=[^\W\d_]{2})"), r"\1 ", "A space is missing after the mark."),
    _Rule(
        re.compile(r"(?<=[а-яёәғқңөұүһіўҳ]{3})([.!?])(?=[А-ЯЁӘҒҚҢӨҰҮҺІЎҲ][а-яёәғқңөұүһіўҳ])"),
        r"\1 ",
        "A space is missing between two sentences.",
    ),
)
_PERCENT = re.compile(rf"(?<=\d)({_BLANK}?)%")


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such place in the order of the text; then what a unit begins and ends with."""
    rules = (*_RULES, *_percent(context.style))
    for pair, segment in targets(bitext):
        found = [(match, rule) for rule in rules for match in rule.pattern.finditer(segment.text)]
        end = 0
        for match, rule in sorted(found, key=lambda hit: (hit[0].start(), -hit[0].end())):
            kept = is_kept(segment.text, *match.span()) or has_code(segment, *match.span())
            if match.start() >= end and not kept:
                end = match.end()
                yield _finding(pair, segment, match, rule)
        if segment.block.kind is Kind.UNIT:
            yield from _edges(pair, segment)


def _percent(style: Style) -> Iterator[_Rule]:
    if style.percent_spaced is True:
        yield _Rule(re.compile(r"(?<=\d)()%(?!\w)"), "\u00a0%", "A space is missing before the percent sign.")
    elif style.percent_spaced is False:
        yield _Rule(re.compile(rf"(?<=\d){_BLANK}+%"), "%", "A space stands before the percent sign.")


def _finding(pair: Pair, segment: Segment, match: re.Match[str], rule: _Rule) -> Finding:
    text = match.expand(rule.text)
    return Finding(
        CODE,
        NAME,
        SEVERITY,
        rule.message,
        segment.excerpt(*match.span()),
        source_excerpt(pair),
        suggestion=text.strip() or None,
        fixes=fixes(segment, *match.span(), text),
    )


def _edges(pair: Pair, segment: Segment) -> Iterator[Finding]:
    if not pair.source or not segment.text.strip():
        return
    for side, cut in (("begins", str.lstrip), ("ends", str.rstrip)):
        source, target = pair.source[0].text, segment.text
        wanted, seen = source.replace(cut(source), "", 1), target.replace(cut(target), "", 1)
        if wanted != seen and source.strip():
            level = Severity.ERROR if "\n" in wanted + seen else SEVERITY
            at = 0 if side == "begins" else len(target) - len(seen)
            message = f"The source {side} with {_named(wanted)}, the translation with {_named(seen)}."
            yield Finding(CODE, NAME, level, message, segment.excerpt(at, at + len(seen)), source_excerpt(pair))


def _named(space: str) -> str:
    if not space:
        return "none"
    return "a line break" if "\n" in space else "white space"
