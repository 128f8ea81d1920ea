"""A hyphen or a dash stands where another belongs, or without its spaces; two full stops stand for one or for three.

What a house may settle (a hyphen between clauses or years) is one note a document. Ranges count as such only where
the source has the same one.

Bad:  река общая — и заботы общие -> өзен ортақ —қамы да ортақ
Good: река общая — и заботы общие -> өзен ортақ — қамы да ортақ
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._text import Place, house_matter, is_kept, source_excerpt, targets
from tmkit.languages.style import Style
from tmkit.model import Bitext, Finding, Pair, Segment, Severity, Span
from tmkit.text.edits import fixes

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM217"
NAME = "dash"
SEVERITY = Severity.WARNING

_BETWEEN = re.compile(r"(?<=\S)(?<![\d-])[ \u00a0](-{1,3}|[‒–—―])[ \u00a0](?=[^\W_]|[«“\"„(])")
_ONE_SIDED = re.compile(
    r"(?<=[^\W\d_]{2})(?:[—–](?=[^\W\d_]{2})|[—–][ \u00a0](?=[^\W\d_]{2}|\d)|[ \u00a0][—–](?=[^\W\d_]{2}|\d{4}))"
)
_SPLIT = re.compile(r"(?<=[^\W\d_]{2})(?:[ \u00a0]-(?=[^\W\d_]{2})|-[ \u00a0](?=[^\W\d_]{2}))")
_SUSPENDED = re.compile(r"(?:and|or|to|и|или|либо|және|мен|бен|пен|не|немесе|та|те|да|де|va|yoki|hamda|ва|ёки|ҳамда)\b")
_RANGE = re.compile(r"(?<![\w.,/-])(\d{1,4})(-|[‒–—])(\d{1,4})(?![\w.,/-]*\d)(?=\W|$|-)")
_SAME_RANGE = re.compile(r"(?<!\d)(\d{1,4})(?=\s?[–—]\s?(\d{1,4})(?!\d))")
_OPTION = re.compile(r" -\w+")
_STOPS = re.compile(r"(?<=[^\W\d_])\.\.(?!\.)|\.{4,}(?!\.)")


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every wrong one in the order of the text, then the notes on what a house may settle."""
    clauses: list[Place] = []
    ranges: list[Place] = []
    ellipses: list[Place] = []
    usual = _usual(bitext, context.style)
    for pair, segment in targets(bitext):
        clauses += _between(segment, usual, context.style)
        ranges += _ranges(pair, segment, context.style)
        ellipses += _ellipses(segment, context.style)
        yield from _spaces(pair, segment, context.style)
        yield from _split(pair, segment)
        yield from _stops(pair, segment, context.style)
    for places, what in ((clauses, "between clauses"), (ranges, "in a range"), (ellipses, "for an ellipsis")):
        if places:
            excerpt, text, mends = house_matter(places)
            message = f"«{excerpt.text.strip()}» stands {what}, «{text.strip()}» is usual; {_times(places)}."
            yield Finding(CODE, NAME, Severity.INFO, message, excerpt, suggestion=text.strip(), fixes=mends)


def _times(places: list[Place]) -> str:
    return "once in this document" if len(places) == 1 else f"{len(places)} places in this document"


def _usual(bitext: Bitext, style: Style) -> str:
    """The dash of the style that the text has most, the preferred one where it has none."""
    counts = Counter(m[1] for _, s in targets(bitext) for m in _BETWEEN.finditer(s.text) if m[1] in style.dash)
    return max(style.dash, key=lambda dash: counts[dash], default="")


def _between(segment: Segment, usual: str, style: Style) -> Iterator[Place]:
    for match in _BETWEEN.finditer(segment.text) if style.dash else ():
        if style.dash_spaced is False:
            yield Place(segment, Span(*match.span()), usual)
        elif match[1] not in style.dash:
            yield Place(segment, Span(*match.span(1)), usual)


def _ranges(pair: Pair, segment: Segment, style: Style) -> Iterator[Place]:
    source = set(_SAME_RANGE.findall(" ".join(s.text for s in pair.source))) if style.range_dash else set()
    for match in _RANGE.finditer(segment.text) if style.range_dash else ():
        known = match.group(1, 3) in source
        if match[2] not in style.range_dash and known and not is_kept(segment.text, *match.span()):
            yield Place(segment, Span(*match.span(2)), style.range_dash[0])


def _ellipses(segment: Segment, style: Style) -> Iterator[Place]:
    other = {"…": r"(?<!\.)\.{3}(?!\.)", "...": "…"}.get(style.ellipsis)
    for match in re.finditer(other, segment.text) if other else ():
        yield Place(segment, Span(*match.span()), style.ellipsis)


def _spaces(pair: Pair, segment: Segment, style: Style) -> Iterator[Finding]:
    """Dashes with a space on one side, or on neither where both are usual."""
    for match in _ONE_SIDED.finditer(segment.text):
        mark = match[0].strip(" \u00a0")
        bare = match[0] == mark
        if (bare and (style.dash_spaced is not True or mark != "—")) or is_kept(segment.text, *match.span()):
            continue
        if style.dash_spaced is False:
            yield _finding(pair, segment, match, mark, "A dash between clauses has no spaces.")
        else:
            yield _finding(pair, segment, match, f" {mark} ", "A dash between clauses has a space on either side.")


def _split(pair: Pair, segment: Segment) -> Iterator[Finding]:
    """A hyphen with a space on one side: a word cut in two, or a dash meant."""
    for match in _SPLIT.finditer(segment.text):
        kept = is_kept(segment.text, *match.span()) or _is_option(pair, segment, match)
        if not kept and not _SUSPENDED.match(segment.text, match.end()):
            message = "A hyphen has a space on one side; join the word, or write a dash with two spaces."
            yield Finding(CODE, NAME, SEVERITY, message, segment.excerpt(*match.span()), source_excerpt(pair))


def _is_option(pair: Pair, segment: Segment, match: re.Match[str]) -> bool:
    """Whether it is an option of a command, as in ``make -j``: the source has it too."""
    option = _OPTION.match(segment.text, match.start())
    return option is not None and any(option[0] in source.text for source in pair.source)


def _stops(pair: Pair, segment: Segment, style: Style) -> Iterator[Finding]:
    for match in _STOPS.finditer(segment.text):
        if is_kept(segment.text, *match.span()) or any(match[0] in s.text for s in pair.source):
            continue
        text = style.ellipsis or "…"
        message = f"{len(match[0])} full stops stand in a row; write one, or an ellipsis."
        level = SEVERITY if len(match[0]) == 2 else Severity.INFO
        found = segment.excerpt(*match.span())
        yield Finding(CODE, NAME, level, message, found, source_excerpt(pair), suggestion=text)


def _finding(pair: Pair, segment: Segment, match: re.Match[str], text: str, message: str) -> Finding:
    return Finding(
        CODE,
        NAME,
        SEVERITY,
        message,
        segment.excerpt(*match.span()),
        source_excerpt(pair),
        suggestion=text.strip(),
        fixes=fixes(segment, *match.span(), text),
    )
