"""Findings that people let stand: the waivers of a review file, those inside a text, and recording one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from tmkit.errors import InputError
from tmkit.files import STANDARD
from tmkit.model import Bitext, Finding
from tmkit.pipeline.linting.inline_waivers import InlineWaiver, inline_waivers
from tmkit.pipeline.linting.reporting import Choice, named
from tmkit.remarks import Waiver
from tmkit.review import read, review_path, write

__all__ = ["Sifted", "apply_waivers", "waive"]


class Sifted(NamedTuple):
    """The findings of a file, after its waivers."""

    findings: tuple[Finding, ...]
    """Those that count, with ids, sorted by place."""
    waived: tuple[Finding, ...]
    notices: tuple[InputError, ...]
    """A line, to be shown and not raised, for each waiver that ended or has nothing to waive."""


def apply_waivers(
    findings: Iterable[Finding],
    path: str,
    texts: Sequence[Bitext],
    choice: Choice = Choice(),
    *,
    today: date | None = None,
) -> Sifted:
    """Part all findings of the translation ``path`` into those that count and those that are waived.

    ``texts`` are what was looked at: one bitext for a translation, or one for each language of a bilingual file.
    ``choice`` is what the findings were chosen by: a waiver of a rule that was left out is not stale. ``today``
    decides whether a waiver has ended.
    """
    everything = named(findings)
    today = today or date.today()
    written = read(review_path(path)).waivers if path != STANDARD else ()
    valid = [one for one in written if one.until is None or today <= one.until]
    inline = inline_waivers(path, texts)
    every: list[Waiver | InlineWaiver] = [*valid, *inline]
    used: set[Waiver | InlineWaiver] = set()
    waived: list[Finding] = []
    for finding in everything:
        covering = [one for one in every if one.covers(finding)]
        used.update(covering)
        waived += [finding] if covering else []
    stale = [*_stale(written, path, used, choice, today), *_stale_inline(inline, path, used, choice)]
    ids = {finding.id for finding in waived}
    return Sifted(tuple(f for f in everything if f.id not in ids), tuple(waived), tuple(stale))


def _stale(
    written: Iterable[Waiver], path: str, used: Collection[object], choice: Choice, today: date
) -> Iterator[InputError]:
    for one in written:
        if one.until is not None and one.until < today:
            message = f"this waiver ended on {one.until}; remove it, or give it a new date"
        elif one in used or not _looked_for(one.rule, choice):
            continue
        else:
            message = f"this waiver waives nothing: there is no finding {_described(one)} any more; remove it"
        yield InputError(message, review_path(path), one.line)


def _stale_inline(
    inline: Iterable[InlineWaiver], path: str, used: Collection[object], choice: Choice
) -> Iterator[InputError]:
    for one in inline:
        if one not in used and all(_looked_for(rule, choice) for rule in one.rules):
            yield InputError(f"nothing here is {' or '.join(one.rules)}; remove the comment", path, one.line)


def _looked_for(rule: str, choice: Choice) -> bool:
    """Whether the findings of a rule were asked for; one that is not named by its code may be any."""
    if rule[:2].upper() == "TM":
        return choice.wants(rule.upper())
    return not choice.select and not choice.ignore


def _described(one: Waiver) -> str:
    about = f" about {one.concept}" if one.concept else ""
    return " ".join(part for part in (one.finding, one.rule) if part) + about


def waive(finding: Finding, reason: str, until: date | None = None) -> str:
    """Record a waiver for one finding, its id given, and return the path of the review file.

    An earlier waiver of the same finding gives way.
    """
    path = review_path(finding.target.start.path)
    review = read(path)
    new = Waiver(reason, finding.code, finding.id, finding.concept or "", until)
    others = [one for one in review.waivers if one.finding != finding.id]
    write(path, replace(review, waivers=(*others, new)))
    return path
