"""What a memory holds and says: stored units, where they come from, matches, and what a change did."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tmkit.model import Lang, Segment, TranslationUnit

__all__ = [
    "NOWHERE",
    "Adding",
    "Change",
    "Done",
    "Match",
    "MatchKind",
    "Origin",
    "Penalty",
    "Place",
    "Removal",
    "Sought",
    "Stats",
    "StoredUnit",
    "UnitStatus",
]


class UnitStatus(StrEnum):
    """How far a unit may be trusted."""

    DRAFT = "draft"
    APPROVED = "approved"
    REJECTED = "rejected"
    """Kept for the record; never a match, never exported unless asked for."""


class Origin(NamedTuple):
    """Where a unit comes from; empty is not known."""

    document: str = ""
    """The source document, else the file that the unit was added from."""
    tool: str = ""
    author: str = ""
    domain: str = ""
    house: str = ""
    """The customer's or desk's style that it follows."""


class Place(NamedTuple):
    """Where a unit was met."""

    document: str
    beads: str
    """The segments that it is there, as the aligner numbers them: ``3,4:5``; empty where nobody said it."""


NOWHERE = Origin()
"""Nothing is known."""


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A unit of a memory, as it came, with what the memory knows of it."""

    number: int
    """Ascending in the order of adding, from 1; never used again. Of one memory only."""
    id: str
    """Sixteen hexadecimal digits of the texts, tags and languages: the same in every memory."""
    unit: TranslationUnit
    status: UnitStatus
    score: float | None
    """What the aligner said, in [0, 1]; None where nobody aligned."""
    origin: Origin
    created: int
    """Seconds since 1970, as the unit says, else when it was added."""
    changed: int


@dataclass(frozen=True, slots=True)
class Adding:
    """What is to be said of units that do not say it themselves."""

    origin: Origin = NOWHERE
    status: UnitStatus | None = None
    """None: new units are approved, and what is there keeps its status."""
    file: str = ""
    """What is added whole, with its ``state`` (any text that changes with it); both empty where it is no file."""
    state: str = ""
    command: str = "add"
    """What the history names the change."""
    rehearsal: bool = False
    """Do everything, say what was done, and take it back."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a change did to the memory."""

    run: int
    """The number under which the history has it; 0 for a rehearsal, or where nothing changed."""
    added: int = 0
    present: int = 0
    """Units that were there already."""
    updated: int = 0
    """Of these, units whose properties, status or score are new."""
    moved: int = 0
    """Of these, units that stand elsewhere in a document now."""
    superseded: int = 0
    """Units that a correction in the same document took the place of."""
    refused: int = 0
    """Units with fewer than two languages that have text."""


@dataclass(frozen=True, slots=True)
class Done:
    """A change of which the history knows."""

    run: int
    at: int
    """Seconds since 1970."""
    command: str
    """What made it, such as ``add visit.ru-kk.tmx``."""
    counts: tuple[tuple[str, int], ...]
    """Units by what happened to them: added, updated, superseded, moved, retracted, cleaned ..."""
    undone: int | None = None
    """The change that took it back."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What a removal did to the memory."""

    run: int
    """The number under which the history has it; 0 for a rehearsal, or where nothing changed."""
    removed: int
    cut: int = 0
    """Units that stay without some of their languages."""
    kept: int = 0
    """Units that stay because other documents have them too."""
    documents: tuple[str, ...] = ()
    """That left the memory."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What a memory holds, rejected units included."""

    units: int
    statuses: tuple[tuple[UnitStatus, int], ...]
    languages: tuple[tuple[Lang, int], ...]
    """Units that have the language, the most frequent first."""
    pairs: tuple[tuple[Lang, Lang, int], ...]
    """Source and target language, and units."""
    documents: int
    bytes: int
    """Of the file."""


class MatchKind(StrEnum):
    """How near a match is."""

    CONTEXT = "context"
    """Exact, and the segments before and after are the same too."""
    EXACT = "exact"
    FUZZY = "fuzzy"


class Penalty(NamedTuple):
    """A reason to trust a match less than its text promises."""

    name: str
    amount: float
    """Taken off the similarity."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A segment to look up, with its neighbours where they are known."""

    segment: Segment
    previous: str | None = None
    """The text of the segment before it; empty at the beginning of a document, None where nobody knows."""
    following: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that is like a query."""

    stored: StoredUnit
    source: Segment
    target: Segment
    kind: MatchKind
    similarity: float
    """1 - d / max(n, m) with d the Levenshtein distance over words and marks of the normal form, in [0, 1]."""
    penalties: tuple[Penalty, ...] = ()

    @property
    def score(self) -> float:
        """The similarity with the penalties taken off, in [0, 1]."""
        return max(0.0, self.similarity - sum(penalty.amount for penalty in self.penalties))
