"""JSON with a list in it that is too long to be held: written row by row, as ``json.dumps`` would write all of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

__all__ = ["ROWS", "written"]

ROWS = "\0"
"""Stands in a value for the list."""


def written(value: object, rows: Iterable[object], depth: int) -> Iterator[str]:
    """The value with the rows in place of ``ROWS``, which is ``depth`` levels inside it, and a line feed."""
    head, _, tail = _dumped(value).partition(json.dumps(ROWS))
    yield head
    opened, edge = False, "\n" + " " * (depth + 1)
    for row in rows:
        yield ("," if opened else "[") + edge + _dumped(row).replace("\n", edge)
        opened = True
    yield f"\n{' ' * depth}]" if opened else "[]"
    yield f"{tail}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
