"""From the findings of the checks to a report: chosen, weighed, sorted and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from tmkit.errors import TmkitError
from tmkit.ledger import Ledger
from tmkit.model import Finding, Query, Report, Severity
from tmkit.pipeline.linting.fixing import Mended
from tmkit.pipeline.linting.spool import Spool, in_order

__all__ = ["Choice", "Outcome", "named", "report", "spooled"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings count, and how much; codes may be prefixes, ``TM1`` is every terminology rule."""

    select: tuple[str, ...] = ()
    """Empty: all."""
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    """A later entry outranks an earlier one."""

    def wants(self, code: str) -> bool:
        """Whether findings of that code are shown."""
        return not (self.select and not code.startswith(self.select)) and not code.startswith(self.ignore)

    def apply(self, finding: Finding) -> Finding | None:
        """The finding with the severity it is given here, or None where it is not wanted."""
        if not self.wants(finding.code):
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
    mended: tuple[Mended, ...] = ()
    """The files with fixes, where they were made or are to be shown."""

    @classmethod
    def of(cls, report: Report, errors: Iterable[TmkitError], mended: Iterable[Mended] = ()) -> Outcome:
        """The outcome, each message once: a source that cannot be read fails with each of its translations."""
        return cls(report, tuple({str(error): error for error in errors}.values()), tuple(mended))


def report(
    findings: Iterable[Finding],
    *,
    segments: int = 0,
    notices: Sequence[str] = (),
    queries: Iterable[Query] = (),
    waived: Iterable[Finding] = (),
    files: Iterable[str] = (),
) -> Report:
    """The report: findings sorted by place, each with an id, each query, notice and file once."""
    return Report(
        named(findings),
        segments,
        tuple(dict.fromkeys(notices)),
        tuple(dict.fromkeys(queries)),
        named(waived),
        files=tuple(dict.fromkeys(files)),
    )


def named(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings sorted by place, each with an id that stays when lines move; one that it has is kept.

    An id is unique in its file, whatever else is looked at in the same run.
    """
    return tuple(_identified(sorted(findings, key=_place)))


def spooled(findings: Iterable[Finding]) -> Report:
    """The report of findings that come in order, more or less: each with an id, and not held in memory."""
    return Report(Spool(_identified(in_order(findings, _place))))


def _place(finding: Finding) -> tuple[str | int, ...]:
    return (*finding.target.start, finding.code, finding.message)


def _identified(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen = Ledger()
    for finding in findings:
        key = _identity(finding)
        place = hash((finding.target.start.path, key))
        number = (seen.get(place) or 0) + 1
        seen.put(place, number)
        yield replace(finding, id=finding.id or sha256(f"{key}\0{number}".encode()).hexdigest()[:6])


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
