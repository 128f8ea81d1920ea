"""A glossary that rejects what an older one still preferred: after a change, the texts are held to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from tmkit.model import Concept, Lang, Status, Term
from tmkit.terms.glossary import Glossary

__all__ = ["outdated"]

_ALLOWED = (Status.PREFERRED, Status.ADMITTED)


def outdated(new: Glossary, old: Glossary | None = None, concepts: Collection[str] = ()) -> Glossary:
    """``new``, where what ``old`` preferred and it does not, or what it has no more, is deprecated.

    A language in which ``new`` prefers nothing is left alone: there is nothing to write instead. With ``concepts``,
    their ids, nothing else is deprecated at all.
    """
    before = {concept.id: concept for concept in reversed(old.concepts)} if old is not None else {}
    return Glossary(
        replace(concept, terms=tuple(_terms(concept, before.get(concept.id))))
        if not concepts or concept.id in concepts
        else replace(concept, terms=tuple(t for t in concept.terms if t.status is not Status.DEPRECATED))
        for concept in new.concepts
    )


def _terms(concept: Concept, before: Concept | None) -> Iterator[Term]:
    stale = {(term.lang, term.text): term for term in _stale(concept, before)}
    for term in concept.terms:
        yield replace(term, status=Status.DEPRECATED) if stale.pop((term.lang, term.text), None) else term
    for term in stale.values():
        yield replace(term, status=Status.DEPRECATED)


def _stale(concept: Concept, before: Concept | None) -> Iterable[Term]:
    if before is None:
        return
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        preferred = _texts(concept, lang, Status.PREFERRED)
        for term in before.in_language(lang, *_ALLOWED) if preferred else ():
            kept = preferred if term.status is Status.PREFERRED else _texts(concept, lang, *_ALLOWED)
            if term.text not in kept:
                yield term


def _texts(concept: Concept, lang: Lang, *statuses: Status) -> frozenset[str]:
    return frozenset(term.text for term in concept.in_language(lang, *statuses))
