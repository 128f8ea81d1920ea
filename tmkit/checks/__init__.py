"""Checks: one fault a file. A check is a module with a docstring that documents it; see ``Check``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, Protocol

from tmkit.languages.style import Style
from tmkit.model import Bitext, Finding, Segment, Severity
from tmkit.registry import Registry
from tmkit.terms.glossary import Glossary

__all__ = ["CHECKS", "Check", "Context", "Precedent", "Precedents"]

_ANY = Style()


class Precedent(NamedTuple):
    """A segment of this text as the memory has it."""

    here: str
    """The segment, but for case, spaces and the shape of its quotation marks."""
    other: str
    """What stands beside it: its translation, or what it translates."""
    documents: tuple[str, ...]
    """Others than this one that have both."""
    approved: bool = True


class Precedents(NamedTuple):
    """What the memory has of the segments of a text, the most trusted first."""

    sources: Mapping[str, tuple[Precedent, ...]] = MappingProxyType({})
    """By the text of a source segment."""
    targets: Mapping[str, tuple[Precedent, ...]] = MappingProxyType({})
    """By the text of its translation."""


_NO_PRECEDENTS = Precedents()


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at besides the text."""

    glossary: Glossary
    style: Style = _ANY
    """How the language of the translation is to be written."""
    final: bool = False
    """The text claims to be complete: what is not translated yet is a fault, not a note."""
    twin: tuple[Segment, ...] = ()
    """The same translation in the other script of its language, where the release has one."""
    precedents: Precedents = _NO_PRECEDENTS
    """What other documents have, where there is a memory."""


class Check(Protocol):
    """Finds one kind of fault.

    The module's docstring is its documentation: the first line names the fault, ``Bad:`` and ``Good:``
    give an example of each.
    """

    CODE: str
    """``TM102``."""
    NAME: str
    """``term-forbidden``: also the name of its entry point."""
    SEVERITY: Severity
    """Unless the settings or the evidence say otherwise."""
    __doc__: str | None

    def check(self, bitext: Bitext, context: Context) -> Iterator[Finding]:
        """Every fault of this kind, in the order of the text; ``Finding.id`` stays empty."""


CHECKS: Registry[Check] = Registry("tmkit.checks", "check")
