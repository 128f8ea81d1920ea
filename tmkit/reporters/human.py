"""Findings for the person who mends them: what stands there, what was expected and why, what to write."""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.model import Excerpt, Finding, Query, Report, Severity

__all__ = ["render"]

_WIDTH = 74
"""Characters of the segment that are shown: with the language before them they fit 80 columns."""
_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33", Severity.INFO: "36"}


def render(report: Report, *, colour: bool = False) -> Iterator[str]:
    """A paragraph a finding, one a query, and one line of sums."""
    for finding in report.findings:
        yield from _finding(finding, colour)
        yield "\n"
    for query in report.queries:
        yield from _query(query, colour)
        yield "\n"
    counts = [(report.count(severity), severity.name.lower()) for severity in sorted(Severity, reverse=True)]
    sums = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts)
    sums += f", {len(report.waived)} waived" if report.waived else ""
    sums += f", {report.frozen} in the baseline" if report.frozen else ""
    yield f"{report.segments} segments: {sums}\n" if report.segments else f"{sums}\n"


def _finding(finding: Finding, colour: bool) -> Iterator[str]:
    severity = _paint(finding.severity.name.lower(), _COLOURS[finding.severity], colour)
    yield f"{_place(finding.target)}  {severity} {finding.code}  [{finding.id}]\n"
    for excerpt in (finding.source, finding.target):
        if excerpt is not None and excerpt.lang != "und" and (excerpt.text or excerpt.before or excerpt.after):
            yield f"  {excerpt.lang[:2].upper()}  {_excerpt(excerpt, colour)}\n"
    yield f"  {finding.message}\n"
    if finding.fixes:
        yield f"  Safe fix: {finding.suggestion or finding.fixes[0].text}\n"
    elif finding.suggestion:
        yield f"  Write: {finding.suggestion}\n"


def _query(query: Query, colour: bool) -> Iterator[str]:
    yield f"{_place(query.source)}  {_paint('query', '35', colour)}  [{query.asked.path}:{query.asked.line}]\n"
    yield f"  {query.source.lang[:2].upper()}  {_excerpt(query.source, colour)}\n"
    yield f"  {query.question}\n"


def _place(excerpt: Excerpt) -> str:
    path, line, column = excerpt.start
    return f"{path}:{line}:{column}" if excerpt.start.clickable else f"{path}, {excerpt.place}"


def _excerpt(excerpt: Excerpt, colour: bool) -> str:
    """The words meant in brackets, with as much of the segment around them as fits the line."""
    room = max(_WIDTH - len(excerpt.text) - 2, 24)
    before, after = excerpt.before, excerpt.after
    left = max(room // 2, room - len(after))
    if len(before) > left:
        before = "…" + before[len(before) - left + 1 :].partition(" ")[2]
    right = room - len(before)
    if len(after) > right:
        after = after[: right - 1].rpartition(" ")[0] + "…"
    marked = _paint(f"[{excerpt.text}]", "1", colour) if excerpt.text else ""
    return " ".join(f"{before}{marked}{after}".split("\n"))


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
