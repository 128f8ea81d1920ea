"""Term candidates of documents, releases or a memory, with their renderings, for a person to accept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tmkit.config import Project
from tmkit.errors import InputError
from tmkit.formats.units import DOCUMENT
from tmkit.languages.codes import RU
from tmkit.model import Alignment, Document, Lang, Segment
from tmkit.pipeline.alignment.aligning import joined
from tmkit.pipeline.alignment.building import built_alignment
from tmkit.pipeline.alignment.reviewing import align_reviewed
from tmkit.pipeline.inputs.documents import read
from tmkit.pipeline.inputs.units import read_units
from tmkit.releases import releases
from tmkit.terms.candidates import Candidate, harvest, termhood
from tmkit.terms.glossary import Glossary
from tmkit.terms.renderings import Renderer, Rendering
from tmkit.text.commonness import zipf

__all__ = ["Extraction", "Material", "Proposal", "extract", "of_documents", "of_memory", "of_project"]

_CONTEXT = 40
"""Characters that are shown on either side of a candidate."""


@dataclass(slots=True)
class Material:
    """Russian texts, and what stands beside them in other languages."""

    segments: list[Segment] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    """For each segment, where it is from."""
    pairs: dict[Lang, list[tuple[str, str]]] = field(default_factory=dict)
    pair_of: dict[Lang, dict[int, int]] = field(default_factory=dict)
    """Number of a segment -> number of the pair that has it."""

    def add(self, segments: Iterable[Segment], document: str) -> int:
        """Add the segments of a document, and return the number of the first."""
        start = len(self.segments)
        self.segments += segments
        self.documents += [document] * (len(self.segments) - start)
        return start

    def pair(self, numbers: Iterable[int], target: str, lang: Lang) -> None:
        """Say what translates the segments of those numbers."""
        numbers = list(numbers)
        pairs = self.pairs.setdefault(lang, [])
        self.pair_of.setdefault(lang, {}).update(dict.fromkeys(numbers, len(pairs)))
        pairs.append((" ".join(self.segments[number].text for number in numbers), target))

    def align(self, start: int, alignment: Alignment) -> None:
        """Say what translates the document whose first segment has the number ``start``."""
        target = alignment.target
        for bead in alignment.beads:
            if bead.source and bead.target:
                text = joined([target.segments[j] for j in bead.target]).text
                self.pair((start + i for i in bead.source), text, target.lang)


class Proposal(NamedTuple):
    """A candidate as it is put before a person."""

    candidate: Candidate
    documents: int
    """In how many it stands."""
    concept: str
    """The id of the concept whose term it is already; empty: none."""
    context: str
    """Where it stands first, the words in brackets."""
    place: str
    """``visit.ru.txt:4``; the document alone where lines mean nothing."""
    renderings: tuple[tuple[Lang, tuple[Rendering, ...]], ...]
    """Of the languages in which the sentences are translated."""

    def consistency(self, lang: Lang) -> float | None:
        """The share of the most frequent rendering among those found, in (0, 1]; None where none was."""
        counts = [len(one.pairs) for one in dict(self.renderings).get(lang, ())]
        return max(counts) / sum(counts) if counts else None


class Extraction(NamedTuple):
    """What was found."""

    proposals: tuple[Proposal, ...]
    """The likeliest terms first."""
    langs: tuple[Lang, ...]
    weighed: bool
    """Whether a general frequency list was there to rank by."""


def of_documents(paths: Sequence[str], glossary: Glossary) -> Material:
    """The texts of documents in Russian, and their translations, each behind the one that it translates.

    InputError for a translation without a source.
    """
    material = Material()
    source: Document | None = None
    start = 0
    for path in paths:
        document = read(path)
        if document.lang == RU:
            source, start = document, material.add(document.segments, path)
        elif source is not None:
            material.align(start, align_reviewed(source, document, glossary=glossary)[0])
        else:
            message = f"this text is in {document.lang}; name the Russian one that it translates before it"
            raise InputError(message, path)
    return material


def of_memory(path: str) -> Material:
    """The units of a memory whose source is Russian; InputError where there are none."""
    material = Material()
    for unit in read_units(path):
        source, *targets = unit.variants
        if source.lang == RU:
            number = material.add([source], dict(unit.properties).get(DOCUMENT, path))
            for target in targets:
                material.pair([number], target.text, target.lang)
    if not material.segments:
        raise InputError(
            "no unit of this memory has a Russian source; candidates are found in Russian texts only", path
        )
    return material


def of_project(project: Project, glossary: Glossary) -> Material:
    """The releases of a project with all their translations, aligned as they were built or anew."""
    if project.source != RU:
        raise InputError(
            f"the source is {project.source}; candidates are found in Russian texts only", str(project.path)
        )
    material = Material()
    for release in releases(project):
        source = read(str(release.source), project.source)
        start = material.add(source.segments, release.name)
        for lang, path in release.targets:
            target = read(str(path), lang)
            alignment = built_alignment(project, release, source, target)
            if alignment is None:
                alignment = align_reviewed(source, target, encoder=project.encoder, glossary=glossary)[0]
            material.align(start, alignment)
    return material


def extract(material: Material, glossary: Glossary, *, limit: int = 200, new: bool = False) -> Extraction:
    """The likeliest terms of the material, the first ``limit`` of them; with ``new`` without what the glossary has."""
    found = harvest(segment.text for segment in material.segments)
    general = zipf(RU)
    likely = termhood(found, general)
    renderers = {lang: Renderer(pairs, lang) for lang, pairs in material.pairs.items()}
    proposals: list[Proposal] = []
    for candidate in sorted(found.candidates, key=lambda one: (-likely(one), one.key)):
        if len(proposals) == limit:
            break
        concept = _known(candidate, glossary)
        if not (new and concept):
            proposals.append(_proposal(candidate, concept, material, renderers))
    return Extraction(tuple(proposals), tuple(renderers), general is not None)


def _known(candidate: Candidate, glossary: Glossary) -> str:
    hits = glossary.find_all(candidate.text, RU)
    return next((hit.concept.id for hit in hits if hit.span == (0, len(candidate.text))), "")


def _proposal(candidate: Candidate, concept: str, material: Material, renderers: dict[Lang, Renderer]) -> Proposal:
    numbers = dict.fromkeys(place.text for place in candidate.places)
    first = candidate.places[0]
    segment = material.segments[first.text]
    before, after = segment.text[: first.start], segment.text[first.stop :]
    context = f"{_tail(before)}[{segment.text[first.start : first.stop]}]{_head(after)}"
    location = segment.locate(first.start)
    place = f"{location.path}:{location.line}" if location.clickable else location.path
    pairs = {lang: [pair_of[n] for n in numbers if n in pair_of] for lang, pair_of in material.pair_of.items()}
    renderings = tuple(
        (lang, renderer.renderings(candidate.key, pairs[lang])) for lang, renderer in renderers.items() if pairs[lang]
    )
    documents = len({material.documents[number] for number in numbers})
    return Proposal(candidate, documents, concept, " ".join(context.split()), place, renderings)


def _tail(text: str) -> str:
    return text if len(text) <= _CONTEXT else "…" + text[-_CONTEXT:].partition(" ")[2]


def _head(text: str) -> str:
    return text if len(text) <= _CONTEXT else text[:_CONTEXT].rpartition(" ")[0] + "…"
