"""The search against a search of every path."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.alignment.band import SHAPES, Band, full_band, make_band
from tmkit.alignment.search import Evidence, Step, best_path, posteriors


def evidence(sources: int, targets: int, seed: int, band: Band | None = None) -> Evidence:
    rng = np.random.default_rng(seed)
    band = band or full_band(sources, targets)
    i, j = band.nodes()
    fits = [(i + n <= sources) & (j + m <= targets) for n, m in SHAPES]
    beads = np.where(fits, rng.normal(0, 2, (len(SHAPES), band.size)), -np.inf)
    return Evidence(band, beads, rng.normal(-1, 1, sources), rng.normal(-1, 1, targets), -0.7)


def paths(e: Evidence, i: int = 0, j: int = 0, before: str = "bead") -> Iterator[tuple[float, list[Step]]]:
    """Every path from the node on, with its score."""
    band = e.band
    if i == band.rows - 1 and j == band.stop[-1] - 1:
        yield 0.0, []
        return
    moves = []
    for (n, m), score in zip(SHAPES, e.beads, strict=True):
        if i + n < band.rows and band.start[i + n] <= j + m < band.stop[i + n]:
            moves.append((float(score[band.at(i, j)]), (n, m), "bead"))
    if before != "target" and i + 1 < band.rows and band.start[i + 1] <= j < band.stop[i + 1]:
        moves.append((float(e.source_gaps[i]) + (before != "source") * e.gap_open, (1, 0), "source"))
    if j + 1 < band.stop[i]:
        moves.append((float(e.target_gaps[j]) + (before != "target") * e.gap_open, (0, 1), "target"))
    for value, shape, state in moves:
        for rest, steps in paths(e, i + shape[0], j + shape[1], state):
            yield value + rest, [Step(i, j, shape), *steps]


def narrow() -> Band:
    return make_band(np.array([0, 0, 0, 1, 2]), np.array([2, 3, 4, 5, 5]))


CASES = [
    (evidence(n, m, seed), f"{n}x{m}") for seed, (n, m) in enumerate([(0, 0), (0, 3), (2, 0), (1, 1), (3, 2), (4, 4)])
]
CASES.append((evidence(4, 4, 9, narrow()), "narrow"))


@pytest.mark.parametrize("e", [case for case, _ in CASES], ids=[name for _, name in CASES])
def test_best_of_all_paths(e: Evidence) -> None:
    _, steps = max(paths(e), key=lambda path: path[0])
    assert best_path(e) == steps


@pytest.mark.parametrize("e", [case for case, _ in CASES], ids=[name for _, name in CASES])
def test_probabilities_are_sums_over_all_paths(e: Evidence) -> None:
    every = list(paths(e))
    weights = np.exp([score for score, _ in every])
    chances = posteriors(e)
    assert np.exp(chances.log_total) == pytest.approx(weights.sum())
    wanted = np.zeros_like(e.beads)
    gaps = np.zeros_like(e.source_gaps), np.zeros_like(e.target_gaps)
    for weight, (_, steps) in zip(weights / weights.sum(), every, strict=True):
        for i, j, shape in steps:
            if shape == (1, 0):
                gaps[0][i] += weight
            elif shape == (0, 1):
                gaps[1][j] += weight
            else:
                wanted[SHAPES.index(shape), e.band.at(i, j)] += weight
    assert chances.beads == pytest.approx(wanted, abs=1e-9)
    assert chances.source_gaps == pytest.approx(gaps[0])
    assert chances.target_gaps == pytest.approx(gaps[1])


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 999))
def test_each_segment_is_in_one_bead_for_certain(sources: int, targets: int, seed: int) -> None:
    e = evidence(sources, targets, seed)
    chances = posteriors(e)
    i, j = e.band.nodes()
    covered = chances.source_gaps.copy(), chances.target_gaps.copy()
    for (n, m), values in zip(SHAPES, chances.beads, strict=True):
        for k in range(n):
            np.add.at(covered[0], np.minimum(i + k, sources - 1), values)
        for k in range(m):
            np.add.at(covered[1], np.minimum(j + k, targets - 1), values)
    for side in covered:
        assert side == pytest.approx(np.ones(len(side)))


@settings(deadline=None)
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 999))
def test_a_path_goes_from_corner_to_corner(sources: int, targets: int, seed: int) -> None:
    node = (0, 0)
    for i, j, (n, m) in best_path(evidence(sources, targets, seed)):
        assert (i, j) == node
        node = (i + n, j + m)
    assert node == (sources, targets)
