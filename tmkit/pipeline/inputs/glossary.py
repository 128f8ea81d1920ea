"""The glossary of a run: the files named, or the one that tmkit ships."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from tmkit.data import glossary_path
from tmkit.errors import InputError
from tmkit.files import read_bytes
from tmkit.formats.glossaries import GLOSSARIES
from tmkit.model import Concept
from tmkit.pipeline.inputs.documents import suffix_of
from tmkit.pipeline.inputs.glossary_cache import remembered
from tmkit.terms.glossary import Glossary, with_cyrillic
from tmkit.terms.validity import in_force

__all__ = ["concepts", "glossary"]


def concepts(path: str, stdin: str | None = None) -> tuple[Concept, ...]:
    """The concepts of one termbase file; InputError where it cannot be read. ``stdin``: the format of ``-``."""
    form = _format(path, stdin)
    return GLOSSARIES.load(form).read(read_bytes(path), path)


def _format(path: str, stdin: str | None) -> str:
    suffix = suffix_of(path, stdin)
    if suffix not in GLOSSARIES:
        known = ", ".join(f".{name}" for name in GLOSSARIES.names())
        raise InputError(f"no glossary format has the suffix .{suffix}; save it as {known}", path)
    return suffix


@lru_cache(maxsize=8)
def _load(paths: tuple[str, ...], house: str, day: date) -> Glossary:
    found = [concept for path in paths or (str(glossary_path()),) for concept in _ready(path)]
    return Glossary(in_force(found, house, day))


def _ready(path: str) -> tuple[Concept, ...]:
    """The concepts with their Uzbek in Cyrillic, which takes a while to make."""
    form, data = _format(path, None), read_bytes(path)
    return remembered(data, path, form, lambda: [with_cyrillic(c) for c in GLOSSARIES.load(form).read(data, path)])


def glossary(paths: Sequence[str] = (), house: str = "") -> Glossary:
    """The glossary of all the files together, as the house writes today; of none, the one that tmkit ships."""
    return _load(tuple(paths), house, date.today())
