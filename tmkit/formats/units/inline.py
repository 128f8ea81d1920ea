"""The inline codes of a segment, whatever format they are from: which belong together, and what stands in them.

A code is the tag as its file writes it. Here it is taken apart, so that a writer can say the same in its own elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from tmkit.model import Code
from tmkit.text.tags import enclosing, native

__all__ = ["Form", "Inline", "Tag", "parse", "resolve"]


class Form(Enum):
    """How a code stands in its segment."""

    START = auto()
    """It opens; its partner stands in the same segment, and what is between them is sound."""
    END = auto()
    BEGIN = auto()
    """It opens too, but its partner stands elsewhere, or others cross it."""
    FINISH = auto()
    ALONE = auto()


class Tag(NamedTuple):
    """A code taken apart."""

    name: str
    """The element of TMX or XLIFF that it is; empty: mark-up of another format."""
    opens: bool | None
    """Whether it opens or closes; None: neither, or nobody knows."""
    key: str
    """What it shares with its partner; empty where only the order tells."""
    attributes: Mapping[str, str]
    data: str
    """The native code in it; of mark-up the mark-up itself."""


class Inline(NamedTuple):
    """A code in its place."""

    code: Code
    tag: Tag
    form: Form
    partner: tuple[int, int] | None = None
    """Number of the segment and of the code in it."""


_SPANS = frozenset({"g", "mrk", "pc", "hi"})
"""Elements that enclose text."""
_OPENING = frozenset({"bpt", "bx", "sc", "sm"})
_CLOSING = frozenset({"ept", "ex", "ec", "em"})
_ALONE = frozenset({"x", "ph", "it", "ut", "cp"})
_POSITIONS: Mapping[str, bool] = {"begin": True, "open": True, "end": False, "close": False}
"""What an ``it`` of TMX and of XLIFF 1.2 says of itself."""
_WRAPPING = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Elements of TMX that hold what another format has."""
_SAID = r"""(?P<said>(?:\s+[\w:.-]+="[^"<>]*")*)\s*"""
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
_SHAPES = (
    re.compile(rf"<(?P<name>[\w-]+){_SAID}/>"),
    re.compile(rf"<(?P<name>bpt|ept|ph|it|ut|sc|ec){_SAID}>(?P<data>.*)</(?P=name)>", re.DOTALL),
    re.compile(rf"<(?P<name>pc){_SAID}>(?P<data>[^<>]*)"),
    re.compile(r"(?P<data>[^<>]*)</(?P<name>pc)>(?P<end>)"),
    re.compile(rf"<(?P<name>g|mrk|hi){_SAID}>"),
    re.compile(r"</(?P<name>g|mrk|hi)>(?P<end>)"),
)
_KEYS = ("startRef", "rid", "i", "id")


@lru_cache(maxsize=4096)
def parse(data: str) -> Tag:
    """The parts of a code."""
    match = next((found for shape in _SHAPES if (found := shape.fullmatch(data))), None)
    parts = match.groupdict() if match else {}
    name = parts.get("name", "")
    attributes = {key: unescape(value) for key, value in _ATTRIBUTE.findall(parts.get("said") or "")}
    if not _is_sound(name, attributes, ends="end" in parts):
        return Tag("", None, "", {}, data)
    content = unescape(parts.get("data") or "")
    if name in _SPANS:
        return Tag(name, "end" not in parts, "", attributes, content)
    if name in _ALONE:
        return Tag(name, _POSITIONS.get(attributes.get("pos", "")), "", attributes, content)
    key = next((attributes[one] for one in _KEYS if one in attributes), "")
    return Tag(name, name in _OPENING, key, attributes, content)


def _is_sound(name: str, attributes: Mapping[str, str], *, ends: bool) -> bool:
    """Whether it is an element of TMX or XLIFF, and has what those demand of it."""
    if name in {"g", "pc", "x", "bx", "sc", "sm"} or (name == "ec" and "startRef" not in attributes):
        return ends or "id" in attributes
    if name in {"ex", "em", "ec"}:
        return "id" in attributes or "startRef" in attributes or "rid" in attributes
    if name == "mrk":
        return ends or "id" in attributes or "mtype" in attributes
    return name in {"bpt", "ept", "ph", "it", "ut", "cp", "hi"}


def resolve(segments: Sequence[Sequence[Code]]) -> list[list[Inline]]:
    """The codes of the segments of one text, in order, each with its partner.

    What TMX holds of another format is taken for what it was: a ``g`` of XLIFF in a ``bpt`` is a ``g``.
    """
    segments = [[Code(code.offset, _original(code.data)) for code in codes] for codes in segments]
    tags = [[parse(code.data) for code in codes] for codes in segments]
    partners = _partners(tags)
    found = []
    for number, codes in enumerate(segments):
        row = tags[number]
        spans = _spans(number, row, partners)
        forms = [_form((number, at), tag, partners, at in spans) for at, tag in enumerate(row)]
        found.append(
            [
                Inline(code, tag, form, partners.get((number, at)))
                for at, (code, tag, form) in enumerate(zip(codes, row, forms, strict=True))
            ]
        )
    return found


def _original(data: str) -> str:
    tag = parse(data)
    is_wrapped = tag.name in _WRAPPING and "id" not in tag.attributes
    return native(data) if is_wrapped and parse(native(data)).name else data


_Place = tuple[int, int]


def _partners(tags: Sequence[Sequence[Tag]]) -> dict[_Place, _Place]:
    """The place of the partner of each code that has one."""
    pairs = [pair for number, row in enumerate(tags) for pair in _in_order(number, row)]
    opened: dict[tuple[str, str], _Place] = {}
    for number, row in enumerate(tags):
        for at, tag in enumerate(row):
            kind = _CLOSED_BY.get(tag.name, tag.name)
            if tag.name in _OPENING:
                opened.setdefault((kind, tag.key), (number, at))
            elif tag.name in _CLOSING and (start := opened.pop((kind, tag.key), None)):
                pairs.append((start, (number, at)))
    return dict(pairs) | {end: start for start, end in pairs}


_CLOSED_BY = {"bpt": "ept", "bx": "ex", "sc": "ec", "sm": "em"}


def _in_order(number: int, row: Sequence[Tag]) -> Iterator[tuple[_Place, _Place]]:
    """The pairs of which only their order tells that they are such."""
    marks = [tag.data if not tag.name else None for tag in row]
    for name in _SPANS:
        named = [f"<{'' if tag.opens else '/'}{name}>" if tag.name == name else None for tag in row]
        yield from (((number, start), (number, end)) for start, end in enclosing(named))
    yield from (((number, start), (number, end)) for start, end in enclosing(marks))


def _spans(number: int, row: Sequence[Tag], partners: Mapping[_Place, _Place]) -> set[int]:
    """The codes whose partner stands in the same segment so that nothing crosses them."""
    opened: list[int] = []
    spans: set[int] = set()
    for at in range(len(row)):
        there = partners.get((number, at))
        if there is None or there[0] != number:
            continue
        if there[1] > at:
            opened.append(at)
        elif there[1] in opened:
            del opened[opened.index(there[1]) :]
            spans |= {there[1], at}
    return spans


def _form(place: _Place, tag: Tag, partners: Mapping[_Place, _Place], spans: bool) -> Form:
    partner = partners.get(place)
    if partner is None:
        return Form.ALONE if tag.opens is None else Form.BEGIN if tag.opens else Form.FINISH
    opens = partner > place
    if spans:
        return Form.START if opens else Form.END
    return Form.BEGIN if opens else Form.FINISH
