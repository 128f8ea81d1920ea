"""Checks: one fault a file. A check is a module with a docstring that documents it; see ``Check``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tmkit.model import Bitext, Finding, Severity
from tmkit.registry import Registry
from tmkit.terms.glossary import Glossary

__all__ = ["CHECKS", "Check", "Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at besides the text."""

    glossary: Glossary


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
