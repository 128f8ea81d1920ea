"""The fuzzy index beside a memory, ``NAME.tmkit-index``: derived, made when missing or stale, grown by small parts.

For each language a manifest (``ru.json``) names the parts and the unit numbers that each holds. What was added since
becomes a part of its own, joined with those before it that are not much larger: so a few parts cover millions of
units, and a thousand new ones are there at once. Parts are never changed, so whoever reads is never in the way.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np

from tmkit.errors import InputError
from tmkit.files import write_atomic
from tmkit.memory.parts import Array, Line, Near, Part, build, hashed, load, save
from tmkit.memory.reading import WORTH_SAYING, digest, identity, last_number
from tmkit.memory.schema import SLOTS
from tmkit.model import Lang
from tmkit.text.normalise import FORM, normal_form

__all__ = ["Index"]

_FORMAT = 3
_LARGEST = 1_000_000
"""Units of a part at most: what is built at a time, in bounded memory."""
_JOINED = 2
"""A part is joined with the one after it when it is no more than so many times as large."""
_LAST_BIT = 31
"""Languages beyond the thirty-first share a bit; the store tells them apart."""
_WAIT = 600.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part and the numbers of its units, both ends included."""

    first: int
    last: int
    file: str
    """Empty where it is in memory only."""

    @property
    def size(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class _Manifest:
    store: str
    """The identity of the memory that it belongs to."""
    digest: str
    """Of the last unit: a memory that was put back from a copy has another one there."""
    langs: tuple[str, ...] = ()
    """By their bit."""
    pieces: tuple[_Piece, ...] = ()
    """With rising numbers, no gaps."""

    @property
    def last(self) -> int:
        return self.pieces[-1].last if self.pieces else 0


class Index:
    """The index of one language; ``refresh`` before each search. ``say`` is told of work that takes long."""

    def __init__(self, path: str, connection: sqlite3.Connection, lang: Lang, say: Callable[[str], None]) -> None:
        self._folder = Path(f"{path}-index")
        self._db = connection
        self._lang = lang
        self._say = say
        self._manifest = _Manifest("", "")
        self._parts: dict[_Piece, Part] = {}

    def refresh(self) -> None:
        """Take in what was added to the memory since the last time."""
        last = last_number(self._db)
        if last == self._manifest.last:
            return
        manifest = self._sound(self._read(), last)
        if manifest.last < last:
            try:
                with self._locked():
                    manifest = self._grown(self._sound(self._read(), last), last, self._saved)
                    self._write(manifest)
            except (
                OSError,
                InputError,
                sqlite3.Error,
            ):  # a folder that cannot be written, a full disk: without a file then
                manifest = self._grown(manifest, last, self._kept)
        self._open(manifest)

    def search(self, form: str, threshold: float, target: Lang, limit: int) -> list[Near]:
        """The ``limit`` segments most like a normal form, of units that have ``target`` too, the best first."""
        bit = self.bit(target)
        if not bit or not form:
            return []
        words, _ = hashed([form])
        if limit > 1:
            return self._best(words, threshold, bit, limit)
        for step in (0.9, 0.8, 0.7, threshold):  # the nearest is found sooner where less is let through
            if step >= threshold and (found := self._best(words, step, bit, 1)):
                return found
        return []

    def exact(self, keys: Sequence[int], target: Lang) -> dict[int, list[int]]:
        """For each key of a normal form that is there the units that have ``target`` too, the newest first."""
        found: dict[int, list[int]] = {}
        wanted, bit = np.array(keys, np.int64), self.bit(target)
        for piece in sorted(self._parts, key=lambda piece: -piece.first):
            for key, units in self._parts[piece].exact(wanted, bit):
                found.setdefault(key, []).extend(units)
        return found

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the index consists of."""
        return tuple(self._parts.values())

    def bit(self, target: Lang) -> int:
        """The bit of a language in ``Part.langs``; 0 where no unit has it."""
        langs = self._manifest.langs
        return 1 << min(langs.index(target), _LAST_BIT) if target in langs else 0

    def _best(self, words: Array, threshold: float, bit: int, limit: int) -> list[Near]:
        best: list[Near] = []
        for part in self._parts.values():
            best += part.search(words, threshold, bit, limit)
            best.sort(key=lambda near: (near.distance / near.longer, -near.unit))
            del best[limit:]
            if len(best) == limit:
                threshold = max(threshold, best[-1].similarity)
        return best

    def _open(self, manifest: _Manifest) -> None:
        """Map the parts, the largest first: what it finds raises the bar for the others."""
        pieces = sorted(manifest.pieces, key=lambda piece: -piece.size)
        self._parts = {piece: self._parts.get(piece) or load(self._folder / piece.file) for piece in pieces}
        self._manifest = manifest

    def _read(self) -> _Manifest:
        """The manifest, if it is there and its files are; an empty one else."""
        nothing = _Manifest(identity(self._db), "")
        for _ in range(3):  # a writer may join parts between our reading of the manifest and of them
            try:
                content, _, checksum = (self._folder / f"{self._lang}.json").read_bytes().partition(b"\n")
                if int(checksum, 16) != crc32(content):
                    return nothing
                said = json.loads(content)
                if (said["format"], said["form"], said["store"]) != (_FORMAT, FORM, nothing.store):
                    return nothing
                pieces = tuple(_Piece(*piece) for piece in said["pieces"])
                for piece in pieces:
                    if piece not in self._parts:
                        self._parts[piece] = load(self._folder / piece.file)
                return _Manifest(nothing.store, said["digest"], tuple(said["langs"]), pieces)
            except FileNotFoundError:
                continue
            except (OSError, ValueError, LookupError, TypeError):
                return nothing
        return nothing

    def _sound(self, manifest: _Manifest, last: int) -> _Manifest:
        """The manifest, or an empty one where it is of another state of the memory."""
        if manifest.last <= last and manifest.digest == digest(self._db, manifest.last):
            return manifest
        return _Manifest(manifest.store, "")

    def _grown(self, manifest: _Manifest, last: int, keep: Callable[[_Piece, Part], _Piece]) -> _Manifest:
        """The manifest with all units up to ``last``: the newest parts are made anew together with what is new."""
        pieces = list(manifest.pieces)
        first = manifest.last + 1
        if last - first + 1 >= WORTH_SAYING:
            self._say(f"indexing {last - first + 1:,} units of {self._lang}, once")
        while pieces and pieces[-1].size <= _JOINED * (last - first + 1) and last - pieces[-1].first < _LARGEST:
            first = pieces.pop().first
        langs = list(manifest.langs)
        for start in range(first, last + 1, _LARGEST):
            stop = min(start + _LARGEST, last + 1)
            part = build(self._lines(start, stop, langs))
            pieces.append(keep(_Piece(start, stop - 1, ""), part))
        return _Manifest(manifest.store, digest(self._db, last), tuple(langs), tuple(pieces))

    def _lines(self, first: int, stop: int, langs: list[str]) -> Iterator[Line]:
        query = """
            SELECT segment.id, text, langs FROM segment JOIN unit ON unit.id = segment.id / ?
            WHERE segment.id >= ? AND segment.id < ? AND lang = ? ORDER BY segment.id
        """
        known: dict[str, int] = {}
        for place, text, codes in self._db.execute(query, (SLOTS, first * SLOTS, stop * SLOTS, self._lang)):
            if codes not in known:
                known[codes] = _bits(codes.split(), langs)
            yield Line(place // SLOTS, normal_form(text, self._lang), known[codes])

    def _saved(self, piece: _Piece, part: Part) -> _Piece:
        name = f"{self._lang}-{piece.first}-{piece.last}-{secrets.token_hex(4)}.part"
        save(part, self._folder / name)
        return replace(piece, file=name)

    def _kept(self, piece: _Piece, part: Part) -> _Piece:
        self._parts[piece] = part
        return piece

    def _write(self, manifest: _Manifest) -> None:
        content = {
            "format": _FORMAT,
            "form": FORM,
            "store": manifest.store,
            "digest": manifest.digest,
            "langs": manifest.langs,
            "pieces": [[p.first, p.last, p.file] for p in manifest.pieces],
        }
        with write_atomic(str(self._folder / f"{self._lang}.json")) as stream:
            line = json.dumps(content).encode()
            stream.write(b"%s\n%08x\n" % (line, crc32(line)))
        named = {piece.file for piece in manifest.pieces}
        for path in (*self._folder.glob(f"{self._lang}-*.part"), *self._folder.glob(f".{self._lang}[-.]*.tmp")):
            if path.name not in named:
                with suppress(OSError):  # Windows keeps what somebody has mapped
                    path.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One process at a time; a lock that ends with its process is what SQLite has on every system."""
        self._folder.mkdir(exist_ok=True)
        lock = sqlite3.connect(self._folder / f"{self._lang}.lock", timeout=_WAIT, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
            yield
        finally:
            lock.close()


def _bits(codes: Sequence[str], langs: list[str]) -> int:
    """A bit for each of the languages; new ones are appended to ``langs``."""
    bits = 0
    for code in codes:
        if code not in langs:
            langs.append(code)
        bits |= 1 << min(langs.index(code), _LAST_BIT)
    return bits
