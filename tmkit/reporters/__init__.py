"""Reporters: findings in the form that a person or a program reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tmkit.model import Report
from tmkit.registry import Registry

__all__ = ["REPORTERS", "Reporter"]


class Reporter(Protocol):
    """Writes a report in one format."""

    def render(self, report: Report, *, colour: bool = False, width: int = 80) -> Iterator[str]:
        """The report as pieces of text; ``colour`` where the reader is a terminal that shows it, of that ``width``."""


REPORTERS: Registry[Reporter] = Registry("tmkit.reporters", "report format")
