"""The real gettext takes the catalogues that tmkit writes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tmkit.formats.units import tmx
from tmkit.pipeline.exchange.converting import convert


@pytest.mark.parametrize("target", ["en", "kk", "uz-Latn", "uz-Cyrl"])
def test_msgfmt_compiles_every_unit(
    target: str, client: Callable[[str], str], repository: Path, tmp_path: Path
) -> None:
    memory = repository / "tmx" / f"visit.ru-{target}.tmx"
    catalogue = tmp_path / "visit.po"
    convert(str(memory), str(catalogue))
    command = [client("msgfmt"), "--check-format", "--check-domain", "--statistics", "-o", str(tmp_path / "visit.mo")]
    done = subprocess.run([*command, str(catalogue)], capture_output=True, text=True, check=True, timeout=60)
    with memory.open("rb") as stream:
        assert f"{len(list(tmx.read(stream, memory.name)))} translated messages." in done.stderr
