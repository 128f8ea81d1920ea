"""A term was left in the language of the source.

Bad:  новый сухой порт -> жаңа сухой порт
Good: новый сухой порт -> жаңа құрғақ порт
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._terms import quoted, severity
from tmkit.checks._unrendered import unrendered
from tmkit.model import Bitext, Finding, Severity

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM103"
NAME = "term-untranslated"
SEVERITY = Severity.ERROR


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every term of the source that stands in the translation as it is, and nowhere rendered."""
    for found in unrendered(bitext, context.glossary):
        if found.left is not None:
            hit = found.mention.hit
            yield Finding(
                CODE,
                NAME,
                severity(found.wanted, found.pair.pair, found.mention),
                f"Glossary: {quoted(hit.term.text)} is {quoted(found.wanted.text)}; here it was left untranslated.",
                found.left.excerpt,
                found.mention.excerpt,
                hit.concept.id,
            )
