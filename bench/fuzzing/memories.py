"""A memory of tmkit as lines of text, so that a fuzzer changes what its rows hold and not only a page of SQLite.

A line is a JSON list: the table, and its values in the order of the columns; ``{"hex": …}`` are bytes.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from tmkit.languages.codes import EN, KK, RU
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin
from tmkit.model import Code, Segment, TranslationUnit

__all__ = ["lines_of", "new_memory", "put"]

_TABLES = ("origin", "run", "unit", "segment", "document", "place", "history", "taken")
_TEXTS = (
    ("Торговля растёт.", "Сауда өсуде."),
    ("Встреча завершилась 5 мая.", "Кездесу 5 мамырда аяқталды."),
    ("Стороны подписали протокол.", "The parties signed a protocol."),
)


def new_memory(path: Path) -> None:
    """A small memory with all that one has: codes, properties, places, and a change that was taken back."""
    units = [
        TranslationUnit(
            (Segment(source, RU), Segment(target, EN if target.isascii() else KK, "", (), (Code(0, "<b>"),))),
            (("x-tmkit-score", "0.97"), ("x-tmkit-document", "visit.ru.txt")),
            ("Тексерілді",),
            (("creationdate", "20261122T190000Z"), ("tuid", str(number))),
        )
        for number, (source, target) in enumerate(_TEXTS)
    ]
    with Store(str(path), create=True) as store:
        store.add(units[:2], Adding(Origin("visit.ru.txt")))
        store.add(units[2:], Adding(Origin("trade.ru.txt")))
        store.undo(2)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def lines_of(path: Path) -> bytes:
    """All rows, a line each."""
    with sqlite3.connect(path) as connection:
        rows = [[table, *row] for table in _TABLES for row in connection.execute(f"SELECT * FROM {table}")]
    connection.close()
    return "".join(json.dumps(row, ensure_ascii=False, default=_as_hex) + "\n" for row in rows).encode()


def put(data: bytes, path: Path) -> None:
    """Put the rows into the memory in place of its own; lines that are no row, or that the schema refuses, are left."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    for line in data.splitlines():
        try:
            table, *values = json.loads(line)
            if table in _TABLES:
                marks = ", ".join("?" * len(values))
                connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", [_value(one) for one in values])
        except (ValueError, TypeError, OverflowError, RecursionError, sqlite3.Error):
            continue
    connection.execute("COMMIT")
    connection.close()


def _as_hex(value: object) -> dict[str, str]:
    assert isinstance(value, bytes)
    return {"hex": value.hex()}


def _value(value: object) -> object:
    if isinstance(value, dict):
        return bytes.fromhex(str(value.get("hex", "")))
    return json.dumps(value) if isinstance(value, list) else value
