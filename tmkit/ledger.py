"""Numbers under keys, as many as there are, in a few megabytes: what is more lies in a temporary file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from tmkit.errors import InputError

__all__ = ["Ledger"]

_HELD = 5_000
"""Entries that wait in memory to be written together."""
_CACHE = 1000
"""Kilobytes of the file that SQLite keeps."""


class Ledger:
    """A mapping of whole numbers to whole numbers, both of 64 bits with a sign."""

    def __init__(self) -> None:
        self._held: dict[int, int] = {}
        self._file: sqlite3.Connection | None = None

    def get(self, key: int) -> int | None:
        """What stands under the key, or None."""
        found = self._held.get(key)
        if found is None and self._file is not None:
            with _guarded():
                row = self._file.execute("SELECT value FROM entry WHERE key = ?", (key,)).fetchone()
            found = row[0] if row else None
        return found

    def put(self, key: int, value: int) -> None:
        """Write the value under the key, over what stood there."""
        if len(self._held) >= _HELD:
            self._spill()
        self._held[key] = value

    def _spill(self) -> None:
        with _guarded():
            if self._file is None:
                self._file = _temporary_file()
            self._file.execute("BEGIN")
            self._file.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?)", sorted(self._held.items()))
            self._file.execute("COMMIT")
        self._held.clear()


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise InputError(f"no temporary file can be kept ({error}); make room on the disk, or set TMPDIR") from error


def _temporary_file() -> sqlite3.Connection:
    """A database without a name, which is gone when it is closed: nothing of it needs to be safe."""
    connection = sqlite3.connect("", isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA temp_store = FILE")
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    connection.execute("CREATE TABLE entry (key INTEGER PRIMARY KEY, value INTEGER NOT NULL)")
    return connection
