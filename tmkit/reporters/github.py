"""Findings as workflow commands, which GitHub shows beside the lines of a pull request.

GitHub shows ten annotations of each level a step: the gravest findings come first. ``markdown`` says all in the
summary of the job.
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.model import Finding, Report, Severity
from tmkit.reporters._wording import posix, sums, words

__all__ = ["render"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, *, colour: bool = False, width: int = 80) -> Iterator[str]:
    """A command a finding, then the sums; ``colour`` and ``width`` have no meaning here."""
    for level in sorted(Severity, reverse=True):
        for finding in report.findings:
            if finding.severity is level:
                yield f"::{_LEVELS[level]} {_properties(finding)}::{words(finding).translate(_DATA)}\n"
    yield f"{sums(report)}\n"


def _properties(finding: Finding) -> str:
    start, end = finding.target.start, finding.target.end
    properties = {"file": posix(start.path)}
    if start.clickable:
        properties |= {"line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:  # GitHub takes columns only within one line
            properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = f"{finding.code} {finding.check}"
    return ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
