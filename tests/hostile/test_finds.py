"""What ``bench/fuzz.py`` found, kept: each ends in a result or in one line."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pytest

from tmkit.errors import TmkitError
from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.glossaries import GLOSSARIES
from tmkit.formats.units import UNITS
from tmkit.languages.codes import KK, RU

FINDS = sorted((Path(__file__).parents[1] / "cases" / "finds").iterdir())


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.name)
def test_a_find_is_read_or_refused(path: Path) -> None:
    suffix, data = path.suffix[1:], path.read_bytes()
    with suppress(TmkitError):
        if suffix in DOCUMENTS.names():
            DOCUMENTS.load(suffix).read(data, path.name, RU)
    with suppress(TmkitError):
        if suffix in UNITS.names():
            list(UNITS.load(suffix).read(io.BytesIO(data), path.name, [RU, KK]))
    with suppress(TmkitError):
        if suffix in GLOSSARIES.names():
            GLOSSARIES.load(suffix).read(data, path.name)
