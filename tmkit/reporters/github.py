"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.model import Finding, Report, Severity

__all__ = ["render"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, *, colour: bool = False) -> Iterator[str]:
    """A command a finding; ``colour`` has no meaning here."""
    for finding in report.findings:
        yield f"::{_LEVELS[finding.severity]} {_properties(finding)}::{_message(finding).translate(_DATA)}\n"


def _properties(finding: Finding) -> str:
    start, end = finding.target.start, finding.target.end
    properties = {"file": start.path}
    if start.clickable:
        properties |= {"line": str(start.line), "endLine": str(end.line)}
        if start.line == end.line:  # GitHub takes columns only within one line
            properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = f"{finding.code} {finding.check}"
    return ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())


def _message(finding: Finding) -> str:
    place = "" if finding.target.start.clickable else f"{finding.target.place}: "
    quoted = f"[{finding.target.text}] " if finding.target.text else ""
    write = f" Write: {finding.suggestion}" if finding.suggestion else ""
    return f"{place}{quoted}{finding.message}{write}"
