"""Findings as Checkstyle XML, which many CI servers and review bots read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tmkit.model import Finding, Report
from tmkit.reporters._wording import attribute, posix, severity, words

__all__ = ["render"]

_VERSION = "4.3"
"""Of Checkstyle, whose shape this is."""


def render(report: Report, *, colour: bool = False, width: int = 80) -> Iterator[str]:
    """One XML document; ``colour`` and ``width`` have no meaning here."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="{_VERSION}">\n'
    for path, findings in groupby(report.findings, key=lambda finding: finding.target.start.path):
        yield f" <file name={attribute(posix(path))}>\n"
        yield from map(_error, findings)
        yield " </file>\n"
    yield "</checkstyle>\n"


def _error(finding: Finding) -> str:
    start = finding.target.start
    where = f'line="{start.line}" column="{start.column}"' if start.clickable else 'line="0"'
    source = f"tmkit.{finding.code}.{finding.check}"
    about = f'severity="{severity(finding)}" message={attribute(words(finding))} source={attribute(source)}'
    return f"  <error {where} {about}/>\n"
