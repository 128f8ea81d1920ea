"""Parts of a fuzzy index as files: mapped, not read.

A file that is as it was written says so by its date, and nothing but what a query touches is read of it. Any other one
is read once as a whole: one that was damaged is refused, one that was copied gets its date back.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path

import numpy as np

from tmkit.files import write_atomic
from tmkit.memory.parts import NAMES, Array, Part

__all__ = ["load", "save"]

_MAGIC = b"tmkit index 2\n"
_ALIGNED = 64
_READ = 1 << 20
"""Bytes that are read at a time."""


def save(part: Part, path: Path) -> None:
    """Write the part; the file is there whole, or not at all."""
    blocks = [np.ascontiguousarray(getattr(part, name)) for name in NAMES]
    table, at = {}, 0
    for name, array in zip(NAMES, blocks, strict=True):
        table[name] = [array.dtype.str, len(array), at]
        at += _padded(array.nbytes)
    said = json.dumps(table).encode() + b"\n"
    checksum = _checksum([said, *(piece for array in blocks for piece in _aligned(array))])
    head = b"%s%s%08x\n" % (_MAGIC, said, checksum)
    with write_atomic(str(path)) as stream:
        stream.write(head.ljust(_padded(len(head))))
        for array in blocks:
            stream.writelines(_aligned(array))
        stream.flush()
        os.fsync(stream.fileno())  # the name must not outlive the content when the power fails
    _stamp(path, checksum)


def _aligned(array: Array) -> tuple[memoryview, bytes]:
    """The bytes of an array, and blanks up to where the next one begins."""
    return array.view(np.uint8).data, b" " * (_padded(array.nbytes) - array.nbytes)


def _checksum(blocks: Iterable[bytes | memoryview]) -> int:
    total = 0
    for block in blocks:
        total = zlib.crc32(block, total)
    return total


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def _date(checksum: int) -> int:
    """The date of a file whose content is known to be sound, in seconds since 1970: one long before any index."""
    return checksum >> 2


def _stamp(path: Path, checksum: int) -> None:
    """Date the file by its checksum. Whatever writes to it later dates it otherwise, and it is read again."""
    with suppress(OSError):
        os.utime(path, (_date(checksum), _date(checksum)))


def load(path: Path) -> Part:
    """The part in the file, mapped; ValueError where it is none, OSError where it cannot be read."""
    with path.open("rb") as stream:
        magic, table, checksum = (stream.readline() for _ in range(3))
        if magic != _MAGIC:
            raise ValueError(path)
        stated, head = int(checksum, 16), _padded(stream.tell())
        if os.fstat(stream.fileno()).st_mtime != _date(stated):  # the kernel goes where the numbers in it say
            stream.seek(head)
            if _checksum(chain([table], iter(lambda: stream.read(_READ), b""))) != stated:
                raise ValueError(path)
            _stamp(path, stated)
    file = np.memmap(path, np.uint8, "r")
    arrays = {}
    for name, (kind, count, at) in json.loads(table).items():
        size = np.dtype(kind).itemsize * count
        if head + at + size > len(file):
            raise ValueError(path)
        arrays[name] = np.asarray(file[head + at : head + at + size].view(kind))
    return Part(**arrays)
