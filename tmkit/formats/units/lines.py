"""The lines of a text file with exact places: for formats in which a line is a unit."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from tmkit.errors import InputError
from tmkit.formats.encoding import decode

__all__ = ["lines"]

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def lines(stream: BinaryIO, path: str) -> Iterator[tuple[int, str]]:
    """Number, from 1, and text of each line, without its end: LF or CR LF, no other character breaks a line.

    UTF-8, with or without a byte order mark, is read as a stream; UTF-16 with its mark (the "Unicode text" of
    spreadsheets) whole. InputError, with line and column, where the bytes are neither.
    """
    first = stream.readline()
    if first.startswith(_UTF16):
        text = decode(first + stream.read(), path).text
        yield from enumerate((line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")), 1)
        return
    for number, line in enumerate(chain([first.removeprefix(codecs.BOM_UTF8)] if first else [], stream), 1):
        try:
            yield number, line.removesuffix(b"\n").removesuffix(b"\r").decode()
        except UnicodeDecodeError as error:
            column = len(line[: error.start].decode()) + 1
            message = f"byte {line[error.start]:02X} is not UTF-8; save the file as UTF-8"
            raise InputError(message, path, number, column) from error
