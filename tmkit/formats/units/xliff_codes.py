"""The content of a unit as XLIFF 1.2: its own inline elements as they are, codes of other formats as ``ph``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tmkit.formats.units.inline import Form, Inline, resolve
from tmkit.formats.units.xliff_ids import numbered
from tmkit.formats.units.xliff_kinds import kind_1, mark_1
from tmkit.formats.xml import escape, quote
from tmkit.model import Segment

__all__ = ["contents"]

_EMPTY = re.compile(r'<(?:x|bx|ex)(?: [^<>]*)? id="[^"<>]*"(?: [^<>]*)?/>')
_NATIVE = re.compile(r'<(bpt|ept|ph|it)(?: [^<>]*)? id="[^"<>]*"(?: [^<>]*)?>[^<>]*</\1>')
_SPAN = re.compile(r'<(?:g(?: [^<>]*)? id|mrk(?: [^<>]*)? mtype)="[^"<>]*"(?: [^<>]*)?>')
_FOREIGN = re.compile(r' (?!xml:)[\w.-]+:[\w.-]+="[^"<>]*"')
"""An attribute of a program, whose namespace is not declared in what is written."""
_SAME = frozenset({"g", "mrk"})


def contents(*sides: Segment) -> list[str]:
    """The text of source and target with their codes, well-formed whatever those are: a start without its end becomes
    a ``ph``.
    """
    resolved = [resolve([side.codes]) for side in sides]
    made = []
    for side, [row], [ids] in zip(sides, resolved, numbered(resolved), strict=True):
        pieces, at = [], 0
        for one, identity in zip(row, ids, strict=True):
            pieces += [escape(side.text[at : one.code.offset]), _element(one, identity, row)]
            at = one.code.offset
        made.append("".join([*pieces, escape(side.text[at:])]))
    return made


def _element(one: Inline, identity: str, row: Sequence[Inline]) -> str:
    data, spans = one.code.data, one.form in (Form.START, Form.END)
    start = one if one.form is not Form.END or one.partner is None else row[one.partner[1]]
    if one.tag.name in _SAME and spans and _SPAN.fullmatch(start.code.data):
        return _FOREIGN.sub("", data)
    if _EMPTY.fullmatch(data) or _NATIVE.fullmatch(data):
        return _FOREIGN.sub("", data)
    if one.tag.name == "mrk" and spans:
        return "</mrk>" if one is not start else _tag("mrk", mark_1(one.tag.attributes) | {"mid": identity})
    if one.tag.name in {"pc", "sc", "ec", "bpt", "ept"}:
        return _paired(one, identity, row, spans=spans)
    if one.tag.name in {"ph", "ut", "it"} and data.startswith("<"):
        said = {"id": identity} | kind_1(one.tag.attributes)
        return _tag("ph", said, one.tag.data) if one.tag.data else _tag("x", said, empty=True)
    return _tag("ph", {"id": identity}, data)


def _paired(one: Inline, identity: str, row: Sequence[Inline], *, spans: bool) -> str:
    """A code of XLIFF 2 or of TMX that opens or closes."""
    partner = row[one.partner[1]] if one.partner else None
    begins = one.form in (Form.START, Form.BEGIN)
    said = {"id": identity} | (kind_1(one.tag.attributes) if begins else {})
    native = one.tag.data or (partner.tag.data if partner else "")
    if partner is None:
        position = {"pos": "open" if begins else "close"}
        return _tag("it", said | position, one.tag.data) if one.tag.opens is not None else _tag("ph", said)
    if not native and spans and one.tag.name == "pc":
        return _tag("g", said, start=True) if begins else "</g>"
    return (
        _tag("bpt" if begins else "ept", said | {"rid": identity}, one.tag.data)
        if native
        else _tag("bx" if begins else "ex", said | {"rid": identity}, empty=True)
    )


def _tag(name: str, said: Mapping[str, str], data: str = "", *, empty: bool = False, start: bool = False) -> str:
    tag = f"<{name}{''.join(f' {key}={quote(value)}' for key, value in said.items())}"
    return f"{tag}/>" if empty else f"{tag}>" if start or name == "mrk" else f"{tag}>{escape(data)}</{name}>"
