"""Monolingual documents. The name of a plugin is the file suffix it reads, without the dot."""

from __future__ import annotations

from typing import Protocol

from tmkit.model import Document, Lang
from tmkit.registry import Registry

__all__ = ["DOCUMENTS", "DocumentFormat"]


class DocumentFormat(Protocol):
    """Reads one document format."""

    def read(self, data: bytes, path: str, lang: Lang) -> Document:
        """The document, one segment a block, in reading order; InputError where it cannot be read.

        ``path`` only names the file in locations and errors; nothing is opened. A block that the file says is in a
        language of its own bears that; all others bear ``lang``.
        """


DOCUMENTS: Registry[DocumentFormat] = Registry("tmkit.documents", "document format")
