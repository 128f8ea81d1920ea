"""Fixing: the certain replacements of findings, made in files of any format, proved before they are written."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from io import BytesIO
from itertools import zip_longest
from typing import NamedTuple

from tmkit.errors import InputError
from tmkit.files import STANDARD, read_bytes, write_atomic
from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.encoding import decode
from tmkit.formats.patching import Group, Patchable, Patched, Refusal
from tmkit.formats.units import UNITS
from tmkit.languages.codes import UND
from tmkit.model import Fix, Lang, Segment
from tmkit.pipeline.inputs.documents import suffix_of
from tmkit.pipeline.inputs.units import is_bilingual

__all__ = ["Change", "Mended", "changes", "diff", "patched", "write"]

_ONE_BY_ONE = 100
"""Groups of fixes that are tried alone when they cannot be proved together."""
_PACKED = frozenset({"docx", "odt", "xlsx"})


class Change(NamedTuple):
    """A file before and after its fixes."""

    path: str
    before: bytes
    after: bytes
    applied: tuple[Group, ...]
    refused: tuple[Refusal, ...]


class Mended(NamedTuple):
    """What the fixes made of a file."""

    path: str
    fixes: int
    """How many findings were mended."""
    diff: str
    left: tuple[str, ...]
    """A line for each finding whose fixes were not made."""


def changes(groups: Iterable[Sequence[Fix]], langs: Sequence[Lang] = ()) -> list[Change]:
    """What the fixes make of their files, a change a file, in the order of their paths; nothing is written.

    A group is the fixes of one finding: all are made, or none, and of groups that overlap the first only. ``langs``
    are those of bilingual files that do not say them. InputError where a file cannot be read.
    """
    by_path: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if group:
            by_path[group[0].start.path].append(tuple(group))
    found = []
    for path in sorted(by_path):
        before = read_bytes(path)
        found.append(Change(path, before, *patched(path, before, by_path[path], langs)))
    return found


def write(made: Iterable[Change]) -> int:
    """Write the files that changed, each whole or not at all, and return how many did."""
    changed = [change for change in made if change.after != change.before]
    for change in changed:
        with write_atomic(change.path) as stream:
            stream.write(change.after)
    return len(changed)


def patched(
    path: str, data: bytes, groups: Iterable[Sequence[Fix]], langs: Sequence[Lang] = (), *, of_units: bool = False
) -> Patched:
    """The bytes of the file ``path`` with the fixes made, and read again to prove that nothing else changed.

    ``of_units`` says that it was read as a table of units, though its suffix is that of documents too.
    """
    wanted = [tuple(group) for group in groups if group]
    suffix = suffix_of(path)
    of_units = is_bilingual(path) or (of_units and suffix in UNITS and isinstance(UNITS.load(suffix), Patchable))
    plugin: object = UNITS.load(suffix) if of_units else DOCUMENTS.load(suffix if suffix in DOCUMENTS else "txt")
    if path == STANDARD or not isinstance(plugin, Patchable):
        return Patched(data, (), tuple(Refusal(group, "files of this format are not changed") for group in wanted))
    made = plugin.patch(data, path, wanted)
    if not made.applied or _proved(path, data, made, langs, of_units):
        return made
    refused = [*made.refused]
    kept: list[Group] = []
    for group in made.applied:
        alone = plugin.patch(data, path, [group]) if len(made.applied) <= _ONE_BY_ONE else made
        if alone.applied == (group,) and _proved(path, data, alone, langs, of_units):
            kept.append(group)
        else:
            refused.append(Refusal(group, "the file would read otherwise in another place too"))
    together = plugin.patch(data, path, kept)
    if kept and not _proved(path, data, together, langs, of_units):
        together = Patched(data, (), tuple(Refusal(group, "it does not go with the other fixes") for group in kept))
    return Patched(together.data, together.applied, (*refused, *together.refused))


def _proved(path: str, before: bytes, made: Patched, langs: Sequence[Lang], of_units: bool) -> bool:
    """Whether the file reads as it did, but for the words that were replaced."""
    by_line: dict[int, list[Fix]] = defaultdict(list)
    for fix in sorted({fix for group in made.applied for fix in group}):
        by_line[fix.start.line].append(fix)
    seen: set[Fix] = set()
    try:
        pairs = zip_longest(*(_segments(path, data, langs, of_units) for data in (before, made.data)))
        for old, new in pairs:
            if old is None or new is None:
                return False
            edits = list(_edits(old, by_line))
            seen.update(fix for _, fix in edits)
            if new.text != old.text and " ".join(_edited(old.text, edits).split()) != " ".join(new.text.split()):
                return False
    except InputError:
        return False
    return len(seen) == sum(map(len, by_line.values()))


def _segments(path: str, data: bytes, langs: Sequence[Lang], of_units: bool) -> Iterator[Segment]:
    suffix = suffix_of(path)
    if of_units:
        for unit in UNITS.load(suffix).read(BytesIO(data), path, langs):
            yield from unit.variants
    else:
        yield from DOCUMENTS.load(suffix if suffix in DOCUMENTS else "txt").read(data, path, UND).segments


def _edits(segment: Segment, by_line: dict[int, list[Fix]]) -> Iterator[tuple[int, Fix]]:
    """The fixes that lie in the segment, with their offsets in its text."""
    ends = [*(anchor.offset for anchor in segment.anchors[1:]), len(segment.text)]
    for anchor, end in zip(segment.anchors, ends, strict=True):
        near = by_line.get(anchor.line, [])
        first = bisect_left(near, anchor.column, key=lambda fix: fix.start.column)
        for fix in near[first:]:
            if fix.start.column > anchor.column + end - anchor.offset:
                break
            offset = anchor.offset + fix.start.column - anchor.column
            inside = anchor.offset <= offset < end or (offset == end == len(segment.text))
            if inside and segment.text.startswith(fix.old, offset):
                yield offset, fix


def _edited(text: str, edits: Sequence[tuple[int, Fix]]) -> str:
    for offset, fix in sorted(edits, reverse=True):
        text = text[:offset] + fix.text + text[offset + len(fix.old) :]
    return text


def diff(change: Change) -> str:
    """A unified diff of the file, empty where nothing changed; of a packed format the diff of its paragraphs."""
    if change.after == change.before:
        return ""
    before, after = (_lines(change.path, data) for data in (change.before, change.after))
    rows = unified_diff(before, after, change.path, change.path)
    return "".join(row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows)


def _lines(path: str, data: bytes) -> list[str]:
    """The lines with their ends: they end at LF, as for every program that applies a diff."""
    if suffix_of(path) in _PACKED:
        return [f"{segment.text}\n" for segment in _segments(path, data, (), False)]
    try:
        text = decode(data, path).text
    except InputError:  # in an encoding that only the file's own format knows
        text = data.decode("utf-8", "replace")
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
