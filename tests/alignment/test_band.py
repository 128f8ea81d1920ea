from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.alignment.anchors import choose_band
from tmkit.alignment.band import Band, full_band
from tmkit.alignment.lexical import Lexicon
from tmkit.text.landmarks import Kind, Landmark


def is_sound(band: Band, sources: int, targets: int) -> bool:
    """Corners inside, rows that touch, nothing that falls."""
    start, stop = band.start, band.stop
    return bool(
        band.rows == sources + 1
        and start[0] == 0
        and stop[-1] == targets + 1
        and (start < stop).all()
        and (np.diff(start) >= 0).all()
        and (np.diff(stop) >= 0).all()
        and (start[1:] < stop[:-1]).all()
    )


def lexicon(source: list[int], target: list[int]) -> Lexicon:
    """Segments whose five landmarks are of one number."""
    sides = [[[Landmark(Kind.NAME, f"{n} {k}") for k in range(5)] for n in side] for side in (source, target)]
    return Lexicon(*sides)


def test_short_texts_have_the_whole_plane() -> None:
    band = choose_band(lexicon([1, 2], [1, 2, 3]), 2, 3)
    assert band.size == full_band(2, 3).size == 12


@settings(deadline=None, max_examples=25)
@given(st.integers(300, 1500), st.integers(300, 1500), st.integers(0, 999))
def test_a_band_is_sound_whatever_the_texts(sources: int, targets: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    words = lexicon(rng.integers(0, 2000, sources).tolist(), rng.integers(0, 2000, targets).tolist())
    assert is_sound(choose_band(words, sources, targets), sources, targets)


def test_a_band_follows_a_long_omission() -> None:
    band = choose_band(lexicon(list(range(4000)), [*range(1500), *range(3000, 4000)]), 4000, 2500)
    assert is_sound(band, 4000, 2500)
    assert band.size < 4000 * 250
    for i, j in ((1000, 1000), (1500, 1500), (2999, 1500), (3500, 2000)):
        assert band.start[i] <= j < band.stop[i]


def test_nodes_of_some_rows() -> None:
    band = choose_band(lexicon(list(range(1000)), list(range(1000))), 1000, 1000)
    i, j = band.nodes()
    some = band.nodes(200, 300)
    where = slice(int(band.offset[200]), int(band.offset[300]))
    assert (some[0] == i[where]).all()
    assert (some[1] == j[where]).all()
    assert [band.at(int(a), int(b)) for a, b in zip(*some, strict=True)] == list(range(where.start, where.stop))
