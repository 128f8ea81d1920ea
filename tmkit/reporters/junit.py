"""Findings as JUnit XML: a test suite a file, a failed test a finding, a passed one for a file without any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tmkit.model import Finding, Report, Severity
from tmkit.reporters._wording import attribute, content, place, posix, severity, sums, words

__all__ = ["render"]


def render(report: Report, *, colour: bool = False, width: int = 80) -> Iterator[str]:
    """One XML document; infos are passed tests that say something. ``colour`` and ``width`` have no meaning here."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for path in report.files:
        by_file[path] = []
    for finding in report.findings:
        by_file[finding.target.start.path].append(finding)
    tests = sum(max(len(findings), 1) for findings in by_file.values())
    failures = sum(map(_failures, by_file.values()))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="tmkit" tests="{tests}" failures="{failures}" errors="0" time="0">\n'
    for path, findings in by_file.items():
        yield from _suite(posix(path), findings)
    yield f"</testsuites>\n<!-- {sums(report)} -->\n"


def _failures(findings: Sequence[Finding]) -> int:
    return sum(finding.severity > Severity.INFO for finding in findings)


def _suite(path: str, findings: Sequence[Finding]) -> Iterator[str]:
    counts = f'tests="{max(len(findings), 1)}" failures="{_failures(findings)}" errors="0" skipped="0" time="0"'
    yield f" <testsuite name={attribute(path)} {counts}>\n"
    if not findings:
        yield f'  <testcase classname={attribute(path)} name="no findings" time="0"/>\n'
    for finding in findings:
        name = f"{finding.code} {finding.check} [{finding.id}]"
        yield f'  <testcase classname={attribute(path)} name={attribute(name)} time="0">\n'
        yield _outcome(finding)
        yield "  </testcase>\n"
    yield " </testsuite>\n"


def _outcome(finding: Finding) -> str:
    excerpts = [excerpt for excerpt in (finding.source, finding.target) if excerpt is not None]
    shown = [f"{one.lang}: {one.before}[{one.text}]{one.after}" for one in excerpts]
    text = content("\n".join([place(finding.target), *shown, words(finding)]))
    if finding.severity is Severity.INFO:
        return f"   <system-out>{text}</system-out>\n"
    return f"   <failure type={attribute(severity(finding))} message={attribute(words(finding))}>{text}</failure>\n"
