"""A term has an admitted rendering where the glossary prefers another one.

It is a note, at the first place of each wording in a document. The acronym of the preferred term, the term
shortened or in another number is no fault; two renderings in one document are TM104.

Bad:  Подписана дорожная карта. -> A road map was signed.
Good: Подписана дорожная карта. -> A roadmap was signed.
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._renderings import Rendering, departures, is_short_form, renderings
from tmkit.checks._terms import preferred, quoted, rewriting
from tmkit.model import Bitext, Finding, Severity, Status, Term

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM105"
NAME = "term-not-preferred"
SEVERITY = Severity.INFO


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """The first place of every admitted wording that TM104 does not report, in the order of the text."""
    reported = {departure.rendering.target.hit.term for departure in departures(bitext, context.glossary)}
    first: dict[tuple[str, Term], Rendering] = {}
    for concept, found in renderings(bitext, context.glossary).items():
        for rendering in found:
            hit = rendering.target.hit
            if hit.term.status is Status.ADMITTED and not hit.shortened and hit.term not in reported:
                first.setdefault((concept, hit.term), rendering)
    for rendering in sorted(first.values(), key=lambda rendering: rendering.number):
        wanted = preferred(rendering.target.hit.concept, bitext.target_lang)
        if wanted is not None and wanted.status is Status.PREFERRED and not _is_short(rendering, wanted):
            yield _finding(rendering, wanted)


def _is_short(rendering: Rendering, wanted: Term) -> bool:
    return is_short_form(rendering.target.hit.term, wanted, wanted.lang)


def _finding(rendering: Rendering, wanted: Term) -> Finding:
    target = rendering.target
    new = rewriting(target, wanted)
    return Finding(
        CODE,
        NAME,
        SEVERITY,
        f"Glossary: {quoted(wanted.text)} is preferred to {quoted(target.hit.term.text)}.{new.note}",
        target.excerpt,
        rendering.source.excerpt,
        target.hit.concept.id,
        new.text,
    )
