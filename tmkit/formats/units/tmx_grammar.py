"""What may stand where in TMX 1.4b: elements, attributes and their values.

From the specification (LISA OSCAR, 26 April 2005, CC BY 3.0), in our own words and form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

__all__ = ["ELEMENTS", "EVERY_LANGUAGE", "INLINE", "NATIVE", "SEGMENT_TYPES", "VALUES", "Element", "is_date"]


class Element(NamedTuple):
    """What an element may hold."""

    children: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    """Attributes."""
    optional: tuple[str, ...] = ()
    text: bool = False

    def knows(self, attribute: str) -> bool:
        """May the attribute stand there?"""
        return attribute in self.required or attribute in self.optional


EVERY_LANGUAGE = "*all*"
"""The source language of a memory in which each unit, or none, has one."""
SEGMENT_TYPES = ("block", "paragraph", "sentence", "phrase")
NATIVE = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Inline elements whose content is the code of another format, not text."""
INLINE = ("bpt", "ept", "it", "ph", "ut", "hi")

_TOOL = ("creationtool", "creationtoolversion")
_HISTORY = ("o-encoding", "creationdate", "creationid", "changedate", "changeid")
_USE = ("datatype", "usagecount", "lastusagedate", *_TOOL, *_HISTORY, "o-tmf")

ELEMENTS: Mapping[str, Element] = {
    "tmx": Element(("header", "body"), ("version",)),
    "header": Element(
        ("note", "prop", "ude"),
        (*_TOOL, "segtype", "o-tmf", "adminlang", "srclang", "datatype"),
        _HISTORY,
    ),
    "ude": Element(("map",), ("name",), ("base",)),
    "map": Element((), ("unicode",), ("code", "ent", "subst")),
    "note": Element((), (), ("o-encoding", "xml:lang", "lang"), text=True),
    "prop": Element((), ("type",), ("o-encoding", "xml:lang", "lang"), text=True),
    "body": Element(("tu",)),
    "tu": Element(("note", "prop", "tuv"), (), ("tuid", *_USE, "segtype", "srclang")),
    "tuv": Element(("note", "prop", "seg"), ("xml:lang",), (*_USE, "lang")),
    "seg": Element(INLINE, text=True),
    "hi": Element(INLINE, (), ("x", "type"), text=True),
    "sub": Element(INLINE, (), ("datatype", "type"), text=True),
    "bpt": Element(("sub",), ("i",), ("x", "type"), text=True),
    "ept": Element(("sub",), ("i",), text=True),
    "it": Element(("sub",), ("pos",), ("x", "type"), text=True),
    "ph": Element(("sub",), (), ("x", "assoc", "type"), text=True),
    "ut": Element(("sub",), (), ("x",), text=True),
}

_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z")


def is_date(value: str) -> bool:
    """Is it a real time in the form ``20261122T190000Z``, the only one that TMX has?"""
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    year, month, day, hour, minute, second = map(int, match.groups())
    try:
        return bool(datetime(year, month, day, hour, minute, second))
    except ValueError:
        return False


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit()


class _Values(NamedTuple):
    fits: Callable[[str], bool]
    what: str
    """What is expected, for a sentence that ends so."""


VALUES: Mapping[str, _Values] = {
    "segtype": _Values(SEGMENT_TYPES.__contains__, "block, paragraph, sentence or phrase"),
    "pos": _Values(("begin", "end").__contains__, "begin or end"),
    "assoc": _Values(("p", "f", "b").__contains__, "p, f or b"),
    "usagecount": _Values(_is_number, "a number"),
    "i": _Values(_is_number, "a number"),
    "x": _Values(_is_number, "a number"),
}
"""By attribute; the dates have a rule of their own."""
