"""Termbases. The name of a plugin is the file suffix it reads, without the dot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from tmkit.model import Concept, Lang
from tmkit.registry import Registry

__all__ = ["GLOSSARIES", "GlossaryFormat", "Wanted"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a termbase is to be written; each format takes what it knows."""

    dialect: str = ""
    """One of those that the format has; empty: its usual one."""
    langs: tuple[Lang, ...] = ()
    """Source first; empty: all that the concepts have, in order."""
    like: bytes = b""
    """The file that the concepts come from; what belongs to no concept, such as a header, is taken from it."""


class GlossaryFormat(Protocol):
    """Reads and writes one termbase format."""

    def read(self, data: bytes, path: str) -> tuple[Concept, ...]:
        """The concepts in file order; InputError with line where the file is broken."""

    def write(self, concepts: Iterable[Concept], stream: BinaryIO, wanted: Wanted = ...) -> None:
        """Write the concepts; UsageError where there is no such dialect."""


GLOSSARIES: Registry[GlossaryFormat] = Registry("tmkit.glossaries", "glossary format")
