"""XML that a parser would refuse, character by character made such as it takes: control characters, bare ampersands.

What is mended is what programs get wrong when they write: characters that XML 1.0 cannot hold, pasted from Word and
Excel, as they are or as references; ``&`` that is no reference; entities of HTML; a first line that names another
encoding than the file has. Tags are left alone.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import BinaryIO, NamedTuple

from tmkit.errors import InputError
from tmkit.formats.xml import encoding_shown

__all__ = ["Mended", "mended"]

_CHUNK = 1 << 16
_ENCODINGS = ("utf-8", "windows-1251")
"""Tried in this order where the encoding named is not the one that the file has."""
_DECLARATION = re.compile(r"""<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["'][^>]*\?>""")
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]+)")
_FAULT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&(?:\#[xX](?P<hex>[0-9a-fA-F]{1,8});|\#(?P<decimal>[0-9]{1,10});|(?P<name>[A-Za-z_][\w.-]{0,31});)?"
)
_LONGEST = 40
"""Characters of a reference."""
_KNOWN = frozenset({"amp", "lt", "gt", "quot", "apos"})


class Mended(NamedTuple):
    """One character that was mended."""

    line: int
    """From 1, as in the file."""
    column: int
    text: str
    """What stood there."""
    what: str
    """What became of it; a sentence."""


def mended(stream: BinaryIO, path: str, tell: Callable[[Mended], None]) -> Iterator[bytes]:
    """The file in UTF-8, piece by piece, such as a parser takes it; ``tell`` gets each change.

    InputError where no encoding fits. The stream is read twice, so it must be seekable.
    """
    encoding = _encoding(stream, path, tell)
    decoder = codecs.getincrementaldecoder(encoding)()
    mender = _Mender(tell)
    for chunk in iter(lambda: stream.read(_CHUNK), b""):
        yield mender.feed(decoder.decode(chunk)).encode()
    yield mender.feed(decoder.decode(b"", True), final=True).encode()


def _encoding(stream: BinaryIO, path: str, tell: Callable[[Mended], None]) -> str:
    """The encoding that fits the whole file: the one shown or named, else the first of ours; the stream is rewound."""
    start = stream.read(_CHUNK)
    shown = encoding_shown(start)
    named = _DECLARATION.match(start.decode("latin-1"))
    wanted = {"utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(shown, shown) if start[:2] in _MARKS else shown
    wanted = wanted or (named[1] if named else "utf-8")
    for encoding in dict.fromkeys((wanted, *_ENCODINGS)):
        if _fits(stream, encoding):
            stream.seek(0)
            if encoding != wanted:
                text = named[1] if named else ""
                tell(Mended(1, 1, text, f"The file is not {wanted}; it was read as {encoding}."))
            return encoding
    raise InputError(f"the bytes are neither {wanted} nor {' nor '.join(_ENCODINGS)}; save the file as UTF-8", path, 1)


_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _fits(stream: BinaryIO, encoding: str) -> bool:
    stream.seek(0)
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        for chunk in iter(lambda: stream.read(_CHUNK), b""):
            decoder.decode(chunk)
        decoder.decode(b"", True)
    except (LookupError, ValueError):
        return False
    return True


class _Mender:
    """Mends text that comes in pieces, and keeps count of lines and columns."""

    def __init__(self, tell: Callable[[Mended], None]) -> None:
        self._tell = tell
        self._line, self._column = 1, 1
        self._rest = ""
        self._begun = False
        self._entities = _KNOWN

    def feed(self, text: str, *, final: bool = False) -> str:
        text = self._rest + text
        if not self._begun:
            text = self._begin(text)
        at = len(text) if final else max(text.rfind("&", len(text) - _LONGEST), -1)
        at = len(text) if at < 0 or ";" in text[at:] else at
        text, self._rest = text[:at], text[at:]
        pieces, done = [], 0
        for match in _FAULT.finditer(text):
            sound = self._sound(match)
            self._advance(text[done : match.start()])
            pieces += [text[done : match.start()], sound]
            if sound != match[0]:
                self._tell(Mended(self._line, self._column, match[0], _told(match[0], sound)))
            self._advance(match[0])
            done = match.end()
        self._advance(text[done:])
        return "".join([*pieces, text[done:]])

    def _begin(self, text: str) -> str:
        """The first line says UTF-8 from now on; entities that the file defines stay."""
        self._begun = True
        self._entities = _KNOWN | set(_ENTITY.findall(text))
        text = text.removeprefix("\ufeff")
        declaration = _DECLARATION.match(text)
        return text if declaration is None else text[: declaration.start(1)] + "UTF-8" + text[declaration.end(1) :]

    def _sound(self, match: re.Match[str]) -> str:
        if match["hex"] or match["decimal"]:
            number = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
            return match[0] if _is_character(number) else ""
        if match["name"]:
            return (
                match[0] if match["name"] in self._entities else html5.get(f"{match['name']};", f"&amp;{match[0][1:]}")
            )
        if match[0] == "&":
            return "&amp;"
        return " " if match[0] in "\x0b\x0c" else ""

    def _advance(self, text: str) -> None:
        breaks = text.count("\n")
        self._line += breaks
        self._column = len(text) - text.rfind("\n") if breaks else self._column + len(text)


def _is_character(number: int) -> bool:
    """What XML 1.0 can hold (production 2)."""
    return number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000


def _told(stood: str, written: str) -> str:
    name = f"U+{ord(stood):04X}" if len(stood) == 1 and stood != "&" else f"«{stood}»"
    return (
        f"{name} became a space."
        if written == " "
        else f"{name} became «{written}»."
        if written
        else f"{name} was deleted."
    )
