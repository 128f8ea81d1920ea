"""Taking units out of a memory: those that are named, or all that only some documents have."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches

from tmkit.errors import UsageError
from tmkit.memory import history
from tmkit.memory.batches import batched, marks
from tmkit.memory.records import digest_of
from tmkit.memory.schema import SLOTS
from tmkit.memory.units import Removal
from tmkit.model import Lang

__all__ = ["remove", "retract"]

_RETRACTED = "retracted"
_DOCUMENT = "x-tmkit-document"


def remove(
    connection: sqlite3.Connection,
    numbers: Iterable[int],
    command: str,
    action: str,
    *,
    heirs: Mapping[int, int],
    langs: Mapping[int, Collection[Lang]],
) -> Removal:
    """Take the units out of the memory, as far as they are there. Call it in a transaction.

    A unit of ``heirs`` is met in the places of the one that goes. Of the units in ``langs`` only those languages go:
    what is left is another unit, or one that is there already, and stands in their places.
    """
    gone, cut = _there(connection, numbers), _there(connection, langs)
    if not gone and not cut:
        return Removal(0, 0)
    run = history.begin(connection, command)
    successors = {number: _heir(number, heirs, gone) for number in gone}
    successors |= {number: _without(connection, run, number, langs[number]) for number in cut}
    for number, heir in successors.items():
        _inherit(connection, run, number, heir, langs.get(number, ()) if number in cut else ())
    history.remove(connection, run, action, [*gone, *cut], {old: new for old, new in successors.items() if new})
    return Removal(run, len(gone), len(cut))


def _there(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, None]:
    there: dict[int, None] = {}
    for chunk in batched(numbers):
        rows = connection.execute(f"SELECT id FROM unit WHERE id IN ({marks(len(chunk))})", chunk)
        there |= dict.fromkeys(number for (number,) in rows)
    return there


def _heir(number: int, heirs: Mapping[int, int], gone: Collection[int]) -> int:
    """The unit that stands for this one in the end; 0 where there is none."""
    seen = set()
    while number in gone and number not in seen:
        seen.add(number)
        number = heirs.get(number, 0)
    return 0 if number in gone else number


def _without(connection: sqlite3.Connection, run: int, number: int, langs: Collection[Lang]) -> int:
    """The number of the unit that is left without these languages."""
    span = (number * SLOTS, (number + 1) * SLOTS)
    columns = "lang, key, text, codes, metadata"
    rows = connection.execute(f"SELECT {columns} FROM segment WHERE id >= ? AND id < ? ORDER BY id", span).fetchall()
    left = [row for row in rows if row[0] not in langs]
    digest = digest_of(left)
    there = connection.execute("SELECT id FROM unit WHERE digest = ?", (digest,)).fetchone()
    if there is not None:
        return int(there[0])
    new = history.next_number(connection)
    codes = " ".join(row[0] for row in left)
    connection.execute(
        "INSERT INTO unit SELECT ?, ?, ?, status, score, origin, ?, created, changed, properties, notes, attributes, "
        "elements FROM unit WHERE id = ?",
        (new, digest, codes, run, number),
    )
    segments = [(new * SLOTS + at, *row) for at, row in enumerate(left)]
    connection.executemany("INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?)", segments)
    return new


def _inherit(connection: sqlite3.Connection, run: int, number: int, heir: int, langs: Collection[Lang]) -> None:
    """Let ``heir`` be met where the unit was; the beads lose the sides of ``langs``."""
    if not heir:
        return
    (codes,) = connection.execute("SELECT langs FROM unit WHERE id = ?", (number,)).fetchone()
    places = connection.execute(
        "SELECT document, previous, following, beads FROM place WHERE unit = ?", (number,)
    ).fetchall()
    sides = [at for at, code in enumerate(codes.split()) if code not in langs]
    rows = [(heir, *place, _sides(beads, sides), run) for *place, beads in places]
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)


def _sides(beads: str, sides: Sequence[int]) -> str:
    """The beads with these sides alone; as they are where they have others."""
    split = [bead.split(":") for bead in beads.split()]
    if any(len(bead) <= max(sides) for bead in split):
        return beads
    return " ".join(":".join(bead[at] for at in sides) for bead in split)


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
    return Removal(0 if rehearsal else run, len(alone), 0, len(shared), tuple(sorted(names)))


def _fitting(connection: sqlite3.Connection, wanted: str) -> list[tuple[int, str]]:
    """The documents of that name, or those that the pattern fits; a name may have brackets in it."""
    has = "EXISTS (SELECT 1 FROM place WHERE document = document.id)"
    query = f"SELECT id, name FROM document WHERE (name = ? OR name GLOB ?) AND {has}"
    found = connection.execute(query, (wanted, wanted.replace("[", "[[]"))).fetchall()
    if not found:
        known = [name for (name,) in connection.execute(f"SELECT name FROM document WHERE {has}")]
        near = [name for name in known if wanted in name] or get_close_matches(wanted, known, n=1) or known[:1]
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
