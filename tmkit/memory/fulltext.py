"""The full-text indexes beside a memory, for concordances: one SQLite file with an FTS5 table a language and kind.

They lie in ``NAME.tmkit-index`` with the fuzzy index, are derived as it is, and grow by what was added since the last
search. The number and the texts of a unit belong together for ever, so nothing is ever taken out: units that are gone
are found and not there. Where the folder cannot be written, the index is in memory only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import Enum
from itertools import groupby
from pathlib import Path
from unicodedata import normalize

from tmkit.languages.marks import APOSTROPHES, INVISIBLE
from tmkit.languages.morphology import morphology
from tmkit.memory.batches import batched, marks
from tmkit.memory.reading import WORTH_SAYING, digest, identity, last_number
from tmkit.memory.schema import SLOTS
from tmkit.model import Lang
from tmkit.text.normalise import FORM, normal_form

__all__ = ["FullText", "Kind", "plain"]

_FORMAT = 1
_WAIT = 600.0
_ROOM = 64_000_000
"""Bytes of postings that FTS5 collects before it writes them: a million units in one go."""
_TABLES = """
    CREATE TABLE about (state TEXT NOT NULL, last INTEGER NOT NULL, digest TEXT NOT NULL);
    CREATE TABLE form (key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
    CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE VIRTUAL TABLE passage USING fts5(text, content='', detail='none', columnsize=0, tokenize="{tokenize}")
"""
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_ALIKE = dict.fromkeys(map(ord, APOSTROPHES), "'") | dict.fromkeys(map(ord, "\u00a0\u202f\t\n"), " ")


class Kind(Enum):
    """What is looked for."""

    WORDS = "words"
    """Words of the normal form; what each may be a form of is kept beside them."""
    LETTERS = "letters"
    """Any three characters in a row, in small letters."""


_TOKENIZE = {Kind.WORDS: "ascii tokenchars '_'''", Kind.LETTERS: "trigram case_sensitive 1"}


def plain(text: str) -> str:
    """The text in small letters, with one kind of apostrophe and blank, ё as е, without invisible marks."""
    return normalize("NFC", text.translate(_UNSEEN)).casefold().replace("ё", "е").translate(_ALIKE)


class FullText:
    """One language and kind; ``refresh`` before each search. ``say`` is told of work that takes long."""

    def __init__(
        self, path: str, connection: sqlite3.Connection, lang: Lang, kind: Kind, say: Callable[[str], None]
    ) -> None:
        self._file = Path(f"{path}-index", f"{lang}-{kind.value}.sqlite")
        self._store = connection
        self._lang = lang
        self._kind = kind
        self._say = say
        self._db: sqlite3.Connection | None = None

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def refresh(self) -> None:
        """Take in what was added to the memory since the last time."""
        try:
            self._grow(self._db or self._beside())
        except (OSError, sqlite3.OperationalError):  # a folder that cannot be written, a full disk
            self._in_memory()
        except sqlite3.DatabaseError:  # damaged: it is made again; if it is the memory that is, that says so
            self.close()
            with suppress(OSError):
                self._file.unlink()
            self._in_memory() if self._file.exists() else self._grow(self._beside())

    def newest(self, expression: str) -> Iterator[int]:
        """The numbers of the units that an FTS5 expression finds, the newest first, as far as they are asked for."""
        query = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rowid DESC"
        return (number for (number,) in self._open.execute(query, (expression,)))

    def forms(self, keys: Iterable[str]) -> frozenset[str]:
        """The words of the memory that may be forms of one of the ``keys``."""
        found: set[str] = set()
        for chunk in batched(keys):
            query = f"SELECT word FROM form WHERE key IN ({marks(len(chunk))})"
            found.update(word for (word,) in self._open.execute(query, chunk))
        return frozenset(found)

    @property
    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            self.refresh()
        assert self._db is not None
        return self._db

    def _connected(self, name: str) -> sqlite3.Connection:
        connection = sqlite3.connect(name, timeout=_WAIT, isolation_level=None)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -64000")
        return connection

    def _beside(self) -> sqlite3.Connection:
        self._file.parent.mkdir(exist_ok=True)
        self._db = self._connected(str(self._file))
        return self._db

    def _in_memory(self) -> None:
        """Go on without a file."""
        self.close()
        self._db = self._connected(":memory:")
        self._grow(self._db)

    def _grow(self, db: sqlite3.Connection) -> None:
        last = last_number(self._store)
        if self._indexed(db) == last:
            return
        db.execute("BEGIN IMMEDIATE")
        try:
            known = self._indexed(db)  # somebody else may have done it while we waited
            if known is None:
                self._make(db)
            self._fill(db, (known or 0) + 1, last)
            state = (self._state(), last, digest(self._store, last))
            db.execute("DELETE FROM about")
            db.execute("INSERT INTO about VALUES (?, ?, ?)", state)
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    def _state(self) -> str:
        return f"{_FORMAT} {FORM} {identity(self._store)}"

    def _indexed(self, db: sqlite3.Connection) -> int | None:
        """The last unit that is in the index; None where there is none, or one of another state of the memory."""
        if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'about'").fetchone() is None:
            return None
        row = db.execute("SELECT state, last, digest FROM about").fetchone()
        if row is None or row[0] != self._state() or row[1] > last_number(self._store):
            return None
        return int(row[1]) if row[2] == digest(self._store, row[1]) else None

    def _make(self, db: sqlite3.Connection) -> None:
        for table in ("about", "form", "word", "passage"):
            db.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _TABLES.format(tokenize=_TOKENIZE[self._kind]).split(";"):
            db.execute(statement)
        db.execute(f"INSERT INTO passage (passage, rank) VALUES ('hashsize', {_ROOM})")

    def _fill(self, db: sqlite3.Connection, first: int, last: int) -> None:
        large = last - first + 1 >= WORTH_SAYING
        if large:
            self._say(f"indexing the {self._kind.value} of {last - first + 1:,} units of {self._lang}, once")
        seen: set[str] = set()
        db.executemany("INSERT INTO passage (rowid, text) VALUES (?, ?)", self._texts(first, last, seen))
        if large:
            db.execute("INSERT INTO passage (passage) VALUES ('optimize')")
        language = morphology(self._lang)
        for chunk in batched(sorted(seen)):
            query = f"SELECT word FROM word WHERE word IN ({marks(len(chunk))})"
            known = {word for (word,) in db.execute(query, chunk)}
            new = [word for word in chunk if word not in known]
            db.executemany("INSERT INTO word VALUES (?)", ((word,) for word in new))
            keys = ((key, word) for word in new for key in {*language.stems(word), language.fold(word)})
            db.executemany("INSERT OR IGNORE INTO form VALUES (?, ?)", keys)

    def _texts(self, first: int, last: int, seen: set[str]) -> Iterator[tuple[int, str]]:
        """The number of each unit with what is indexed of it; ``seen`` gets the words."""
        query = "SELECT id, text FROM segment WHERE id >= ? AND id < ? AND lang = ? ORDER BY id"
        rows = self._store.execute(query, (first * SLOTS, (last + 1) * SLOTS, self._lang))
        for number, segments in groupby(rows, key=lambda row: row[0] // SLOTS):
            texts = [text for _, text in segments]
            if self._kind is Kind.LETTERS:
                yield number, "\n".join(map(plain, texts))
                continue
            form = " ".join([normal_form(text, self._lang) for text in texts])
            seen.update(filter(_is_word, form.split()))
            yield number, form


def _is_word(word: str) -> bool:
    return word[0].isalnum()
