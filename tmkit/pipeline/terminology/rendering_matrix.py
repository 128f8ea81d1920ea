"""The rendering matrix: which concept was rendered how, where and when, across all releases of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from tmkit.config import Project
from tmkit.languages.morphology import Role, is_acronym, morphology
from tmkit.model import Bitext, Concept, Excerpt, Lang, Pair, Segment, Status, Term, TermHit
from tmkit.pipeline.alignment.aligning import bitext
from tmkit.pipeline.alignment.building import built_alignment
from tmkit.pipeline.alignment.reviewing import align_reviewed
from tmkit.pipeline.inputs.documents import read
from tmkit.pipeline.linting.changed import last_changes
from tmkit.releases import Release, releases
from tmkit.terms.glossary import Glossary
from tmkit.text.words import words

__all__ = ["Matrix", "Mention", "Row", "State", "Use", "matrix", "mentions"]

_SURE = 0.5
"""The score of a pair from which on a rendering that is not there is told."""


class Mention(NamedTuple):
    """One place where a concept of the source was rendered, or was not."""

    concept: Concept
    term: Term | None
    """The glossary's term that stands there, in whatever form; None: none that it knows."""
    source: Excerpt
    target: Excerpt
    """Without words where no rendering was found: the sentence then."""
    release: str = ""
    changed: date | None = None
    """When the translation was last changed; None where nobody knows."""


class Use(NamedTuple):
    """One rendering of a concept in one language."""

    text: str
    """As the glossary writes it; empty: none that it knows."""
    status: Status | None
    mentions: tuple[Mention, ...]
    """By release and place."""


class State(StrEnum):
    """What a cell of the matrix tells at first sight."""

    UNIFORM = "uniform"
    MIXED = "mixed"
    """Two renderings or more, all allowed."""
    REJECTED = "rejected"
    """A deprecated rendering stands somewhere."""
    UNKNOWN = "unknown"
    """No rendering that the glossary knows, anywhere."""
    EMPTY = "empty"
    """No release in this language mentions it."""


class Row(NamedTuple):
    """A concept with its renderings."""

    concept: Concept
    source: str
    """Its first term in the language of the sources."""
    uses: Mapping[Lang, tuple[Use, ...]]
    """For each language with a mention, the most frequent first."""

    @property
    def frequency(self) -> int:
        """Mentions in all languages together."""
        return sum(len(use.mentions) for uses in self.uses.values() for use in uses)

    def state(self, lang: Lang) -> State:
        """What the cell of that language tells at first sight."""
        uses = self.uses.get(lang, ())
        if not uses:
            return State.EMPTY
        if any(use.status is Status.DEPRECATED for use in uses):
            return State.REJECTED
        known = [use.text for use in uses if use.text]
        full = [text for text in known if not is_acronym(text)]
        if not known:
            return State.UNKNOWN
        return State.MIXED if any(not _alike(full[0], other, lang) for other in full[1:]) else State.UNIFORM


def _alike(one: str, other: str, lang: Lang) -> bool:
    """Whether two terms are the same words in other forms: poyezd, poyezdi."""
    language = morphology(lang)
    left, right = ([language.keys(word.text, Role.HEAD) for word in words(text)] for text in (one, other))
    return len(left) == len(right) and all(not a.isdisjoint(b) for a, b in zip(left, right, strict=True))


class Matrix(NamedTuple):
    """The matrix of a project."""

    source: Lang
    langs: tuple[Lang, ...]
    releases: tuple[str, ...]
    rows: tuple[Row, ...]
    """By the source term."""


def matrix(project: Project, glossary: Glossary) -> Matrix:
    """The matrix of all releases, aligned as they were built or anew; InputError where a file cannot be read."""
    every = releases(project)
    when = last_changes(project.root)
    found = [mention for release in every for mention in _of_release(project, release, glossary, when)]
    by_concept: dict[str, list[Mention]] = {}
    for mention in found:
        by_concept.setdefault(mention.concept.id, []).append(mention)
    rows = sorted((_row(each) for each in by_concept.values()), key=lambda row: (row.source.casefold(), row.concept.id))
    return Matrix(project.source, project.targets, tuple(release.name for release in every), tuple(rows))


def _of_release(project: Project, release: Release, glossary: Glossary, when: Mapping[Path, date]) -> Iterator[Mention]:
    source = read(str(release.source), project.source)
    for lang, path in release.targets:
        target = read(str(path), lang)
        alignment = built_alignment(project, release, source, target)
        if alignment is None:
            alignment = align_reviewed(source, target, encoder=project.encoder, glossary=glossary)[0]
        changed = when.get(path.absolute()) or date.fromtimestamp(path.stat().st_mtime)
        for mention in mentions(bitext(alignment), glossary):
            yield mention._replace(release=release.name, changed=changed)


def mentions(text: Bitext, glossary: Glossary) -> Iterator[Mention]:
    """Every mention of a concept in the source with its rendering, pair by pair; what is not translated is left out.

    A rendering that stands more often than the concept counts as often as it stands.
    """
    for pair in text.pairs:
        if not pair.target:
            continue
        named: dict[str, list[tuple[Concept, Excerpt]]] = {}
        for segment in pair.source:
            for hit in glossary.find(segment.text, text.source_lang):
                named.setdefault(hit.concept.id, []).append((hit.concept, segment.excerpt(*hit.span)))
        for each in named.values():
            yield from _rendered(each, pair, text.target_lang, glossary)


def _rendered(
    named: Sequence[tuple[Concept, Excerpt]], pair: Pair, lang: Lang, glossary: Glossary
) -> Iterator[Mention]:
    concept = named[0][0]
    kin = {relative.id for relative in glossary.kin(concept)}
    found = _renderings(kin, len(named), pair.target, lang, glossary)
    for number, (term, target) in enumerate(found):
        yield Mention(concept, term, named[min(number, len(named) - 1)][1], target)
    if pair.score >= _SURE and concept.in_language(lang):
        for _, source in named[len(found) :]:
            whole = pair.target[0]
            yield Mention(concept, None, source, whole.excerpt(0, 0))


def _renderings(
    concepts: set[str], wanted: int, segments: Iterable[Segment], lang: Lang, glossary: Glossary
) -> list[tuple[Term, Excerpt]]:
    """The terms of the concepts in order; those inside longer ones of others only where too few stand alone."""
    alone: list[tuple[Segment, TermHit]] = []
    inside: list[tuple[Segment, TermHit]] = []
    for segment in segments:
        longest = [hit for hit in glossary.find(segment.text, lang) if hit.concept.id in concepts]
        others = [hit for hit in glossary.find_all(segment.text, lang) if hit.concept.id in concepts]
        alone += ((segment, hit) for hit in _apart(longest, []))
        inside += ((segment, hit) for hit in _apart(others, longest))
    chosen = [*alone, *inside[: max(wanted - len(alone), 0)]]
    return [(hit.term, segment.excerpt(*hit.span)) for segment, hit in chosen]


def _apart(hits: Iterable[TermHit], taken: Sequence[TermHit]) -> Iterator[TermHit]:
    """Those that overlap neither what is taken nor each other, the longest first where they begin together."""
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.span.start, -hit.span.stop)):
        free = all(hit.span.stop <= other.span.start or other.span.stop <= hit.span.start for other in taken)
        if free and hit.span.start >= end:
            end = hit.span.stop
            yield hit


def _row(found: Sequence[Mention]) -> Row:
    by_lang: dict[Lang, dict[str, list[Mention]]] = {}
    for mention in found:
        uses = by_lang.setdefault(mention.target.lang, {})
        uses.setdefault(mention.term.text if mention.term else "", []).append(mention)
    concept = found[0].concept
    terms = concept.in_language(found[0].source.lang)
    return Row(
        concept,
        terms[0].text if terms else found[0].source.text,
        {lang: tuple(sorted(map(_use, uses.values()), key=_order)) for lang, uses in by_lang.items()},
    )


def _use(found: Sequence[Mention]) -> Use:
    term = found[0].term
    return Use(term.text if term else "", term.status if term else None, tuple(found))


def _order(use: Use) -> tuple[bool, int, str]:
    """What the glossary knows first, then the most frequent."""
    return not use.text, -len(use.mentions), use.text
