"""Every reader, as a function of bytes: ``SUFFIX:KIND``."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path

from fuzzing.memories import new_memory, put
from fuzzing.packages import packed, parts
from tmkit.languages.codes import KK, RU
from tmkit.model import Segment

__all__ = ["READERS"]

_ZIPPED = frozenset({"docx", "odt", "xlsx"})


def _bytes(suffix: str, data: bytes) -> bytes:
    return packed(data) if suffix in _ZIPPED else data


def document(suffix: str, data: bytes) -> object:
    from tmkit.formats.documents import DOCUMENTS

    return DOCUMENTS.load(suffix).read(_bytes(suffix, data), f"file.{suffix}", RU)


def units(suffix: str, data: bytes) -> object:
    from tmkit.formats.units import UNITS, WithPending

    form = UNITS.load(suffix)
    read = form.read_all if isinstance(form, WithPending) else form.read
    return list(read(io.BytesIO(_bytes(suffix, data)), f"file.{suffix}", [RU, KK]))


def moses(suffix: str, data: bytes) -> object:
    from tmkit.formats.units import moses as form

    streams = [io.BytesIO(part) for _, part in parts(data)] or [io.BytesIO(data), io.BytesIO(data[::-1])]
    langs = (RU, KK, *(KK for _ in streams))[: len(streams)]
    return list(form.read(streams, [f"file.{lang}" for lang in langs], langs, tokenised=len(data) % 2 == 0))


def terms(suffix: str, data: bytes) -> object:
    from tmkit.formats.glossaries import GLOSSARIES

    return GLOSSARIES.load(suffix).read(_bytes(suffix, data), f"file.kk.{suffix}")


def rules(suffix: str, data: bytes) -> object:
    from tmkit.formats.glossaries import tbx_rules
    from tmkit.formats.units import po_rules, tmx_rules, xliff_rules

    match suffix:
        case "tmx":
            return list(tmx_rules.validate(io.BytesIO(data), "file.tmx"))
        case "xlf":
            return list(xliff_rules.validate(io.BytesIO(data), "file.xlf"))
        case "po":
            return list(po_rules.validate(data, "file.po"))
    return list(tbx_rules.validate(data, "file.tbx"))


def repair(suffix: str, data: bytes) -> object:
    from tmkit.pipeline.exchange.repairing import repair as mend

    path = _folder() / f"file.{suffix}"
    path.write_bytes(data)
    return mend(str(path), str(path.with_suffix(".out.tmx")))


def settings(suffix: str, data: bytes) -> object:
    from tmkit import config, review

    path = _folder() / suffix
    path.write_bytes(data)
    return review.read(str(path)) if suffix == "review.toml" else config.load(path)


def memory(suffix: str, data: bytes) -> object:
    """All units, the figures and the history of a memory, and a look-up."""
    from tmkit.memory.store import Store
    from tmkit.memory.units import Sought

    path = _folder() / "memory.tmkit"
    shutil.rmtree(f"{path}-index", ignore_errors=True)
    if data.startswith(b"SQLite format 3\0"):
        path.write_bytes(data)
    else:
        path.write_bytes(_template())
        put(data, path)
    with Store(str(path), readonly=True) as store:
        found = list(store.lookup([Sought(Segment("Торговля растёт быстро.", RU))], KK, threshold=0.5))
        return found, list(store.units()), store.stats(), store.history()


@lru_cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp())


@lru_cache
def _template() -> bytes:
    path = _folder() / "template.tmkit"
    new_memory(path)
    return path.read_bytes()


READERS: Mapping[str, Callable[[bytes], object]] = {
    f"{suffix}:{read.__name__}": partial(read, suffix)
    for read, suffixes in (
        (document, ("docx", "html", "md", "odt", "srt", "txt", "vtt", "xlsx")),
        (units, ("csv", "docx", "jsonl", "mqxliff", "mxliff", "po", "sdlxliff", "tmx", "tsv", "xlf", "xlsx")),
        (moses, ("moses",)),
        (terms, ("csv", "tbx", "tsv", "utf8", "xlsx")),
        (rules, ("po", "tbx", "tmx", "xlf")),
        (repair, ("tmx",)),
        (settings, ("review.toml", "tmkit.toml")),
        (memory, ("tmkit",)),
    )
    for suffix in suffixes
}
"""Reads the bytes to the end: a result or a TmkitError is right, anything else is a finding."""
