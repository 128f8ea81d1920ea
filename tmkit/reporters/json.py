"""Findings for programs: one JSON object, its shape fixed by the command-line contract."""

from __future__ import annotations

from collections.abc import Iterator

import tmkit
from tmkit.model import Excerpt, Finding, Query, Report, Severity
from tmkit.reporters._json_lists import ROWS, written

__all__ = ["as_object", "render"]


def render(report: Report, *, colour: bool = False, width: int = 80) -> Iterator[str]:
    """The report; ``colour`` and ``width`` have no meaning here."""
    content = {
        "version": tmkit.__version__,
        "findings": ROWS,
        "summary": {
            "segments": report.segments,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
        },
        "queries": [_query(query) for query in report.queries],
        "waived": [finding.id for finding in report.waived],
    }
    yield from written(content, map(as_object, report.findings), 1)


def _query(query: Query) -> dict[str, object]:
    asked = {"path": query.asked.path, "line": query.asked.line}
    return {"question": query.question, **_excerpt(query.source), "asked": asked}


def as_object(finding: Finding) -> dict[str, object]:
    """One finding."""
    return {
        "id": finding.id,
        "code": finding.code,
        "check": finding.check,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "lang": finding.target.lang,
        **_excerpt(finding.target),
        "source": _excerpt(finding.source) if finding.source else None,
        "concept": finding.concept,
        "suggestion": finding.suggestion,
        "fixes": [
            {
                "line": fix.start.line,
                "column": fix.start.column,
                "end_line": fix.end.line,
                "end_column": fix.end.column,
                "text": fix.text,
            }
            for fix in finding.fixes
        ],
    }


def _excerpt(excerpt: Excerpt) -> dict[str, object]:
    return {
        "path": excerpt.start.path,
        "line": excerpt.start.line,
        "column": excerpt.start.column,
        "end_line": excerpt.end.line,
        "end_column": excerpt.end.column,
        "place": excerpt.place,
        "text": excerpt.text,
    }
