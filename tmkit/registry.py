"""The one way to find a plugin: entry points, found, loaded and named in separate steps."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, TypeVar, cast

from tmkit.errors import UsageError

__all__ = ["GROUPS", "Registry"]

P = TypeVar("P")

GROUPS = (
    "tmkit.documents",
    "tmkit.units",
    "tmkit.glossaries",
    "tmkit.encoders",
    "tmkit.memories",
    "tmkit.checks",
    "tmkit.reporters",
    "tmkit.commands",
)
"""Every entry point group of tmkit; the built-in plugins are declared in the same groups."""


class Registry(Generic[P]):
    """The plugins of one entry point group, by name; each is loaded when it is first asked for.

    A plugin is a module or object with the members of the protocol ``P``. Where two packages declare
    one name, tmkit's own stands.
    """

    def __init__(self, group: str, noun: str) -> None:
        self.group = group
        self._noun = noun
        self._loaded: dict[str, P] = {}

    @cached_property
    def entries(self) -> dict[str, EntryPoint]:
        """The declarations by name, sorted."""
        found = sorted(
            entry_points(group=self.group),
            key=lambda e: (e.name, e.dist is not None and e.dist.name == "tmkit"),
        )
        return {entry.name: entry for entry in found}

    def names(self) -> tuple[str, ...]:
        """The known names, sorted."""
        return tuple(self.entries)

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def load(self, name: str) -> P:
        """The plugin of that name; UsageError, with the nearest known name, where there is none."""
        if name not in self._loaded:
            if name not in self.entries:
                near = get_close_matches(name, self.entries, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(self.entries) or 'none'}"
                raise UsageError(f"unknown {self._noun} {name!r}; {hint}")
            self._loaded[name] = cast(P, self._import(self.entries[name]))
        return self._loaded[name]

    def _import(self, entry: EntryPoint) -> object:
        try:
            return entry.load()
        except Exception as error:  # it is other people's code
            package = entry.dist.name if entry.dist is not None else "the package it comes from"
            reason = " ".join(str(error).split())
            raise UsageError(
                f"the {self._noun} {entry.name!r} cannot be loaded ({reason}); update or uninstall {package}"
            ) from error

    def all(self) -> dict[str, P]:
        """Every plugin, loaded, by name."""
        return {name: self.load(name) for name in self.entries}
