"""The fields of a Word document: links, references, numbers and dates that Word computes, and what they show."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Fields", "tag_of"]

_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF"})
"""Numbers of pages: those of a translation are others, and Word counts them anew."""
_TEXTS = frozenset({"TOC", "TOA", "INDEX", "BIBLIOGRAPHY", "IF", "QUOTE", "FORMTEXT", "INCLUDETEXT"})
"""Fields whose result is text like any other."""


def tag_of(instruction: str) -> str:
    """The inline tag that stands for a field: ``a`` for a link, ``page`` for the number of a page, ``field`` for what
    else Word computes; empty where the result is plain text.
    """
    name = instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""
    if name == "HYPERLINK":
        return "a"
    if name in _PAGES:
        return "page"
    return "" if name in _TEXTS or not name else "field"


@dataclass(slots=True)
class _Field:
    """A field that is open."""

    instruction: str = ""
    shows: bool = False
    """Whether its result is running."""
    tag: str = ""


class Fields:
    """The fields that are open at a place in the text."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def showing(self) -> bool:
        """Whether text is shown here: neither an instruction nor the number of a page."""
        return all(field.shows and field.tag != "page" for field in self._open)

    @property
    def tags(self) -> tuple[str, ...]:
        """The inline tags of the fields around, the outermost first."""
        return tuple(field.tag for field in self._open if field.tag)

    def new_paragraph(self) -> None:
        """An instruction ends with its paragraph, so that a field without an end hides no more than that."""
        self._open = [field for field in self._open if field.shows and field.tag != "page"]

    def begin(self) -> None:
        """A field begins with its instruction."""
        self._open.append(_Field())

    def instruct(self, text: str) -> None:
        """A part of an instruction."""
        if self._open and not self._open[-1].shows:
            self._open[-1].instruction += text

    def separate(self) -> None:
        """The instruction is over, the result begins."""
        if self._open:
            field = self._open[-1]
            field.shows, field.tag = True, tag_of(field.instruction)

    def end(self) -> str:
        """The innermost field is over; its tag, also where it has no result."""
        if not self._open:
            return ""
        field = self._open.pop()
        return field.tag or tag_of(field.instruction)
