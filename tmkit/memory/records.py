"""Units as rows of the store, and back: nothing of what a file said is lost."""

from __future__ import annotations

import json
from calendar import timegm
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from time import strptime
from typing import Any, NamedTuple

from tmkit.memory.units import Adding, Origin, StoredUnit, UnitStatus
from tmkit.model import Code, Lang, Metadata, Segment, TranslationUnit
from tmkit.text.normalise import normal_form, normal_key

__all__ = ["BEADS", "STATUSES", "Record", "clean", "digest_of", "record", "segment_of", "stored"]

BEADS = "x-tmkit-beads"
"""The property with the beads that a unit was made of; it belongs to the place, and is kept there."""
_SCORE, _DOCUMENT, _STATUS = "x-tmkit-score", "x-tmkit-document", "x-tmkit-status"
_DOMAINS = ("x-tmkit-domain", "x-domain", "domain", "x-subject")
_HOUSES = ("x-tmkit-house", "x-client", "client", "x-customer")

STATUSES = (UnitStatus.DRAFT, UnitStatus.APPROVED, UnitStatus.REJECTED)
"""By the number that the store has for each."""


class Record(NamedTuple):
    """A unit, ready for the store."""

    digest: bytes
    langs: str
    """The languages, source first, a blank between them."""
    status: int | None
    """The index into ``STATUSES``; None where nobody says it."""
    score: float | None
    origin: Origin
    created: int
    """0: not said."""
    changed: int
    properties: str
    notes: str
    attributes: str
    elements: str
    segments: tuple[tuple[str, int, str, str, str], ...]
    """Language, key of the normal form, text, codes and metadata as JSON; empty for none."""
    beads: str


def record(unit: TranslationUnit, adding: Adding) -> Record | None:
    """The rows of a unit; None where fewer than two languages have text. ``adding`` says what the unit does not."""
    segments = [_segment(variant) for variant in unit.variants]
    filled = [segment for segment in segments if segment[2] and not segment[2].isspace()]
    if len(filled) < 2 or len({segment[0] for segment in filled}) < 2:
        return None
    if len(filled) < len(segments):
        segments = filled
    facts, attributes = dict(unit.properties), _attributes(unit)
    properties = [pair for pair in unit.properties if pair[0] != BEADS] if BEADS in facts else unit.properties
    created = _seconds(attributes.get("creationdate", "")) if attributes else 0
    return Record(
        digest_of(segments),
        " ".join([segment[0] for segment in segments]),
        _status(facts.get(_STATUS), adding.status),
        _number(facts.get(_SCORE)),
        _origin(facts, attributes, adding.origin),
        created,
        (_seconds(attributes.get("changedate", "")) or created) if attributes else 0,
        _json(properties),
        _json(unit.notes),
        _json(unit.attributes),
        _json(unit.foreign),
        tuple(segments),
        facts.get(BEADS, ""),
    )


def _segment(variant: Segment) -> tuple[str, int, str, str, str]:
    said = variant.metadata
    metadata = _json([said.properties, said.notes, said.attributes, said.foreign]) if said else ""
    key = normal_key(normal_form(variant.text, variant.lang))
    return variant.lang, key, clean(variant.text), _json(variant.codes), metadata


def _attributes(unit: TranslationUnit) -> dict[str, str]:
    """What the last variant says, where the unit itself does not: programs note author and date at the translation."""
    said = unit.variants[-1].metadata if unit.variants else None
    return dict((*said.attributes, *unit.attributes)) if said else dict(unit.attributes)


def clean(text: str) -> str:
    """The text without halves of characters, which no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def digest_of(segments: Sequence[tuple[str, int, str, str, str]]) -> bytes:
    """What tells units apart: their languages, texts and tags."""
    content = "\0".join([f"{lang}\1{text}\1{codes}" for lang, _, text, codes, _ in segments])
    return blake2b(content.encode(), digest_size=16).digest()


def _json(pairs: Sequence[object]) -> str:
    return clean(_ENCODER.encode(pairs)) if pairs else ""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _status(said: str | None, default: UnitStatus | None) -> int | None:
    status = UnitStatus(said) if said in STATUSES else default
    return None if status is None else STATUSES.index(status)


def _number(score: str | None) -> float | None:
    try:
        value = float(score or "")
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def _origin(facts: Mapping[str, str], attributes: Mapping[str, str], default: Origin) -> Origin:
    return Origin(
        facts.get(_DOCUMENT) or default.document,
        attributes.get("creationtool") or default.tool,
        attributes.get("changeid") or attributes.get("creationid") or default.author,
        next((facts[name] for name in _DOMAINS if name in facts), default.domain),
        next((facts[name] for name in _HOUSES if name in facts), default.house),
    )


@lru_cache(maxsize=4096)
def _seconds(date: str) -> int:
    """Seconds since 1970 of a date as TMX writes it; 0 where it is none."""
    try:
        return timegm(strptime(date, "%Y%m%dT%H%M%SZ"))
    except ValueError:
        return 0


def segment_of(lang: str, text: str, codes: str, metadata: str) -> Segment:
    """A segment as it was added, without its place in the file."""
    if not codes and not metadata:
        return Segment(text, Lang(lang))
    tags = tuple(Code(*code) for code in json.loads(codes)) if codes else ()
    return Segment(text, Lang(lang), codes=tags, metadata=_metadata(metadata) if metadata else None)


def _metadata(text: str) -> Metadata:
    properties, notes, attributes, foreign = json.loads(text)
    return Metadata(_named(properties), tuple(notes), _named(attributes), tuple(foreign))


def _named(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in rows)


def stored(row: Sequence[Any], segments: Sequence[Segment]) -> StoredUnit:
    """A unit from its row in the order of ``reading.COLUMNS``, and its segments."""
    number, digest, status, score, created, changed, properties, notes, attributes, elements, *origin = row
    unit = TranslationUnit(
        tuple(segments),
        _pairs(properties) if properties else (),
        _texts(notes) if notes else (),
        _pairs(attributes) if attributes else (),
        _texts(elements) if elements else (),
    )
    return StoredUnit(number, digest[:8].hex(), unit, STATUSES[status], score, Origin(*origin), created, changed)


@lru_cache(maxsize=4096)
def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return _named(json.loads(text))


@lru_cache(maxsize=4096)
def _texts(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
