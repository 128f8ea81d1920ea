"""Translations put into a PO catalogue, line by line: what is not certain is fuzzy and has the previous msgid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import polib

from tmkit.formats.encoding import decode, encode
from tmkit.formats.filling import Filled, Filling, Source
from tmkit.formats.units.po_catalogue import catalogue, declared, plain, spelt
from tmkit.formats.units.po_places import anchors
from tmkit.model import Block, Kind, Lang, Segment

__all__ = ["fill", "sources"]

_STRING = re.compile(r'\s*"')
_ROW = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LANGUAGE = re.compile(r'"Language:[ \t]*\\n"')


def sources(data: bytes, path: str, langs: Sequence[Lang]) -> list[Source]:
    """The entries in file order; open are those without any translation that have no plural forms."""
    entries, lines, source, _ = catalogue(data, path, langs)
    found = []
    for number, entry in enumerate(entries):
        if entry.msgid and not entry.obsolete:
            block = Block(number, Kind.UNIT, 0, f"entry {number + 1}")
            places = anchors(lines, entry.linenum or 1, "msgid")
            segment = Segment(plain(entry.msgid), source, path, places, (), block)
            found.append(Source(segment, not (entry.msgstr or entry.msgid_plural)))
    return found


def fill(data: bytes, path: str, fillings: Iterable[Filling], langs: Sequence[Lang]) -> Filled:
    """The catalogue with the translations in it; an empty ``Language`` of its header is filled in too."""
    entries, lines, _, target = catalogue(data, path, langs)
    text, encoding = decode(data, path, declared(data))
    rows = _ROW.findall(text)
    end = next((mark for mark in ("\r\n", "\n", "\r") if mark in text), "\n")
    written = []
    for one in fillings:
        entry = entries[one.source.block.number]
        if _encodable(one, encoding):
            _fill(rows, lines, entry, one, end)
            written.append(one.source)
    at = next((at for at, row in enumerate(lines) if _LANGUAGE.fullmatch(row.strip())), None)
    if written and at is not None and at < (entries[0].linenum or 1):
        rows[at] = f'"Language: {spelt(target)}\\n"{end}'
    return Filled(encode("".join(rows), encoding, data), tuple(written))


def _encodable(one: Filling, encoding: str) -> bool:
    try:
        f"{one.target.text}{one.matched.text}".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _fill(rows: list[str], lines: Sequence[str], entry: polib.POEntry, one: Filling, end: str) -> None:
    """Put a translation into the rows of its entry; each keeps its number, so a row may come to hold several lines."""
    first = _find(lines, (entry.linenum or 1) - 1, "msgid")
    stop = _find(lines, first, "msgstr")
    rows[stop] = "".join(_string("msgstr", _framed(one.target.text, plain(entry.msgid)), end))
    for at in range(stop + 1, len(lines)):
        if not _STRING.match(lines[at]):
            break
        rows[at] = ""
    if one.certain:
        return
    top = _top(lines, first, with_context=bool(entry.msgctxt))
    comments = top
    while comments and lines[comments - 1].startswith("#"):
        comments -= 1
    flags = next((at for at in range(comments, top) if lines[at].startswith("#,")), None)
    if flags is not None:
        rows[flags] = f"{rows[flags].rstrip()}, fuzzy{end}"
    before = "" if flags is not None else f"#, fuzzy{end}"
    if not any(lines[at].startswith("#|") for at in range(comments, top)):
        before += "".join(f"#| {row}" for row in _string("msgid", one.matched.text, end))
    rows[top] = before + rows[top]


def _find(lines: Sequence[str], at: int, keyword: str) -> int:
    while not re.match(rf'\s*{keyword}\s*"', lines[at]):
        at += 1
    return at


def _top(lines: Sequence[str], first: int, *, with_context: bool) -> int:
    """Where the entry begins behind its comments."""
    while with_context and not lines[first].lstrip().startswith("msgctxt"):
        first -= 1
    return first


def _framed(text: str, like: str) -> str:
    """The text with the line breaks around it that the source has: gettext insists on them."""
    bare = like.strip("\n")
    lead = len(like) - len(like.lstrip("\n")) if bare else 0
    return like[:lead] + text.strip("\n") + like[lead + len(bare) :]


def _string(keyword: str, text: str, end: str) -> list[str]:
    """The lines that say a string; one for each of its own lines."""
    parts = re.findall(r"[^\n]*\n|[^\n]+", text) if "\n" in text.strip("\n") else [text]
    quoted = [f'"{polib.escape(part)}"{end}' for part in parts]
    return [f"{keyword} {quoted[0]}"] if len(quoted) == 1 else [f'{keyword} ""{end}', *quoted]
