"""The inline elements of TMX 1.4: what of a segment's codes can be written, sound and balanced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from tmkit.formats.units.inline import parse, resolve
from tmkit.formats.units.tmx_grammar import ELEMENTS, VALUES
from tmkit.formats.xml import escape, quote
from tmkit.model import Code

__all__ = ["native", "writable"]

_OWN = re.compile(r"<(/?)(bpt|ept|it|ph|ut|hi)\b")


class _Tag(NamedTuple):
    name: str
    is_end: bool
    number: str
    """What pairs ``bpt`` with ``ept``."""
    data: str


def writable(codes: Sequence[Code]) -> list[Code]:
    """The codes that came from TMX, in order, so that they are well-formed together.

    Codes of other formats are left out, and so is half a ``hi``. A ``bpt`` or ``ept`` that stands alone, its
    partner lost when the segment was cut, becomes the ``it`` that TMX has for that.
    """
    tags = [(code.offset, tag) for code in codes if (tag := _parse(code.data)) is not None]
    paired = _pairs([tag for _, tag in tags])
    kept = []
    for at, (offset, tag) in enumerate(tags):
        if at in paired or tag.name in ("it", "ph", "ut"):
            kept.append(Code(offset, tag.data))
        elif tag.name != "hi":
            kept.append(Code(offset, _isolated(tag)))
    return kept


def native(codes: Sequence[Code]) -> list[Code]:
    """The codes as TMX level 2 has them: mark-up of other formats is kept inside ``bpt`` and ``ept``, or ``ph``."""
    [row] = resolve([codes])
    used = {parse(code.data).key for code in codes if _is_own(code)}
    free = (str(number) for number in range(1, 2 * len(codes) + 2) if str(number) not in used)
    numbers: dict[tuple[int, int], str] = {}
    found = []
    for at, one in enumerate(row):
        content = escape(one.tag.data or one.code.data)
        if _is_own(codes[at]):
            found.append(codes[at])
        elif one.partner is None:
            found.append(Code(one.code.offset, f"<ph>{content}</ph>"))
        else:
            opens = one.partner > (0, at)
            start = (0, at) if opens else one.partner
            number = numbers[start] = numbers.get(start) or next(free)
            element = "bpt" if opens else "ept"
            found.append(Code(one.code.offset, f'<{element} i="{number}">{content}</{element}>'))
    return found


def _is_own(code: Code) -> bool:
    """Whether TMX has the code as it is."""
    return bool(_OWN.match(code.data)) and "id" not in parse(code.data).attributes


def _pairs(tags: Sequence[_Tag]) -> set[int]:
    """Indices of the tags that have a partner."""
    open_hi: list[int] = []
    open_bpt: dict[str, int] = {}
    used: set[str] = set()
    paired: set[int] = set()
    for at, tag in enumerate(tags):
        if tag.name == "hi" and not tag.is_end:
            open_hi.append(at)
        elif tag.name == "hi" and open_hi:
            paired |= {open_hi.pop(), at}
        elif tag.name == "bpt" and tag.number and tag.number not in used:
            used.add(tag.number)
            open_bpt[tag.number] = at
        elif tag.name == "ept" and tag.number in open_bpt:
            paired |= {open_bpt.pop(tag.number), at}
    return paired


def _isolated(tag: _Tag) -> str:
    position = "begin" if tag.name == "bpt" else "end"
    attributes, content = tag.data.removeprefix(f"<{tag.name}").removesuffix(f"</{tag.name}>").split(">", 1)
    attributes = re.sub(r' i="[^"]*"', "", attributes)
    return f'<it pos="{position}"{attributes}>{content}</it>'


def _fits(element: str, attribute: str, value: str) -> bool:
    return ELEMENTS[element].knows(attribute) and (attribute not in VALUES or VALUES[attribute].fits(value))


@lru_cache(maxsize=4096)
def _parse(data: str) -> _Tag | None:
    """The code as TMX has it, attributes that TMX does not know left out; None where it is no code of TMX."""
    match = _OWN.match(data)
    if match is None:
        return None
    is_end, name = bool(match[1]), match[2]
    if is_end:
        return _Tag(name, True, "", f"</{name}>") if name == "hi" else None
    pieces: list[str] = []
    opened: list[str] = []
    first: dict[str, str] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if opened and element not in ELEMENTS[opened[-1]].children:
            raise ValueError(element)
        if not opened:
            first.update(attributes)
        if element == "it" and attributes.get("pos") not in ("begin", "end"):
            attributes = {"pos": "begin"} | {key: value for key, value in attributes.items() if key != "pos"}
        opened.append(element)
        kept = (f" {key}={quote(value)}" for key, value in attributes.items() if _fits(element, key, value))
        pieces.append(f"<{element}{''.join(kept)}>")

    def end(element: str) -> None:
        opened.pop()
        pieces.append(f"</{element}>")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: pieces.append(escape(text))
    try:
        parser.Parse(f"{data}</hi>" if name == "hi" else data, True)
    except (expat.ExpatError, ValueError, KeyError):
        return None
    written = "".join(pieces)
    return _Tag(name, False, first.get("i", ""), written.removesuffix("</hi>") if name == "hi" else written)
