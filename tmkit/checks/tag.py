"""Mark-up differs from that of the source: a tag is missing, was added or is not closed.

In catalogues and memories also escapes, accelerators (&File) and the code, links and bold of Markdown. In documents a
link or a piece of code counts; bold and italics, which a translator may set otherwise, are a note.

Bad:  Нажмите <b>Сохранить</b>. -> <b>Сақтау түймесін басыңыз.
Good: Нажмите <b>Сохранить</b>. -> <b>Сақтау</b> түймесін басыңыз.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tmkit.checks import Context
from tmkit.checks._text import Passage, passages
from tmkit.model import Bitext, Finding, Kind, Segment, Severity

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM302"
NAME = "tag"
SEVERITY = Severity.ERROR

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>(?:\s[^<>]*)?)(?P<empty>/?)>")
_IDENTITY = re.compile(r"\b(?:i|x|id|rid)=\"([^\"]*)\"")
_ESCAPE = re.compile(r"\\[ntr]")
_ACCELERATOR = re.compile(r"(?<![\w&])&(?=[^\W\d_])(?!\w+;)|(?<!\w)_(?=[^\W\d_])(?![^\W_]+_)")
_CODE = re.compile(r"(?<![\\`])`[^`\s](?:[^`]{0,200}[^`\s])?`(?!`)")
_LINK_OR_BOLD = re.compile(r"(?<=\w)\]\(|(?<=[\w»”\"!?.)])\*\*(?!\*)|(?<!\*)\*\*(?=[\w«“\"(])")
_EMPHASIS = frozenset({"b", "i", "u", "em", "strong", "span", "font", "sup", "sub", "*", "**", "_", "__", "field"})
_INLINE = frozenset({"bpt", "ept", "it", "ph", "ut", "hi", "g", "x", "bx", "ex", "mrk", "pc", "sc", "ec", "sm", "em"})
"""Of TMX and XLIFF."""


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """A finding for each kind of mark-up that differs, paragraph by paragraph."""
    for passage in passages(bitext):
        if not passage.source:
            continue
        is_unit = passage.target[0].block.kind is Kind.UNIT
        wanted, seen = _tags(passage.source, is_unit), _tags(passage.target, is_unit)
        missing = {_element(name) for name in wanted if wanted[name] > seen[name]}
        for name in dict.fromkeys((*wanted, *seen)):
            renumbered = seen[name] > wanted[name] and _element(name) in missing
            if wanted[name] != seen[name] and not renumbered:
                yield _finding(passage, name, wanted[name], seen[name], is_unit)
        if wanted == seen and _nested(passage.source) and not _nested(passage.target):
            yield _told(passage, SEVERITY, "The tags cross each other or are closed before they are opened.")


def _tags(segments: Sequence[Segment], is_unit: bool) -> Counter[str]:
    """How often each piece of mark-up stands there."""
    found: Counter[str] = Counter()
    for segment in segments:
        found.update(_name(code.data) for code in segment.codes)
        found.update(_name(match[0]) for match in _TAG.finditer(segment.text))
        if is_unit:
            found.update(match[0] for match in _ESCAPE.finditer(segment.text))
            found.update(_markdown(segment.text))
            found["&"] += len(_ACCELERATOR.findall(segment.text))
    if found["&"] != 1:  # two are no accelerators
        del found["&"]
    return found


def _markdown(text: str) -> Iterator[str]:
    """Code, links and bold of Markdown in a catalogue or memory, where no reader has taken them out."""
    yield from (match[0] for match in _CODE.finditer(text))
    yield from (match[0] for match in _LINK_OR_BOLD.finditer(_CODE.sub("", text)))


def _name(data: str) -> str:
    """What must be alike of a tag: its name, and in memories its number."""
    tag = _TAG.match(data)
    if tag is None:
        return "](" if data.startswith("](") else data
    number = _IDENTITY.search(data) if tag["name"] in _INLINE else None
    return f"<{tag['end']}{tag['name'].lower()}{' ' + number[0] if number else ''}>"


def _element(name: str) -> str:
    """The tag without its number."""
    return name.partition(" ")[0].rstrip(">")


def _nested(segments: Sequence[Segment]) -> bool:
    """Whether the tags inside the text open and close in order."""
    stack: list[str] = []
    for match in (m for segment in segments for m in _TAG.finditer(segment.text)):
        name = match["name"].lower()
        if match["empty"] or name in ("br", "hr", "img", "p", "li", "input"):
            continue
        if not match["end"]:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return False
    return not stack


def _finding(passage: Passage, name: str, wanted: int, seen: int, is_unit: bool) -> Finding:
    if name == "&":
        message = f"The source has {wanted or 'no'} accelerator, the translation {seen or 'none'}."
        return _told(passage, Severity.WARNING, message)
    message = f"{name} stands {_times(wanted)} in the source, {_times(seen)} here."
    if is_unit:
        return _told(passage, SEVERITY, message)
    return _told(passage, Severity.INFO if name.strip("</>") in _EMPHASIS else Severity.WARNING, message)


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once"}.get(count, f"{count} times")


def _told(passage: Passage, level: Severity, message: str) -> Finding:
    target, source = passage.target[0], passage.source[0]
    return Finding(CODE, NAME, level, message, target.excerpt(0, len(target.text)), source.excerpt(0, len(source.text)))
