"""Floors on the evaluation data: far enough below the measured figures to hold when details change."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def bench(repository: Path) -> ModuleType:
    if not (repository.parent / "shared" / "eval" / "score.py").exists():
        pytest.skip("no evaluation data beside the repository")
    spec = importlib.util.spec_from_file_location("bench_align", repository / "bench" / "align.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FLOORS = {"hard": 0.94, "noisy_web": 0.94, "natural": 0.93, "udhr": 0.99, "natural_paragraphs": 0.93}


@pytest.mark.parametrize("name", FLOORS)
def test_strict_f1(bench: ModuleType, name: str) -> None:
    step = 3 if name == "hard" else 1  # a third says enough
    documents = list(bench.cases((name,)))[::step]
    table = bench.measure(bench.tmkit, documents, bench.scorer())
    assert len(table) >= 3
    for key, row in table.items():
        assert row["strict"] >= FLOORS[name], key
