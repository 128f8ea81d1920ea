"""A glossary's terms as they are looked for: their words, and under which keys each of them is found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tmkit.languages.codes import KK, KK_LATN
from tmkit.languages.en import ARTICLES
from tmkit.languages.marks import APOSTROPHES
from tmkit.languages.morphology import Morphology, Role, is_acronym
from tmkit.model import Concept, Lang, Status, Term
from tmkit.terms.names import is_person
from tmkit.text.words import Word, words

__all__ = ["HYPHENS", "SOFT", "Entry", "entries", "exact", "terms_in"]

HYPHENS = "\u2010\u2011-"
SOFT = re.compile(rf"[\s\u2012-\u2015«»“”„\"{APOSTROPHES}/{HYPHENS}]{{0,4}}")
"""What may stand between two words of a term, whatever the termbase has there."""


class Entry(NamedTuple):
    """A term as it is looked for."""

    concept: Concept
    term: Term
    keys: tuple[frozenset[str], ...]
    """For each word, what it may be found under."""
    words: tuple[str, ...]
    """As the termbase has them."""
    folded: tuple[str, ...]
    gaps: tuple[str, ...]
    """What has to stand between the words, without blanks: a plus sign, a stop; empty: anything soft."""
    tail: str
    """What follows the last word: the last stop of U.N."""
    given: tuple[str, ...] = ()
    """Of a surname alone: the given names that belong to it, folded."""
    person: bool = False


def entries(concepts: Iterable[Concept], lang: Lang, language: Morphology) -> Iterator[Entry]:
    """The terms of one language, signs (%, $) without words; persons by their surname alone too."""
    for concept in concepts:
        person = is_person(concept)
        found = [_entry(concept, term, lang, language, person) for term in terms_in(concept, lang)]
        yield from _with_surnames([entry for entry in found if entry.words]) if person else found


def terms_in(concept: Concept, lang: Lang) -> tuple[Term, ...]:
    """The terms that stand for a concept in a language, whatever their status.

    What is not to be translated has the terms of any language; Kazakh in Latin letters has those in Cyrillic.
    """
    found = concept.in_language(lang)
    if not found and lang == KK_LATN:
        found = concept.in_language(KK)
    if concept.do_not_translate and all(term.status is Status.DEPRECATED for term in found):
        allowed = (term for term in concept.terms if term.status is not Status.DEPRECATED)
        return (*found, *{term.text: term for term in allowed}.values())
    return found


def exact(word: str) -> str:
    """An acronym as a key: only its apostrophes are made one, and Uzbek AQSh is AQSH, as both are printed."""
    return unicodedata.normalize("NFC", word).translate(_NO_MARKS).replace("Sh", "SH").replace("Ch", "CH")


_NO_MARKS = dict.fromkeys(map(ord, APOSTROPHES), "'")


def _entry(concept: Concept, term: Term, lang: Lang, language: Morphology, person: bool) -> Entry:
    found = list(words(term.text))
    if lang == "en" and len(found) > 1 and found[0].text.casefold() in ARTICLES:
        del found[0]
    last = len(found) - 1
    roles = [Role.ONLY if last == 0 else Role.HEAD if at == last else Role.MODIFIER for at in range(len(found))]
    return Entry(
        concept,
        term,
        tuple(_keys(word.text, role, language) for word, role in zip(found, roles, strict=True)),
        tuple(word.text for word in found),
        tuple(language.fold(word.text) for word in found),
        tuple(_gap(term.text, one, other) for one, other in pairwise(found)),
        term.text[found[-1].stop :].strip() if found else "",
        person=person,
    )


def _with_surnames(found: Sequence[Entry]) -> Iterator[Entry]:
    """The names, and the last word of each full name that is not rejected."""
    names = [entry for entry in found if len(entry.words) > 1 and entry.term.status is not Status.DEPRECATED]
    given = {entry.folded[-1]: entry.folded[:-1] for entry in reversed(names)}
    for entry in found:
        alone = len(entry.words) == 1
        yield entry._replace(given=given.get(entry.folded[0], ())) if alone else entry
    explicit = {entry.folded for entry in found}
    for entry in names:
        surname = entry.folded[-1:]
        if surname not in explicit:
            explicit.add(surname)
            yield entry._replace(
                keys=entry.keys[-1:], words=entry.words[-1:], folded=surname, gaps=(), given=entry.folded[:-1]
            )


def _keys(word: str, role: Role, language: Morphology) -> frozenset[str]:
    if word.isdigit() or is_acronym(word):
        return frozenset([exact(word)])
    return language.keys(word, role)


def _gap(text: str, one: Word, other: Word) -> str:
    between = text[one.stop : other.start]
    return "" if SOFT.fullmatch(between) else "".join(between.split())
