"""Translation memories: what a backend must do, and the registry of backends. The built-in one is ``store``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from tmkit.memory.concordance import Hit
from tmkit.memory.fragments import Fragment
from tmkit.memory.penalties import Rules
from tmkit.memory.reading import Selection
from tmkit.memory.units import Adding, Change, Done, Match, Place, Removal, Sought, Stats, StoredUnit
from tmkit.model import Lang, TranslationUnit
from tmkit.registry import Registry

__all__ = ["MEMORIES", "Memory", "MemoryBackend"]


class Memory(Protocol):
    """An open memory. Close it, or use it in a ``with`` statement."""

    say: Callable[[str], None]
    """Set it to hear of work that takes long."""

    def __enter__(self) -> Memory: ...

    def __exit__(self, *reason: object) -> None: ...

    def close(self) -> None:
        """Let go of the file."""

    def add(
        self, units: Iterable[TranslationUnit], adding: Adding = ..., progress: Callable[[int], None] = ...
    ) -> Change:
        """Add units in document order; the same unit twice is one, a correction takes the place of the old one."""

    def units(self, selection: Selection = ...) -> Iterator[StoredUnit]:
        """The units of a selection, in the order in which they were added."""

    def lookup(
        self,
        wanted: Iterable[Sought],
        target: Lang,
        *,
        source: Lang = ...,
        threshold: float = ...,
        limit: int = ...,
        rules: Rules = ...,
    ) -> Iterator[list[Match]]:
        """For each segment the best matches in ``target``, of ``threshold`` or more, the best first."""

    def concordance(
        self,
        phrases: Sequence[str],
        lang: Lang,
        other: Lang | None = ...,
        *,
        substring: bool = ...,
        limit: int = ...,
    ) -> list[Hit]:
        """The newest units that have all the phrases in ``lang``, in any form, and text in ``other``."""

    def fragments(self, text: str, lang: Lang, target: Lang) -> list[Fragment]:
        """The longest runs of words of a text in ``lang``, in any form, that units with ``target`` have."""

    def sample(self, source: Lang, target: Lang, size: int) -> list[tuple[str, str]]:
        """The texts of some units with both languages, from the whole memory."""

    def has(self, file: str, state: str) -> bool:
        """Whether the file was added whole in that state."""

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The number of the unit with each id, as far as they are there."""

    def uses(self, numbers: Iterable[int]) -> dict[int, int]:
        """In how many places each unit was met."""

    def places(self, numbers: Iterable[int]) -> Mapping[int, Sequence[Place]]:
        """Where each unit was met."""

    def history(self) -> Sequence[Done]:
        """Every change, the last one first."""

    def undo(self, run: int, *, rehearsal: bool = ...) -> tuple[int, int]:
        """Take a change back: how many units went, and how many came again. A rehearsal only says so."""

    def remove(
        self,
        numbers: Iterable[int],
        command: str,
        action: str = ...,
        *,
        heirs: Mapping[int, int] = ...,
        langs: Mapping[int, Collection[Lang]] = ...,
        rehearsal: bool = ...,
    ) -> Removal:
        """Take units out; the history names the change ``command`` and what happened to them ``action``.

        ``heirs`` are met in the places of units that go; of the units in ``langs`` only those languages go.
        """

    def retract(self, documents: Sequence[str], *, rehearsal: bool = ...) -> Removal:
        """Take out what only these documents have: names, or patterns with ``*`` and ``?``."""

    def stats(self) -> Stats:
        """What the memory holds."""


class MemoryBackend(Protocol):
    """One kind of memory, by the suffix of its file."""

    def open(self, path: str, *, create: bool = ..., readonly: bool = ...) -> Memory:
        """The memory of that name; InputError where it cannot be opened."""


MEMORIES: Registry[MemoryBackend] = Registry("tmkit.memories", "kind of memory")
