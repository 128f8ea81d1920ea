"""What several reports say in the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import escape

from tmkit.model import Excerpt, Finding, Report, Severity

__all__ = [
    "advice",
    "attribute",
    "by_rule",
    "content",
    "place",
    "plural",
    "posix",
    "severity",
    "sums",
    "visible",
    "words",
]

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold in any way."""


def words(finding: Finding) -> str:
    """The finding in one line, for programs that show the line of the file themselves."""
    where = "" if finding.target.start.clickable else f"{finding.target.place}: "
    quoted = f"[{finding.target.text}] " if finding.target.text else ""
    write = f" Write: {finding.suggestion}" if finding.suggestion else ""
    return " ".join(f"{where}{quoted}{finding.message}{write}".split())


def place(excerpt: Excerpt) -> str:
    """``visit.kk.txt:4:12``, or ``visit.kk.docx, paragraph 7``."""
    path, line, column = excerpt.start
    return f"{path}:{line}:{column}" if excerpt.start.clickable else f"{path}, {excerpt.place}"


def posix(path: str) -> str:
    """The path with ``/``, as web sites write it."""
    return path.replace("\\", "/").removeprefix("./")


def severity(finding: Finding) -> str:
    """Its severity in a word."""
    return finding.severity.name.lower()


def plural(count: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def sums(report: Report) -> str:
    """``33 segments: 1 error, 0 warnings, 2 infos``."""
    by_level = Counter(finding.severity for finding in report.findings)
    counts = [plural(by_level[level], level.name.lower()) for level in sorted(Severity, reverse=True)]
    more = [(len(report.waived), "waived"), (report.frozen, "in the baseline")]
    found = ", ".join([*counts, *(f"{count} {what}" for count, what in more if count)])
    return f"{plural(report.segments, 'segment')}: {found}" if report.segments else found


def advice(finding: Finding) -> str:
    """``Write: Toshkent``, or ``Safe fix: ...`` where the replacement is certain; empty where there is neither."""
    kind, text = ("Safe fix", _fixed(finding)) if finding.fixes else ("Write", finding.suggestion or "")
    return f"{kind}: {text}" if text else ""


def _fixed(finding: Finding) -> str:
    text = finding.suggestion or finding.fixes[0].text
    if not text:
        return "delete it"
    return text if text.strip() else visible(text)


def visible(text: str) -> str:
    """The text with what cannot be seen shown as ``<U+00AD>``; spaces too where there is nothing else in it."""
    blank = not text.strip()
    return "".join(_shown(character, blank) for character in text)


def _shown(character: str, blank: bool) -> str:
    if character.isspace():
        return ("␣" if character == " " else f"<U+{ord(character):04X}>") if blank else character
    return character if character.isprintable() else f"<U+{ord(character):04X}>"


def by_rule(findings: Iterable[Finding]) -> list[tuple[str, str, int, Severity]]:
    """Code, name, number of findings and gravest severity of each rule; grave ones first, then frequent ones."""
    counts: Counter[tuple[str, str]] = Counter()
    gravest: dict[tuple[str, str], Severity] = {}
    for finding in findings:
        rule = finding.code, finding.check
        counts[rule] += 1
        gravest[rule] = max(gravest.get(rule, Severity.INFO), finding.severity)
    rows = [(code, name, count, gravest[code, name]) for (code, name), count in counts.items()]
    return sorted(rows, key=lambda row: (-row[3], -row[2], row[0]))


def content(text: str) -> str:
    """The text as XML content; what XML cannot hold becomes a question mark."""
    return escape(_NO_XML.sub("?", text), quote=False)


def attribute(text: str) -> str:
    """The text as the value of an XML attribute, in quotation marks."""
    return '"' + content(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;") + '"'
