from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

import pytest

from tmkit.pipeline.parallel import in_order


def square(number: int) -> int:
    time.sleep(0.02 * (number % 3))
    return number * number


def square_or_die(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number * number


def leave_a_mark(folder: Path, number: int) -> int:
    """Work that cleans up behind itself, but for the first item endless."""
    mark = folder / str(number)
    mark.touch()
    try:
        time.sleep(60 if number else 0)
    finally:
        mark.unlink()
    return number


def gone(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(in_order(square, range(12), jobs, lost=gone)) == [n * n for n in range(12)]


def test_no_items() -> None:
    assert list(in_order(square, [], 2, lost=gone)) == []


def test_a_process_that_dies_loses_its_item_alone() -> None:
    assert list(in_order(square_or_die, range(6), 2, lost=gone)) == [0, 1, 4, -3, 16, 25]


def test_closing_stops_the_work_and_lets_it_clean_up(tmp_path: Path) -> None:
    results = in_order(partial(leave_a_mark, tmp_path), range(40), 2, lost=gone)
    assert next(results) == 0
    while len(list(tmp_path.iterdir())) < 2:
        time.sleep(0.01)
    begun = time.monotonic()
    results.close()
    assert time.monotonic() - begun < 4
    assert list(tmp_path.iterdir()) == []
