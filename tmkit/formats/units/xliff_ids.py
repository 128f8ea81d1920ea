"""The ids of inline codes in XLIFF: the same code has the same id in source and target, and no two share one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from tmkit.formats.units.inline import Inline
from tmkit.formats.units.xliff_tree import Element

__all__ = ["ids", "is_token", "numbered", "unused"]

_TOKEN = re.compile(r"[A-Za-z0-9_.:\u0400-\u04ff-]+")


def is_token(value: str) -> bool:
    """Whether XLIFF 2 takes it as an id (an XML name token)."""
    return bool(_TOKEN.fullmatch(value))


_Side = Sequence[Sequence[Inline]]
"""The codes of the source, or of the target, segment by segment."""


def numbered(sides: Sequence[_Side], reserved: Collection[str] = ()) -> list[list[list[str]]]:
    """An id for each code; partners share theirs. Ids of the file stay where nothing else has them."""
    own = {_own(one) for side in sides for row in side for one in row}
    free = (str(number) for number in count(1) if str(number) not in own and str(number) not in reserved)
    shared: dict[tuple[str, int], str] = {}
    return [_of_side(side, free, shared, frozenset(reserved)) for side in sides]


def _of_side(
    side: _Side, free: Iterator[str], shared: dict[tuple[str, int], str], reserved: frozenset[str]
) -> list[list[str]]:
    seen = set(reserved)
    times: Counter[str] = Counter()
    made: list[list[str]] = []
    for row in side:
        made.append([])
        for one in row:
            if one.partner is not None and one.partner < (len(made) - 1, len(made[-1])):
                made[-1].append(made[one.partner[0]][one.partner[1]])
                continue
            identity = _own(one)
            if not identity or identity in seen:
                times[one.code.data] += 1
                key = one.code.data, times[one.code.data]
                identity = shared.setdefault(key, shared.get(key) or next(free))
            seen.add(identity)
            made[-1].append(identity)
    return made


def ids(element: Element) -> set[str]:
    """The ids in an element, its own among them."""
    found = {element.attributes.get("id", "")}
    for child in element.children:
        if isinstance(child, Element):
            found |= ids(child)
    return found


def unused(names: Collection[str]) -> str:
    """An id for a segment that is none of these."""
    return next(name for number in count(1) if (name := f"s{number}") not in names)


def _own(one: Inline) -> str:
    identity = one.tag.attributes.get("id", "")
    return identity if is_token(identity) else ""
