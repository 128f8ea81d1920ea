"""Termbases. The name of a plugin is the file suffix it reads, without the dot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from tmkit.model import Concept
from tmkit.registry import Registry

__all__ = ["GLOSSARIES", "GlossaryFormat"]


class GlossaryFormat(Protocol):
    """Reads and writes one termbase format."""

    def read(self, data: bytes, path: str) -> tuple[Concept, ...]:
        """The concepts in file order; InputError with line where the file is broken."""

    def write(self, concepts: Iterable[Concept], stream: BinaryIO) -> None:
        """Write the concepts."""


GLOSSARIES: Registry[GlossaryFormat] = Registry("tmkit.glossaries", "glossary format")
