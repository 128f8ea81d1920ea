"""Reasons to trust a match less than its text promises, each a small function that answers or abstains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import lru_cache
from types import MappingProxyType

from tmkit.errors import UsageError
from tmkit.memory.units import Penalty, StoredUnit, UnitStatus
from tmkit.model import Segment
from tmkit.text.tags import native

__all__ = ["DEFAULTS", "Rules", "penalties", "rules"]

DEFAULTS: Mapping[str, float] = MappingProxyType(
    {
        "unapproved": 0.03,  # nobody has approved the unit
        "machine": 0.05,  # a machine translated it
        "doubtful": 0.05,  # the aligner was not sure that its texts belong together
        "tags": 0.02,  # the query has other tags
        "house": 0.02,  # it follows the style of another customer or desk than the one that is asked for
        "age": 0.0,  # it is older than `years`
    }
)
"""What each reason takes off, unless said otherwise."""

_SURE = 0.5
"""The score of an alignment from which on nothing is taken off."""
_YEAR = 365.25 * 24 * 3600
_MACHINE = re.compile(r"(?i)\b(?:nmt|mt|machine[ _-]?translat\w*|deepl|google translate|yandex\.?translate)\b")


@dataclass(frozen=True, slots=True)
class Rules:
    """How much each reason takes off."""

    amounts: Mapping[str, float] = field(default_factory=lambda: DEFAULTS)
    origins: tuple[tuple[str, float], ...] = ()
    """Patterns of documents, tools and authors, and what each takes off."""
    house: str = ""
    """The customer or desk that is worked for; empty: it does not matter."""
    years: float = 5.0
    """The age from which on a unit is old."""
    now: float = 0.0
    """Seconds since 1970."""


def rules(said: Sequence[tuple[str, float]], *, house: str = "", now: float = 0.0) -> Rules:
    """The defaults with what is said, the last one where a name comes twice. UsageError for what is none.

    ``origin:PATTERN`` names documents, tools or authors; ``years`` is no penalty but the age from which ``age`` holds.
    """
    amounts: dict[str, float] = dict(DEFAULTS)
    origins: dict[str, float] = {}
    years = Rules().years
    for name, amount in said:
        if name == "years":
            years = amount
            continue
        if not 0 <= amount <= 1:
            raise UsageError(f"the penalty {name} is {amount}; it lies between 0 and 1")
        if name.startswith("origin:"):
            origins[name.removeprefix("origin:")] = amount
        elif name in amounts:
            amounts[name] = amount
        else:
            raise UsageError(f"unknown penalty {name!r}; {_hint(name)}")
    return Rules(amounts, tuple(origins.items()), house, years, now)


def _hint(name: str) -> str:
    near = get_close_matches(name, [*DEFAULTS, "years"], n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(DEFAULTS)}, years and origin:PATTERN"


def penalties(query: Segment, source: Segment, stored: StoredUnit, said: Rules) -> tuple[Penalty, ...]:
    """What is taken off the similarity of a match, in the order of ``DEFAULTS``; nothing that takes off nothing."""
    named = [
        Penalty(name, said.amounts[name])
        for name, holds in _REASONS.items()
        if said.amounts[name] and holds(query, source, stored, said)
    ]
    if not said.origins:
        return tuple(named)
    places = (stored.origin.document, stored.origin.tool, stored.origin.author)
    fitting = [
        Penalty(f"origin:{pattern}", amount)
        for pattern, amount in said.origins
        if amount and any(fnmatchcase(place, pattern) for place in places)
    ]
    return (*named, *fitting)


def _unapproved(query: Segment, source: Segment, stored: StoredUnit, said: Rules) -> bool:
    return stored.status is not UnitStatus.APPROVED


def _machine(query: Segment, source: Segment, stored: StoredUnit, said: Rules) -> bool:
    names = [stored.origin.tool, stored.origin.author]
    if stored.unit.properties:
        names += [value for name, value in stored.unit.properties if "origin" in name.casefold()]
    return any(map(_is_machine, filter(None, names)))


@lru_cache(maxsize=4096)
def _is_machine(name: str) -> bool:
    return _MACHINE.search(name) is not None


def _doubtful(query: Segment, source: Segment, stored: StoredUnit, said: Rules) -> bool:
    return stored.score is not None and stored.score < _SURE


def _tags(query: Segment, source: Segment, stored: StoredUnit, said: Rules) -> bool:
    return bool(query.codes or source.codes) and Counter(_names(query)) != Counter(_names(source))


_TAG = re.compile(r"</?([\w:.-]+)")


def _names(segment: Segment) -> list[str]:
    """The tags without what differs from file to file."""
    tags = [native(code.data) for code in segment.codes]
    return [match[0] if (match := _TAG.match(tag)) else tag for tag in tags]


def _house(query: Segment, source: Segment, stored: StoredUnit, said: Rules) -> bool:
    return bool(said.house) and stored.origin.house not in ("", said.house)


def _age(query: Segment, source: Segment, stored: StoredUnit, said: Rules) -> bool:
    return said.now - stored.changed > said.years * _YEAR


_REASONS: Mapping[str, Callable[[Segment, Segment, StoredUnit, Rules], bool]] = {
    "unapproved": _unapproved,
    "machine": _machine,
    "doubtful": _doubtful,
    "tags": _tags,
    "house": _house,
    "age": _age,
}
