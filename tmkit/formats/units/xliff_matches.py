"""What a memory has for a unit: ``alt-trans`` of XLIFF 1.2 and ``mtc:match`` of XLIFF 2, kept as properties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tmkit.formats.filling import Filling
from tmkit.formats.units import xliff_pairs as pairs
from tmkit.formats.units.xliff2_codes import contents as modern
from tmkit.formats.units.xliff_codes import contents
from tmkit.formats.units.xliff_text import original_data, prefixed, segment
from tmkit.formats.units.xliff_tree import Element
from tmkit.formats.xml import quote
from tmkit.languages.codes import UND
from tmkit.model import Block, Segment

__all__ = ["MATCHES", "Match", "alternative", "as_text", "candidate", "found", "from_text"]

MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
"""The namespace of the module of XLIFF 2."""


class Match(NamedTuple):
    """A proposal."""

    source: Segment
    target: Segment
    similarity: str = ""
    """How like the source is, in percent; empty where the file does not say."""
    suitability: str = ""
    """The same with what speaks against the match taken off."""
    origin: str = ""
    reference: str = ""
    """The id of the segment that it is for; empty: the whole unit."""

    @classmethod
    def of(cls, filling: Filling, reference: str = "") -> Match:
        """What a memory has for a segment."""
        similarity, score = f"{100 * filling.similarity:.0f}", f"{100 * filling.score:.0f}"
        return cls(filling.matched, filling.translated, similarity, score, filling.origin, reference)


_SAID = ("similarity", "suitability", "origin", "reference")


def found(unit: Element) -> Iterator[Match]:
    """The matches of a unit that have a translation, in order."""
    for one in unit.find("alt-trans"):
        yield from _match(one, original_data(one), "match-quality", "mid")
    for holder in unit.find("mtc:matches"):
        for one in holder.find("mtc:match"):
            yield from _match(one, original_data(one), "similarity", "ref")


def _match(element: Element, data: Mapping[str, str], quality: str, reference: str) -> Iterator[Match]:
    said, block = element.attributes, Block(0)
    source, target = element.first("source"), element.first("target")
    if target is None or not target.text.strip():
        return
    first, second = (
        segment(side, UND, "", block, data) for side in (source or Element("source", {}, target.place), target)
    )
    similarity = said.get(quality, "") or said.get("matchQuality", "")
    yield Match(
        Segment(first.text, UND, codes=first.codes),
        Segment(second.text, UND, codes=second.codes),
        similarity.strip().removesuffix("%").strip(),
        said.get("matchSuitability", ""),
        said.get("origin", ""),
        re.split("[#/=]", said.get(reference, ""))[-1],
    )


def alternative(one: Match, prefix: str = "") -> str:
    """The match as XLIFF 1.2 has it; ``prefix`` is that of XLIFF's own elements, with its colon."""
    source, target = contents(one.source, one.target)
    said = {"mid": one.reference, "match-quality": f"{one.suitability or one.similarity}%", "origin": one.origin}
    attributes = "".join(f" {name}={quote(value)}" for name, value in said.items() if value.strip("%"))
    texts = (f"<source>{source}</source>" if one.source.text else "") + f"<target>{target}</target>"
    return prefixed(f"<alt-trans{attributes}>{texts}</alt-trans>", prefix)


def candidate(one: Match, prefix: str = "", namespace: str = "") -> str:
    """The match as XLIFF 2 has it, for the segment that it refers to; ``namespace`` declares that of the module."""
    made = modern([[one.source], [one.target]])
    data = f"<originalData>{''.join(made.original())}</originalData>" if made.data else ""
    said = {
        "ref": f"#{one.reference}",
        "similarity": one.similarity,
        "matchSuitability": one.suitability,
        "origin": one.origin,
    }
    attributes = "".join(f" {name}={quote(value)}" for name, value in said.items() if value)
    (source,), (target,) = made.texts
    texts = prefixed(f"{data}<source>{source}</source><target>{target}</target>", prefix)
    return f"<mtc:match{namespace}{attributes}>{texts}</mtc:match>"


def as_text(one: Match) -> str:
    """The match as the value of a property."""
    said = {name: getattr(one, name) for name in _SAID}
    return pairs.as_text(pairs.PairText(one.source, one.target, said))


def from_text(text: str) -> Match | None:
    """The match that a property holds; None where it holds none."""
    pair = pairs.from_text(text)
    return Match(pair.source, pair.target, *(pair.said.get(name, "") for name in _SAID)) if pair else None
