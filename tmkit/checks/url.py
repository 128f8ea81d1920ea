"""A web address differs from that of the source, is missing, or was added.

The part that names a language (/ru/, lang=ru, ru. before the name) may differ, and so may a closing slash. The links of
mark-up count too.

Bad:  на https://example.org/2026/plan -> at https://example.org/2025/plan
Good: на https://example.org/ru/plan -> at https://example.org/en/plan
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._kept import Difference, Item, differences
from tmkit.model import Bitext, Excerpt, Finding, Pair, Segment, Severity, Span

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM219"
NAME = "url"
SEVERITY = Severity.ERROR

_URL = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>«»“”\"]+"
    r"|(?<![\w@.-])[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|org|net|int|gov|info|ru|kz|uz|kg|tj|tm|eu|uk|cn)(?=(?:da|dan|ga|ni|ning|dagi)?(?![\w.-]*[a-z\d_]))(?:/[^\s<>«»“”\"]*)?"
    r"|(?<![\w@.-])[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}/[^\s<>«»“”\"]+",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[-\u2011][а-яёәғқңөұүһіўҳ]{1,8}$|(?<=\.(?:uz|kz|ru))(?:da|dan|ga|ni|ning|dagi)$")
"""Of Kazakh and Uzbek cases, behind an address."""
_LINK = re.compile(r"(?:href=[\"']|\]\(<?)((?:https?:|mailto:|www\.)[^\"'\s)>]+)")
_LANGUAGE = r"(?:ru|en|kk|kz|kaz|uz|oz|uzb|rus|eng|latin|lat|cyrl|uz-latn|uz-cyrl|qz)"
_SLOT = re.compile(
    rf"(?<=/){_LANGUAGE}(?=/|$)|(?<=[?&]lang=){_LANGUAGE}|^{_LANGUAGE}(?=\.\w+\.\w+)|(?<=[_.-]){_LANGUAGE}(?=\.\w+$)"
)


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every address that is not that of the source; one that only the translation has is a warning."""
    for at, pair in enumerate(bitext.pairs):
        for difference in differences(pair, _urls, bitext.pairs[max(at - 1, 0) : at] + bitext.pairs[at + 1 : at + 2]):
            yield _finding(difference)
        yield from _links(pair)


def _links(pair: Pair) -> Iterator[Finding]:
    """Links of the mark-up that lead elsewhere; one that is not there at all is a missing tag."""
    source, target = ([link for segment in side for link in _linked(segment)] for side in pair[:2])
    wanted = [address for _, address in source]
    if len(source) != len(target) or sorted(map(_key, wanted)) == sorted(_key(address) for _, address in target):
        return
    for (place, address), right in zip(target, wanted, strict=True):
        if _key(address) not in map(_key, wanted):
            message = f"The link leads to {address}, that of the source to {right}."
            yield Finding(CODE, NAME, SEVERITY, message, place, suggestion=right)


def _linked(segment: Segment) -> Iterator[tuple[Excerpt, str]]:
    for code in segment.codes:
        if match := _LINK.search(code.data):
            yield segment.excerpt(code.offset, code.offset), match[1]


def _urls(segment: Segment) -> list[Item]:
    found = []
    for match in _URL.finditer(segment.text):
        text = _ENDING.sub("", match[0].rstrip(".,:;!?…'’"))
        if text.endswith(")") and text.count("(") < text.count(")"):
            text = text[:-1]
        found.append(Item(_key(text), Span(match.start(), match.start() + len(text))))
    return found


def _key(url: str) -> str:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", url.rstrip("/"), flags=re.IGNORECASE)
    host, slash, rest = bare.partition("/")
    return re.sub(r"(?<=/)\*/", "", _SLOT.sub("*", host.lower() + slash + rest) + "/").removesuffix("*/").rstrip("/")


def _finding(difference: Difference) -> Finding:
    target, source = difference
    if source is None:
        message = "The source does not have this address."
        return Finding(CODE, NAME, Severity.WARNING, message, target)
    message = f"The source has {source.text}; " + ("this is another address." if target.text else "it is missing here.")
    return Finding(CODE, NAME, SEVERITY, message, target, source, suggestion=source.text)
