"""Reading and writing files: every failure is one line that says what to do, no file is left half-written.

The name ``-`` is standard input or standard output.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from tmkit.errors import InputError

__all__ = ["MAX_BYTES", "STANDARD", "make_folder", "open_binary", "read_bytes", "write_atomic"]

STANDARD = "-"
"""The name of standard input and output."""

MAX_BYTES = 200_000_000
"""The largest document that is read whole; memories are streamed and have no limit."""
_HELD = 1 << 20
"""Bytes of standard input or output that are held in memory; what is more lies in a temporary file."""


def _refusal(path: str, error: OSError) -> InputError:
    match error:
        case FileNotFoundError():
            return InputError("no such file; check the name", path)
        case IsADirectoryError():
            return InputError("this is a folder; name a file in it", path)
        case PermissionError():
            return InputError("no permission; if Word or another program holds the file open, close it there", path)
    return InputError(f"{(error.strerror or str(error)).lower()}; check the file and the disk", path)


@contextmanager
def open_binary(path: str) -> Iterator[BinaryIO]:
    """The file as a stream of bytes; InputError where it cannot be opened or read."""
    if path == STANDARD:
        yield BytesIO(_drained(_standard(sys.stdin)))
        return
    try:
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
            raise InputError("not a regular file; save the text to a file first", path)
        with open(path, "rb") as stream:
            yield stream
    except OSError as error:
        raise _refusal(path, error) from error


def read_bytes(path: str) -> bytes:
    """The whole file; InputError where it cannot be read or is larger than ``MAX_BYTES``."""
    with open_binary(path) as stream:
        if path != STANDARD and os.fstat(stream.fileno()).st_size > MAX_BYTES:
            raise InputError(f"larger than {MAX_BYTES // 1_000_000} MB; split it into smaller documents", path)
        return stream.read()


def make_folder(path: str) -> None:
    """The folder with all above it, unless it is there; InputError where it cannot be made."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("cannot make this folder; check the name and your rights", path) from error


@contextmanager
def write_atomic(path: str) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file when the block ends well, and leave no trace when it does not.

    A link stays one, and so does a device or a pipe, which gets the bytes at the end.
    """
    if path == STANDARD:
        with _held_back(lambda: _standard(sys.stdout)) as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise InputError("this is a folder; name a file in it", path)
    if not target.parent.is_dir():
        raise InputError("its folder is not there; make it, or check the name", path)
    special = target.exists() and not target.is_file()
    try:
        with _held_back(lambda: open(target, "wb")) if special else _replacing(target) as stream:
            yield stream
    except OSError as error:
        raise _refusal(path, error) from error


@contextmanager
def _held_back(to: Callable[[], BinaryIO]) -> Iterator[BinaryIO]:
    """A stream whose bytes go there at the end."""
    with tempfile.SpooledTemporaryFile(_HELD) as buffer:
        yield cast(BinaryIO, buffer)
        buffer.seek(0)
        stream = to()
        shutil.copyfileobj(buffer, stream)
        stream.flush()


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".tmp", dir=target.parent)
        with open(descriptor, "wb") as stream:
            yield stream
        os.chmod(temporary, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        os.replace(temporary, target)
        temporary = ""
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _standard(stream: TextIO | None) -> BinaryIO:
    if stream is None:
        raise InputError("this standard stream is closed; name a file instead", STANDARD)
    return stream.buffer


@lru_cache(maxsize=1)
def _drained(stream: BinaryIO) -> bytes:
    """What standard input holds: it can be read only once, and who asks again for its text gets the same."""
    return stream.read()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
