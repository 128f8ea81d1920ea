"""A process killed at any moment leaves the file sound, and every committed unit there."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def test_a_few_kills(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("killing", Path(__file__).parent / "killing.py")
    assert spec is not None
    assert spec.loader is not None
    killing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(killing)
    assert len(list(killing.kills(str(tmp_path / "m.tmkit"), 6))) == 6
