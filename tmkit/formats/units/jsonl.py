"""JSON lines: a unit a line, with everything that tmkit knows of it; what is read back is what was written.

``{"variants": [{"lang": "ru", "text": "…"}, …], "properties": [["name", "value"]], "notes": [], …}``: the source stands
first; ``codes`` are pairs of an offset, in code points from 0, and the tag. What is empty is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, TypeVar

from tmkit.errors import InputError, UsageError
from tmkit.formats.patching import Group, Patched, Spelling, as_it_is, patch_text
from tmkit.formats.units import Holds
from tmkit.formats.units.lines import lines
from tmkit.languages import canonical
from tmkit.model import Anchor, Block, Code, Kind, Lang, Metadata, Segment, TranslationUnit

__all__ = ["patch", "read", "write"]

HOLDS = Holds(
    codes=True,
    notes=True,
    properties=None,
    attributes=None,
    metadata=True,
    foreign=True,
    pending=True,
    languages=None,
)

_EXAMPLE = '{"variants": [{"lang": "ru", "text": "…"}, {"lang": "kk", "text": "…"}]}'


_as_json: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False).encode


class _UnfitError(ValueError):
    """What is wrong with a line."""


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The units, a line each; InputError, with line, where one is no such object. Empty lines are passed over."""
    for number, line in lines(stream, path):
        if not line.strip():
            continue
        try:
            yield _unit(json.loads(line), line, Block(number, Kind.UNIT, 0, f"unit {number}"), path)
        except _UnfitError as error:
            raise InputError(f"{error}; write a line as {_EXAMPLE}", path, number) from error
        except json.JSONDecodeError as error:
            message = f"this is no JSON ({error.msg}); write a line as {_EXAMPLE}"
            raise InputError(message, path, number, error.colno) from error
        except (ValueError, RecursionError) as error:
            raise InputError("this JSON is too deep or its numbers too long", path, number) from error


def _unit(row: object, line: str, block: Block, path: str) -> TranslationUnit:
    if not isinstance(row, dict):
        raise _UnfitError("a unit is an object")
    variants = _each(row, "variants", dict)
    if len(variants) < 2:
        raise _UnfitError("a unit has two variants or more")
    segments, start = [], 0
    for variant in variants:
        text = _text(variant.get("text"), "text")
        anchors, start = _anchors(line, text, start, block.number)
        segments.append(Segment(text, _lang(variant), path, anchors, _codes(variant, text), block, _metadata(variant)))
    return TranslationUnit(tuple(segments), *_rest(row))


_Rest = tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[tuple[str, str], ...], tuple[str, ...]]


def _rest(row: Mapping[str, object]) -> _Rest:
    """Properties, notes, attributes and foreign elements."""
    return _pairs(row, "properties"), _texts(row, "notes"), _pairs(row, "attributes"), _texts(row, "foreign")


def _metadata(variant: Mapping[str, object]) -> Metadata | None:
    said = variant.get("metadata")
    if said is None:
        return None
    if not isinstance(said, dict):
        raise _UnfitError("metadata is an object")
    return Metadata(*_rest(said))


def _lang(variant: Mapping[str, object]) -> Lang:
    try:
        return canonical(_text(variant.get("lang"), "lang"))
    except UsageError as error:
        raise _UnfitError(error.message) from error


def _codes(variant: Mapping[str, object], text: str) -> tuple[Code, ...]:
    codes = []
    for pair in _each(variant, "codes", list):
        if len(pair) != 2 or type(pair[0]) is not int or not 0 <= pair[0] <= len(text):
            raise _UnfitError("a code is an offset in the text and the tag")
        codes.append(Code(pair[0], _text(pair[1], "a tag")))
    return tuple(codes)


def _pairs(row: Mapping[str, object], name: str) -> tuple[tuple[str, str], ...]:
    pairs = _each(row, name, list)
    if any(len(pair) != 2 for pair in pairs):
        raise _UnfitError(f"{name} are pairs of a name and a value")
    return tuple((_text(pair[0], name), _text(pair[1], name)) for pair in pairs)


def _texts(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(_text(value, name) for value in _each(row, name, str))


T = TypeVar("T")


def _each(row: Mapping[str, object], name: str, kind: type[T]) -> list[T]:
    values = row.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, kind) for value in values):
        raise _UnfitError(f"{name} is a list of {_KINDS[kind]}")
    return values


_KINDS: Mapping[type, str] = {dict: "objects", list: "lists", str: "texts"}


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise _UnfitError(f"{name} is missing or no text")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise _UnfitError(f"{name} has half a surrogate pair, which is no character")
    return value


def _anchors(line: str, text: str, start: int, number: int) -> tuple[tuple[Anchor, ...], int]:
    """Where the text stands in the line, looked for from ``start`` on, and where to look for the next."""
    match = next((one for one in _TEXT.finditer(line, start) if json.loads(f'"{one[1]}"') == text), None)
    if match is None:  # under a name that is written with escapes itself
        return (Anchor(0, number, 1),), start
    at, offset = match.start(1), 0
    found = {0: Anchor(0, number, at + 1)}
    for escape in _ESCAPE.finditer(line, at, match.end(1)):
        offset += escape.start() - at + 1
        at = escape.end()
        found[offset] = Anchor(offset, number, at + 1)
    return tuple(found.values()), match.end()


_TEXT = re.compile(r'"text"\s*:\s*"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The lines with the fixes applied."""
    return patch_text(data, path, groups, _SPELLING)


def _shown(text: str, at: int) -> tuple[str, int]:
    escape = _ESCAPE.match(text, at)
    return (json.loads(f'"{escape[0]}"'), len(escape[0])) if escape else (text[at], 1)


def _written(text: str, old: str) -> str | None:
    return None if as_it_is(text, old) is None else _as_json(text)[1:-1]


_SPELLING = Spelling(_shown, _written)


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """Write a line a unit, whatever its languages."""
    for unit in units:
        row = {"variants": [_variant(variant) for variant in unit.variants]} | _said(unit)
        stream.write((_as_json(row) + "\n").encode("utf-8", "replace"))


def _variant(variant: Segment) -> dict[str, object]:
    row: dict[str, object] = {"lang": variant.lang, "text": variant.text}
    if variant.codes:
        row["codes"] = variant.codes
    if variant.metadata is not None:
        row["metadata"] = _said(variant.metadata)
    return row


def _said(item: TranslationUnit | Metadata) -> dict[str, object]:
    said = {
        "properties": item.properties,
        "notes": item.notes,
        "attributes": item.attributes,
        "foreign": item.foreign,
    }
    return {name: value for name, value in said.items() if value}
