"""The glossary of a run: the files named, or the one that tmkit ships."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tmkit.data import glossary_path
from tmkit.errors import InputError
from tmkit.files import read_bytes
from tmkit.formats.glossaries import GLOSSARIES
from tmkit.model import Concept
from tmkit.pipeline.reading import suffix_of
from tmkit.terms.glossary import Glossary

__all__ = ["concepts", "glossary"]


def concepts(path: str, stdin: str | None = None) -> tuple[Concept, ...]:
    """The concepts of one termbase file; InputError where it cannot be read. ``stdin``: the format of ``-``."""
    suffix = suffix_of(path, stdin)
    if suffix not in GLOSSARIES:
        raise InputError(f"no glossary format has the suffix .{suffix}; save it as {_known()}", path)
    return GLOSSARIES.load(suffix).read(read_bytes(path), path)


def _known() -> str:
    return ", ".join(f".{name}" for name in GLOSSARIES.names())


@lru_cache(maxsize=8)
def _load(paths: tuple[str, ...]) -> Glossary:
    return Glossary([concept for path in paths or (str(glossary_path()),) for concept in concepts(path)])


def glossary(paths: Sequence[str] = ()) -> Glossary:
    """The glossary of all the files together; of none, the one that tmkit ships."""
    return _load(tuple(paths))
