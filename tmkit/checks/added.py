"""A sentence of the translation has no source.

Bad:  План принят. -> The plan was adopted. Everyone was pleased.
Good: План принят. -> The plan was adopted.
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._gaps import added
from tmkit.model import Bitext, Finding, Severity

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM208"
NAME = "added"
SEVERITY = Severity.WARNING


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such sentence; a note where the aligner doubts or a neighbour of the source may hold it."""
    for gap in added(bitext):
        level = SEVERITY if gap.sure else Severity.INFO
        message = "The source has nothing that says this."
        yield Finding(CODE, NAME, level, message, gap.segment.excerpt(0, len(gap.segment.text)))
