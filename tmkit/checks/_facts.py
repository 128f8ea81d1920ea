"""What the checks of numbers, dates, units and currencies share: the facts of a text and its translation, compared."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from tmkit.checks._terms import SURE
from tmkit.checks._text import is_kept
from tmkit.languages.soft_numbers import soft_numbers
from tmkit.model import Bitext, Excerpt, Lang, Pair, Segment, Severity
from tmkit.text.numbers import FactKind
from tmkit.text.quantities import Quantity, quantities

__all__ = ["DATES", "Compared", "Known", "compared", "in_figures", "known", "level", "parts", "year_like"]

DATES = (FactKind.DATE, FactKind.MONTH)


class Known(NamedTuple):
    """A quantity where it stands."""

    segment: Segment
    quantity: Quantity

    @property
    def excerpt(self) -> Excerpt:
        """The number with its unit."""
        return self.segment.excerpt(*self.quantity.span)

    @property
    def text(self) -> str:
        """The number with its unit, alone."""
        return self.segment.text[slice(*self.quantity.span)]


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair with the facts of both sides, and which of them say the same."""

    pair: Pair
    source: tuple[Known, ...]
    target: tuple[Known, ...]
    matched: tuple[tuple[Known, Known], ...] = ()
    missing: tuple[Known, ...] = ()
    """Of the source, without a counterpart here or in a neighbour."""
    added: tuple[Known, ...] = ()
    """Of the translation, without a counterpart here or in a neighbour."""
    repeated: tuple[Known, ...] = ()
    """Of either side, said more often than on the other."""

    @property
    def sure(self) -> bool:
        """Whether the target is likely to hold all that the source says, and nothing else."""
        pair = self.pair
        return len(pair.source) == 1 and len(pair.target) == 1 and pair.score >= SURE


@lru_cache(maxsize=1)  # one check after the other looks at the same text
def compared(bitext: Bitext) -> tuple[Compared, ...]:
    """The two-sided pairs in order."""
    first = [_compare(pair, bitext) for pair in bitext.pairs if pair.source and pair.target]
    alone = {id(pair): pair for pair in bitext.pairs if not (pair.source and pair.target)}
    beside = _beside(bitext, first, alone)
    return tuple(_without_moved(one, near) for one, near in zip(first, beside, strict=True))


def _beside(bitext: Bitext, first: Sequence[Compared], alone: dict[int, Pair]) -> Iterator[list[Compared]]:
    """For each two-sided pair what its neighbours have left, one-sided ones whole."""
    by_pair = {id(one.pair): one for one in first}
    row = [by_pair.get(id(pair)) or _compare(alone[id(pair)], bitext) for pair in bitext.pairs]
    for at, pair in enumerate(bitext.pairs):
        if id(pair) in by_pair:
            reach = 1 if by_pair[id(pair)].sure else 2
            yield [row[n] for n in range(max(at - reach, 0), min(at + reach + 1, len(row))) if n != at]


def known(segments: Iterable[Segment], lang: Lang) -> Iterator[Known]:
    """The facts of segments, but for those inside addresses and placeholders."""
    for segment in segments:
        for quantity in quantities(segment.text, lang):
            if not is_kept(segment.text, *quantity.fact.span):
                yield Known(segment, quantity)


def _compare(pair: Pair, bitext: Bitext) -> Compared:
    source, target = list(known(pair.source, bitext.source_lang)), list(known(pair.target, bitext.target_lang))
    left, right = source, target
    matched: list[tuple[Known, Known]] = []
    for keys in (_measured, _valued, _readable):
        found = list(_matches(left, right, keys))
        matched += found
        left, right = (_others(side, (match[at] for match in found)) for at, side in enumerate((left, right)))
    soft = (
        soft_numbers(" ".join(s.text for s in pair.source), bitext.source_lang),
        soft_numbers(" ".join(s.text for s in pair.target), bitext.target_lang),
    )
    missing = _unexplained(left, target, soft[1])
    added = _unexplained(right, source, soft[0])
    repeated = _others((*left, *right), (*missing, *added))
    return Compared(pair, tuple(source), tuple(target), tuple(matched), tuple(missing), tuple(added), tuple(repeated))


Keys = Callable[[Quantity], Iterable[Hashable]]
"""What two quantities have in common that say the same, by one rule."""


def _measured(one: Quantity) -> Iterable[Hashable]:
    return [(one.value, one.fact.kind in DATES, one.unit)]


def _valued(one: Quantity) -> Iterable[Hashable]:
    return [(one.value, one.fact.kind in DATES)]


def _readable(one: Quantity) -> Iterable[Hashable]:
    return one.readings


def _matches(left: Iterable[Known], right: Sequence[Known], keys: Keys) -> Iterator[tuple[Known, Known]]:
    """Each of ``left`` with the first of ``right`` that is still free and shares a key with it."""
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for at, other in enumerate(right):
        for key in keys(other.quantity):
            places[key].append(at)
    used: set[int] = set()
    for one in left:
        rows = [places[key] for key in keys(one.quantity) if key in places]
        for row in rows:
            while row and row[0] in used:
                row.popleft()
        first = min((row[0] for row in rows if row), default=None)
        if first is not None:
            used.add(first)
            yield one, right[first]


def _others(side: Iterable[Known], found: Iterable[Known]) -> list[Known]:
    known = set(map(id, found))
    return [k for k in side if id(k) not in known]


def parts(quantity: Quantity) -> dict[str, str]:
    """What a fact says of a day, month or year."""
    kind, value = quantity.fact.kind, quantity.value
    if kind in DATES:
        year, month, day = re.fullmatch(r"(\d{4}|-)-(\d\d)(?:-(\d\d))?", value).groups()  # type: ignore[union-attr]
        said = {"year": year.strip("-"), "month": month, "day": (day or "").lstrip("0")}
        return {name: text for name, text in said.items() if text}
    return {"year": value} if kind is FactKind.YEAR else {}


def year_like(known: Known) -> bool:
    """Whether a bare number can be a year."""
    quantity = known.quantity
    return (
        quantity.fact.kind is FactKind.NUMBER
        and not quantity.unit
        and quantity.scale == 1
        and re.fullmatch(r"1[5-9]\d\d|2\d\d\d", quantity.value) is not None
    )


def _unexplained(facts: Iterable[Known], others: Sequence[Known], soft: frozenset[str] = frozenset()) -> list[Known]:
    """What the other side does not say in some other way: a date in parts, a number twice or in a word."""
    said = {item for k in others for item in parts(k.quantity).items()}
    days = {r for k in others if ":" not in k.quantity.value for r in k.quantity.readings} | soft  # an hour is no day
    numbers = {reading for k in others for reading in k.quantity.readings} | soft
    numbers |= {value for name, value in said if name != "month"}

    def is_explained(one: Known) -> bool:
        own = parts(one.quantity)
        if not own:
            return not one.quantity.readings.isdisjoint(numbers)
        return all((name, value) in said or (name != "month" and value in days) for name, value in own.items())

    return [one for one in facts if not is_explained(one)]


def _without_moved(one: Compared, near: Sequence[Compared]) -> Compared:
    """Without the facts that a neighbour has too many, or one-sided neighbours at all."""
    added = [k for other in near for k in (other.added or (() if other.pair.source else other.target))]
    missing = [k for other in near for k in (other.missing or (() if other.pair.target else other.source))]
    return replace(one, missing=tuple(_unexplained(one.missing, added)), added=tuple(_unexplained(one.added, missing)))


def in_figures(one: Known) -> bool:
    """Whether it is written in Arabic figures."""
    return not one.quantity.fact.spelled


def level(wanted: Severity, pair: Compared) -> Severity:
    """The severity, one step lower where the aligner is not sure that the two sides belong together."""
    return wanted if pair.pair.score >= SURE else Severity(max(wanted - 1, Severity.INFO))
