"""Findings for the person who mends them: what stands there, what was expected and why, what to write."""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.model import Finding, Query, Report, Severity
from tmkit.reporters._wording import advice, by_rule, place, severity, sums
from tmkit.reporters._wrapping import excerpt_lines, paragraph

__all__ = ["render"]

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33", Severity.INFO: "36"}
_FEW = 2
"""Findings that need no table of rules."""


def render(report: Report, *, colour: bool = False, width: int = 80) -> Iterator[str]:
    """A paragraph a finding, one a query, the rules and how often each was broken, and one line of sums."""
    for finding in report.findings:
        yield _paragraph(_finding(finding, colour, width))
    for query in report.queries:
        yield _paragraph(_query(query, colour, width))
    if len(report.findings) > _FEW:
        yield _paragraph(_rules(report, colour))
    yield f"{sums(report)}\n"


def _paragraph(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines) + "\n"


def _finding(finding: Finding, colour: bool, width: int) -> Iterator[str]:
    what = f"{_paint(severity(finding), _COLOURS[finding.severity], colour)} {finding.code}  [{finding.id}]"
    yield from _head(place(finding.target), what, len(f"{severity(finding)} {finding.code}  [{finding.id}]"), width)
    for excerpt in (finding.source, finding.target):
        if excerpt is not None and excerpt.lang != "und" and (excerpt.text or excerpt.before or excerpt.after):
            yield from excerpt_lines(excerpt, width, colour=colour)
    yield from paragraph(finding.message, width)
    yield from paragraph(advice(finding), width)


def _head(where: str, what: str, length: int, width: int) -> Iterator[str]:
    """Place and rule; a path that leaves no room has a line of its own, and is never broken: it can be clicked."""
    if len(where) + 2 + length <= width:
        yield f"{where}  {what}"
    else:
        yield where
        yield f"  {what}"


def _query(query: Query, colour: bool, width: int) -> Iterator[str]:
    asked = f"[{query.asked.path}:{query.asked.line}]"
    yield from _head(place(query.source), f"{_paint('query', '35', colour)}  {asked}", len(asked) + 7, width)
    yield from excerpt_lines(query.source, width, colour=colour)
    yield from paragraph(query.question, width)


def _rules(report: Report, colour: bool) -> Iterator[str]:
    rows = by_rule(report.findings)
    widest = max(len(str(count)) for _, _, count, _ in rows)
    for code, name, count, gravest in rows:
        yield f"{count:>{widest + 2}}  {_paint(code, _COLOURS[gravest], colour)}  {name}"


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
