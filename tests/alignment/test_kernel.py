"""The compiled loops and their Python source give the same."""

from __future__ import annotations

import random
from pathlib import Path
from types import ModuleType

import pytest

import kernels
from tmkit.alignment import kernel, lexical, search
from tmkit.alignment.align import align_segments
from tmkit.model import Bead, Lang, Segment


@pytest.fixture(scope="module")
def source(repository: Path) -> ModuleType:
    return kernels.load(repository / "tmkit" / "alignment" / "kernel.py")


@pytest.fixture(scope="module")
def compiled(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return kernels.compiled(kernel, repository, tmp_path_factory.mktemp("build"))


def texts(seed: int) -> tuple[list[Segment], list[Segment]]:
    """Two texts of invented words with much in common."""
    rng = random.Random(seed)
    words = ["".join(rng.choices("абвгдеклмност", k=rng.randint(2, 8))) for _ in range(90)]
    lines = [" ".join(rng.choices(words, k=rng.randint(2, 15))).capitalize() + "." for _ in range(30)]
    other = [line for line in lines if rng.random() > 0.15]
    other[5:7] = [" ".join(other[5:7])]
    return [Segment(line, Lang("ru")) for line in lines], [Segment(line, Lang("kk")) for line in other]


def beads(module: ModuleType, seed: int, monkeypatch: pytest.MonkeyPatch) -> tuple[Bead, ...]:
    monkeypatch.setattr(search, "kernel", module)
    monkeypatch.setattr(lexical, "kernel", module)
    return align_segments(*texts(seed))


@pytest.mark.parametrize("seed", range(5))
def test_the_same_beads_and_scores(
    source: ModuleType, compiled: ModuleType, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert source.__file__ != compiled.__file__
    there, here = beads(compiled, seed, monkeypatch), beads(source, seed, monkeypatch)
    assert [bead[:2] for bead in there] == [bead[:2] for bead in here]
    assert [bead.score for bead in there] == pytest.approx([bead.score for bead in here], abs=1e-12)
