"""Many things, some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

__all__ = ["CHUNK", "batched", "marks"]

T = TypeVar("T")

CHUNK = 500
"""Values in one SQL statement."""


def batched(items: Iterable[T], size: int = CHUNK) -> Iterator[tuple[T, ...]]:
    """The items in order, ``size`` at a time; the last batch may be smaller."""
    iterator = iter(items)
    while batch := tuple(islice(iterator, size)):
        yield batch


def marks(count: int) -> str:
    """So many question marks for an SQL statement."""
    return ", ".join("?" * count)
