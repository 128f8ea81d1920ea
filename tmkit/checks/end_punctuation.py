"""The translation ends with another mark than its source: a question became a statement, a full stop is missing.

Quotes and brackets after the mark do not count. Held against each other are only sentences that surely belong
together.

Bad:  Когда откроют переход? -> Өткел қашан ашылады.
Good: Когда откроют переход? -> Өткел қашан ашылады?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._text import SURE
from tmkit.languages import ru
from tmkit.languages.codes import RU
from tmkit.model import Bitext, Finding, Pair, Segment, Severity

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM216"
NAME = "end-punctuation"
SEVERITY = Severity.WARNING

_CLOSING = r"[\s»”“\"’'‘)\]*_—–-]*"
_END = re.compile(rf"(?P<mark>[.!?…:;,]*){_CLOSING}$")
_INNER = re.compile(rf"(?P<inner>(?:[.!?…]+{_CLOSING})?)(?P<mark>[.!?…:;,]*){_CLOSING}$")
"""With a mark before the closing quote, as in ?»."""
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:гг?|вв?|др|пр|т\. ?[дпк]|руб|долл|тыс|чел|ст|стр|рис|табл|им|ул|обл|ч|мин|жж?|т\. ?б|т\. ?с\. ?с|б"
    r"|etc|Inc|Ltd|Co|Jr|Sr|No|[ap]\. ?m|U\. ?S|[^\W\d_]\. ?[^\W\d_]|y|h\. ?k)\.\W*$"
)
_NAMES = {".": "a full stop", "?": "a question mark", "!": "an exclamation mark", "…": "an ellipsis", ":": "a colon"}
_OUTER = " \u00a0»”“\"’'‘)]*_—–-"


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every sentence that ends otherwise; a change between marks inside a sentence is a note."""
    for pair in bitext.pairs:
        if pair.source and pair.target and pair.score >= SURE and _has_words(pair):
            finding = _finding(pair)
            if finding is not None:
                yield finding


def _has_words(pair: Pair) -> bool:
    return all(re.search(r"[^\W\d_]{2}", side[-1].text) for side in (pair.source, pair.target))


def _finding(pair: Pair) -> Finding | None:
    source, target = pair.source[-1], pair.target[-1]
    wanted, seen = _mark(source.text), _mark(target.text)
    if wanted == seen or _excused(wanted, seen, pair):
        return None
    match = _END.search(target.text)
    assert match is not None  # it matches the empty end
    start, stop = match.span("mark")
    if start == stop:  # nothing there: the last word is meant
        start = len(target.text[:start].rstrip()) - len(re.split(r"\s", target.text[:start].rstrip())[-1])
        suggestion = target.text[start:stop].rstrip() + wanted
    else:
        suggestion = wanted
    from_match = _END.search(source.text)
    assert from_match is not None
    return Finding(
        CODE,
        NAME,
        _severity(wanted, seen, target.text),
        f"The source ends with {_NAMES.get(wanted, wanted and f'«{wanted}»') or 'no mark'}, "
        f"the translation with {_NAMES.get(seen, seen and f'«{seen}»') or 'none'}.",
        target.excerpt(start, stop),
        source.excerpt(*from_match.span("mark")),
        suggestion=suggestion or None,
    )


def _excused(wanted: str, seen: str, pair: Pair) -> bool:
    """A full stop that is an abbreviation's; a question that stands elsewhere in the sentence."""
    for side, mark, other in ((pair.source, wanted, seen), (pair.target, seen, wanted)):
        if mark == "." and not other and _ABBREVIATION.search(side[-1].text) and not _is_sentence(side[-1]):
            return True
        if other in ("?", "!") and any(other in segment.text for segment in side):
            return True
    return False


def _is_sentence(segment: Segment) -> bool:
    """Whether the stop of its abbreviation ends a sentence too; told of Russian, where headings have no verb."""
    return segment.lang == RU and ru.has_verb(segment.text)


def _mark(text: str) -> str:
    match = _INNER.search(text)
    mark = match["inner"] + match["mark"] if match else ""
    for strong in "?!":
        if strong in mark:
            return strong
    if mark.endswith(("...", "…")):
        return "…"
    return mark.rstrip(_OUTER)[-1:]


def _severity(wanted: str, seen: str, text: str) -> Severity:
    """A question lost or made is told, and a mark left out; what else changes may be the translator's choice."""
    if seen == "?" and _QUOTED_QUESTION.search(text):
        return Severity.INFO
    return SEVERITY if "?" in (wanted, seen) or not seen else Severity.INFO


_QUOTED_QUESTION = re.compile(r"\?[»”“\"’'‘]\W*$")
"""What is quoted asks, not the sentence."""
