"""A PO catalogue as polib reads it, with what polib would stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polib

from tmkit.errors import InputError, UsageError
from tmkit.formats.encoding import decode
from tmkit.languages import canonical
from tmkit.languages.codes import RU, UND, UZ_LATN
from tmkit.model import Lang

__all__ = [
    "CONTEXT",
    "FLAGS",
    "PREVIOUS",
    "SINGULAR",
    "Catalogue",
    "broken_lines",
    "catalogue",
    "declared",
    "parse",
    "plain",
    "spelt",
]

CONTEXT = "x-tmkit-context"
"""The unit property that holds the context (``msgctxt``)."""
FLAGS = "x-tmkit-flags"
PREVIOUS = "x-tmkit-previous"
"""The property that holds what the source was when a fuzzy entry was translated."""
SINGULAR = "x-tmkit-singular"
"""The property that holds the singular of a message whose language has one form for both."""
_CHARSET = re.compile(rb"charset=([\w.:-]+)")
_STRING_LINE = re.compile(
    r"""\s*(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"\s*|\s*(?:\#.*)?"""
)
_KEYWORD = re.compile(r"^(\s*msg[a-z_]+(?:\[\d+\])?)\s*(?=\")", re.MULTILINE)
"""polib wants a blank between keyword and string."""
_REGION = re.compile(r"[-_]([A-Za-z]{2})(?![A-Za-z])")
_HIDDEN = str.maketrans(dict(zip("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", map(chr, range(0xDC80, 0xDC88)), strict=True)))
"""Where polib would break a line though PO does not, to lone surrogates, which no decoded text has."""
_SHOWN = {ord(hidden): chr(shown) for shown, hidden in _HIDDEN.items()}


class Catalogue(NamedTuple):
    """A catalogue, and the lines that it was read from."""

    entries: polib.POFile
    lines: tuple[str, ...]
    source: Lang
    target: Lang


def catalogue(data: bytes, path: str, langs: Sequence[Lang] = ()) -> Catalogue:
    """The catalogue in ``data``.

    The target language is the second of ``langs``, else the header's ``Language``; the source language is
    the first of ``langs`` unless that is ``und``, else the header's ``X-Source-Language``, else Russian.
    InputError, with line, where it is broken or does not say its language.
    """
    text = decode(data, path, declared(data)).text
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    entries = parse(lines, path)
    source = langs[0] if langs and langs[0] != UND else _header(entries, "X-Source-Language", path) or RU
    target = langs[1] if len(langs) > 1 else _header(entries, "Language", path)
    if target is None:
        raise InputError("the header names no Language; say it with --target-lang", path, 1)
    return Catalogue(entries, lines, source, target)


_SCRIPTS = {"Cyrl": "@cyrillic", "Latn": "@latin"}


def spelt(lang: Lang, code: str = "") -> str:
    """The language as gettext has it: ``kk``, ``uz`` (in Latin letters), ``uz@cyrillic``; with the region of ``code``,
    as in ``kk_KZ``.
    """
    language, _, script = lang.partition("-")
    region = _REGION.search(code)
    modifier = "" if lang == UZ_LATN else _SCRIPTS.get(script, f"@{script.lower()}" if script else "")
    return language + (f"_{region[1].upper()}" if region else "") + modifier


def declared(data: bytes) -> str:
    """The encoding that the header names; empty where it names none."""
    found = _CHARSET.search(data)
    return found[1].decode() if found else ""


def plain(text: str) -> str:
    """A text of polib's as the file has it."""
    return text.translate(_SHOWN)


def broken_lines(lines: Sequence[str]) -> Iterator[int]:
    """The numbers, from 1, of the lines that no catalogue has."""
    return (number for number, line in enumerate(lines, 1) if not _STRING_LINE.fullmatch(line))


def parse(lines: Sequence[str], path: str) -> polib.POFile:
    """The catalogue of these lines; InputError, with line, where one is broken or out of place."""
    for number in broken_lines(lines):
        message = "this is no line of a PO catalogue; check keyword, quotes and backslashes (msgfmt -c helps)"
        raise InputError(message, path, number)
    try:
        text = _KEYWORD.sub(r"\1 ", "\n".join(lines).translate(_HIDDEN))
        return polib.pofile(f"{text}\n")
    except (OSError, ValueError, IndexError) as error:
        place = re.search(r"line (\d+)", str(error))
        message = "the line is out of place in a PO catalogue; msgid comes first, then msgstr (msgfmt -c helps)"
        raise InputError(message, path, int(place[1]) if place else None) from error


def _header(entries: polib.POFile, name: str, path: str) -> Lang | None:
    code = entries.metadata.get(name, "").strip()
    try:
        return canonical(code) if code else None
    except UsageError as error:
        raise InputError(f"the header's {name}: {error.message}", path, 1) from error
