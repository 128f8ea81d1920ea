"""The fuzzy index beside a memory, ``NAME.tmkit-index``: derived, made when missing or stale, grown by small parts.

For each language a manifest (``ru.json``) names the parts and the unit numbers that each holds. What was added since
becomes a part of its own, joined with small ones before it; larger ones are joined by another process (``joining``). So
a few parts cover millions of units, and a thousand new ones are there at once. Parts are never changed, so whoever
reads is never in the way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from tmkit.errors import InputError
from tmkit.memory.building import Line, build, joined
from tmkit.memory.joining import join_later, remaining
from tmkit.memory.manifest import LARGEST, Folder, Manifest, Piece, due
from tmkit.memory.parts import Array, Near, Part, hashed
from tmkit.memory.reading import WORTH_SAYING, digest, identity, last_number
from tmkit.memory.schema import SLOTS
from tmkit.model import Lang
from tmkit.text.normalise import normal_form

__all__ = ["Index"]

_AT_ONCE = 100_000
"""Units of a part that is made of others while a lookup waits (a tenth of a second); others make the larger ones."""
_LAST_BIT = 31
"""Languages beyond the thirty-first share a bit; the store tells them apart."""


class Index:
    """The index of one language; ``refresh`` before each search. ``say`` is told of work that takes long."""

    def __init__(self, path: str, connection: sqlite3.Connection, lang: Lang, say: Callable[[str], None]) -> None:
        self._path = path
        self._folder = Folder(path, lang)
        self._db = connection
        self._lang = lang
        self._say = say
        self._manifest = Manifest("")
        self._parts: dict[Piece, Part] = {}

    def refresh(self) -> None:
        """Take in what was added to the memory since the last time."""
        last = last_number(self._db)
        if last == self._manifest.last:
            return
        manifest = self._read(last)
        if manifest.last < last:
            try:
                with self._folder.locked():
                    manifest = self._grown(self._read(last), last, self._folder.save)
                    self._folder.write(manifest)
                    self._open(manifest)  # before somebody joins these parts
                if due(manifest.pieces, LARGEST):
                    join_later(self._path, self._lang)
            except (OSError, InputError, sqlite3.Error):  # a folder that cannot be written, a full disk: without a file
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
        wanted, bit = np.sort(np.array(keys, np.int64)), self.bit(target)
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

    def _open(self, manifest: Manifest) -> None:
        """Map the parts, the largest first: what it finds raises the bar for the others."""
        pieces = sorted(manifest.pieces, key=lambda piece: -piece.size)
        self._parts = {piece: self._parts.get(piece) or self._folder.load(piece) for piece in pieces}
        self._manifest = manifest

    def _read(self, last: int) -> Manifest:
        """The manifest, or an empty one where there is none of this state of the memory."""
        manifest = self._folder.read(identity(self._db), self._parts)
        if manifest.last <= last and manifest.digest == digest(self._db, manifest.last):
            return manifest
        return Manifest(manifest.store)

    def _grown(self, manifest: Manifest, last: int, keep: Callable[[Piece, Part], Piece]) -> Manifest:
        """The manifest with all units up to ``last``: those that are new become a part, with small ones before it."""
        pieces, langs = list(manifest.pieces), list(manifest.langs)
        first = manifest.last + 1
        if last - first + 1 >= WORTH_SAYING:
            self._say(f"indexing {last - first + 1:,} units of {self._lang}, once")
        for start in range(first, last + 1, LARGEST):
            piece = Piece(start, min(start + LARGEST - 1, last), "")
            part = build(self._lines(piece, langs))
            count = due((*pieces, piece), _AT_ONCE)
            if count:
                before = pieces[1 - count :]
                del pieces[1 - count :]
                piece = Piece(before[0].first, piece.last, "")
                part = joined([*(self._parts[one] for one in before), part], remaining(self._db, piece))
            pieces.append(keep(piece, part))
        return Manifest(manifest.store, digest(self._db, last), tuple(langs), tuple(pieces))

    def _lines(self, piece: Piece, langs: list[str]) -> Iterator[Line]:
        query = """
            SELECT segment.id, text, langs FROM segment JOIN unit ON unit.id = segment.id / ?
            WHERE segment.id >= ? AND segment.id < ? AND lang = ? ORDER BY segment.id
        """
        known: dict[str, int] = {}
        for place, text, codes in self._db.execute(
            query, (SLOTS, piece.first * SLOTS, (piece.last + 1) * SLOTS, self._lang)
        ):
            if codes not in known:
                known[codes] = _bits(codes.split(), langs)
            yield Line(place // SLOTS, normal_form(text, self._lang), known[codes])

    def _kept(self, piece: Piece, part: Part) -> Piece:
        self._parts[piece] = part
        return piece


def _bits(codes: Sequence[str], langs: list[str]) -> int:
    """A bit for each of the languages; new ones are appended to ``langs``."""
    bits = 0
    for code in codes:
        if code not in langs:
            langs.append(code)
        bits |= 1 << min(langs.index(code), _LAST_BIT)
    return bits
