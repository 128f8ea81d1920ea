"""Writing a translation into a file in place of its source; every byte that is no text stays as it is.

A format whose files can be translated has ``translate`` beside ``read``; those that are text hand their spelling to
``translate_text``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from tmkit.formats.documents._blocks import Lines
from tmkit.formats.encoding import decode
from tmkit.formats.patching import Group, Spelling, patch_text
from tmkit.formats.placing import place
from tmkit.model import Fix, Lang, Segment

__all__ = ["Refused", "Translatable", "Translated", "Translation", "fixes", "spliced", "translate_text"]


class Translation(NamedTuple):
    """A sentence of a document and its translation."""

    source: Segment
    """As it was read: its places are those of the file."""
    target: Segment


class Refused(NamedTuple):
    """A translation that was not written."""

    translation: Translation
    reason: str
    """What stands in the way, as the end of a sentence."""


class Translated(NamedTuple):
    """A file after its translation."""

    data: bytes
    written: tuple[Translation, ...]
    refused: tuple[Refused, ...] = ()
    loose: tuple[Translation, ...] = ()
    """Those that are written, whose formatting somebody has to look at."""


@runtime_checkable
class Translatable(Protocol):
    """A document format whose files can be translated."""

    def translate(self, data: bytes, path: str, translations: Sequence[Translation], lang: Lang) -> Translated:
        """The file with the translations in place of their sources, and ``lang`` named as its language where it
        names one. What is not translated stays. InputError where the file cannot be read.
        """


def fixes(
    translation: Translation, fixed: Iterable[int] = (), edges: tuple[int, int] | None = None
) -> tuple[Group, bool]:
    """What is to be replaced, and whether the formatting is sure; ``fixed`` are offsets of what stays in the source.

    ``edges`` are the lengths of the codes that stand side by side before its first and behind its last character;
    None: text can be put neither before nor behind them.
    """
    source = translation.source
    placed = place(source, translation.target, frozenset(fixed), edges=edges is not None)
    before, after = edges or (0, 0)
    group = []
    for (start, stop), text in zip(placed.stretches, placed.texts, strict=True):
        left = source.locate(start) if start < len(source.text) else source.locate_end(start)
        right = source.locate_end(stop) if stop else left
        if start == stop:
            left = right = left._replace(column=left.column + (after if start else -before))
        if text != source.text[start:stop]:
            group.append(Fix(left, right, text, source.text[start:stop]))
    return tuple(group), placed.sure


def translate_text(
    data: bytes,
    path: str,
    translations: Sequence[Translation],
    spelling: Spelling,
    declared: str = "",
    *,
    naming: Callable[[str, Lines], Iterable[Fix]] = lambda text, lines: (),
    shaped: Callable[[Translation, Group], Group] = lambda translation, group: group,
) -> Translated:
    """Translate a file that is text; ``declared`` is the encoding that it names in itself.

    ``naming`` finds where the file names its language, ``shaped`` changes the fixes of a translation.
    """
    text = decode(data, path, declared).text
    lines = Lines(text)
    made = {one: fixes(one, _no_text(one.source, text, lines), _edges(one.source, text, lines)) for one in translations}
    groups = {one: shaped(one, group) for one, (group, _) in made.items()}
    named = [(fix,) for fix in naming(text, lines)] if any(groups.values()) else []
    patched = patch_text(data, path, [*(group for group in groups.values() if group), *named], spelling, declared)
    reasons = {refusal.group: refusal.reason for refusal in patched.refused}
    written = tuple(one for one in translations if groups[one] not in reasons)
    refused = tuple(Refused(one, reasons[groups[one]]) for one in translations if groups[one] in reasons)
    return Translated(patched.data, written, refused, tuple(one for one in written if groups[one] and not made[one][1]))


def _no_text(segment: Segment, text: str, lines: Lines) -> Iterable[int]:
    """Offsets of spaces for which something else stands in the file, such as ``<br>``."""
    for anchor in segment.anchors:
        if segment.text[anchor.offset : anchor.offset + 1] == " ":
            at = lines.starts[anchor.line - 1] + anchor.column - 1
            if not text[at : at + 1].isspace():
                yield anchor.offset


def _edges(segment: Segment, text: str, lines: Lines) -> tuple[int, int] | None:
    """The lengths of the codes at both ends; None where they do not stand side by side with the text."""
    first, last = segment.locate(0), segment.locate_end(len(segment.text))
    before = "".join(code.data for code in segment.codes if code.offset == 0)
    after = "".join(code.data for code in segment.codes if code.offset == len(segment.text))
    start, stop = (lines.starts[place.line - 1] + place.column - 1 for place in (first, last))
    together = text[:start].endswith(before) and text.startswith(after, stop) and len(before) < first.column
    return (len(before), len(after)) if together else None


def spliced(block: Segment, translations: Iterable[Translation]) -> str:
    """The text of a block with some of its sentences translated; they come in their order."""
    pieces, at = [], 0
    for source, target in translations:
        start = block.text.index(source.text, at)
        pieces += [block.text[at:start], target.text]
        at = start + len(source.text)
    return "".join([*pieces, block.text[at:]])
