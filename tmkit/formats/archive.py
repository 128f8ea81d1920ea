"""Zip archives that hold documents, opened so that neither a damaged nor a hostile one does harm."""

from __future__ import annotations

import io
import posixpath
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tmkit.errors import InputError

__all__ = ["content", "open_archive", "rewritten"]

_MAX_TOTAL = 300_000_000
"""Bytes of all parts unpacked; 100,000 concepts are below 100 MB, and pictures count."""
_MAX_RATIO = 200
"""Unpacked to packed size of a part above ``_LARGE``; real documents stay below 60."""
_LARGE = 10_000_000
_MOST_PARTS = 10_000
_ENCRYPTED = 1
"""The bit of an entry that has a password."""
_CHUNK = 4096
"""Bytes looked at first; twice as many each time, as expat begins a long tag anew with each piece."""
_FAULTS = (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, KeyError)


def open_archive(data: bytes, path: str, damaged: str) -> ZipFile:
    """The archive; InputError, with ``damaged`` where it is none.

    Refused are archives that unpack to far more than they seem, whose parts have a password, two of one name, names
    that lead out of a folder, or a document type, which can declare entities. No more than declared is ever unpacked.
    """
    try:
        archive = ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(damaged, path) from error
    if sum(part.file_size for part in parts) > _MAX_TOTAL:
        raise InputError(f"larger than {_MAX_TOTAL // 1_000_000} MB when unpacked; split it into smaller files", path)
    if len(parts) > _MOST_PARTS:
        raise InputError(f"more than {_MOST_PARTS:,} parts; split it into smaller files", path)
    for reason in filter(None, (_repeated(parts), *map(_oddity, parts))):
        raise InputError(reason, path)
    for part in parts:
        if _declares_type(archive, part):
            raise InputError(
                f"part {part.filename} holds a document type, which no such file needs; save it anew", path
            )
    return archive


def content(archive: ZipFile, name: str, path: str, damaged: str) -> bytes:
    """The bytes of a part; InputError where it is missing or cannot be unpacked."""
    try:
        return archive.read(name)
    except _FAULTS as error:
        raise InputError(f"{damaged} (part {name})", path) from error


def rewritten(archive: ZipFile, changed: Mapping[str, bytes], path: str, damaged: str) -> bytes:
    """The archive with other contents for some parts, and parts that are new; all else as it was, in its order.

    InputError where a part cannot be unpacked, even one that nobody reads.
    """
    buffer = io.BytesIO()
    names = frozenset(archive.namelist())
    with ZipFile(buffer, "w", ZIP_DEFLATED) as written:
        for entry in archive.infolist():
            name = entry.filename
            written.writestr(entry, changed[name] if name in changed else content(archive, name, path, damaged))
        for name in changed:
            if name not in names:
                written.writestr(ZipInfo(name), changed[name], ZIP_DEFLATED)
    return buffer.getvalue()


def _repeated(parts: Sequence[ZipInfo]) -> str:
    """A reason to refuse parts of one name: programs differ in which of them they read."""
    (name, count), *_ = [*Counter(part.filename for part in parts).most_common(1), ("", 0)]
    return f"{count} parts are named {name}; open it in the program that wrote it and save it anew" if count > 1 else ""


def _oddity(part: ZipInfo) -> str:
    """A reason to refuse a part; empty where there is none."""
    if part.flag_bits & _ENCRYPTED:
        return "it has a password; save it without one"
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "packed in a way that Office programs do not use; open it in one and save it again"
    if part.file_size > max(_LARGE, _MAX_RATIO * part.compress_size):
        return f"part {part.filename} is packed too tightly to be text; copy the text into a new file"
    if part.filename.startswith(("/", "\\")) or ".." in posixpath.normpath(part.filename.replace("\\", "/")).split("/"):
        return f"part {part.filename} leads out of the file, which no sound one does; take the file from its author"
    return ""


def _declares_type(archive: ZipFile, part: ZipInfo) -> bool:
    """Whether a part is XML with a document type before its first element, in whatever encoding."""
    met: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: met.append(True)
    parser.StartElementHandler = lambda *_: met.append(False)
    try:
        with archive.open(part) as stream:
            size = _CHUNK
            while not met and (chunk := stream.read(size)):
                parser.Parse(chunk)
                size *= 2
    except (*_FAULTS, expat.ExpatError):  # a picture, or broken: whoever needs the part will tell
        return any(met)
    return any(met[:1])
