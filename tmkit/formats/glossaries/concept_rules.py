"""Is a termbase sound? What its concepts say, whatever file they come from: TM926, TM953 and TM957 to TM969.

``contents`` looks at each concept and at contradictions; ``faults`` adds what only matters where the termbase is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from tmkit.formats.languages import other_script
from tmkit.formats.rules import WRONG_SCRIPT, Rule
from tmkit.model import Concept, Excerpt, Finding, Lang, Location, Severity, Status, Term

__all__ = ["BAD_DATE", "NO_TERMS", "RULES", "contents", "mixed_words", "name_of", "place_of", "terms_of", "words_of"]

_E, _W = Severity.ERROR, Severity.WARNING

# fmt: off
NO_TERMS = Rule("TM953", "no-terms", _E, "A concept has no terms, or a language section none.",
    '<langSec xml:lang="kk"></langSec>', '<langSec xml:lang="kk"><termSec><term>сауда</term></termSec></langSec>')
_NO_PREFERRED = Rule("TM957", "no-preferred-term", _W,
    "No term of the language is preferred, so there is none to recommend.",
    "сауда as admittedTerm-admn-sts alone", "сауда as preferredTerm-admn-sts")
_TWO_PREFERRED = Rule("TM958", "two-preferred-terms", _W, "Two terms of one concept are preferred in the language.",
    "сауда and коммерция, both preferredTerm-admn-sts", "one of them as admittedTerm-admn-sts")
_CONTRADICTION = Rule("TM959", "preferred-and-deprecated", _W,
    "The term is preferred in one concept and deprecated in another; it is only a fault where the other is meant.",
    "heads preferred for главы, deprecated for лидеры", "a note at the deprecated one that says when it is right")
_REPEATED_TERM = Rule("TM960", "repeated-term", _W, "The term stands twice in one language of the concept.",
    "<term>сауда</term> twice", "<term>сауда</term> once")
_MIXED = Rule("TM961", "mixed-script-term", _E,
    "A word has Latin and Cyrillic letters; no text that is spelt right will match it.",
    "<term>Қытaй</term> with a Latin a", "<term>Қытай</term>")
BAD_DATE = Rule("TM966", "bad-validity", _E,
    "A date of validity is none, or a term ends to be right before it begins.",
    "valid from 2021-11-12 until 2020-01-01", "valid from 2021-11-12")
# fmt: on

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        *(WRONG_SCRIPT, NO_TERMS, _NO_PREFERRED, _TWO_PREFERRED, _CONTRADICTION, _REPEATED_TERM, _MIXED, BAD_DATE),
    )
}
"""By code."""


def contents(concepts: Sequence[Concept]) -> Iterator[Finding]:
    """What is wrong with the terms of each concept, and what one concept says against another."""
    for concept in concepts:
        for lang in dict.fromkeys(term.lang for term in concept.terms):
            yield from _language(concept, concept.in_language(lang), lang)
        for term in concept.terms:
            yield from _spelling(term)
            yield from _dates(term)
    yield from _contradictions(concepts)


def terms_of(concepts: Iterable[Concept], *statuses: Status) -> Iterator[tuple[Concept, Term]]:
    """Each term with its concept, in order; of the given statuses only, where some are given."""
    for concept in concepts:
        yield from ((concept, term) for term in concept.terms if not statuses or term.status in statuses)


def name_of(term: Term) -> tuple[Lang, str]:
    """What a term is known by, whatever its capitals."""
    return term.lang, term.text.casefold()


def place_of(concept: Concept) -> Excerpt:
    """Where the concept begins, to point at."""
    place = concept.place or Location("", 1, 1)
    return Excerpt(Lang("und"), place, place, "", _cell(place))


def words_of(term: Term) -> Excerpt:
    """The term in its place, to point at."""
    path, line, column = place = term.place or Location("", 1, 1)
    return Excerpt(term.lang, place, Location(path, line, column + len(term.text)), term.text, _cell(place))


def _cell(place: Location) -> str:
    """The place in a packed table, as its program names it."""
    return "" if place.clickable else f"row {place.line}, column {place.column}"


def _language(concept: Concept, terms: Sequence[Term], lang: Lang) -> Iterator[Finding]:
    preferred = [term for term in terms if term.status is Status.PREFERRED]
    if not preferred:
        message = f"{concept.id or 'The concept'} has no preferred term in {lang}; say which one to write."
        yield _NO_PREFERRED.finding(words_of(terms[0]), message)
    for at, term in enumerate(preferred):
        first = next((other for other in preferred[:at] if _meet(other, term)), None)
        if first is not None and first.text != term.text:
            message = f"«{first.text}» is preferred already; make one of the two an admitted term."
            yield _TWO_PREFERRED.finding(words_of(term), message)
    for at, term in enumerate(terms):
        if any(other.text == term.text and _meet(other, term) for other in terms[:at]):
            yield _REPEATED_TERM.finding(words_of(term), f"«{term.text}» stands in this section already.")


def _meet(one: Term, other: Term) -> bool:
    """Whether there is a day and a house for which both hold."""
    shared = set(one.house.splitlines()) & set(other.house.splitlines())
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    ends = min(one.valid_until or date.max, other.valid_until or date.max)
    return (bool(shared) or one.house == other.house) and starts <= ends


_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[\u0400-\u052f]")


def mixed_words(text: str) -> list[str]:
    """The words that have letters of both scripts."""
    return [word for word in _WORD.findall(text) if _LATIN.search(word) and _CYRILLIC.search(word)]


def _spelling(term: Term) -> Iterator[Finding]:
    for word in mixed_words(term.text):
        yield _MIXED.finding(words_of(term), f"«{word}» has Latin and Cyrillic letters in one word.")
    if name := other_script(term.text, term.lang):
        message = f"Declared as {term.lang}, but the letters are mostly {name}."
        yield WRONG_SCRIPT.finding(words_of(term), message)


def _dates(term: Term) -> Iterator[Finding]:
    if term.valid_from and term.valid_until and term.valid_until < term.valid_from:
        message = f"«{term.text}» is valid from {term.valid_from} until {term.valid_until}; exchange the dates."
        yield BAD_DATE.finding(words_of(term), message)


def _contradictions(concepts: Sequence[Concept]) -> Iterator[Finding]:
    """Terms that are preferred in one concept and deprecated in another; worth an info where a note explains it."""
    preferred: dict[tuple[Lang, str], list[tuple[Concept, Term]]] = {}
    for concept, term in terms_of(concepts, Status.PREFERRED):
        preferred.setdefault(name_of(term), []).append((concept, term))
    for concept, term in terms_of(concepts, Status.DEPRECATED):
        for other, liked in preferred.get(name_of(term), ()):
            if other.id != concept.id and _meet(liked, term):
                message = f"«{term.text}» is deprecated for {concept.id}, but preferred for {other.id}."
                severity = Severity.INFO if term.note else None
                yield _CONTRADICTION.finding(words_of(term), message, severity=severity)
                break
