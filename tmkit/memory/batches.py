"""Many things, some at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

__all__ = ["CHUNK", "batched", "marks", "uncollected"]

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


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for cycles: a batch makes thousands of tuples and none of those, and it takes a tenth."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
