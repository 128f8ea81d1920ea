"""Examining one file: what its checks find, less what is waived, and, where asked for, with its fixes made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from tmkit.checks import CHECKS, Context
from tmkit.checks.drafts import ABOUT_DRAFTS, translated
from tmkit.files import read_bytes
from tmkit.languages.style import Style, style_of
from tmkit.model import Bitext, Finding, Lang, Query, Segment
from tmkit.pipeline.linting.fixing import Change, Mended, diff, patched, write
from tmkit.pipeline.linting.local_plugins import local_checks
from tmkit.pipeline.linting.precedence import most_specific
from tmkit.pipeline.linting.precedents import Memories
from tmkit.pipeline.linting.reporting import Choice
from tmkit.pipeline.linting.waiving import Sifted, apply_waivers
from tmkit.terms.glossary import Glossary

__all__ = ["Examined", "Fixing", "Standard", "View", "examine", "findings", "segment_count"]

_ROUNDS = 5
"""One fix may make another possible; more than two rounds are rare."""


class Fixing(StrEnum):
    """What is done with fixes."""

    NO = "no"
    SHOW = "show"
    """They are made in memory, and the difference is shown."""
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Standard:
    """What texts are held to."""

    glossary: Glossary
    choice: Choice = Choice()
    styles: tuple[tuple[Lang, Style], ...] = ()
    """Of the languages that a house writes in its own way."""
    final: bool = False
    """The texts claim to be complete."""
    fixing: Fixing = Fixing.NO
    local: tuple[str, tuple[tuple[str, str], ...]] = ("", ())
    """A settings file and those of its local plugins that may run."""
    twin: tuple[Segment, ...] = ()
    """The same translation in the other script of its language."""
    memories: Memories = field(default_factory=Memories)
    """What they have of the same segments is looked up."""

    def style(self, lang: Lang) -> Style:
        """How that language is to be written."""
        return dict(self.styles).get(lang) or style_of(lang)


class View(NamedTuple):
    """A file as the checks look at it."""

    texts: Sequence[Bitext]
    """One for a translation; one for each pair of languages of a bilingual file."""
    queries: Sequence[Query] = ()
    notices: Sequence[str] = ()
    langs: Sequence[Lang] = ()
    """What a bilingual file does not say itself."""
    of_units: bool = False
    """Whether the file was read as one of units."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in one file."""

    path: str
    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    queries: tuple[Query, ...]
    notices: tuple[str, ...]
    segments: int
    mended: Mended | None = None


def findings(text: Bitext, standard: Standard) -> Iterator[Finding]:
    """What the checks find in one text and its translation, nothing twice, before it is sorted and named."""
    context = Context(
        standard.glossary,
        standard.style(text.target_lang),
        standard.final,
        standard.twin,
        standard.memories.precedents(text),
    )
    checks = (*CHECKS.all().values(), *local_checks(*standard.local))
    done = translated(text)
    found = [f for check in checks for f in check.check(text if check.CODE in ABOUT_DRAFTS else done, context)]
    for finding in most_specific(found):
        chosen = standard.choice.apply(finding)
        if chosen is not None:
            yield chosen


def segment_count(text: Bitext) -> int:
    """How many target segments a text has."""
    return sum(len(pair.target) for pair in text.pairs)


def examine(path: str, look: Callable[[bytes | None], View], standard: Standard) -> Examined:
    """Examine the file ``path``.

    ``look`` reads and aligns the file: its bytes are those given, after fixes were made in them, or for None those on
    the disk. With ``Fixing.WRITE`` the file is written, whole or not at all.
    """
    view = look(None)
    sifted = _sift(path, view, standard)
    mended = None
    if standard.fixing is not Fixing.NO and any(finding.fixes for finding in sifted.findings):
        before = data = read_bytes(path)
        fixes = 0
        left: tuple[str, ...] = ()
        for _ in range(_ROUNDS):
            groups = [finding.fixes for finding in sifted.findings]
            made = patched(path, data, groups, view.langs, of_units=view.of_units)
            left = tuple(
                f"{':'.join(map(str, refusal.group[0].start))}: not fixed: {refusal.reason}" for refusal in made.refused
            )
            if not made.applied or made.data == data:
                break
            data, fixes = made.data, fixes + len(made.applied)
            view = look(data)
            sifted = _sift(path, view, standard)
        change = Change(path, before, data, (), ())
        if standard.fixing is Fixing.WRITE:
            write([change])
        mended = Mended(path, fixes, diff(change), left)
    notices = (*view.notices, *map(str, sifted.notices))
    return Examined(
        path, sifted.findings, sifted.waived, tuple(view.queries), notices, sum(map(segment_count, view.texts)), mended
    )


def _sift(path: str, view: View, standard: Standard) -> Sifted:
    found = [finding for text in view.texts for finding in findings(text, standard)]
    return apply_waivers(found, path, view.texts, standard.choice)
