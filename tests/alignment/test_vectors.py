from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.alignment.band import SHAPES, Band, full_band, make_band
from tmkit.alignment.vectors import Likeness, pooled


def sides(seed: int, sources: int, targets: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    rows = [rng.normal(size=(size, 6)).astype(np.float32) for size in (sources, targets)]
    for side in rows:
        side *= 0.5 / np.linalg.norm(side, axis=1, keepdims=True)
        side[rng.random(len(side)) < 0.2] = 0
    return rows[0], rows[1], rng.integers(1, 200, sources) * 1.0, rng.integers(1, 200, targets) * 1.0


def window(rows: np.ndarray, lengths: np.ndarray, start: int, size: int) -> np.ndarray:
    """The sum of rows of unit length, each times the root of its text's length."""
    part = slice(start, start + size)
    norms = np.linalg.norm(rows[part], axis=1, keepdims=True)
    return np.asarray((rows[part] / np.where(norms > 0, norms, 1) * np.sqrt(lengths[part] + 1)[:, None]).sum(axis=0))


def expected(a: np.ndarray, b: np.ndarray) -> float:
    norms = np.linalg.norm(a) * np.linalg.norm(b)
    return float(a @ b / norms) if norms > 1e-6 else 0.0


def narrow(size: int) -> Band:
    row = np.arange(size + 1)
    return make_band(np.maximum(row - 2, 0), np.minimum(row + 3, size + 1))


@given(st.integers(0, 999), st.integers(1, 9), st.sampled_from(SHAPES), st.booleans())
def test_cosines_are_those_of_the_means(seed: int, size: int, shape: tuple[int, int], whole: bool) -> None:
    source, target, lengths, others = sides(seed, size, size)
    band = full_band(size, size) if whole else narrow(size)
    first, last = size // 3, size + 1
    alike = Likeness(pooled(source, lengths), pooled(target, others), band, first, last)
    i, j = band.nodes(first, last)
    n, m = shape
    fits = (i + n <= size) & (j + m <= size)
    found = alike.cosine(n, m, i[fits], j[fits])
    for value, at, to in zip(found, i[fits], j[fits], strict=True):
        assert value == pytest.approx(expected(window(source, lengths, at, n), window(target, others, to, m)), abs=1e-4)


def test_short_texts_and_unknown_languages_are_trusted_less() -> None:
    rows = np.array([[0.6, 0], [0.6, 0], [0.3, 0], [0, 0]], np.float32)
    trust = pooled(rows, np.array([200.0, 10.0, 200.0, 200.0])).trust
    assert trust[0][0] > trust[0][1] > 0
    assert trust[0][0] == pytest.approx(2 * trust[0][2])
    assert trust[0][3] == 0
    assert trust[1][0] > trust[0][0]


@pytest.mark.parametrize("sizes", [(0, 0), (0, 3), (1, 1)])
def test_few_segments(sizes: tuple[int, int]) -> None:
    source, target, lengths, others = sides(1, *sizes)
    band = full_band(*sizes)
    alike = Likeness(pooled(source, lengths), pooled(target, others), band, 0, band.rows)
    nowhere = np.zeros(0, np.int64)
    for shape in SHAPES:
        assert not len(alike.cosine(*shape, nowhere, nowhere))
