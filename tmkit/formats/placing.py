"""Where the mark-up of a source stands in its translation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from tmkit.model import Code, Segment, Span
from tmkit.text.tags import native

__all__ = ["Placed", "place", "tagged"]

_NAME = re.compile(r"</?[\w:.-]+")
_DASH = re.compile(r"\s+[–—-]\s|:\s")
"""What stands between a term and what is said of it."""
_FIGURES = re.compile(r"\d+(?:[.,\u00a0\u202f–-]\d+)*")
_EMPTY = re.compile(r"<(?:br|img|wbr|hr|input)\b|.*/>\Z", re.IGNORECASE | re.DOTALL)


class Placed(NamedTuple):
    """A translation, cut where the source has mark-up."""

    stretches: tuple[Span, ...]
    """Of the text of the source, from the beginning to its end."""
    texts: tuple[str, ...]
    """What is to stand in place of each stretch; together they are the translation."""
    sure: bool
    """Whether each part of the translation has the formatting of what it translates."""


def place(source: Segment, target: Segment, fixed: Collection[int] = (), *, edges: bool = False) -> Placed:
    """The translation in parts, one for each stretch of the source between its codes.

    The translation is cut at its own codes where they are those of the source, else where it has the marked words
    themselves (names, figures, addresses); else the longest stretch gets it whole. ``fixed`` are offsets of characters
    of the source that stay, such as line breaks. With ``edges`` text may also go before a code that the source begins
    with, or behind one that it ends with: the first or the last stretch is empty then.
    """
    if edges and not fixed:
        placed = _placed(source, target, (), source.codes)
        if placed.sure:
            return placed
    return _placed(source, target, fixed, [code for code in source.codes if 0 < code.offset < len(source.text)])


def _placed(source: Segment, target: Segment, fixed: Collection[int], codes: Sequence[Code]) -> Placed:
    length = len(source.text)
    ends = {at + step for at in fixed for step in (0, 1)}
    borders = sorted({0, length, *(code.offset for code in codes), *ends})
    outer = {code.offset for code in codes} & {0, length}
    borders = [0] * (0 in outer) + borders + [length] * (length in outer)
    stretches = tuple(Span(*pair) for pair in pairwise(borders))
    if target.text == source.text:
        return Placed(stretches, tuple(source.text[slice(*span)] for span in stretches), True)
    free = [span for span in stretches if span.start not in fixed]
    cut = _parts(source, target, stretches, codes) if len(free) == len(stretches) else None
    if cut is not None and len(cut[0]) == len(stretches):
        return Placed(stretches, tuple(cut[0]), cut[1])
    texts = dict.fromkeys(stretches, "") | {span: source.text[slice(*span)] for span in stretches if span not in free}
    stays = sorted(set(fixed))
    groups = [
        [span for span in free if left < span.start and span.stop <= right]
        for left, right in pairwise([-1, *stays, length])
    ]
    parts = _between(source.text, stays, target.text)
    if not parts or any(part and not group for part, group in zip(parts, groups, strict=True)):
        parts, groups = [target.text] * bool(free), [free]
    for part, group in zip(parts, groups, strict=False):
        if group:
            texts[max(group, key=lambda span: (span.stop - span.start, -span.start))] = part
    return Placed(stretches, tuple(texts[span] for span in stretches), len(free) == len(parts) > 1)


def _between(source: str, fixed: Sequence[int], text: str) -> list[str]:
    """The translation cut at what stays of the source: at a sign that it has as often, at a space after the same mark.

    Empty where nobody knows.
    """
    parts, at = [], 0
    for offset in fixed:
        start = max(offset - (source[offset] == " "), 0)
        wanted = source[start : offset + 1]
        found = [match.start() for match in re.finditer(re.escape(wanted), text)]
        if wanted[0].isalnum() or not wanted.strip() or len(found) != source.count(wanted):
            return []
        stop = found[source.count(wanted, 0, start)] + len(wanted) - 1
        if stop < at:
            return []
        parts.append(text[at:stop])
        at = stop + 1
    return [*parts, text[at:]]


def _parts(
    source: Segment, target: Segment, stretches: Sequence[Span], codes: Sequence[Code]
) -> tuple[list[str], bool] | None:
    if len(stretches) == 1:
        return [target.text], True
    by_codes = _by_codes(source, target, codes)
    return (by_codes, True) if by_codes is not None else _by_words(source, stretches, target.text)


def tagged(source: Segment, target: Segment) -> tuple[Segment, bool]:
    """The translation with all codes of the source, and whether each stands where it belongs."""
    placed = place(source, target, edges=True)
    moved: dict[int, int] = {}
    for span, end in zip(placed.stretches, accumulate(map(len, placed.texts)), strict=True):
        moved.setdefault(span.stop, end)
    moved.setdefault(0, 0)
    codes = tuple(Code(moved[code.offset], code.data) for code in source.codes)
    return Segment("".join(placed.texts), target.lang, source.path, codes=codes, block=source.block), placed.sure


def _by_codes(source: Segment, target: Segment, inner: Sequence[Code]) -> list[str] | None:
    """The translation cut at its codes, where they are those of the source in their order."""
    wanted = [_name(code) for code in inner]
    between = [code for code in target.codes if 0 < code.offset < len(target.text)]
    for codes in (between, list(target.codes)):
        if [_name(code) for code in codes] == wanted:
            return _cut(target.text, inner, codes)
    if [_name(code) for code in target.codes] != [_name(code) for code in source.codes]:
        return None
    before = sum(code.offset <= 0 for code in source.codes)
    after = len(source.codes) - before - len(inner)
    outer = [*target.codes[:before], *target.codes[len(target.codes) - after :]]
    if [code.offset for code in outer] != [0] * before + [len(target.text)] * after:
        return None
    return _cut(target.text, inner, target.codes[before : before + len(inner)])


def _cut(text: str, inner: Sequence[Code], codes: Sequence[Code]) -> list[str] | None:
    """The text in parts; None where codes that stand together in the source have text between them."""
    offsets = [0]
    for _, together in groupby(zip(inner, codes, strict=True), key=lambda pair: pair[0].offset):
        there = {code.offset for _, code in together}
        if len(there) > 1:
            return None
        offsets += there
    return [text[left:right] for left, right in pairwise([*offsets, len(text)])]


def _name(code: Code) -> str:
    """What is the same wherever a mark stands: ``<a`` of a link, ``](`` of one in Markdown."""
    data = native(code.data)
    if data.startswith("]"):
        return "]("
    tag = _NAME.match(data)
    return tag[0].lower() if tag else data


def _by_words(source: Segment, stretches: Sequence[Span], text: str) -> tuple[list[str], bool] | None:
    """The text cut around what the marked words of the source are in it, and whether that is sure; None: nobody knows.

    Marked words and others take turns, and the words are there in their order.
    """
    marked = list(_marked(source, stretches))
    if marked != [(number + marked[0]) % 2 for number in range(len(marked))] or not any(marked):
        return None
    cuts, sure = [0], True
    for number, span in enumerate(stretches):
        if marked[number]:
            found = _there(source.text, span, text)
            if found is None or found[0].start < cuts[-1]:
                return None
            cuts += found[0]
            sure = sure and found[1]
    cuts = (cuts[1:] if marked[0] else cuts) + ([] if marked[-1] else [len(text)])
    if (cuts[0], cuts[-1]) != (0, len(text)):
        return None
    return [text[left:right] for left, right in pairwise(cuts)], sure


def _there(source: str, span: Span, text: str) -> tuple[Span, bool] | None:
    """Where the translation has the marked words, and whether it is they alone."""
    words = source[slice(*span)]
    if words.strip() and (whole := _only(words, text)) is not None:
        return whole, not text[whole.stop : whole.stop + 1].isalnum()
    dash = _DASH.match(source, span.stop)
    if span.start == 0 and dash and len(_DASH.findall(source, 0, span.stop)) == 0:
        opening = _DASH.search(text)
        return (Span(0, opening.start()), True) if opening else None
    figures = [_only(one, text) for one in _FIGURES.findall(words)]
    first, last = (figures[0], figures[-1]) if figures else (None, None)
    if first is None or last is None or last.stop < first.stop or text[last.stop : last.stop + 1].isdigit():
        return None
    return Span(first.start, last.stop), False


def _only(words: str, text: str) -> Span | None:
    """The only place of the words in a text, at the beginning of a word."""
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}", text))
    return Span(*found[0].span()) if len(found) == 1 else None


def _marked(source: Segment, stretches: Sequence[Span]) -> Iterator[int]:
    """For each stretch 1 where mark-up encloses it, else 0."""
    opened: list[str] = []
    for span in stretches:
        for code in source.codes if span.stop else ():
            if code.offset == span.start:
                _follow(opened, code)
        yield int(bool(opened))


def _follow(opened: list[str], code: Code) -> None:
    data = native(code.data)
    closing = data.startswith(("</", "]")) or (not data.startswith(("<", "[", "![")) and data in opened)
    if closing and opened:
        opened.pop()
    elif not closing and not _EMPTY.match(data):
        opened.append(data)
