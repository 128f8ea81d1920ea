"""The compiled loops and their Python source give the same."""

from __future__ import annotations

import importlib.util
import random
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import pytest

from tmkit.alignment import kernel, lexical, search
from tmkit.alignment.align import align_segments
from tmkit.model import Bead, Lang, Segment

SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("kernel", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def source(repository: Path) -> ModuleType:
    return load(repository / "tmkit" / "alignment" / "kernel.py")


@pytest.fixture(scope="module")
def compiled(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    if not kernel.__file__.endswith(".py"):
        return kernel
    if importlib.util.find_spec("Cython") is None or not (shutil.which("cc") or shutil.which("cl")):
        pytest.skip("the kernel is not compiled, and there is no Cython or no compiler")
    folder = tmp_path_factory.mktemp("build")
    build = [sys.executable, "setup.py", "-q", "build_ext", f"--build-lib={folder}", f"--build-temp={folder}"]
    subprocess.run(build, cwd=repository, check=True, capture_output=True)
    return load(folder / "tmkit" / "alignment" / f"kernel{SUFFIX}")


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
