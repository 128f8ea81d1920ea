"""Russian words as parts of phrases: what nouns and adjectives each may be, and which forms of them agree."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tmkit.languages.ru import FUNCTION_WORDS, analyzer, fold

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

__all__ = ["Form", "ReadWord", "Reading", "dictionary_form", "dictionary_forms", "is_cyrillic", "parses", "read_words"]

_WORD = re.compile(r"[^\W_](?:[\u0301\u00ad]?[^\W_]|[-\u2011’'](?=[^\W_]))*")
"""A hyphen does not end a word: торгово-экономический, ГЭС-1."""
_LIKELY = 0.1
"""A dictionary word counts that has this share of the likeliest one's score: «стали» is no form of «сталь»."""
_VERBAL = frozenset(["VERB", "INFN", "GRND", "ADVB", "PRED", "COMP"])
_NO_TERM = frozenset(["Apro", "Anum", "Init", "Abbr"])
"""Pronouns, ordinals, initials and measures name nothing: этот, первый, А, млн."""
_NAMES = (frozenset(["Surn"]), frozenset(["Name", "Patr", "Geox"]))
"""What a word with a capital is taken for where it can be that, the first before the second: Токаева."""
_NAMED = frozenset().union(*_NAMES)
_SURNAME = re.compile(r"[оеё]в$")
"""An unknown one is taken for the genitive of a plural otherwise: Токаев, of токай."""
_MEASURES = frozenset(
    ["год", "месяц", "неделя", "день", "сутки", "час", "минута", "процент", "тонна", "километр", "метр", "раз"]
)
"""What figures count: no term, and what follows is no name of it."""
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


class Form(NamedTuple):
    """What words that belong together share."""

    case: str
    number: str
    gender: str
    """Empty in the plural."""


class Reading(NamedTuple):
    """One dictionary word that a running word may be a form of."""

    lemma: str
    forms: frozenset[Form]
    score: float
    """Sum of the parses' scores."""


class ReadWord(NamedTuple):
    """A running word with what it may be."""

    text: str
    start: int
    stop: int
    initial: bool
    """Whether a capital says nothing: it begins a sentence."""
    nouns: tuple[Reading, ...]
    """The likeliest first."""
    adjectives: tuple[Reading, ...]
    """First names too: they agree with the surname."""

    @property
    def lemma(self) -> str:
        """The likeliest dictionary form; the word itself where it is neither noun nor adjective."""
        readings = self.nouns + self.adjectives
        return max(readings, key=lambda reading: reading.score).lemma if readings else fold(self.text)

    @property
    def is_name(self) -> bool:
        """Whether it is written with a capital of its own."""
        return self.text[0].isupper() and (not self.initial or self.text[1:2].isupper())


def dictionary_forms(text: str) -> list[str]:
    """The likeliest dictionary form of each word; adverbs, verbs and the like as they stand, folded."""
    return [word.lemma for word in read_words(text)]


def read_words(text: str) -> Iterator[ReadWord]:
    """The words of a text, hyphenated ones whole, in order."""
    behind = 0
    for match in _WORD.finditer(text):
        initial = behind == 0 or any(mark in ".!?:;" for mark in text[behind : match.start()])
        behind = match.end()
        nouns, adjectives = _readings(match[0], match[0][:1].isupper() and not initial)
        yield ReadWord(match[0], match.start(), match.end(), initial, nouns, adjectives)


@lru_cache(maxsize=100_000)
def _readings(word: str, name: bool) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """What a word may be as a noun, and as an adjective; ``name``: its capital means something."""
    folded = fold(word)
    if not folded[0].isalpha() or not all(unicodedata.name(letter, "") for letter in folded):
        return (), ()
    if word[1:2].isupper():
        return (Reading(folded, _ANY, 1.0),), ()
    found = parses(word) if is_cyrillic(folded) else ()
    if any(parse.tag.POS in FUNCTION_WORDS for parse in found):
        return (), ()
    if name and _SURNAME.search(folded) and not any(_NAMED & parse.tag.grammemes for parse in found):
        return (Reading(folded, frozenset([Form("nomn", "sing", "masc")]), 1.0),), ()
    likely = _as_name(found) if name else _likely(found)
    nouns = [parse for parse in likely if parse.tag.POS == "NOUN" and parse.normal_form not in _MEASURES]
    adjectives = [parse for parse in likely if parse.tag.POS in ("ADJF", "PRTF") or "Name" in parse.tag]
    return _grouped(nouns), _grouped(adjectives)


def _as_name(found: Sequence[Parse]) -> list[Parse]:
    """The parses as a name, and as an adjective, where there is one; else the likely ones."""
    for names in _NAMES:
        if any(names & parse.tag.grammemes for parse in found):
            return [parse for parse in found if names & parse.tag.grammemes or parse.tag.POS == "ADJF"]
    return _nominal(found)


def _likely(found: Sequence[Parse]) -> list[Parse]:
    """The parses that count; none where the word is rather a verb or an adverb."""
    nominal = _nominal(found)
    verbal = sum(parse.score for parse in found if parse.tag.POS in _VERBAL)
    return [] if verbal > sum(parse.score for parse in nominal) / 2 else nominal


def _nominal(found: Sequence[Parse]) -> list[Parse]:
    """The parses of the likelier dictionary words, without what can be no part of a term."""
    weights = Counter[str]()
    for parse in found:
        weights[parse.normal_form] += parse.score
    least = _LIKELY * max(weights.values(), default=0.0)
    return [p for p in found if weights[p.normal_form] >= least and not _NO_TERM & p.tag.grammemes]


@lru_cache(maxsize=100_000)
def parses(word: str) -> tuple[Parse, ...]:
    """What pymorphy3 says of a word, with ё where it is written: it tells names apart."""
    return tuple(analyzer().parse(unicodedata.normalize("NFC", word.replace("\u0301", "")).casefold()))


def is_cyrillic(word: str) -> bool:
    """Whether every letter is a Russian one."""
    return all("а" <= letter <= "я" or letter == "ё" for letter in word if letter.isalpha())


_ANY = frozenset(Form(case, "sing", gender) for case in _CASES for gender in ("masc", "femn", "neut"))


def _grouped(parses: Sequence[Parse]) -> tuple[Reading, ...]:
    by_lemma: dict[str, list[Parse]] = {}
    for parse in parses:
        by_lemma.setdefault(dictionary_form(parse), []).append(parse)
    readings = [
        Reading(lemma, frozenset(map(_form, group)), sum(parse.score for parse in group))
        for lemma, group in by_lemma.items()
    ]
    return tuple(sorted(readings, key=lambda reading: (-reading.score, reading.lemma)))


def dictionary_form(parse: Parse) -> str:
    """The folded dictionary form; a participle's own, not its verb's."""
    masculine = parse.inflect({"masc", "sing", "nomn"}) if parse.tag.POS == "PRTF" else None
    return fold(masculine.word if masculine else parse.normal_form)


def _form(parse: Parse) -> Form:
    tag = parse.tag
    case = {"gen2": "gent", "loc2": "loct", "voct": "nomn"}.get(tag.case, tag.case)
    return Form(str(case), str(tag.number), "" if tag.number == "plur" else str(tag.gender))
