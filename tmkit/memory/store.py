"""The memory in one SQLite file, ``NAME.tmkit``, with its index beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Any

from tmkit.languages.codes import RU
from tmkit.memory import history, reading, removing
from tmkit.memory.adding import add
from tmkit.memory.concordance import Hit, forms_of, of_letters, of_words
from tmkit.memory.fragments import Fragment, fragments
from tmkit.memory.fulltext import FullText, Kind
from tmkit.memory.index import Index
from tmkit.memory.lookup import Finder
from tmkit.memory.penalties import Rules
from tmkit.memory.reading import Selection
from tmkit.memory.schema import connect, guarded, transaction
from tmkit.memory.units import Adding, Change, Done, Match, Place, Removal, Sought, Stats, StoredUnit
from tmkit.model import Lang, TranslationUnit

__all__ = ["Store", "open"]

_NOTHING_SAID = Adding()
_EVERYTHING = Selection()
_USUAL = Rules()
_NONE: Mapping[int, Any] = MappingProxyType({})


class Store:
    """An open memory; ``connection`` is for the modules of this package. ``say`` is told of work that takes long."""

    def __init__(self, path: str, *, create: bool = False, readonly: bool = False) -> None:
        self.path = path
        self.connection = connect(path, create=create, readonly=readonly)
        self.say: Callable[[str], None] = lambda message: None
        self._indexes: dict[Lang, Index] = {}
        self._texts: dict[tuple[Lang, Kind], FullText] = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        for index in self._texts.values():
            index.close()
        self.connection.close()

    def add(
        self,
        units: Iterable[TranslationUnit],
        adding: Adding = _NOTHING_SAID,
        progress: Callable[[int], None] = lambda count: None,
    ) -> Change:
        """Add units in document order; see ``tmkit.memory.adding``."""
        with guarded(self.path):
            return add(self.connection, units, adding, progress)

    def units(self, selection: Selection = _EVERYTHING) -> Iterator[StoredUnit]:
        """The units of a selection, in the order in which they were added."""
        with guarded(self.path):
            yield from reading.units(self.connection, selection)

    def lookup(
        self,
        wanted: Iterable[Sought],
        target: Lang,
        *,
        source: Lang = RU,
        threshold: float = 0.7,
        limit: int = 5,
        rules: Rules = _USUAL,
    ) -> Iterator[list[Match]]:
        """For each segment in ``source`` the best matches with a similarity of ``threshold`` (above 0) or more."""
        with guarded(self.path):
            finder = Finder(self.connection, self.index(source), source, target, threshold, limit, rules)
            yield from finder.matches(wanted)

    def concordance(
        self,
        phrases: Sequence[str],
        lang: Lang,
        other: Lang | None = None,
        *,
        substring: bool = False,
        limit: int = 20,
    ) -> list[Hit]:
        """The newest units that have all the phrases in ``lang``, in any form, and text in ``other`` (None: any).

        With ``substring`` the phrases are any characters, three or more. UsageError where they cannot be looked for.
        """
        kind, search = (Kind.LETTERS, of_letters) if substring else (Kind.WORDS, of_words)
        with guarded(self.path):
            return list(islice(search(self.connection, self.full_text(lang, kind), phrases, lang, other), limit))

    def fragments(self, text: str, lang: Lang, target: Lang) -> list[Fragment]:
        """The longest runs of words of a text in ``lang``, in any form, that units with ``target`` have."""
        with guarded(self.path):
            words = self.full_text(lang, Kind.WORDS)
            words.refresh()
            return fragments(
                self.connection, self.index(lang), text, lang, target, lambda word: forms_of(words, word, lang)
            )

    def sample(self, source: Lang, target: Lang, size: int) -> list[tuple[str, str]]:
        """The texts of units with both languages, at most ``size``, from the whole memory at equal distances."""
        with guarded(self.path):
            return reading.sample(self.connection, source, target, size)

    def full_text(self, lang: Lang, kind: Kind) -> FullText:
        """The full-text index of a language; ``refresh`` it before use."""
        if (lang, kind) not in self._texts:
            say = lambda message: self.say(message)  # noqa: E731 (who listens may change)
            self._texts[lang, kind] = FullText(self.path, self.connection, lang, kind, say)
        return self._texts[lang, kind]

    def index(self, lang: Lang) -> Index:
        """The fuzzy index of a language; ``refresh`` it before use."""
        if lang not in self._indexes:
            self._indexes[lang] = Index(self.path, self.connection, lang, lambda message: self.say(message))
        return self._indexes[lang]

    def has(self, file: str, state: str) -> bool:
        """Whether the file was added whole in that state."""
        with guarded(self.path):
            query = "SELECT 1 FROM taken WHERE file = ? AND state = ?"
            return self.connection.execute(query, (file, state)).fetchone() is not None

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The number of the unit with each id, as far as they are there."""
        with guarded(self.path):
            return reading.numbers(self.connection, ids)

    def uses(self, numbers: Iterable[int]) -> dict[int, int]:
        """In how many places each unit was met."""
        with guarded(self.path):
            return reading.uses(self.connection, numbers)

    def places(self, numbers: Iterable[int]) -> dict[int, list[Place]]:
        """Where each unit was met."""
        with guarded(self.path):
            return reading.places(self.connection, numbers)

    def history(self) -> list[Done]:
        """Every change, the last one first."""
        with guarded(self.path):
            return history.done(self.connection)

    def undo(self, run: int, *, rehearsal: bool = False) -> tuple[int, int]:
        """Take a change back: how many units went, and how many came again."""
        with guarded(self.path), transaction(self.connection, rehearsal=rehearsal):
            return history.undo(self.connection, run)

    def remove(
        self,
        numbers: Iterable[int],
        command: str,
        action: str = "removed",
        *,
        heirs: Mapping[int, int] = _NONE,
        langs: Mapping[int, Collection[Lang]] = _NONE,
        rehearsal: bool = False,
    ) -> Removal:
        """Take units out, or some languages of them; see ``tmkit.memory.removing``."""
        with guarded(self.path), transaction(self.connection, rehearsal=rehearsal):
            done = removing.remove(self.connection, numbers, command, action, heirs=heirs, langs=langs)
            return replace(done, run=0) if rehearsal else done

    def retract(self, documents: Sequence[str], *, rehearsal: bool = False) -> Removal:
        """Take out what only these documents have; see ``tmkit.memory.removing``."""
        with guarded(self.path), transaction(self.connection, rehearsal=rehearsal):
            return removing.retract(self.connection, documents, rehearsal=rehearsal)

    def stats(self) -> Stats:
        """What the memory holds."""
        with guarded(self.path):
            return reading.stats(self.connection, self.path)


def open(path: str, *, create: bool = False, readonly: bool = False) -> Store:  # noqa: A001 (the backend's protocol)
    """The memory at ``path``; ``create`` makes it where it is missing. InputError where it cannot be opened."""
    return Store(path, create=create, readonly=readonly)
