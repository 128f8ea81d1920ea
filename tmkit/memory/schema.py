"""The file of a memory: one SQLite database, its schema by version, and every failure as one line.

``unit`` has a row a unit, whose texts never change: a correction is a new unit. Its segments are in ``segment``
under ``unit * SLOTS + position``, so that they lie side by side; ``key`` stands for the normal form. ``place`` says in
which documents a unit was met, between which neighbours (the keys of their sources, 0 at an end). ``run`` numbers the
changes, and ``history`` keeps what they took away, whole, so that it can be put back. ``taken`` says which files were
added whole, in which state. Nothing is indexed in random order but digests: that is what makes adding fast.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tmkit.errors import InputError

__all__ = ["APPLICATION", "SLOTS", "VERSION", "connect", "guarded", "transaction"]

APPLICATION = 0x746D6B74
"""The bytes ``tmkt`` in the header of the file."""
SLOTS = 256
"""Segments that a unit may have."""

_WAIT = 60.0
"""Seconds that a writer waits for another one."""

_MIGRATIONS = (
    """
    CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE origin (
        id INTEGER PRIMARY KEY, document TEXT NOT NULL, tool TEXT NOT NULL, author TEXT NOT NULL,
        domain TEXT NOT NULL, house TEXT NOT NULL, UNIQUE (document, tool, author, domain, house)
    );
    CREATE TABLE run (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, command TEXT NOT NULL, undone INTEGER
    );
    CREATE TABLE unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB NOT NULL UNIQUE, langs TEXT NOT NULL,
        status INTEGER NOT NULL, score REAL, origin INTEGER NOT NULL, run INTEGER NOT NULL,
        created INTEGER NOT NULL, changed INTEGER NOT NULL,
        properties TEXT NOT NULL, notes TEXT NOT NULL, attributes TEXT NOT NULL, elements TEXT NOT NULL
    );
    CREATE TABLE segment (
        id INTEGER PRIMARY KEY, lang TEXT NOT NULL, key INTEGER NOT NULL, text TEXT NOT NULL, codes TEXT NOT NULL,
        metadata TEXT NOT NULL
    );
    CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE place (
        unit INTEGER NOT NULL, document INTEGER NOT NULL, previous INTEGER NOT NULL, following INTEGER NOT NULL,
        beads TEXT NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (unit, document, previous, following)
    ) WITHOUT ROWID;
    CREATE INDEX place_document ON place (document);
    CREATE TABLE history (
        id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL, action TEXT NOT NULL, unit INTEGER NOT NULL,
        digest BLOB NOT NULL, successor INTEGER, record TEXT NOT NULL
    );
    CREATE TABLE taken (file TEXT PRIMARY KEY, state TEXT NOT NULL, run INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX history_run ON history (run);
    CREATE INDEX history_digest ON history (digest);
    """,
)
"""What makes each version of the schema of the one before it; the first makes it of nothing."""

VERSION = len(_MIGRATIONS)


def connect(path: str, *, create: bool = False, readonly: bool = False) -> sqlite3.Connection:
    """The memory at ``path``, brought to this version of the schema; made where ``create`` allows it.

    InputError where there is none, where the file is something else, or of a later tmkit.
    """
    if not Path(path).is_file():
        if Path(path).exists():
            raise InputError("this is no file; name a memory such as memory.tmkit", path)
        if not create:
            raise InputError("no such memory; `tmkit memory add FILE --memory NAME` makes one", path)
        if not Path(path).absolute().parent.is_dir():
            raise InputError("its folder is not there; make it, or check the name", path)
    with guarded(path):
        # readers of a folder that cannot be written have no WAL to share: nobody else writes there either
        mode = "rw" if not readonly and _writable(path) else "ro" if _writable(path) else "ro&immutable=1"
        if not Path(path).exists():
            mode = "rwc"
        uri = f"{Path(path).absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None)
        try:
            _prepare(connection, path, mode)
        except BaseException:
            connection.close()
            raise
        return connection


def _writable(path: str) -> bool:
    folder = Path(path).absolute().parent
    return os.access(folder, os.W_OK) and (not Path(path).exists() or os.access(path, os.W_OK))


def _prepare(connection: sqlite3.Connection, path: str, mode: str) -> None:
    found, version = _identity(connection)
    if found != APPLICATION and (version or connection.execute("SELECT 1 FROM sqlite_schema").fetchone()):
        raise InputError("this is a database, but no memory of tmkit; name another file", path)
    if version > VERSION:
        raise InputError(f"this memory is of a later tmkit (schema {version}); update tmkit", path)
    if mode.startswith("rw"):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if version < VERSION:
            _migrate(connection)
    elif version < VERSION and _writable(path):
        connect(path).close()  # who only reads brings it up to date too
    elif version < VERSION:
        raise InputError("this memory is of an earlier tmkit and cannot be written here; make it writable once", path)
    connection.execute("PRAGMA cache_size = -32000")
    connection.execute("PRAGMA temp_store = MEMORY")


def _identity(connection: sqlite3.Connection) -> tuple[int, int]:
    return tuple(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date, or leave it as it was; who comes second finds it done."""
    with transaction(connection):
        _, version = _identity(connection)
        for number in range(version, VERSION):
            for statement in _MIGRATIONS[number].split(";"):
                connection.execute(statement)
        if version == 0:
            connection.execute("INSERT INTO about VALUES ('uuid', ?)", (secrets.token_hex(16),))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def transaction(connection: sqlite3.Connection, *, rehearsal: bool = False) -> Iterator[None]:
    """All of it or nothing; a second writer waits. A rehearsal is always taken back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
    connection.execute("ROLLBACK" if rehearsal else "COMMIT")


@contextmanager
def guarded(path: str) -> Iterator[None]:
    """Turns what SQLite cannot do into one line that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise InputError(_reason(error), path) from error


def _reason(error: sqlite3.Error) -> str:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return "the disk is full; what was committed is safe, make room and run it again"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"another program has been writing to this memory for {_WAIT:.0f} s; try again when it is done"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return "this memory cannot be written; check your rights, or copy it to a folder of yours"
        case sqlite3.SQLITE_CANTOPEN:
            return "the memory cannot be opened; check the name, the folder and your rights"
        case sqlite3.SQLITE_NOTADB:
            return "this is no memory of tmkit; name a .tmkit file, or add this one to a memory"
        case sqlite3.SQLITE_CORRUPT:
            return "the file is damaged; restore it from a copy, and check the disk"
        case sqlite3.SQLITE_IOERR:
            return "the disk cannot be read or written; check it, and the space on it"
    return f"the database refuses ({error}); please report this"
