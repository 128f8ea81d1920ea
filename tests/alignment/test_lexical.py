from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.alignment.band import full_band, make_band
from tmkit.alignment.lexical import Lexicon, overlap
from tmkit.text.landmarks import Kind, Landmark

BAGS = st.lists(st.frozensets(st.sampled_from("abcdefgh")), max_size=7)


def lexicon(source: list[frozenset[str]], target: list[frozenset[str]]) -> Lexicon:
    return Lexicon(*([[Landmark(Kind.NAME, key) for key in bag] for bag in side] for side in (source, target)))


@settings(deadline=None)
@given(BAGS, BAGS, st.sampled_from([(1, 1), (1, 3), (2, 2), (3, 1)]))
def test_overlap_is_what_the_unions_share(
    source: list[frozenset[str]], target: list[frozenset[str]], shape: tuple[int, int]
) -> None:
    words, band = lexicon(source, target), full_band(len(source), len(target))
    n, m = shape
    found = overlap(words.source[n], words.target[m], np.ones(len(words.kinds)), band)
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            left = frozenset().union(*source[i : i + n]) if i + n <= len(source) else frozenset()
            right = frozenset().union(*target[j : j + m]) if j + m <= len(target) else frozenset()
            assert found[band.at(i, j)] == len(left & right)


def test_overlap_stays_in_the_band() -> None:
    bags = [frozenset("a")] * 3
    words = lexicon(bags, bags)
    band = make_band(np.array([0, 0, 1, 2]), np.array([2, 3, 4, 4]))
    found = overlap(words.source[1], words.target[1], np.ones(1), band)
    assert [found[band.at(i, j)] for i, j in ((0, 0), (0, 1), (1, 2), (2, 1), (2, 2))] == [1.0] * 5
    assert found.sum() == 7  # of nine pairs; (0, 2) and (2, 0) are outside


def test_rare_landmarks_tell_more() -> None:
    words = lexicon([frozenset("ab"), frozenset("a")], [frozenset("ab"), frozenset("a")])
    surprise = dict(zip("ab", words.surprise[np.argsort(words.surprise)], strict=True))
    assert surprise["a"] < surprise["b"]


@pytest.mark.parametrize("sides", [([], []), ([], [frozenset("a")]), ([frozenset()], [frozenset()])])
def test_nothing_in_common_is_nothing(sides: tuple[list[frozenset[str]], list[frozenset[str]]]) -> None:
    words = lexicon(*sides)
    band = full_band(len(sides[0]), len(sides[1]))
    assert not overlap(words.source[1], words.target[1], words.surprise, band).any()
