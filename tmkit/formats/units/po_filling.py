"""Translations put into a PO catalogue, line by line: what is not certain is fuzzy and has the previous msgid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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


class _Part(NamedTuple):
    """A source text of an entry, and what translates it."""

    keyword: str
    text: str
    strings: tuple[str, ...]
    """``msgstr``; of an entry with plural forms those that this text has, such as ``msgstr[1]``."""
    is_open: bool


def _parts(entry: polib.POEntry) -> Iterator[_Part]:
    """The text of an entry, or its singular and plural: the first of several forms translates the singular."""
    if not entry.msgid_plural:
        yield _Part("msgid", plain(entry.msgid), ("msgstr",), not entry.msgstr)
        return
    forms = entry.msgstr_plural
    nobodys = entry.fuzzy or not any(forms.values())
    single = [0] if len(forms) > 1 else []
    several = [number for number in sorted(forms) if number not in single]
    for keyword, text, numbers in (("msgid", entry.msgid, single), ("msgid_plural", entry.msgid_plural, several)):
        if numbers:
            is_open = nobodys and not any(forms[number] for number in numbers)
            yield _Part(keyword, plain(text), tuple(f"msgstr[{number}]" for number in numbers), is_open)


def sources(data: bytes, path: str, langs: Sequence[Lang]) -> list[Source]:
    """The entries in file order, singular and plural each by itself; open is what has no translation.

    Of an entry with plural forms that somebody has begun to translate nothing is open.
    """
    entries, lines, source, _ = catalogue(data, path, langs)
    found = []
    for number, entry in enumerate(entries):
        block = Block(number, Kind.UNIT, 0, f"entry {number + 1}")
        for part in _parts(entry) if entry.msgid and not entry.obsolete else ():
            places = anchors(lines, entry.linenum or 1, part.keyword)
            found.append(Source(Segment(part.text, source, path, places, (), block), part.is_open))
    return found


def fill(data: bytes, path: str, fillings: Iterable[Filling], langs: Sequence[Lang]) -> Filled:
    """The catalogue with the translations in it; an empty ``Language`` of its header is filled in too."""
    entries, lines, _, target = catalogue(data, path, langs)
    text, encoding = decode(data, path, declared(data))
    rows = _ROW.findall(text)
    end = next((mark for mark in ("\r\n", "\n", "\r") if mark in text), "\n")
    by_entry: dict[int, list[Filling]] = {}
    for one in fillings:
        if _encodable(one, encoding):
            by_entry.setdefault(one.source.block.number, []).append(one)
    for number, own in by_entry.items():
        _fill(rows, lines, entries[number], own, end)
    at = next((at for at, row in enumerate(lines) if _LANGUAGE.fullmatch(row.strip())), None)
    if by_entry and at is not None and at < (entries[0].linenum or 1):
        rows[at] = f'"Language: {spelt(target)}\\n"{end}'
    written = tuple(one.source for own in by_entry.values() for one in own)
    return Filled(encode("".join(rows), encoding, data), written)


def _encodable(one: Filling, encoding: str) -> bool:
    try:
        f"{one.target.text}{one.matched.text}".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _fill(rows: list[str], lines: Sequence[str], entry: polib.POEntry, own: Sequence[Filling], end: str) -> None:
    """Put translations into the rows of an entry; each keeps its number, so a row may come to hold several lines."""
    first = _find(lines, (entry.linenum or 1) - 1, "msgid")
    by_text = {one.source.text: one for one in own}
    parts = [(part, by_text.get(part.text)) for part in _parts(entry)]
    for part, one in parts:
        for name in part.strings if part.is_open else ():
            if one is None:
                break
            _put(rows, lines, _find(lines, first, name), _string(name, _framed(one.target.text, part.text), end))
    # gettext takes an entry as a whole, and of several plural forms nobody knows which one the memory has
    if all(one is not None and one.certain and len(part.strings) == 1 for part, one in parts):
        return
    before = [(part.keyword, one.matched.text) for part, one in parts if one is not None]
    _mark(rows, lines, entry, first, before if before[0][0] == "msgid" else (), end)


def _put(rows: list[str], lines: Sequence[str], at: int, written: Sequence[str]) -> None:
    """Write a string in the place of the one that begins there."""
    rows[at] = "".join(written)
    for row in range(at + 1, len(lines)):
        if not _STRING.match(lines[row]):
            break
        rows[row] = ""


def _mark(
    rows: list[str],
    lines: Sequence[str],
    entry: polib.POEntry,
    first: int,
    previous: Sequence[tuple[str, str]],
    end: str,
) -> None:
    """Mark an entry as fuzzy, with the sources that the memory has for its translations."""
    top = _top(lines, first, with_context=bool(entry.msgctxt))
    comments = top
    while comments and lines[comments - 1].startswith("#"):
        comments -= 1
    flags = next((at for at in range(comments, top) if lines[at].startswith("#,")), None)
    before = ""
    if flags is None:
        before = f"#, fuzzy{end}"
    elif "fuzzy" not in entry.flags:
        rows[flags] = f"{rows[flags].rstrip()}, fuzzy{end}"
    if not any(lines[at].startswith("#|") for at in range(comments, top)):
        before += "".join(f"#| {row}" for keyword, text in previous for row in _string(keyword, text, end))
    rows[top] = before + rows[top]


def _find(lines: Sequence[str], at: int, keyword: str) -> int:
    while not re.match(rf'\s*{re.escape(keyword)}\s*"', lines[at]):
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
