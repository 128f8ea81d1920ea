"""How Markdown writes text: what is escaped, and what becomes of emphasis around nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tmkit.formats.documents._blocks import Lines
from tmkit.formats.documents._html_tokens import reference_at
from tmkit.formats.languages import same_language
from tmkit.formats.patching import Group, Spelling, as_it_is
from tmkit.formats.translating import Translation
from tmkit.model import Code, Fix, Lang, Location

__all__ = ["PATCHING", "TRANSLATING", "naming", "without_empty_emphasis"]

_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_SPECIAL = frozenset("\\`*_[]<>|~&#")
"""Characters that may be mark-up where they come in."""
_QUOTED = re.compile(r">(?:[ \t]*>)*[ \t]*")
"""Before each line of a quotation."""
_MARKUP = re.compile(r"[\\`*\[\]|~]|(?<!\w)_|_(?!\w)|<(?=[\w/!?])|&(?=#?\w+;)|#(?=\s*\Z)")
_BLOCK_START = re.compile(r"(?:[#>=+-]|\d{1,9}(?=([.)])))(?=[#.)=>-]*(?:\s|\Z))|>")
"""What would open a heading, a quotation or an item at the beginning of a line."""
_LANGUAGE = re.compile(r"\A---[ \t]*\r?\n(?:(?!---|\.\.\.).*\n)*?lang(?:uage)?:[ \t]*[\"']?([\w-]+)")


def _shown(text: str, at: int) -> tuple[str, int]:
    if text[at] == ">" and not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t>"):
        mark = _QUOTED.match(text, at)
        return "", len(mark[0]) if mark else 1
    return (text[at + 1], 2) if _ESCAPE.match(text, at) else reference_at(text, at)


def _unchanged(text: str, old: str) -> str | None:
    return None if _SPECIAL & set(text) - set(old) else as_it_is(text, old)


def _escaped(text: str, old: str) -> str | None:
    if as_it_is(text, old) is None:
        return None
    opening = _BLOCK_START.match(text)
    written = _MARKUP.sub(r"\\\g<0>", text)
    if opening is None or written[0] == "\\":
        return written
    number = len(opening[0]) if opening[1] else 0
    return f"{written[:number]}\\{written[number:]}"


PATCHING = Spelling(_shown, _unchanged)
"""Of words that replace others: no mark-up comes in."""
TRANSLATING = Spelling(_shown, _escaped)
"""Of whole sentences: what would be mark-up is escaped."""


def naming(path: str, source: Lang, lang: Lang) -> Callable[[str, Lines], Iterator[Fix]]:
    """Finds the language that the front matter names, where it is ``source``."""

    def find(text: str, lines: Lines) -> Iterator[Fix]:
        found = _LANGUAGE.match(text)
        if found and source != lang and same_language(found[1], source):
            place = Location(path, *lines.place(found.start(1)))
            yield Fix(place, place._replace(column=place.column + len(found[1])), lang, found[1])

    return find


def without_empty_emphasis(translation: Translation, group: Group) -> Group:
    """The fixes with marks of emphasis taken out where nothing is left between them: ``****`` would be text."""
    source = translation.source
    marks = {source.locate(code.offset): _delimiters(source.codes, code.offset) for code in source.codes}
    return tuple(_widened(fix, marks, _closing(translation, fix)) for fix in group)


def _widened(fix: Fix, marks: dict[Location, str], closing: str) -> Fix:
    opening = marks.get(fix.start, "")
    if fix.text or not opening or closing != opening[::-1]:
        return fix
    start = fix.start._replace(column=fix.start.column - len(opening))
    end = fix.end._replace(column=fix.end.column + len(closing))
    return Fix(start, end, "", f"{opening}{fix.old}{closing}")


def _closing(translation: Translation, fix: Fix) -> str:
    codes = translation.source.codes
    offsets = [code.offset for code in codes if translation.source.locate_end(code.offset) == fix.end]
    return _delimiters(codes, offsets[0]) if offsets else ""


def _delimiters(codes: tuple[Code, ...], offset: int) -> str:
    """The marks that stand there, where they are emphasis or ticks only."""
    data = "".join(code.data for code in codes if code.offset == offset)
    return data if data and not data.strip("*_~`") else ""
