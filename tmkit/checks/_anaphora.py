"""What may stand for a term: its head alone, a pronoun, its words in another order, a word of the same family."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tmkit.checks._terms import ALLOWED, TermPair
from tmkit.languages.morphology import Role, morphology
from tmkit.model import Concept, Lang
from tmkit.terms.entries import terms_in
from tmkit.text.words import Word, bare_words, words

__all__ = ["has_a_word", "has_all_words", "has_relative", "heads", "pronouns"]

_PRONOUNS = {  # folded; with their forms
    "ru": "он она оно они его её ее ей ему им ими ней нём нем него них нему ним ними этот эта это эти этого этой этих "
    "этому этим который которая которое которые которого которой которых",
    "en": "it its itself they them their theirs he him his she her this that these those which who whose whom latter "
    "former",
    "kk": "ол оның оны оған онда одан онымен олар олардың оларды оларға бұл бұның мұның осы сол аталған аталмыш",
    "uz": "u uning uni unga unda undan ular ularning ularni ularga bu buning şu uşbu mazkur öşa",
}


def heads(concept: Concept, pair: TermPair, lang: Lang) -> int:
    """How often the last word of a rendering stands in the translation outside the terms found there."""
    language = morphology(lang)
    found = [list(words(term.text)) for term in terms_in(concept, lang) if term.status in ALLOWED]
    keys = frozenset(key for term in found if len(term) > 1 for key in language.keys(term[-1].text, Role.HEAD))
    return sum(not keys.isdisjoint(language.stems(word)) for word in _free_words(concept, pair))


def pronouns(pair: TermPair, lang: Lang) -> int:
    """How many pronouns the translation has."""
    fold = morphology(lang).fold
    known = _PRONOUNS.get(lang.partition("-")[0], "").split()
    return sum(fold(word) in known for segment in pair.pair.target for word in bare_words(segment.text))


def has_all_words(concept: Concept, pair: TermPair, lang: Lang) -> bool:
    """Whether all words of a rendering of two or more stand in the translation, in any order."""
    stems = _stems(pair, lang)
    return any(all(_stands(word, stems, lang) for word in words_) for words_ in _phrases(concept, lang))


def has_a_word(concept: Concept, pair: TermPair, lang: Lang) -> bool:
    """Whether a long word of a rendering of two or more stands in the translation: it may be worded otherwise."""
    stems = _stems(pair, lang)
    long = (word for words_ in _phrases(concept, lang) for word in words_ if len(word) >= _LONG)
    return any(_stands(word, stems, lang) for word in long)


def _phrases(concept: Concept, lang: Lang) -> Iterator[list[str]]:
    """The words of each rendering of two or more."""
    found = (bare_words(term.text) for term in terms_in(concept, lang) if term.status in ALLOWED)
    return (list(words_) for words_ in found if len(words_) > 1)


def _stems(pair: TermPair, lang: Lang) -> frozenset[str]:
    return frozenset().union(*(_stems_of(segment.text, lang) for segment in pair.pair.target))


@lru_cache(maxsize=64)  # asked of one term of a sentence after the other
def _stems_of(text: str, lang: Lang) -> frozenset[str]:
    return frozenset().union(*map(morphology(lang).stems, bare_words(text)))


def _stands(word: str, stems: frozenset[str], lang: Lang) -> bool:
    return not morphology(lang).keys(word, Role.HEAD).isdisjoint(stems)


_LONG = 6
"""Letters of a word that says by itself what is meant."""


def has_relative(concept: Concept, pair: TermPair, lang: Lang) -> bool:
    """Whether words of the same family stand there: European for Europe, South Korean for South Korea, ресейлік."""
    fold = morphology(lang).fold
    running: list[str] | None = None
    text = "".join(_folded(segment.text, lang) for segment in pair.pair.target)
    for term in terms_in(concept, lang):
        if term.status not in ALLOWED:
            continue
        stems = [_family(fold(word)) for word in bare_words(term.text)]
        if stems and all(_tells(stem) and f"\n{stem}" in text for stem in stems):  # most are not: no need to look
            running = [fold(word) for word in _free_words(concept, pair)] if running is None else running
            if all(any(word.startswith(stem) for word in running) for stem in stems):
                return True
    return False


def _family(word: str) -> str:
    stem = word.rstrip(_VOWELS)
    return stem if _tells(stem) else word


def _tells(stem: str) -> bool:
    """Whether the letters tell a family."""
    return len(stem) >= _STEM


_VOWELS = "aeiouyаеёиоуыэюяәіөұүö"
_STEM = 4


def _free_words(concept: Concept, pair: TermPair) -> Iterator[str]:
    for segment in pair.pair.target:
        taken = [o.hit.span for o in pair.target if o.segment is segment and o.hit.concept.id == concept.id]
        for word in _words_of(segment.text):
            if not any(span.start <= word.start < span.stop for span in taken):
                yield word.text


@lru_cache(maxsize=64)
def _words_of(text: str) -> tuple[Word, ...]:
    return tuple(words(text))


@lru_cache(maxsize=64)
def _folded(text: str, lang: Lang) -> str:
    """The folded words, a line break before each."""
    return "".join(f"\n{morphology(lang).fold(word)}" for word in bare_words(text))
