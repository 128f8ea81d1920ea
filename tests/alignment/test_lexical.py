from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.alignment.band import full_band, make_band
from tmkit.alignment.lexical import Lexicon
from tmkit.text.landmarks import Kind, Landmark

BAGS = st.lists(st.frozensets(st.sampled_from("abcdefgh")), max_size=7)


def lexicon(source: list[frozenset[str]], target: list[frozenset[str]]) -> Lexicon:
    return Lexicon(*([[Landmark(Kind.NAME, key) for key in sorted(bag)] for bag in side] for side in (source, target)))


@settings(deadline=None)
@given(BAGS, BAGS, st.sampled_from([(1, 1), (1, 3), (2, 2), (3, 1)]))
def test_overlap_is_what_the_unions_share(
    source: list[frozenset[str]], target: list[frozenset[str]], shape: tuple[int, int]
) -> None:
    words, band = lexicon(source, target), full_band(len(source), len(target))
    n, m = shape
    _, found = words.overlap(n, m, band, 0, band.rows, np.ones(len(words.kinds)))
    for i in range(len(source) - n + 1):
        for j in range(len(target) - m + 1):
            shared = frozenset().union(*source[i : i + n]) & frozenset().union(*target[j : j + m])
            assert found[band.at(i, j)] == len(shared)


@settings(deadline=None)
@given(BAGS, st.integers(1, 3))
def test_totals_are_those_of_the_unions(bags: list[frozenset[str]], size: int) -> None:
    words = lexicon(bags, bags)
    worth = dict(zip(dict.fromkeys(key for bag in bags for key in sorted(bag)), words.surprise, strict=True))
    for i in range(len(bags) - size + 1):
        union = frozenset().union(*bags[i : i + size])
        assert words.totals[0][size][i] == pytest.approx(sum(worth[key] for key in union))


def test_rows_may_be_looked_at_in_any_order() -> None:
    bags = [frozenset("ab"), frozenset("bc"), frozenset("a"), frozenset("cd")]
    words, band = lexicon(bags, bags[::-1]), full_band(4, 4)
    whole = words.overlap(2, 1, band, 0, 5, words.surprise)
    for first, last in ((3, 5), (1, 4), (0, 2)):
        part = words.overlap(2, 1, band, first, last, words.surprise)
        assert (part == whole[:, int(band.offset[first]) : int(band.offset[last])]).all()


def test_overlap_stays_in_the_band() -> None:
    bags = [frozenset("a")] * 3
    words = lexicon(bags, bags)
    band = make_band(np.array([0, 0, 1, 2]), np.array([2, 3, 4, 4]))
    _, found = words.overlap(1, 1, band, 0, band.rows, np.ones(1))
    assert [found[band.at(i, j)] for i, j in ((0, 0), (0, 1), (1, 2), (2, 1), (2, 2))] == [1.0] * 5
    assert found.sum() == 7  # of nine pairs; (0, 2) and (2, 0) are outside


def test_rare_landmarks_tell_more_whatever_the_document_holds() -> None:
    marks = [Landmark(Kind.NUMBER, "1"), Landmark(Kind.NUMBER, "74193")]
    common, rare = Lexicon([marks], [marks]).surprise
    assert common < rare
    assert Lexicon([marks] * 9, [marks[:1]] * 90).surprise.tolist() == [common, rare]


@pytest.mark.parametrize("sides", [([], []), ([], [frozenset("a")]), ([frozenset()], [frozenset()])])
def test_nothing_in_common_is_nothing(sides: tuple[list[frozenset[str]], list[frozenset[str]]]) -> None:
    words = lexicon(*sides)
    band = full_band(len(sides[0]), len(sides[1]))
    assert not words.overlap(1, 1, band, 0, band.rows, words.surprise).any()
