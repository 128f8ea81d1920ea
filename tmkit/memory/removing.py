"""Taking units out of a memory: those that are named, or all that only some documents have."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from tmkit.errors import UsageError
from tmkit.memory import history
from tmkit.memory.batches import batched, marks
from tmkit.memory.units import Removal

__all__ = ["remove", "retract"]

_RETRACTED = "retracted"
_DOCUMENT = "x-tmkit-document"


def remove(
    connection: sqlite3.Connection, numbers: Iterable[int], command: str, action: str, *, rehearsal: bool = False
) -> Removal:
    """Take the units out of the memory, as far as they are there. Call it in a transaction."""
    there: list[int] = []
    for chunk in batched(numbers):
        there += [row[0] for row in connection.execute(f"SELECT id FROM unit WHERE id IN ({marks(len(chunk))})", chunk)]
    if not there:
        return Removal(0, 0)
    run = history.begin(connection, command)
    history.remove(connection, run, action, there)
    return Removal(0 if rehearsal else run, len(there))


def retract(connection: sqlite3.Connection, documents: Sequence[str], *, rehearsal: bool = False) -> Removal:
    """Take out the units that only these documents have. Call it in a transaction.

    ``documents`` are names or patterns with ``*`` and ``?``. What other documents have too stays, and is named after
    one of those. UsageError where a name fits nothing.
    """
    names = {name: number for name in documents for number, name in _fitting(connection, name)}
    chosen = list(names.values())
    run = history.begin(connection, f"retract {' '.join(documents)}")
    placed = f"SELECT DISTINCT unit FROM place WHERE document IN ({marks(len(chosen))})"
    elsewhere = f"SELECT 1 FROM place AS other WHERE other.unit = place.unit AND document NOT IN ({marks(len(chosen))})"
    shared = [row[0] for row in connection.execute(f"{placed} AND EXISTS ({elsewhere})", chosen * 2)]
    alone = [row[0] for row in connection.execute(f"{placed} AND NOT EXISTS ({elsewhere})", chosen * 2)]
    history.remove(connection, run, _RETRACTED, alone)
    history.keep(connection, run, "moved", shared)
    connection.execute(f"DELETE FROM place WHERE document IN ({marks(len(chosen))})", chosen)
    for number in shared:
        _rename(connection, number, names)
    return Removal(0 if rehearsal else run, len(alone), len(shared), tuple(sorted(names)))


def _fitting(connection: sqlite3.Connection, wanted: str) -> list[tuple[int, str]]:
    """The documents of that name, or those that the pattern fits; a name may have brackets in it."""
    has = "EXISTS (SELECT 1 FROM place WHERE document = document.id)"
    query = f"SELECT id, name FROM document WHERE (name = ? OR name GLOB ?) AND {has}"
    found = connection.execute(query, (wanted, wanted.replace("[", "[[]"))).fetchall()
    if not found:
        known = [name for (name,) in connection.execute(f"SELECT name FROM document WHERE {has}")]
        near = get_close_matches(wanted, known, n=1) or known[:1]
        hint = f"; it has {near[0]!r}, for one" if near else ""
        raise UsageError(f"no document of this memory is called {wanted!r}{hint}; patterns may have * and ?")
    return found


def _rename(connection: sqlite3.Connection, number: int, gone: Iterable[str]) -> None:
    """Let a unit come from a document that still has it."""
    query = "SELECT document, tool, author, domain, house, properties FROM unit JOIN origin ON origin.id = origin"
    named, *told, properties = connection.execute(f"{query} WHERE unit.id = ?", (number,)).fetchone()
    if named not in gone:
        return
    query = "SELECT name FROM place JOIN document ON document.id = document WHERE unit = ? ORDER BY document LIMIT 1"
    (other,) = connection.execute(query, (number,)).fetchone()
    origin = (other, *told)
    connection.execute("INSERT OR IGNORE INTO origin VALUES (NULL, ?, ?, ?, ?, ?)", origin)
    query = "SELECT id FROM origin WHERE (document, tool, author, domain, house) = (?, ?, ?, ?, ?)"
    (origin_number,) = connection.execute(query, origin).fetchone()
    pairs = [(name, other if name == _DOCUMENT else value) for name, value in json.loads(properties or "[]")]
    content = json.dumps(pairs, ensure_ascii=False, separators=(",", ":")) if pairs else ""
    connection.execute("UPDATE unit SET origin = ?, properties = ? WHERE id = ?", (origin_number, content, number))
