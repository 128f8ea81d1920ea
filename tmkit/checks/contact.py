"""A mail address, handle, telephone number or file name differs from that of the source, or is missing.

Bad:  пишите на press@example.org -> write to pres@example.org
Good: пишите на press@example.org -> write to press@example.org
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._kept import Difference, Item, differences
from tmkit.model import Bitext, Finding, Segment, Severity, Span

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM220"
NAME = "contact"
SEVERITY = Severity.ERROR

_CONTACT = re.compile(
    r"""(?<![\w.+-])(?P<mail>[\w.+-]++@[\w-]++(?:\.[\w-]++)+)
      | (?<![\w@/])(?P<handle>@[A-Za-z_][A-Za-z\d_.]{2,}[A-Za-z\d_])
      | (?<![\w+])(?P<phone>\+\d[\d\u00a0 ()-]{7,17}\d | 8[ \u00a0-]?\(\d{3,4}\)[\d\u00a0 -]{5,9}\d)(?!\d)
      | (?<![\w/.-])(?P<file>[A-Za-z\d][\w-]*\.(?:pdf|docx?|xlsx?|pptx?|zip|csv|txt|jpe?g|png|tmx|tbx|po|exe|apk))(?!\w)
    """,
    re.VERBOSE,
)
_LANGUAGE = re.compile(r"(?<=[._-])(?:ru|en|kk|kz|uz|rus|eng|kaz|uzb)(?=\.\w+$)")


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every one that is not that of the source; one that only the translation has is a warning."""
    for at, pair in enumerate(bitext.pairs):
        near = bitext.pairs[max(at - 1, 0) : at] + bitext.pairs[at + 1 : at + 2]
        yield from map(_finding, differences(pair, _contacts, near))


def _contacts(segment: Segment) -> list[Item]:
    return [Item(_key(match), Span(*match.span())) for match in _CONTACT.finditer(segment.text)]


def _key(match: re.Match[str]) -> str:
    if match.lastgroup == "phone":
        digits = re.sub(r"\D", "", match[0])
        return "+7" + digits[1:] if len(digits) == 11 and digits[0] in "78" else "+" + digits
    if match.lastgroup == "file":
        return _LANGUAGE.sub("*", match[0])
    return match[0].lower().rstrip(".")


def _finding(difference: Difference) -> Finding:
    target, source = difference
    if source is None:
        return Finding(CODE, NAME, Severity.WARNING, "The source does not have this.", target)
    message = f"The source has {source.text}; " + ("this is another one." if target.text else "it is missing here.")
    return Finding(CODE, NAME, SEVERITY, message, target, source, suggestion=source.text)
