"""Reading a memory: all units of a selection as a stream, some by number, and what stands under a key."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tmkit.languages import canonical
from tmkit.memory.batches import batched, marks
from tmkit.memory.records import STATUSES, segment_of, stored
from tmkit.memory.schema import SLOTS
from tmkit.memory.units import Place, Stats, StoredUnit, UnitStatus
from tmkit.model import Lang, Segment

__all__ = [
    "WORTH_SAYING",
    "Selection",
    "by_number",
    "contexts",
    "digest",
    "identity",
    "last_number",
    "numbers",
    "places",
    "sample",
    "stats",
    "units",
    "uses",
]

WORTH_SAYING = 50_000
"""Units from which on indexing is slow enough to be announced."""

_COLUMNS = (
    "unit.id, digest, status, score, created, changed, "
    "properties, notes, attributes, elements, "
    "origin.document, origin.tool, origin.author, origin.domain, origin.house"
)
_FROM = f"SELECT {_COLUMNS} FROM unit JOIN origin ON origin.id = unit.origin"

_ROWS = 2000
"""Units that are read at a time."""
_SPARSE = 8
"""Numbers for each unit wanted from which on a walk over all segments between them costs more than asking for each."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which units of a memory are meant: those for which all holds that is said."""

    langs: tuple[Lang, ...] = ()
    """Languages that the unit must have, source first; it is handed over with these alone."""
    statuses: tuple[UnitStatus, ...] = (UnitStatus.DRAFT, UnitStatus.APPROVED)
    documents: tuple[str, ...] = ()
    """Names, or patterns with ``*`` and ``?``; one of them must fit a document where the unit was met."""
    domains: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    min_score: float = 0.0
    """Units without a score pass."""
    since: int | None = None
    """Changed at this time or later; seconds since 1970."""
    before: int | None = None
    numbers: tuple[int, ...] = ()


def units(connection: sqlite3.Connection, selection: Selection) -> Iterator[StoredUnit]:
    """The units in the order in which they were added, as the memory is now, whatever others add meanwhile."""
    where, values = _where(selection)
    rows = connection.execute(f"{_FROM} WHERE {where} ORDER BY unit.id", values)
    for batch in iter(lambda: rows.fetchmany(_ROWS), []):
        chosen_numbers = [row[0] for row in batch]
        sparse = chosen_numbers[-1] - chosen_numbers[0] > _SPARSE * len(batch)
        segments = (_segments_of if sparse else _segments)(connection, chosen_numbers)
        for row in batch:
            chosen = _chosen(segments[row[0]], selection.langs)
            if chosen:
                yield stored(row, chosen)


def _chosen(segments: Sequence[Segment], langs: Sequence[Lang]) -> list[Segment]:
    """The first segment in each of the languages, all where none is named; nothing where one is missing."""
    if not langs:
        return list(segments)
    found = {segment.lang: segment for segment in reversed(segments)}
    return [found[lang] for lang in langs] if all(lang in found for lang in langs) else []


def _where(selection: Selection) -> tuple[str, list[object]]:
    values: list[object] = [STATUSES.index(status) for status in selection.statuses]
    parts = [f"status IN ({marks(len(values))})"]
    for column, names in (
        ("origin.domain", selection.domains),
        ("origin.house", selection.houses),
        ("origin.author", selection.authors),
        ("unit.id", selection.numbers),
    ):
        if names:
            parts.append(f"{column} IN ({marks(len(names))})")
            values += names
    if selection.documents:
        patterns = " OR ".join(["name GLOB ?"] * len(selection.documents))
        places = "SELECT 1 FROM place JOIN document ON document.id = document WHERE unit = unit.id"
        parts.append(f"EXISTS ({places} AND ({patterns}))")
        values += selection.documents
    for lang in selection.langs:
        parts.append("' ' || unit.langs || ' ' LIKE ?")
        values.append(f"% {lang} %")
    for condition, value in (
        ("(score IS NULL OR score >= ?)", selection.min_score or None),
        ("changed >= ?", selection.since),
        ("changed < ?", selection.before),
    ):
        if value is not None:
            parts.append(condition)
            values.append(value)
    return " AND ".join(parts), values


def by_number(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, StoredUnit]:
    """The units of those numbers, as far as they are there."""
    found: dict[int, StoredUnit] = {}
    for chunk in batched(numbers):
        rows = connection.execute(f"{_FROM} WHERE unit.id IN ({marks(len(chunk))})", chunk).fetchall()
        segments = _segments_of(connection, [row[0] for row in rows])
        found.update((row[0], stored(row, segments[row[0]])) for row in rows)
    return found


def sample(connection: sqlite3.Connection, source: Lang, target: Lang, size: int) -> list[tuple[str, str]]:
    """The texts of units with both languages, at most ``size``, from the whole memory at equal distances."""
    last = last_number(connection)
    numbers = range(last, 0, -max(last // size, 1))
    found = []
    for stored_unit in by_number(connection, numbers).values():
        chosen = _chosen(stored_unit.unit.variants, (source, target))
        if chosen:
            found.append((chosen[0].text, chosen[1].text))
    return found[:size]


def _segments(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[Segment]]:
    """The segments of rising numbers, by one walk from the first to the last."""
    found: dict[int, list[Segment]] = {number: [] for number in numbers}
    span = (numbers[0] * SLOTS, (numbers[-1] + 1) * SLOTS)
    query = "SELECT id, lang, text, codes, metadata FROM segment WHERE id >= ? AND id < ?"
    for place, lang, text, codes, metadata in connection.execute(query, span):
        if (number := place // SLOTS) in found:
            found[number].append(segment_of(lang, text, codes, metadata))
    return found


def _segments_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[Segment]]:
    found: dict[int, list[Segment]] = {number: [] for number in numbers}
    query = f"""
        SELECT unit.id, lang, text, codes, metadata FROM unit
        JOIN segment ON segment.id >= unit.id * {SLOTS} AND segment.id < unit.id * {SLOTS} + {SLOTS}
        WHERE unit.id IN ({marks(len(numbers))}) ORDER BY unit.id, segment.id
    """
    for number, lang, text, codes, metadata in connection.execute(query, numbers):
        found[number].append(segment_of(lang, text, codes, metadata))
    return found


def contexts(connection: sqlite3.Connection, number: int) -> list[tuple[int, int]]:
    """The keys of the sources before and after the unit, wherever it was met; 0 at an end of the document."""
    query = "SELECT previous, following FROM place WHERE unit = ?"
    return list(connection.execute(query, (number,)))


def identity(connection: sqlite3.Connection) -> str:
    """What tells this memory from all others; copies have it too."""
    return str(connection.execute("SELECT value FROM about WHERE name = 'uuid'").fetchone()[0])


def last_number(connection: sqlite3.Connection) -> int:
    """The number of the last unit that was added, whether it is still there or not; 0 before the first."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'unit'").fetchone()
    return int(row[0]) if row else 0


def digest(connection: sqlite3.Connection, number: int) -> str:
    """Of the unit of that number, in hexadecimal digits: a memory put back from a copy has another one there."""
    query = "SELECT digest FROM unit WHERE id = ? UNION ALL SELECT digest FROM history WHERE unit = ? LIMIT 1"
    row = connection.execute(query, (number, number)).fetchone()
    return row[0].hex() if row else ""


def numbers(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The number of the unit with each id, as far as they are there."""
    found: dict[str, int] = {}
    query = "SELECT id FROM unit WHERE digest BETWEEN ? AND ?"
    for one in ids:
        try:
            start = bytes.fromhex(one)
        except ValueError:
            continue
        row = connection.execute(query, (start, start + b"\xff" * 8)).fetchone()
        if row is not None:
            found[one] = row[0]
    return found


def uses(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, int]:
    """In how many places each unit was met."""
    found: dict[int, int] = {}
    for chunk in batched(numbers):
        query = f"SELECT unit, count(*) FROM place WHERE unit IN ({marks(len(chunk))}) GROUP BY unit"
        found.update(connection.execute(query, chunk))
    return found


def places(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, list[Place]]:
    """Where each unit was met."""
    found: dict[int, list[Place]] = {}
    for chunk in batched(numbers):
        columns = "SELECT unit, name, beads FROM place JOIN document ON document.id = document"
        query = f"{columns} WHERE unit IN ({marks(len(chunk))}) ORDER BY unit, name, beads"
        for number, *said in connection.execute(query, chunk):
            found.setdefault(number, []).append(Place(*said))
    return found


def stats(connection: sqlite3.Connection, path: str) -> Stats:
    """What the memory holds."""
    statuses = dict(connection.execute("SELECT status, count(*) FROM unit GROUP BY status"))
    sets = connection.execute("SELECT langs, count(*) FROM unit GROUP BY langs").fetchall()
    languages: dict[Lang, int] = {}
    pairs: dict[tuple[Lang, Lang], int] = {}
    for codes, count in sets:
        source, *targets = dict.fromkeys(map(canonical, codes.split()))
        for lang in (source, *targets):
            languages[lang] = languages.get(lang, 0) + count
        for lang in targets:
            pairs[source, lang] = pairs.get((source, lang), 0) + count
    documents = connection.execute("SELECT count(DISTINCT document) FROM origin").fetchone()[0]
    return Stats(
        sum(statuses.values()),
        tuple((status, statuses.get(at, 0)) for at, status in enumerate(STATUSES)),
        tuple(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
        tuple((*pair, count) for pair, count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))),
        documents,
        sum(os.path.getsize(path + end) for end in ("", "-wal") if os.path.exists(path + end)),
    )
