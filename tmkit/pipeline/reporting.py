"""From the findings of the checks to a report: chosen, weighed, sorted and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from tmkit.errors import TmkitError
from tmkit.model import Finding, Report, Severity

__all__ = ["Choice", "Outcome", "report"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings count, and how much; codes may be prefixes, ``TM1`` is every terminology rule."""

    select: tuple[str, ...] = ()
    """Empty: all."""
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    """A later entry outranks an earlier one."""

    def apply(self, finding: Finding) -> Finding | None:
        """The finding with the severity it is given here, or None where it is not wanted."""
        if self.select and not finding.code.startswith(self.select):
            return None
        if self.ignore and finding.code.startswith(self.ignore):
            return None
        for code, severity in self.severity:
            if finding.code.startswith(code):
                finding = replace(finding, severity=severity)
        return finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report of a run over many files, and what could not be read."""

    report: Report
    errors: tuple[TmkitError, ...] = ()
    """One a message, in the order they came."""

    @classmethod
    def of(cls, report: Report, errors: Iterable[TmkitError]) -> Outcome:
        """The outcome, each message once: a source that cannot be read fails with each of its translations."""
        return cls(report, tuple({str(error): error for error in errors}.values()))


def report(findings: Iterable[Finding], *, segments: int = 0, notices: Sequence[str] = ()) -> Report:
    """The report: findings sorted by place, each with an id that stays when lines move."""
    ordered = sorted(findings, key=lambda f: (*f.target.start, f.code, f.message))
    seen: Counter[str] = Counter()
    named = []
    for finding in ordered:
        key = _identity(finding)
        seen[key] += 1
        named.append(replace(finding, id=sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:6]))
    return Report(tuple(named), segments, tuple(notices))


def _identity(finding: Finding) -> str:
    """What makes a finding the same one: the rule, the file's name and the words, not the lines."""
    target, source = finding.target, finding.source
    words = (
        finding.code,
        target.start.path.replace("\\", "/").rpartition("/")[2],
        finding.concept or "",
        target.text,
        target.before + target.text + target.after,
        source.text if source else "",
    )
    return "\0".join(" ".join(part.split()) for part in words)
