"""Two texts with their codes as the value of a property: what XLIFF has beside a segment, wherever the unit goes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from tmkit.languages.codes import UND
from tmkit.model import Code, Segment

__all__ = ["PairText", "as_text", "from_text"]


class PairText(NamedTuple):
    """A source and a target, either of which may be empty, and what is said of them."""

    source: Segment
    target: Segment
    said: Mapping[str, str]


def as_text(pair: PairText) -> str:
    """As JSON; what is empty is left out."""
    row: dict[str, object] = dict(pair.said)
    for name, side in (("source", pair.source), ("target", pair.target)):
        row |= {name: side.text, f"{name}-codes": side.codes}
    return json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False)


def from_text(text: str) -> PairText | None:
    """The pair; None where the text holds none."""
    try:
        row = json.loads(text)
        sides = _side(row, "source"), _side(row, "target")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return PairText(*sides, {name: value for name, value in row.items() if isinstance(value, str)})


def _side(row: Mapping[str, Any], name: str) -> Segment:
    text = str(row.get(name, ""))
    codes = (Code(min(int(at), len(text)), str(tag)) for at, tag in row.get(f"{name}-codes", ()))
    return Segment(text, UND, codes=tuple(sorted(codes, key=lambda code: code.offset)))
