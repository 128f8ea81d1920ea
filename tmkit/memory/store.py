"""The memory in one SQLite file, ``NAME.tmkit``, with its index beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tmkit.languages.codes import RU
from tmkit.memory import history, reading, removing
from tmkit.memory.adding import add
from tmkit.memory.index import Index
from tmkit.memory.lookup import Finder
from tmkit.memory.penalties import Rules
from tmkit.memory.reading import Selection
from tmkit.memory.schema import connect, guarded, transaction
from tmkit.memory.units import Adding, Change, Done, Match, Removal, Sought, Stats, StoredUnit
from tmkit.model import Lang, TranslationUnit

__all__ = ["Store", "open"]

_NOTHING_SAID = Adding()
_EVERYTHING = Selection()
_USUAL = Rules()


class Store:
    """An open memory; ``connection`` is for the modules of this package. ``say`` is told of work that takes long."""

    def __init__(self, path: str, *, create: bool = False, readonly: bool = False) -> None:
        self.path = path
        self.connection = connect(path, create=create, readonly=readonly)
        self.say: Callable[[str], None] = lambda message: None
        self._indexes: dict[Lang, Index] = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
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

    def history(self) -> list[Done]:
        """Every change, the last one first."""
        with guarded(self.path):
            return history.done(self.connection)

    def undo(self, run: int, *, rehearsal: bool = False) -> tuple[int, int]:
        """Take a change back: how many units went, and how many came again."""
        with guarded(self.path), transaction(self.connection, rehearsal=rehearsal):
            return history.undo(self.connection, run)

    def remove(
        self, numbers: Iterable[int], command: str, action: str = "removed", *, rehearsal: bool = False
    ) -> Removal:
        """Take units out; the history names the change ``command`` and what happened to them ``action``."""
        with guarded(self.path), transaction(self.connection, rehearsal=rehearsal):
            return removing.remove(self.connection, numbers, command, action, rehearsal=rehearsal)

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
