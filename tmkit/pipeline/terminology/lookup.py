"""What does the termbase say of these words? Concepts by any form of any of their terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tmkit.languages.codes import script_of
from tmkit.model import Concept, Lang, Term
from tmkit.terms.glossary import Glossary

__all__ = ["lookup"]

_SCRIPTS = {"Cyrl": re.compile("[\u0400-\u052f]"), "Latn": re.compile("[A-Za-z\u00c0-\u024f]")}


def lookup(query: str, glossary: Glossary, lang: Lang | None = None) -> tuple[Concept, ...]:
    """The concepts that the words name, inflected or not, the longest terms first; in any language, or in ``lang``.

    Where they name none: those that have a term with these words in it.
    """
    langs = _langs(query, glossary.concepts) if lang is None else [lang]
    hits = [hit for lang in langs for hit in glossary.find_all(query, lang)]
    hits.sort(key=lambda hit: (hit.span.start - hit.span.stop, hit.span))
    named = {hit.concept.id: hit.concept for hit in hits} or {c.id: c for c in _containing(query, glossary, langs)}
    named |= {concept.id: concept for concept in glossary.concepts if concept.id == query.strip()}
    return tuple(named.values())


def _langs(query: str, concepts: Iterable[Concept]) -> list[Lang]:
    """The languages that may be meant: those of the termbase that are written in the letters of the query."""
    langs = dict.fromkeys(term.lang for concept in concepts for term in concept.terms)
    shown = {script for script, letters in _SCRIPTS.items() if letters.search(query)}
    return [lang for lang in langs if not shown or script_of(lang) in shown | {""}]


def _containing(query: str, glossary: Glossary, langs: Sequence[Lang]) -> Iterator[Concept]:
    """The other way round: the query is the term, and the terms are the texts."""
    asked = Glossary([Concept("query", tuple(Term(query, lang) for lang in langs))])
    for concept in glossary.concepts:
        if any(term.lang in langs and asked.find_all(term.text, term.lang) for term in concept.terms):
            yield concept
