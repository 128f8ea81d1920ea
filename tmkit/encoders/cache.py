"""Vectors that were computed before: one SQLite file in the user's cache folder, keyed by what was embedded."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tmkit.model import Lang

__all__ = ["VectorCache", "remembered"]

Rows = NDArray[np.float32]
T = TypeVar("T")

_CHUNK = 256
"""So many texts are embedded before they are stored: who interrupts a long run loses no more than these."""
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, row BLOB NOT NULL)"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@dataclass(frozen=True, slots=True)
class VectorCache:
    """Rows of bytes by key. Several processes may use one file; none ever fails because of it.

    What cannot be read is missing, what cannot be written is not kept, a damaged file is begun anew.
    """

    path: Path
    limit: int = 256_000_000
    """Bytes of rows and index; beyond them the oldest quarter goes."""

    def read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The rows that are there."""

        def select(connection: sqlite3.Connection) -> dict[bytes, bytes]:
            found = (connection.execute("SELECT key, row FROM vectors WHERE key = ?", (k,)).fetchone() for k in keys)
            return dict(pair for pair in found if pair)

        return self._use(select, {})

    def write(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep the rows."""

        def insert(connection: sqlite3.Connection) -> None:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows.items())
            if _bytes(connection) > self.limit:
                oldest = "SELECT rowid FROM vectors ORDER BY rowid LIMIT (SELECT count(*) / 4 + 1 FROM vectors)"
                connection.execute(f"DELETE FROM vectors WHERE rowid IN ({oldest})")

        self._use(insert, None)

    def _use(self, work: Callable[[sqlite3.Connection], T], without: T) -> T:
        """What ``work`` returns, in a transaction of its own; ``without`` where the file is of no use."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
                connection.execute(_TABLE)
                return work(connection)
        except (OSError, sqlite3.OperationalError):  # no folder, no permission, no space, locked for too long
            return without
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in _DAMAGED:
                raise
            with suppress(OSError):
                self.path.unlink()
            return without


def _bytes(connection: sqlite3.Connection) -> int:
    """The size of the file without the pages that are free for new rows."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def remembered(
    name: str,
    texts: Sequence[str],
    lang: Lang,
    embed: Callable[[Sequence[str]], Rows],
    cache: VectorCache | None = None,
) -> Rows:
    """What ``embed`` makes of the texts, shape (len(texts), d): each text once, and never again.

    ``name`` tells the encoder and its version: the same name must always give the same vectors. Rows have half
    precision also when they are new, so that a first and a second run agree. Texts without any letter or digit
    get zeros.
    """
    cache = cache or _default()
    keys = [blake2b(f"{name}\0{lang}\0{text}".encode("utf-8", "replace"), digest_size=16).digest() for text in texts]
    wanted = {key: text for key, text in zip(keys, texts, strict=True) if any(map(str.isalnum, text))}
    rows = cache.read(list(wanted))
    # by length: texts that are embedded together should need the same padding
    missing = sorted((key for key in wanted if key not in rows), key=lambda key: (len(wanted[key]), key))
    for chunk in _batched(missing, _CHUNK):
        vectors = embed([wanted[key] for key in chunk]).astype(np.float16)
        new = {key: vector.tobytes() for key, vector in zip(chunk, vectors, strict=True)}
        cache.write(new)
        rows.update(new)
    width = len(next(iter(rows.values()), b""))
    flat = b"".join(rows.get(key, bytes(width)) for key in keys)
    return np.frombuffer(flat, np.float16).reshape(len(texts), width // 2).astype(np.float32)


def _batched(keys: Sequence[bytes], size: int) -> list[Sequence[bytes]]:
    return [keys[start : start + size] for start in range(0, len(keys), size)]


def _default() -> VectorCache:
    from platformdirs import user_cache_path

    return VectorCache(user_cache_path("tmkit", appauthor=False) / "vectors-1.sqlite")
