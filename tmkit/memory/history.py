"""Changes of a memory: numbered, kept whole, and taken back."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tmkit.errors import UsageError
from tmkit.memory.batches import batched, marks
from tmkit.memory.reading import last_number
from tmkit.memory.schema import SLOTS
from tmkit.memory.units import Done

__all__ = ["RETURNED", "begin", "discard", "done", "drop_empty", "keep", "next_number", "remove", "undo"]

RETURNED = "returned"
"""The action of a unit that an undo brought back; its record is what came."""

_UNIT = "id, digest, langs, status, score, origin, run, created, changed, properties, notes, attributes, elements"
_PLACE = "unit, document, previous, following, beads, run"


def begin(connection: sqlite3.Connection, command: str) -> int:
    """A new run: the number of a change. Call it in the transaction of the change."""
    done = connection.execute("INSERT INTO run (at, command) VALUES (?, ?)", (int(time.time()), command))
    return int(done.lastrowid or 0)


def drop_empty(connection: sqlite3.Connection, run: int) -> None:
    """Forget a run that changed nothing."""
    connection.execute("DELETE FROM run WHERE id = ?", (run,))


def discard(connection: sqlite3.Connection, run: int) -> None:
    """Take a run back as if it had never been. Call it in a transaction."""
    undo(connection, run)
    (taken,) = connection.execute("SELECT undone FROM run WHERE id = ?", (run,)).fetchone()
    connection.execute("DELETE FROM history WHERE run IN (?, ?)", (run, taken))
    connection.execute("DELETE FROM run WHERE id IN (?, ?)", (run, taken))


def keep(
    connection: sqlite3.Connection,
    run: int,
    action: str,
    numbers: Iterable[int],
    successors: Mapping[int, int] | None = None,
) -> None:
    """Put the units as they are now into the history, before they change: ``action`` is the word for it."""
    after = successors or {}
    for chunk in batched(numbers):
        rows = [
            (run, action, number, digest, after.get(number), record)
            for number, digest, record in _whole(connection, chunk)
        ]
        connection.executemany(
            "INSERT INTO history (run, action, unit, digest, successor, record) VALUES (?, ?, ?, ?, ?, ?)", rows
        )


def remove(
    connection: sqlite3.Connection,
    run: int,
    action: str,
    numbers: Iterable[int],
    successors: Mapping[int, int] | None = None,
) -> None:
    """Take units out of the memory; the history has them."""
    chosen = list(numbers)
    keep(connection, run, action, chosen, successors)
    spans = [(number * SLOTS, (number + 1) * SLOTS) for number in chosen]
    connection.executemany("DELETE FROM segment WHERE id >= ? AND id < ?", spans)
    connection.executemany("DELETE FROM place WHERE unit = ?", ((number,) for number in chosen))
    connection.executemany("DELETE FROM unit WHERE id = ?", ((number,) for number in chosen))


def done(connection: sqlite3.Connection) -> list[Done]:
    """Every change that the memory knows, the last one first."""
    counts: dict[int, list[tuple[str, int]]] = {}
    for number, count in connection.execute("SELECT run, count(*) FROM unit GROUP BY run"):
        counts.setdefault(number, []).append(("added", count))
    # units that were added and have gone since: their records say which run it was
    gone = """
        SELECT json_extract(record, '$.unit[6]') AS added, count(DISTINCT history.digest) FROM history
        LEFT JOIN unit ON unit.digest = history.digest WHERE unit.id IS NULL GROUP BY added
    """
    for number, count in connection.execute(gone):
        there = counts.pop(number, [("added", 0)])[0][1]
        counts[number] = [("added", there + count)]
    actions = "SELECT run, action, count(*) FROM history GROUP BY run, action ORDER BY min(id)"
    for number, action, count in connection.execute(actions):
        counts.setdefault(number, []).append((action, count))
    runs = connection.execute("SELECT id, at, command, undone FROM run ORDER BY id DESC")
    return [Done(number, at, command, tuple(counts.get(number, ())), undone) for number, at, command, undone in runs]


def undo(connection: sqlite3.Connection, run: int) -> tuple[int, int]:
    """Take a run back: the numbers of units that went, and that came again. Call it in a transaction.

    Units that other runs have met too stay. An undo can be taken back too.

    UsageError where there is no such run, or where it was taken back before.
    """
    row = connection.execute("SELECT undone FROM run WHERE id = ?", (run,)).fetchone()
    if row is None:
        raise UsageError(f"the history has no change {run}")
    if row[0] is not None:
        raise UsageError(f"change {run} was taken back already, by change {row[0]}")
    taken = begin(connection, f"undo {run}")
    elsewhere = "EXISTS (SELECT 1 FROM place WHERE place.unit = unit.id AND place.run <> unit.run)"
    shared = _numbers(connection, f"SELECT id FROM unit WHERE run = ? AND {elsewhere}", run)
    added = _numbers(connection, f"SELECT id FROM unit WHERE run = ? AND NOT {elsewhere}", run)
    came = "SELECT unit.id FROM history JOIN unit USING (digest) WHERE history.run = ? AND action = ?"
    added += _numbers(connection, came, run, RETURNED)
    remove(connection, taken, "removed", added)
    keep(connection, taken, "moved", shared)
    connection.execute("DELETE FROM place WHERE run = ?", (run,))
    connection.execute("DELETE FROM taken WHERE run = ?", (run,))
    restored = 0
    query = "SELECT record FROM history WHERE run = ? AND action <> ? ORDER BY id DESC"
    for (record,) in connection.execute(query, (run, RETURNED)).fetchall():
        restored += _restore(connection, taken, json.loads(record))
    connection.execute("UPDATE run SET undone = ? WHERE id = ?", (taken, run))
    return len(added), restored


def _numbers(connection: sqlite3.Connection, query: str, *values: object) -> list[int]:
    return [number for (number,) in connection.execute(query, values)]


def _whole(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, bytes, str]]:
    """Number, digest and everything that the store has of each unit, as JSON."""
    for row in connection.execute(f"SELECT {_UNIT} FROM unit WHERE id IN ({marks(len(numbers))})", numbers):
        number, digest, *rest = row
        span = (number * SLOTS, (number + 1) * SLOTS)
        segments = connection.execute("SELECT * FROM segment WHERE id >= ? AND id < ?", span).fetchall()
        places = connection.execute(f"SELECT {_PLACE} FROM place WHERE unit = ?", (number,)).fetchall()
        record = {"unit": [number, digest.hex(), *rest], "segments": segments, "places": places}
        yield number, digest, json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _restore(connection: sqlite3.Connection, run: int, record: Mapping[str, Any]) -> int:
    """Put a unit back as it was; 0 where the same unit came again in the meantime.

    One that was gone gets a new number: indexes know of no unit before their last one that is not in them.
    """
    number, digest, *rest = record["unit"]
    there = connection.execute("SELECT id FROM unit WHERE digest = ?", (bytes.fromhex(digest),)).fetchone()
    if there is not None and there[0] != number:
        return 0
    new = next_number(connection) if there is None else number
    if there is not None:
        keep(connection, run, "restored", [number])
    _insert(connection, "unit", [(new, bytes.fromhex(digest), *rest)])
    moved = (new - number) * SLOTS
    _insert(connection, "segment", [(at + moved, *segment) for at, *segment in record["segments"]])
    _insert(connection, "place", [(new, *place[1:]) for place in record["places"]])
    if there is None:
        keep(connection, run, RETURNED, [new])
    return 1


def next_number(connection: sqlite3.Connection) -> int:
    """The number that the next unit gets; numbers are never used again."""
    return last_number(connection) + 1


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks(len(rows[0]))})", rows)
