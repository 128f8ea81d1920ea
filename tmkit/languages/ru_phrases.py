"""Russian noun phrases, as terms are built: adjectives and a noun that agree, and after it genitives, names and one
preposition. «Совместное заявление глав государств» is one, and so are the phrases inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tmkit.languages.ru import fold
from tmkit.languages.ru_readings import Form, Reading, ReadWord, dictionary_form, is_cyrillic, parses, read_words

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

__all__ = ["Phrase", "cited", "phrases"]

_NEXT = re.compile(r"[ \t\n\u00a0\u202f]+")
_DASHED = re.compile(r"[ \u00a0]?[–—][ \u00a0]?")
_LONGEST = 7
"""Words of a phrase."""
_PREPOSITIONS = {"о": "loct", "об": "loct", "по": "datv"}
"""Меморандум о взаимопонимании, комитет по статистике: names are built with these."""


class Phrase(NamedTuple):
    """A noun phrase in a text."""

    key: tuple[str, ...]
    """The dictionary forms of its words: the same for every form of it."""
    start: int
    """Code points from 0."""
    stop: int
    """Exclusive."""
    text: str
    """As it stands, one blank between words."""
    head: int
    """How many words there are up to the head, which is the last of them: those that take the phrase's case."""
    gender: str
    """Of the head, as pymorphy3 has it; empty where it can only be a plural here."""
    initial: bool
    """Whether its first word begins a sentence."""


def phrases(text: str) -> Iterator[Phrase]:
    """Every noun phrase of up to seven words in a sentence, those inside longer ones too, by the place of the head."""
    words = list(read_words(text))
    for at in range(len(words)):
        yield from _around(text, words, at)


def _around(text: str, words: Sequence[ReadWord], at: int) -> Iterator[Phrase]:
    found = None if _is_attribute(text, words, at) else _agreeing(text, words, at)
    if found is None:
        return
    reading, adjectives, forms = found
    stops = [at, *_after(text, words, at)]
    for left in range(len(adjectives) + 1):
        key = (*adjectives[len(adjectives) - left :], reading.lemma)
        for stop in stops:
            if stop - at + left >= _LONGEST:
                break
            first, last = words[at - left], words[stop]
            written = " ".join(text[first.start : last.stop].split())
            right = tuple(word.lemma for word in words[at + 1 : stop + 1])
            gender = min((form.gender for form in forms[left] if form.gender), default="")
            yield Phrase((*key, *right), first.start, last.stop, written, left + 1, gender, first.initial)


def _is_attribute(text: str, words: Sequence[ReadWord], at: int) -> bool:
    """Whether the word is an adjective of the next one, though a noun has that form too: Каспийском море."""
    if at + 1 == len(words) or not _NEXT.fullmatch(text[words[at].stop : words[at + 1].start]):
        return False
    following = [form for noun in words[at + 1].nouns for form in noun.forms]
    return any(form in adjective.forms for adjective in words[at].adjectives for form in following)


def _agreeing(
    text: str, words: Sequence[ReadWord], at: int
) -> tuple[Reading, tuple[str, ...], list[frozenset[Form]]] | None:
    """The noun at ``at``, the adjectives before it that agree, and the forms left with each more of them."""
    best: tuple[Reading, tuple[str, ...], list[frozenset[Form]]] | None = None
    for noun in words[at].nouns:
        lemmas: list[str] = []
        forms = [noun.forms]
        for i in range(at - 1, max(at - _LONGEST, -1), -1):
            if not _NEXT.fullmatch(text[words[i].stop : words[i + 1].start]):
                break
            fitting = [one for one in words[i].adjectives if one.forms & forms[-1]]
            if not fitting:
                break
            lemmas.insert(0, fitting[0].lemma)
            forms.append(forms[-1] & fitting[0].forms)
        if best is None or len(lemmas) > len(best[1]):
            best = noun, tuple(lemmas), forms
    return best


def _after(text: str, words: Sequence[ReadWord], at: int) -> Iterator[int]:
    """Where a phrase with its head at ``at`` may end behind it."""
    last = at + _LONGEST
    name = _name(text, words, at)
    if name is not None:
        yield name
        at = name
    while at < last and (following := _group(text, words, at, "gent") or _dashed(text, words, at)) is not None:
        at = following
        yield at
    if name is None and (following := _prepositional(text, words, at)) is not None:
        yield following


def _group(text: str, words: Sequence[ReadWord], at: int, case: str) -> int | None:
    """The noun of that case behind ``at``, with the adjectives before it that agree."""
    forms: frozenset[Form] | None = None
    for i in range(at + 1, len(words)):
        if not _NEXT.fullmatch(text[words[i - 1].stop : words[i].start]):
            return None
        for noun in words[i].nouns:
            fits = any(form.case == case and (forms is None or form in forms) for form in noun.forms)
            if fits and not _is_attribute(text, words, i):
                return i
        here = {form for one in words[i].adjectives for form in one.forms if form.case == case}
        forms = frozenset(here if forms is None else forms & here)
        if not forms:
            return None
    return None


def _name(text: str, words: Sequence[ReadWord], at: int) -> int | None:
    """The name behind ``at``, whatever its case: порт Актау, железная дорога Китай – Кыргызстан."""
    if at + 1 == len(words) or not words[at + 1].is_name or not words[at + 1].nouns:
        return None
    if not _NEXT.fullmatch(text[words[at].stop : words[at + 1].start]):
        return None
    return None if _is_attribute(text, words, at + 1) else at + 1


def _dashed(text: str, words: Sequence[ReadWord], at: int) -> int | None:
    """The name that a dash joins to the name at ``at``: Китай – Кыргызстан."""
    if at + 1 == len(words) or not (words[at].is_name and words[at + 1].is_name and words[at + 1].nouns):
        return None
    return at + 1 if _DASHED.fullmatch(text[words[at].stop : words[at + 1].start]) else None


def _prepositional(text: str, words: Sequence[ReadWord], at: int) -> int | None:
    if at + 2 >= len(words):
        return None
    case = _PREPOSITIONS.get(words[at + 1].text)
    near = _NEXT.fullmatch(text[words[at].stop : words[at + 1].start])
    return _group(text, words, at + 1, case) if case and near else None


def cited(phrase: Phrase) -> str:
    """The phrase as a dictionary has it: in the nominative, in the plural only where it stood in it."""
    return _cited(phrase.text, phrase.key[: phrase.head], phrase.gender)


@lru_cache(maxsize=100_000)
def _cited(text: str, lemmas: tuple[str, ...], gender: str) -> str:
    words = text.split(" ")
    form = {"nomn", "sing", gender} if gender else {"nomn", "plur"}
    inflected = (_inflected(word, lemma, form) for word, lemma in zip(words, lemmas, strict=False))
    return " ".join([*inflected, *words[len(lemmas) :]])


def _inflected(word: str, lemma: str, form: set[str]) -> str:
    """The form of a running word, cased as it is; the word itself where it has none."""
    folded = fold(word)
    if word[1:2].isupper() or not is_cyrillic(folded):
        return word
    forms = [
        other.word
        for parse in parses(word)
        if parse.tag.POS in ("NOUN", "ADJF", "PRTF") and dictionary_form(parse) == lemma
        for other in parse.lexeme
        if other.tag.POS == parse.tag.POS and form <= other.tag.grammemes | _unmarked(other)
    ]
    nearest = max(forms, key=lambda other: _shared(other, word.casefold()), default=word)  # высший, not высочайший
    parts = zip(nearest.split("-"), word.split("-"), strict=False)
    return "-".join(part[:1].upper() + part[1:] if model[:1].isupper() else part for part, model in parts)


def _unmarked(parse: Parse) -> frozenset[str]:
    """A noun has its own gender, which may not be that of the words before it: the fixed ones have any."""
    return frozenset(["masc", "femn", "neut"]) if parse.tag.POS == "NOUN" else frozenset()


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
