"""Findings as Markdown tables: the summary of a job on GitHub, a comment, an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, islice

from tmkit.model import Excerpt, Finding, Query, Report, Severity
from tmkit.reporters._wording import by_rule, plural, posix, severity, sums

__all__ = ["render"]

_MOST = 500
"""Findings that are shown; GitHub takes no summary above a megabyte."""
_AROUND = 40
"""Characters that are shown before and after the words meant."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#&])")
_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}


def render(report: Report, *, colour: bool = False, width: int = 80) -> Iterator[str]:
    """Sums, rules, and a table for each file; ``colour`` and ``width`` have no meaning here."""
    yield f"## tmkit: {sums(report)}\n"
    if report.findings:
        yield "\n| rule | | findings |\n|---|---|--:|\n"
        for code, name, count, gravest in by_rule(report.findings):
            yield f"| {_SIGNS[gravest]} {code} | {_text(name)} | {count} |\n"
    shown = list(islice(report.findings, _MOST))
    for path, findings in groupby(shown, key=lambda finding: finding.target.start.path):
        yield f"\n### {_text(posix(path))}\n\n| place | rule | text | what to do |\n|---|---|---|---|\n"
        for finding in findings:
            yield _row(finding)
    if len(report.findings) > len(shown):
        yield f"\nAnd {plural(len(report.findings) - len(shown), 'more finding')}.\n"
    if report.queries:
        yield "\n### Queries about the source\n\n"
        for query in report.queries:
            yield _query(query)


def _row(finding: Finding) -> str:
    start = finding.target.start
    where = f"{start.line}:{start.column}" if start.clickable else finding.target.place
    write = f" Write: **{_text(finding.suggestion)}**" if finding.suggestion else ""
    rule = f"{_SIGNS[finding.severity]} {finding.code} {severity(finding)}"
    return f"| {_text(where)} | {rule} | {_excerpt(finding.target)} | {_text(finding.message)}{write} |\n"


def _query(query: Query) -> str:
    return f"- {_text(posix(query.source.start.path))}: {_excerpt(query.source)}: {_text(query.question)}\n"


def _excerpt(excerpt: Excerpt) -> str:
    before, after = excerpt.before, excerpt.after
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + "…"
    marked = f"<mark>{_text(excerpt.text)}</mark>" if excerpt.text else ""
    return f"{_text(before)}{marked}{_text(after)}"


def _text(text: str) -> str:
    """The text with nothing in it that is mark-up, in one line; spaces at its ends stay."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s", " ", text))
