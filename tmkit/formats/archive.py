"""Zip archives that hold documents, opened so that neither a damaged nor a hostile one does harm."""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

from tmkit.errors import InputError

__all__ = ["content", "open_archive"]

_MAX_TOTAL = 200_000_000
"""Bytes of all parts unpacked; 100,000 concepts are below 100 MB."""
_MAX_RATIO = 200
_LARGE = 10_000_000
_PROLOGUE = 1000
"""Bytes of a part in which a document type can stand."""


def open_archive(data: bytes, path: str, damaged: str) -> ZipFile:
    """The archive; InputError, with ``damaged`` where it is none, where it unpacks to far more than it seems or a part
    declares entities. No more than declared is ever unpacked.
    """
    try:
        archive = ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(damaged, path) from error
    if sum(part.file_size for part in parts) > _MAX_TOTAL:
        raise InputError(f"larger than {_MAX_TOTAL // 1_000_000} MB when unpacked; split it into smaller files", path)
    for part in parts:
        if part.file_size > max(_LARGE, _MAX_RATIO * part.compress_size):
            raise InputError(f"part {part.filename} is packed too tightly to be text; copy it into a new file", path)
        if part.filename.endswith((".xml", ".rels")) and b"<!" in _prologue(archive, part, path, damaged):
            raise InputError(f"part {part.filename} declares a document type, which no such file needs", path)
    return archive


def content(archive: ZipFile, name: str, path: str, damaged: str) -> bytes:
    """The bytes of a part; InputError where it is missing or cannot be unpacked."""
    try:
        return archive.read(name)
    except _FAULTS as error:
        raise InputError(damaged, path) from error


_FAULTS = (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, KeyError)


def _prologue(archive: ZipFile, part: ZipInfo, path: str, damaged: str) -> bytes:
    """The first bytes of a part, without the beginnings of comments."""
    try:
        with archive.open(part) as stream:
            return stream.read(_PROLOGUE).replace(b"<!--", b"")
    except _FAULTS as error:
        raise InputError(damaged, path) from error
