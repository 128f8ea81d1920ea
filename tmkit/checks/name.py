"""A name is spelled in two ways in one document, is misspelt, or lost its initials.

Spellings are compared by their sound and without endings, so that Тоқаевтың is Тоқаев and Toqayevning Toqayev. A
difference at the end of a name (Каримов, Каримова) is no other spelling. Names of the glossary are held to it.

Bad:  Токаев ... Токаева -> Тоқаев ... Токаевтың
Good: Токаев ... Токаева -> Тоқаев ... Тоқаевтың
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._names import Name, Place, base, found_names, misspelt, rendering
from tmkit.checks._terms import SURE, quoted
from tmkit.languages.morphology import is_acronym, morphology
from tmkit.languages.reinflect import reinflect
from tmkit.model import Bitext, Concept, Finding, Lang, Pair, Severity, Status
from tmkit.terms.glossary import Glossary
from tmkit.text.names import Initials, initials, same_initial
from tmkit.text.words import words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM205"
NAME = "name"
SEVERITY = Severity.WARNING

_NEAR = 60
"""Characters before a name in which a first name stands."""


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Other spellings at their first place, then misspelt names and lost initials, each in the order of the text."""
    reported: set[tuple[int, int]] = set()
    for name in found_names(bitext):
        for finding, place in _spellings(name, bitext):
            if _key(place) not in reported:
                reported.add(_key(place))
                yield finding
    for pair in bitext.pairs:
        if pair.target and pair.score >= SURE:
            for finding, place in _by_glossary(pair, bitext, context.glossary):
                if _key(place) not in reported:
                    reported.add(_key(place))
                    yield finding
            yield from _initials(pair, bitext)


def _key(place: Place) -> tuple[int, int]:
    return id(place.segment), place.word.start


def _spellings(name: Name, bitext: Bitext) -> Iterator[tuple[Finding, Place]]:
    """The first place of each spelling that is not the main one, and what is the main one but for a letter."""
    main = name.main
    usual = base(main.places, name.forms, bitext)
    for spelling in name.spellings:
        if spelling is not main:
            weight = SEVERITY if len(main.places) > len(spelling.places) else Severity.INFO
            stored = base(spelling.places, name.forms, bitext)
            place = spelling.places[0]
            written = _instead(place.text, stored, usual, bitext.target_lang)
            yield _finding(weight, place, spelling.mentions[0], usual, written), place
    for mention, pair in name.lost:
        found = misspelt(usual, pair, bitext)
        if found is not None:
            yield _finding(SEVERITY, found, mention, usual, None), found


def _instead(found: str, stored: str, usual: str, lang: Lang) -> str | None:
    """The usual spelling with the ending found: a house chooses between Тоқаевтың and Тоқаевтің."""
    if found.startswith(stored) and stored[-1:] == usual[-1:]:
        return usual + found[len(stored) :]
    return reinflect(found, stored, usual, lang)


def _finding(weight: Severity, place: Place, mention: Place, usual: str, written: str | None) -> Finding:
    message = f"This document also writes {quoted(usual)}."
    return Finding(CODE, NAME, weight, message, place.excerpt, mention.excerpt, suggestion=written)


def _by_glossary(pair: Pair, bitext: Bitext, glossary: Glossary) -> Iterator[tuple[Finding, Place]]:
    """Names of the glossary that are written with another letter."""
    near: dict[str, tuple[Place, str] | None] = {}
    for segment in pair.source:
        for hit in glossary.find(segment.text, bitext.source_lang):
            if hit.concept.id not in near:
                near[hit.concept.id] = _nearly(hit.concept, pair, bitext, glossary)
            found = near[hit.concept.id]
            if found is not None:
                place, wanted = found
                message = f"Glossary: {quoted(wanted)}."
                excerpts = place.excerpt, segment.excerpt(*hit.span)
                yield Finding(CODE, NAME, SEVERITY, message, *excerpts, hit.concept.id), place


def _nearly(concept: Concept, pair: Pair, bitext: Bitext, glossary: Glossary) -> tuple[Place, str] | None:
    """A word that is one of a name's but for a letter, where no term of the concept stands; with the term."""
    lang = bitext.target_lang
    terms = concept.in_language(lang, Status.PREFERRED, Status.ADMITTED)
    standing = {hit.concept.id for segment in pair.target for hit in glossary.find_all(segment.text, lang)}
    if not terms or concept.id in standing:
        return None
    allowed = frozenset().union(*(morphology(lang).stems(word.text) for term in terms for word in words(term.text)))
    for word in words(terms[0].text):
        if word.text[0].isupper() and not is_acronym(word.text):
            place = misspelt(word.text, pair, bitext, inside=True)
            if place is not None and allowed.isdisjoint(morphology(lang).stems(place.text)):
                return place, terms[0].text
    return None


def _initials(pair: Pair, bitext: Bitext) -> Iterator[Finding]:
    """Surnames whose initials are not those of the source."""
    written = [(segment, one) for segment in pair.target for one in initials(segment.text)]
    said = [(segment, one) for segment in pair.source for one in initials(segment.text)]
    at = {(id(segment), one.name.start): one for segment, one in written}
    places: dict[str, Place | None] = {}
    for segment, one in said:
        if _is_middle(one, segment.text):
            continue
        name = one.name.text
        if name not in places:
            places[name] = rendering(morphology(bitext.source_lang).stems(name), pair, bitext)
        place = places[name]
        if place is None and len(written) == len(said) == 1:
            place = Place(written[0][0], written[0][1].name)
        if place is None:
            continue
        other = at.get(_key(place))
        message = _fault(one, other, place, bitext)
        if message:
            target = place.segment.excerpt(*other.span) if other else place.excerpt
            yield Finding(CODE, NAME, SEVERITY, message, target, segment.excerpt(*one.span))


def _is_middle(one: Initials, text: str) -> bool:
    """Whether a first name stands before the initials: Дионисио А. Линд is Dionisio Lind too."""
    before = text[max(one.span.start - _NEAR, 0) : one.span.start].split()[-1:]
    return bool(before) and len(one.letters) == 1 and before[0][:1].isupper() and before[0].isalpha()


def _fault(one: Initials, other: Initials | None, place: Place, bitext: Bitext) -> str:
    """What is wrong with the initials; empty where nothing is."""
    letters = " ".join(f"{letter}." for letter in one.letters)
    langs = bitext.source_lang, bitext.target_lang
    if other is None:
        start = place.word.start
        before = place.segment.text[max(start - _NEAR, 0) : start].split()
        first = before[-1] if before and before[-1][0].isupper() else ""
        full_name = bool(first) and same_initial(one.letters[0], langs[0], first[:1], langs[1])
        return "" if full_name else f"The initials {quoted(letters)} are missing."
    same = len(one.letters) == len(other.letters) and all(
        same_initial(a, langs[0], b, langs[1]) for a, b in zip(one.letters, other.letters, strict=True)
    )
    return "" if same else f"The source has the initials {quoted(letters)}."
