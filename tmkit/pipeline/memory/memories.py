"""Filling a memory and writing what it holds: bilingual files in, bilingual files out, as streams."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tmkit.files import STANDARD, make_folder, open_binary, write_atomic
from tmkit.formats.units import BEADS, PENDING, tmx
from tmkit.formats.units.xliff_reading import OF_FILE
from tmkit.memory import MEMORIES, Memory
from tmkit.memory.batches import batched
from tmkit.memory.reading import Selection
from tmkit.memory.units import Adding, Change, Place, StoredUnit, UnitStatus
from tmkit.model import Lang, TranslationUnit
from tmkit.pipeline.exchange.converting import Conversion
from tmkit.pipeline.inputs.documents import suffix_of
from tmkit.pipeline.inputs.units import format_of, read_units

__all__ = ["add_file", "default_path", "export", "open_memory", "told"]

_BACKEND = "tmkit"
"""Of a file whose suffix names no kind of memory."""


def default_path() -> str:
    """The memory of a user who names none: in the folder that the system has for such data."""
    from platformdirs import user_data_path

    return str(user_data_path("tmkit", appauthor=False) / "memory.tmkit")


def open_memory(path: str, *, create: bool = False, readonly: bool = False) -> Memory:
    """The memory of that name, by the backend of its suffix; InputError where it cannot be opened."""
    suffix = Path(path).suffix[1:].lower()
    if create and path == default_path():
        make_folder(str(Path(path).parent))
    return MEMORIES.load(suffix if suffix in MEMORIES else _BACKEND).open(path, create=create, readonly=readonly)


def add_file(
    memory: Memory,
    path: str,
    langs: Sequence[str] = (),
    *,
    adding: Adding | None = None,
    stdin: str | None = None,
    prepared: Callable[[Iterable[TranslationUnit]], Iterable[TranslationUnit]] = iter,
    progress: Callable[[int], None] = lambda count: None,
    left_out: Callable[[str], None] = lambda reason: None,
) -> Change:
    """Add the units of a bilingual file, as a stream; what the file has wrong stops it at that place.

    ``langs`` and ``stdin`` as in ``read_units``. What units do not say themselves is said by ``adding``, else by the
    file: its name is their document, the program that its header names their tool. ``prepared`` changes the units
    on their way. ``left_out`` is given the reason for whatever of the file is no unit with a translation.
    """
    said = adding or Adding()
    tool = _tool(path, stdin)
    origin = said.origin._replace(document=said.origin.document or path, tool=said.origin.tool or tool)
    units = _translated(read_units(path, langs, stdin=stdin, pending=True, left_out=left_out), left_out)
    return memory.add(prepared(map(_apart, units)), replace(said, origin=origin), progress)


def _translated(units: Iterable[TranslationUnit], left_out: Callable[[str], None]) -> Iterator[TranslationUnit]:
    for unit in units:
        if (PENDING, "yes") in unit.properties:
            left_out("not translated yet")
        else:
            yield unit


def _apart(unit: TranslationUnit) -> TranslationUnit:
    """The unit without what says where it stood in its file."""
    return replace(unit, properties=tuple(pair for pair in unit.properties if pair[0] not in OF_FILE))


def _tool(path: str, stdin: str | None) -> str:
    if path == STANDARD or suffix_of(path, stdin) != "tmx":
        return ""
    with open_binary(path) as stream:
        return tmx.read_header(stream, path).attributes.get("creationtool", "")


def export(memory: Memory, path: str, selection: Selection, *, stdout: str | None = None) -> Conversion:
    """Write the units of a selection in the format of the file's suffix; ``stdout`` names that of ``-``.

    TMX says status, domain and house of a unit as properties, so that another memory knows them too.
    """
    writer = format_of(path, stdout)
    langs = selection.langs or tuple(lang for lang, _ in memory.stats().languages)
    langs = _source_first(memory, selection, langs)
    count = 0

    def units() -> Iterator[TranslationUnit]:
        nonlocal count
        for batch in batched(memory.units(selection)):
            places = memory.places(stored.number for stored in batch)
            for stored in batch:
                count += 1
                yield told(stored, places.get(stored.number, ()))

    with write_atomic(path) as stream:
        writer.write(units(), stream, langs)
    return Conversion(count, tuple(langs))


def _source_first(memory: Memory, selection: Selection, langs: Sequence[Lang]) -> tuple[Lang, ...]:
    """The languages with the one first that most units have as their source."""
    pairs = memory.stats().pairs
    if selection.langs or not pairs:
        return tuple(langs)
    counts: dict[Lang, int] = {}
    for source, _, number in pairs:
        counts[source] = counts.get(source, 0) + number
    source = max(counts, key=lambda lang: counts[lang])
    return (source, *(lang for lang in langs if lang != source))


def told(stored: StoredUnit, places: Iterable[Place] = ()) -> TranslationUnit:
    """The unit as it came, with what the memory knows beyond it; in ``places`` its document's are looked for."""
    facts = {"x-tmkit-domain": stored.origin.domain, "x-tmkit-house": stored.origin.house}
    facts[BEADS] = " ".join(_beads(stored, places))
    if stored.status is not UnitStatus.APPROVED:
        facts["x-tmkit-status"] = stored.status
    there = [
        (name, str(stored.status) if name == "x-tmkit-status" else value) for name, value in stored.unit.properties
    ]
    named = {name for name, _ in there}
    new = [(name, str(value)) for name, value in facts.items() if value and name not in named]
    return replace(stored.unit, properties=(*there, *new))


def _beads(stored: StoredUnit, places: Iterable[Place]) -> Iterable[str]:
    """The beads that the unit was in its document, with a side for each of its languages."""
    sides = len(stored.unit.variants)
    own = (bead for place in places if place.document == stored.origin.document for bead in place.beads.split())
    return dict.fromkeys(bead for bead in own if bead.count(":") == sides - 1)
