"""Adding units: a unit is there once, a correction takes the place of what it corrects.

The same texts, tags and languages are the same unit, wherever they were met. When a document is added again, what its
sources are translated by is what was added last: units that only this document had, and has otherwise now,
go into the history. Units come in batches, each a transaction, so that memory does not grow with their number.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from tmkit.errors import TmkitError
from tmkit.memory import history
from tmkit.memory.batches import batched, marks, uncollected
from tmkit.memory.records import STATUSES, Record, clean, record
from tmkit.memory.schema import SLOTS, transaction
from tmkit.memory.units import Adding, Change, Origin, UnitStatus
from tmkit.model import TranslationUnit

__all__ = ["add"]

_BATCH = 5_000
_DEFAULT = STATUSES.index(UnitStatus.APPROVED)
_TOUCHED = """
    CREATE TEMP TABLE touched (
        unit INTEGER, document INTEGER, previous INTEGER, following INTEGER, beads TEXT, langs TEXT, key INTEGER,
        PRIMARY KEY (document, langs, key, unit, previous, following)
    ) WITHOUT ROWID
"""


class _Placed(NamedTuple):
    record: Record
    previous: int
    """Key of the source before it in the document; 0 at its beginning."""
    following: int
    """Key of the source after it; 0 at the end."""


def add(
    connection: sqlite3.Connection,
    units: Iterable[TranslationUnit],
    adding: Adding,
    progress: Callable[[int], None] = lambda count: None,
) -> Change:
    """Add units in document order, and say what that did. ``progress`` is told how many are done."""
    with uncollected():
        if adding.rehearsal:
            with transaction(connection, rehearsal=True):
                return _Run(connection, adding).whole(units, progress)
        return _Run(connection, adding).committed(units, progress)


def _sound(adding: Adding) -> Adding:
    """With names that a database can hold: those of files need be no text."""
    origin = Origin(*map(clean, adding.origin))
    return replace(adding, origin=origin, command=clean(adding.command), file=clean(adding.file))


class _Run:
    """One call of ``add``."""

    def __init__(self, connection: sqlite3.Connection, adding: Adding) -> None:
        self._db = connection
        self._adding = _sound(adding)
        self._now = int(time.time())
        self._run = 0
        self._origins: dict[Origin, int] = {}
        self._documents: dict[str, tuple[int, bool]] = {}
        """The number of each document, and whether the memory had units of it before this run."""
        self._added = self._present = self._updated = self._moved = self._superseded = self._refused = 0

    def whole(self, units: Iterable[TranslationUnit], progress: Callable[[int], None]) -> Change:
        """Everything in the transaction that is open; it is taken back afterwards."""
        self._begin()
        for batch in self._batches(units):
            self._store(batch)
            progress(self._added + self._present)
        self._move()
        self._supersede()
        return self._change(0)

    def committed(self, units: Iterable[TranslationUnit], progress: Callable[[int], None]) -> Change:
        """A transaction a batch; where ``units`` ends with a TmkitError, nothing of it stays."""
        with transaction(self._db):
            self._begin()
        try:
            for batch in self._batches(units):
                with transaction(self._db):
                    self._store(batch)
                progress(self._added + self._present)
            with transaction(self._db):
                self._move()
                self._supersede()
                self._take()
        except TmkitError:  # the file is broken: what stood before the break is of no use alone
            with transaction(self._db):
                history.discard(self._db, self._run)
            raise
        changed = self._added + self._updated + self._moved + self._superseded
        if not changed:
            with transaction(self._db):
                history.drop_empty(self._db, self._run)
        return self._change(self._run if changed else 0)

    def _begin(self) -> None:
        self._run = history.begin(self._db, self._adding.command)
        self._db.execute("DROP TABLE IF EXISTS temp.touched")
        self._db.execute(_TOUCHED)

    def _change(self, run: int) -> Change:
        told = self._added, self._present, self._updated, self._moved, self._superseded, self._refused
        return Change(run, *told)

    def _batches(self, units: Iterable[TranslationUnit]) -> Iterator[tuple[_Placed, ...]]:
        return batched(_placed(self._records(units)), _BATCH)

    def _records(self, units: Iterable[TranslationUnit]) -> Iterator[Record]:
        for unit in units:
            made = record(unit, self._adding) if len(unit.variants) <= SLOTS else None
            if made is None:
                self._refused += 1
            else:
                yield made

    def _store(self, batch: Sequence[_Placed]) -> None:
        numbers = self._insert_units(batch)
        places, touched = [], []
        for number, (made, previous, following) in zip(numbers, batch, strict=True):
            document, known = self._document(made.origin.document)
            place = number, document, previous, following
            places.append((*place, made.beads, self._run))
            if known:
                touched.append((*place, made.beads, made.langs, made.segments[0][1]))
        self._db.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", places)
        self._db.executemany("INSERT INTO temp.touched VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", touched)

    def _document(self, name: str) -> tuple[int, bool]:
        if name not in self._documents:
            self._db.execute("INSERT OR IGNORE INTO document VALUES (NULL, ?)", (name,))
            number = self._db.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchone()[0]
            query = "SELECT 1 FROM place WHERE document = ? AND run <> ? LIMIT 1"
            known = self._db.execute(query, (number, self._run)).fetchone() is not None
            self._documents[name] = number, known
        return self._documents[name]

    def _insert_units(self, batch: Sequence[_Placed]) -> list[int]:
        """The number of each unit, new or not; the new ones are stored."""
        first = history.next_number(self._db)
        rows = [self._row(number, placed.record) for number, placed in enumerate(batch, first)]
        columns = marks(len(rows[0]))
        done = self._db.executemany(f"INSERT INTO unit VALUES ({columns}) ON CONFLICT (digest) DO NOTHING", rows)
        numbers = list(range(first, first + len(batch)))
        if done.rowcount < len(batch):
            numbers = self._numbers([placed.record.digest for placed in batch])
        segments: list[tuple[int, str, int, str, str, str]] = []
        present: dict[int, Record] = {}
        for number, assigned, placed in zip(numbers, range(first, first + len(batch)), batch, strict=True):
            if number == assigned:
                segments += [(number * SLOTS + at, *segment) for at, segment in enumerate(placed.record.segments)]
            else:
                present[number] = placed.record
        self._db.executemany("INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?)", segments)
        self._added += done.rowcount
        self._present += len(batch) - done.rowcount
        self._update({number: made for number, made in present.items() if number < first})
        return numbers

    def _row(self, number: int, made: Record) -> tuple[object, ...]:
        status = _DEFAULT if made.status is None else made.status
        created = made.created or self._now
        origin = self._origin(made.origin)
        told = (made.properties, made.notes, made.attributes, made.elements)
        return (
            *(number, made.digest, made.langs, status, made.score, origin, self._run),
            *(created, made.changed or created, *told),
        )

    def _origin(self, origin: Origin) -> int:
        if origin not in self._origins:
            self._db.execute("INSERT OR IGNORE INTO origin VALUES (NULL, ?, ?, ?, ?, ?)", origin)
            query = "SELECT id FROM origin WHERE (document, tool, author, domain, house) = (?, ?, ?, ?, ?)"
            self._origins[origin] = self._db.execute(query, origin).fetchone()[0]
        return self._origins[origin]

    def _numbers(self, digests: Sequence[bytes]) -> list[int]:
        found: dict[bytes, int] = {}
        for chunk in batched(digests):
            found.update(self._db.execute(f"SELECT digest, id FROM unit WHERE digest IN ({marks(len(chunk))})", chunk))
        return [found[digest] for digest in digests]

    def _update(self, present: dict[int, Record]) -> None:
        """What a document now says otherwise of its own units."""
        columns = (
            "SELECT unit.id, document, status, score, properties, notes, attributes, elements FROM unit JOIN origin"
        )
        changes = []
        for chunk in batched(present):
            query = f"{columns} ON origin.id = unit.origin WHERE unit.id IN ({marks(len(chunk))})"
            for number, document, status, *told in self._db.execute(query, chunk):
                made = present[number]
                wanted = [made.score, made.properties, made.notes, made.attributes, made.elements]
                new = status if made.status is None else made.status
                if made.origin.document == document and (new != status or told != wanted):
                    changes.append((new, *wanted, made.changed or self._now, self._origin(made.origin), number))
        history.keep(self._db, self._run, "updated", [change[-1] for change in changes])
        columns = "status = ?, score = ?, properties = ?, notes = ?, attributes = ?, elements = ?"
        self._db.executemany(f"UPDATE unit SET {columns}, changed = ?, origin = ? WHERE id = ?", changes)
        self._updated += len(changes)

    def _take(self) -> None:
        """Note that the file is in the memory as it is."""
        if self._adding.file:
            row = (self._adding.file, self._adding.state, self._run)
            self._db.execute("INSERT OR REPLACE INTO taken VALUES (?, ?, ?)", row)

    def _move(self) -> None:
        """Places that are now other segments of their document."""
        pairs = "temp.touched AS t JOIN place AS p USING (document, unit, previous, following)"
        new = f"SELECT t.beads, unit, document, previous, following FROM {pairs} WHERE t.beads NOT IN ('', p.beads)"
        rows = self._db.execute(new).fetchall()
        self._keep_moved({row[1] for row in rows})
        where = "(unit, document, previous, following) = (?, ?, ?, ?)"
        self._db.executemany(f"UPDATE place SET beads = ? WHERE {where}", rows)

    def _keep_moved(self, units: Iterable[int]) -> None:
        moved = sorted(units)
        history.keep(self._db, self._run, "moved", moved)
        self._moved += len(moved)

    def _supersede(self) -> None:
        """Places whose source the document has otherwise now go, and units that had no other."""
        same = "t.document = p.document AND t.langs = unit.langs AND t.key = segment.key"
        stale = f"""
            SELECT p.unit, p.document, p.previous, p.following,
                (SELECT t.unit FROM temp.touched AS t WHERE {same} LIMIT 1) AS successor
            FROM place AS p
            JOIN unit ON unit.id = p.unit
            JOIN segment ON segment.id = p.unit * {SLOTS}
            WHERE p.document IN (SELECT document FROM temp.touched) AND successor IS NOT NULL
            AND NOT EXISTS (
                SELECT 1 FROM temp.touched AS t
                WHERE {same} AND (t.unit, t.previous, t.following) = (p.unit, p.previous, p.following)
            )
        """
        rows = self._db.execute(stale).fetchall()
        units = {row[0]: row[4] for row in rows}
        placed = "SELECT count(*) FROM place WHERE unit = ?"
        counts = {unit: self._db.execute(placed, (unit,)).fetchone()[0] for unit in units}
        for row in rows:
            counts[row[0]] -= 1
        gone = [unit for unit, count in counts.items() if count == 0]
        history.remove(self._db, self._run, "superseded", gone, units)
        self._keep_moved(units.keys() - set(gone))
        where = "(unit, document, previous, following) = (?, ?, ?, ?)"
        self._db.executemany(f"DELETE FROM place WHERE {where}", (row[:4] for row in rows))
        self._superseded += len(gone)


def _placed(records: Iterable[Record]) -> Iterator[_Placed]:
    """Each unit with the keys of its neighbours in the document."""
    before: Record | None = None
    current: Record | None = None
    for after in chain(records, [None]):
        if current is not None:
            yield _Placed(current, _beside(current, before), _beside(current, after))
        before, current = current, after


def _beside(current: Record, other: Record | None) -> int:
    return other.segments[0][1] if other is not None and other.origin.document == current.origin.document else 0
