"""Will a termbase serve where it is used? TM962 to TM965, TM967 to TM969, about all concepts used together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from tmkit.formats.glossaries.concept_rules import mixed_words, name_of, place_of, terms_of, words_of
from tmkit.formats.rules import Rule
from tmkit.languages.codes import UZ_CYRL, UZ_LATN
from tmkit.languages.en import ARTICLES
from tmkit.languages.marks import INVISIBLE
from tmkit.languages.scripts import uz_standard
from tmkit.model import Concept, Finding, Lang, Severity, Status, Term, TermHit
from tmkit.terms.glossary import Glossary
from tmkit.terms.kin import named_in_note
from tmkit.text.words import words

__all__ = ["RULES", "faults"]

_E, _W = Severity.ERROR, Severity.WARNING

# fmt: off
_REPEATED_CONCEPT = Rule("TM962", "repeated-concept", _W,
    "Two concepts have the same preferred terms in two languages or more: the same thing, described twice.",
    "middle-corridor and central-corridor, both Средний коридор, Middle Corridor", "one concept with all the terms")
_DEAD = Rule("TM963", "dead-reference", _E, "The concept refers to one that is not there.",
    '<ref type="crossReference" target="ots">ots</ref> without a concept ots', "the id of a concept of the termbase")
_NEVER = Rule("TM964", "unmatchable-term", _E,
    "The term is not found in a text that has just its own words, so it never will be.",
    "<term>…</term>", "<term>and others</term>")
_MISSING = Rule("TM965", "missing-language", _W,
    "The concept has no term in a language that the termbase otherwise has, so nothing is checked there.",
    "ru, en and uz-Latn, but no kk", "a term in each language")
_UNTIDY = Rule("TM967", "untidy-term", _W,
    "The term has invisible characters, stray blanks or marks, or another apostrophe than Uzbek spelling has.",
    "<term>Oʼrta  yoʻlak,</term>", "<term>Oʻrta yoʻlak</term>")
_TRANSLATED = Rule("TM968", "translated-name", _W,
    "The concept is not to be translated, but has another term in another language.",
    "do-not-translate: ru tmkit, kk тмкит", "ru tmkit, kk tmkit")
_SWALLOWED = Rule("TM969", "taken-for-another", _W,
    "The term is taken for another one of the concept with another status: no text can tell the two apart.",
    "ma‘lumot deprecated beside maʼlumot, where any apostrophe is read", "maʼlumot alone")
# fmt: on

RULES: Mapping[str, Rule] = {
    rule.code: rule for rule in (_REPEATED_CONCEPT, _DEAD, _NEVER, _MISSING, _UNTIDY, _TRANSLATED, _SWALLOWED)
}
"""By code."""
_MOST = 0.5
"""A language is expected of every concept where more than this share of them has it."""


def faults(concepts: Sequence[Concept], langs: Collection[Lang] = ()) -> Iterator[Finding]:
    """What keeps the concepts from being found, told apart or translated; ``langs``: those that each has to have."""
    expected = list(langs) or _usual(concepts)
    ids = {concept.id for concept in concepts}
    for concept in concepts:
        yield from _references(concept, ids)
        yield from _missing(concept, expected)
        yield from _translated(concept)
        for term in concept.terms:
            yield from _untidy(term)
    yield from _repeated(concepts)
    yield from _matching(concepts)


def _usual(concepts: Sequence[Concept]) -> list[Lang]:
    counts = Counter(lang for concept in concepts for lang in {term.lang for term in concept.terms})
    return sorted(lang for lang, count in counts.items() if count > _MOST * len(concepts))


def _references(concept: Concept, ids: Collection[str]) -> Iterator[Finding]:
    said = [name for name in named_in_note(concept) if "-" in name]  # «short form of the long one» names none
    for other in (*concept.related, *said):
        if other not in ids:
            yield _DEAD.finding(place_of(concept), f"{concept.id} refers to {other}, which is not there.")


def _missing(concept: Concept, expected: Sequence[Lang]) -> Iterator[Finding]:
    has = {term.lang for term in concept.terms}
    if UZ_LATN in has:
        has.add(UZ_CYRL)  # it follows by rule
    absent = [lang for lang in expected if lang not in has]
    if absent and not concept.do_not_translate and has:
        yield _MISSING.finding(place_of(concept), f"{concept.id} has no term in {', '.join(absent)}; add one.")


def _translated(concept: Concept) -> Iterator[Finding]:
    if concept.do_not_translate and concept.terms:
        first = concept.terms[0]
        for term in concept.terms:
            if term.lang != first.lang and term.status is Status.PREFERRED and term.text != first.text:
                yield _TRANSLATED.finding(words_of(term), f"{concept.id} stays «{first.text}» in every language.")


_STRAY = re.compile(rf"[{INVISIBLE}\u0000-\u001f]|^\s+|\s+$|\s{{2,}}|[,;:]+$")


def _untidy(term: Term) -> Iterator[Finding]:
    tidy = _STRAY.sub(lambda match: " " if match[0].isspace() and match.start() else "", term.text).strip()
    if term.lang == UZ_LATN and term.status is not Status.DEPRECATED:
        tidy = uz_standard(tidy)
    if tidy != term.text:
        yield _UNTIDY.finding(words_of(term), f"«{term.text}» is not as it is written in a text.", suggestion=tidy)


def _repeated(concepts: Sequence[Concept]) -> Iterator[Finding]:
    seen: dict[tuple[Lang, str], list[Concept]] = {}
    for concept in concepts:
        keys = {name_of(term) for _, term in terms_of([concept], Status.PREFERRED)}
        shared = Counter(other.id for key in keys for other in seen.get(key, ()))
        for other, count in shared.items():
            if count > 1:
                message = f"{concept.id} has the same preferred terms as {other} in {count} languages; make them one."
                yield _REPEATED_CONCEPT.finding(place_of(concept), message)
        for key in keys:
            seen.setdefault(key, []).append(concept)


def _matching(concepts: Sequence[Concept]) -> Iterator[Finding]:
    """Each term must be found in itself, and no deprecated one in place of an allowed one."""
    glossary = Glossary(concepts)
    for concept, term in terms_of(concepts):
        hits = [hit.term for hit in _covering(glossary, term) if hit.concept.id == concept.id]
        if not hits and not mixed_words(term.text):
            message = f"«{term.text}» is not found in a text that has just these words."
            yield _NEVER.finding(words_of(term), message)
        elif all(hit.text != term.text for hit in hits):
            is_banned = term.status is Status.DEPRECATED
            other = next((h for h in hits if (h.status is Status.DEPRECATED) != is_banned), None)
            if other is not None:
                message = f"«{term.text}» is taken for «{other.text}», which is {other.status}."
                yield _SWALLOWED.finding(words_of(term), message)


def _covering(glossary: Glossary, term: Term) -> Iterator[TermHit]:
    """What is found in the term's own words and leaves none of them out."""
    found = list(words(term.text))
    if len(found) > 1 and found[0].text.casefold() in ARTICLES:
        del found[0]
    start, stop = (found[0].start, found[-1].stop) if found else (0, len(term.text))
    for hit in glossary.find_all(term.text, term.lang):
        if hit.span.start <= start and hit.span.stop >= stop:
            yield hit
