"""Findings as SARIF 2.1.0 (OASIS), for code scanning and editors."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import tmkit
from tmkit.model import Excerpt, Finding, Fix, Report, RuleText, Severity
from tmkit.reporters._json_lists import ROWS, written
from tmkit.reporters._wording import posix, words

__all__ = ["render"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, *, colour: bool = False, width: int = 80) -> Iterator[str]:
    """One log of one run; waived findings are in it, suppressed. ``colour`` and ``width`` have no meaning here."""
    rules = _rules(chain(report.findings, report.waived), report.rules)
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "tmkit",
                "version": tmkit.__version__,
                "semanticVersion": tmkit.__version__,
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(path)}} for path in report.files],
        "results": ROWS,
    }
    shown = (_result(finding, places[finding.code]) for finding in report.findings)
    waived = (
        {**_result(finding, places[finding.code]), "suppressions": [{"kind": "external"}]} for finding in report.waived
    )
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield from written(log, chain(shown, waived), 3)


def _rules(findings: Iterable[Finding], texts: Sequence[RuleText]) -> list[dict[str, object]]:
    known = {text.code: text for text in texts}
    named = {finding.code: finding.check for finding in findings}
    return [_rule(code, named[code], known.get(code)) for code in sorted(named)]


def _rule(code: str, name: str, text: RuleText | None) -> dict[str, object]:
    rule: dict[str, object] = {"id": code, "name": name, "shortDescription": {"text": text.summary if text else name}}
    if text is not None:
        rule["fullDescription"] = {"text": text.summary}
        rule["help"] = {"text": text.text}
        rule["defaultConfiguration"] = {"level": _LEVELS[text.severity]}
    return rule


def _result(finding: Finding, rule: int) -> dict[str, object]:
    identity = sha256(f"{posix(finding.target.start.path)}\0{finding.id}".encode("utf-8", "replace")).hexdigest()
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": words(finding)},
        "locations": [_location(finding.target)],
        "partialFingerprints": {"tmkitFinding/v1": identity},
        "properties": {"id": finding.id, "lang": finding.target.lang},
    }
    if finding.source is not None and finding.source.start.path != finding.target.start.path:
        result["relatedLocations"] = [{"id": 1, "message": {"text": "The source"}, **_location(finding.source)}]
    if finding.fixes and finding.target.start.clickable:
        result["fixes"] = [_fix(finding.suggestion, finding.fixes)]
    return result


def _location(excerpt: Excerpt) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(excerpt.start.path)}}
    if excerpt.start.clickable:
        physical["region"] = {
            **_region(excerpt.start.line, excerpt.start.column, excerpt.end.line, excerpt.end.column),
            "snippet": {"text": excerpt.text},
        }
    location: dict[str, object] = {"physicalLocation": physical}
    if excerpt.place:
        location["logicalLocations"] = [{"fullyQualifiedName": excerpt.place}]
    return location


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(suggestion: str | None, fixes: Sequence[Fix]) -> dict[str, object]:
    replacements = [
        {
            "deletedRegion": _region(fix.start.line, fix.start.column, fix.end.line, fix.end.column),
            "insertedContent": {"text": fix.text},
        }
        for fix in fixes
    ]
    change = {"artifactLocation": {"uri": _uri(fixes[0].start.path)}, "replacements": replacements}
    return {"description": {"text": f"Write: {suggestion or fixes[0].text}"}, "artifactChanges": [change]}


def _uri(path: str) -> str:
    """Relative paths stay so: code scanning looks for them from the root of the repository."""
    if os.path.isabs(path):
        return Path(path).as_uri()
    return quote(posix(path).encode("utf-8", "surrogateescape"), safe="/")
