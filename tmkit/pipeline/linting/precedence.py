"""Precedence: where several rules meet the same words, the most specific one reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tmkit.model import Excerpt, Finding

__all__ = ["most_specific"]

_OF_WORDS = ("TM1", "TM2", "TM4")
"""All rules about what is said and how."""
_OUTRANKED: dict[str, tuple[str, ...]] = {
    "TM102": ("TM104", "TM105", "TM106", "TM108", "TM205", "TM206", "TM211", "TM405"),
    "TM103": ("TM101", "TM206", "TM402"),
    "TM104": ("TM105", "TM106"),
    "TM106": ("TM105", "TM218"),
    "TM107": ("TM101", "TM103", "TM205"),
    "TM108": ("TM105", "TM106", "TM206", "TM401", "TM405"),
    "TM202": ("TM201",),  # the day of a date is a number too
    "TM203": ("TM201",),
    "TM204": ("TM201",),
    "TM205": ("TM101", "TM405"),  # what stands there is the term but for a letter
    "TM209": ("TM208", "TM210", "TM211"),
    "TM207": ("TM210", "TM216"),
    "TM208": ("TM210", "TM216"),
    "TM219": ("TM201", "TM202", "TM203", "TM206", "TM212", "TM213", "TM217", "TM218", "TM220", "TM401"),
    "TM220": ("TM201", "TM202", "TM203", "TM206", "TM213", "TM217", "TM218", "TM401"),
    "TM301": ("TM201", "TM206", "TM213", "TM214", "TM302"),
    "TM302": ("TM201", "TM206", "TM213", "TM214"),
    "TM401": ("TM205", "TM206", "TM402", "TM405"),
    "TM402": ("TM1", "TM205", "TM206", "TM210", "TM216"),
    "TM403": ("TM215", "TM401"),
    "TM404": ("TM213", "TM401"),
}
"""Code -> the codes, or their prefixes, that say less about the same words."""


def most_specific(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of one text in order, without those whose words another one says more about."""
    by_place: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if _outranked(finding):
            by_place[_segment(finding.target)].append(finding)
    for finding in findings:
        rivals = by_place.get(_segment(finding.target), ())
        if not any(_outranks(rival, finding) and _meet(rival, finding) for rival in rivals):
            yield finding


def _outranks(rival: Finding, finding: Finding) -> bool:
    return rival.code != finding.code and finding.code.startswith(_outranked(rival)) and not _is_untranslated(finding)


def _is_untranslated(finding: Finding) -> bool:
    """Whether it says that a whole segment was left untranslated."""
    target = finding.target
    return finding.code == "TM206" and bool(target.text) and not (target.before or target.after)


def _outranked(finding: Finding) -> tuple[str, ...]:
    """What the finding outranks; a whole segment left untranslated is all that need be said of it."""
    return _OF_WORDS if _is_untranslated(finding) else _OUTRANKED.get(finding.code, ())


def _segment(excerpt: Excerpt) -> tuple[str, str]:
    return excerpt.start.path, excerpt.before + excerpt.text + excerpt.after


def _meet(one: Finding, other: Finding) -> bool:
    """Whether they are about the same words, of the translation or, where those are missing, of the source."""
    if one.target.text and other.target.text:
        return _overlap(one.target, other.target)
    if one.source is None or other.source is None:
        return not (one.target.before or one.target.after)
    return _overlap(one.source, other.source)


def _overlap(one: Excerpt, other: Excerpt) -> bool:
    return one.start[1:] < other.end[1:] and other.start[1:] < one.end[1:]
