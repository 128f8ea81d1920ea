"""Zip packages laid flat, so that a fuzzer changes the XML inside and not a checksum around it.

A flat package is ``%%% word/document.xml``, a line feed, the bytes of that part, and so on for each part.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile

__all__ = ["flat", "packed", "parts"]

_MARK = re.compile(rb"(?:^|\n)%%% ([^\n]{1,100})\n")


def flat(package: bytes) -> bytes:
    """The parts of a sound package, one below the other."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return b"\n".join(b"%%% " + name.encode() + b"\n" + archive.read(name) for name in archive.namelist())


def parts(data: bytes) -> list[tuple[str, bytes]]:
    """The names and bytes of a flat package; none where nothing is marked."""
    _, *pieces = _MARK.split(data)
    return [(name.decode("utf-8", "replace"), part) for name, part in zip(pieces[::2], pieces[1::2], strict=True)]


def packed(data: bytes) -> bytes:
    """The package; bytes that are no flat package are given back, to be read as one that is damaged."""
    found = parts(data)
    if not found:
        return data
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # a name may stand there twice
        for name, part in found:
            archive.writestr(zipfile.ZipInfo(name), part)
    return buffer.getvalue()
