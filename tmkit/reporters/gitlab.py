"""Findings as a GitLab code quality report (the Code Climate issues that GitLab reads)."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from tmkit.model import Finding, Report, Severity
from tmkit.reporters._json_lists import ROWS, written
from tmkit.reporters._wording import posix, words

__all__ = ["render"]

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, *, colour: bool = False, width: int = 80) -> Iterator[str]:
    """One JSON list; ``colour`` and ``width`` have no meaning here."""
    yield from written(ROWS, map(_issue, report.findings), 0)


def _issue(finding: Finding) -> dict[str, object]:
    start, end = finding.target.start, finding.target.end
    path = posix(start.path)
    first, last = (start.line, end.line) if start.clickable else (1, 1)
    return {
        "type": "issue",
        "check_name": f"{finding.code} {finding.check}",
        "description": words(finding),
        "categories": ["Style"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": sha256(f"{path}\0{finding.id}".encode("utf-8", "replace")).hexdigest()[:32],
        "location": {"path": path, "lines": {"begin": first, "end": last}},
    }
