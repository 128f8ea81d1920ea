"""The folder of a fuzzy index, ``NAME.tmkit-index``: for each language a manifest, the parts it names, and a lock.

A manifest is replaced as a whole, and a part never changes: whoever reads has one state or the next, and is in nobody's
way. A part that no manifest names is of no use, and goes with the next change.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from tmkit.files import write_atomic
from tmkit.memory.part_files import load, save
from tmkit.memory.parts import Part
from tmkit.model import Lang
from tmkit.text.normalise import FORM

__all__ = ["LARGEST", "Folder", "Manifest", "Piece", "due"]

LARGEST = 1_000_000
"""Units of a part at most: what is built at a time, in bounded memory."""
_FORMAT = 3
_JOINED = 2
"""A part is joined with those after it when it is no more than so many times as large as they together."""
_WAIT = 600.0
_BESIDE = "join-"
"""What a part is called that is still to take the place of others: the next change leaves it alone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part and the numbers of its units, both ends included."""

    first: int
    last: int
    file: str
    """Empty where it is in memory only."""

    @property
    def size(self) -> int:
        """Numbers, whether or not there is a unit for each."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the index of a language consists of."""

    store: str
    """The identity of the memory that it belongs to."""
    digest: str = ""
    """Of the last unit: a memory that was put back from a copy has another one there."""
    langs: tuple[str, ...] = ()
    """By their bit in ``Part.langs``."""
    pieces: tuple[Piece, ...] = ()
    """With rising numbers, no gaps."""

    @property
    def last(self) -> int:
        """The last unit that is indexed; 0 for none."""
        return self.pieces[-1].last if self.pieces else 0


def due(pieces: tuple[Piece, ...], most: int) -> int:
    """How many of the last pieces are to become one of at most so many units: two or more, or none (0)."""
    count = min(len(pieces), 1)
    for at in range(len(pieces) - 2, -1, -1):
        total = pieces[-1].last - pieces[at].first + 1
        if pieces[at].size > _JOINED * (total - pieces[at].size) or total > most:
            break
        count = len(pieces) - at
    return count if count > 1 else 0


class Folder:
    """The index of one language beside a memory; it need not be there before it is ``locked``."""

    def __init__(self, path: str, lang: Lang) -> None:
        self._folder = Path(f"{path}-index")
        self._lang = lang

    def read(self, store: str, opened: dict[Piece, Part]) -> Manifest:
        """The manifest, an empty one where it or a part is missing or damaged; ``opened`` gets its parts."""
        nothing = Manifest(store)
        for _ in range(3):  # a writer may join parts between our reading of the manifest and of them
            try:
                content, _, checksum = self._manifest.read_bytes().partition(b"\n")
                if int(checksum, 16) != crc32(content):
                    return nothing
                said = json.loads(content)
                if (said["format"], said["form"], said["store"]) != (_FORMAT, FORM, store):
                    return nothing
                pieces = tuple(Piece(*piece) for piece in said["pieces"])
                for piece in pieces:
                    if piece not in opened:
                        opened[piece] = self.load(piece)
                return Manifest(store, said["digest"], tuple(said["langs"]), pieces)
            except FileNotFoundError:
                continue
            except (OSError, ValueError, LookupError, TypeError):
                return nothing
        return nothing

    def load(self, piece: Piece) -> Part:
        """The part, mapped; ValueError or OSError where it is damaged or missing."""
        return load(self._folder / piece.file)

    def save(self, piece: Piece, part: Part, *, beside: bool = False) -> Piece:
        """Write a part, for a manifest to name. ``beside`` the others it may lie for long, and without the lock."""
        name = f"{self._lang}-{piece.first}-{piece.last}-{secrets.token_hex(4)}.part"
        save(part, self._folder / (f"{_BESIDE}{name}" if beside else name))
        return replace(piece, file=name)

    def admit(self, piece: Piece) -> None:
        """Let a part that was saved ``beside`` be one of the others. Call it with the lock, and write the manifest."""
        (self._folder / f"{_BESIDE}{piece.file}").rename(self._folder / piece.file)

    def sweep(self) -> None:
        """Take away what was left beside. Call it when nobody else is to save anything there."""
        self._remove(f"{_BESIDE}{self._lang}-[0-9]*.part", f".{_BESIDE}{self._lang}-[0-9]*.tmp")

    def write(self, manifest: Manifest) -> None:
        """Replace the manifest, and take away the parts that it does not name. Call it with the lock."""
        content = {
            "format": _FORMAT,
            "form": FORM,
            "store": manifest.store,
            "digest": manifest.digest,
            "langs": manifest.langs,
            "pieces": [[piece.first, piece.last, piece.file] for piece in manifest.pieces],
        }
        with write_atomic(str(self._manifest)) as stream:
            line = json.dumps(content).encode()
            stream.write(b"%s\n%08x\n" % (line, crc32(line)))
        named = frozenset(piece.file for piece in manifest.pieces)
        lang = self._lang
        self._remove(f"{lang}-[0-9]*.part", f".{lang}-[0-9]*.tmp", f".{lang}.json.*.tmp", but=named)

    def _remove(self, *patterns: str, but: frozenset[str] = frozenset()) -> None:
        for path in [path for pattern in patterns for path in self._folder.glob(pattern)]:
            if path.name not in but:
                with suppress(OSError):  # Windows keeps what somebody has mapped
                    path.unlink()

    @contextmanager
    def locked(self, name: str = "", wait: float = _WAIT) -> Iterator[None]:
        """One process at a time, sqlite3.OperationalError after ``wait`` seconds.

        A lock that ends with its process is what SQLite has on every system.
        """
        self._folder.mkdir(exist_ok=True)
        lock = sqlite3.connect(self._folder / f"{name}{self._lang}.lock", timeout=wait, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
            yield
        finally:
            lock.close()

    @contextmanager
    def joining(self) -> Iterator[None]:
        """One process at a time joins parts; sqlite3.OperationalError at once where another one does."""
        with self.locked(_BESIDE, 0):
            yield

    @property
    def _manifest(self) -> Path:
        return self._folder / f"{self._lang}.json"
