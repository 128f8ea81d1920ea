"""Russian noun phrases, as terms are built: adjectives and a noun that agree, and after it genitives, names and one
preposition. «Совместное заявление глав государств» is one, and so are the phrases inside it.
"""

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

__all__ = ["Phrase", "cited", "dictionary_forms", "phrases"]

_WORD = re.compile(r"[^\W_](?:[\u0301\u00ad]?[^\W_]|[-\u2011’'](?=[^\W_]))*")
"""A hyphen does not end a word: торгово-экономический, ГЭС-1."""
_NEXT = re.compile(r"[ \t\n\u00a0\u202f]+")
_DASHED = re.compile(r"[ \u00a0]?[–—][ \u00a0]?")
_LONGEST = 7
"""Words of a phrase."""
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
_PREPOSITIONS = {"о": "loct", "об": "loct", "по": "datv"}
"""Меморандум о взаимопонимании, комитет по статистике: names are built with these."""
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


class _Form(NamedTuple):
    """What words that belong together share."""

    case: str
    number: str
    gender: str
    """Empty in the plural."""


class _Reading(NamedTuple):
    """One dictionary word that a running word may be a form of."""

    lemma: str
    forms: frozenset[_Form]
    score: float
    """Sum of the parses' scores."""


class _Word(NamedTuple):
    text: str
    start: int
    stop: int
    initial: bool
    """Whether a capital says nothing: it begins a sentence."""
    nouns: tuple[_Reading, ...]
    """The likeliest first."""
    adjectives: tuple[_Reading, ...]
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


def dictionary_forms(text: str) -> list[str]:
    """The likeliest dictionary form of each word; adverbs, verbs and the like as they stand, folded."""
    return [word.lemma for word in _words(text)]


def phrases(text: str) -> Iterator[Phrase]:
    """Every noun phrase of up to seven words in a sentence, those inside longer ones too, by the place of the head."""
    words = list(_words(text))
    for at in range(len(words)):
        yield from _around(text, words, at)


def _around(text: str, words: Sequence[_Word], at: int) -> Iterator[Phrase]:
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


def _is_attribute(text: str, words: Sequence[_Word], at: int) -> bool:
    """Whether the word is an adjective of the next one, though a noun has that form too: Каспийском море."""
    if at + 1 == len(words) or not _NEXT.fullmatch(text[words[at].stop : words[at + 1].start]):
        return False
    following = [form for noun in words[at + 1].nouns for form in noun.forms]
    return any(form in adjective.forms for adjective in words[at].adjectives for form in following)


def _agreeing(
    text: str, words: Sequence[_Word], at: int
) -> tuple[_Reading, tuple[str, ...], list[frozenset[_Form]]] | None:
    """The noun at ``at``, the adjectives before it that agree, and the forms left with each more of them."""
    best: tuple[_Reading, tuple[str, ...], list[frozenset[_Form]]] | None = None
    for noun in words[at].nouns:
        lemmas: list[str] = []
        forms = [noun.forms]
        for i in range(at - 1, -1, -1):
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


def _after(text: str, words: Sequence[_Word], at: int) -> Iterator[int]:
    """Where a phrase with its head at ``at`` may end behind it."""
    name = _name(text, words, at)
    if name is not None:
        yield name
        at = name
    while (following := _group(text, words, at, "gent") or _dashed(text, words, at)) is not None:
        at = following
        yield at
    if name is None and (following := _prepositional(text, words, at)) is not None:
        yield following


def _group(text: str, words: Sequence[_Word], at: int, case: str) -> int | None:
    """The noun of that case behind ``at``, with the adjectives before it that agree."""
    forms: frozenset[_Form] | None = None
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


def _name(text: str, words: Sequence[_Word], at: int) -> int | None:
    """The name behind ``at``, whatever its case: порт Актау, железная дорога Китай – Кыргызстан."""
    if at + 1 == len(words) or not words[at + 1].is_name or not words[at + 1].nouns:
        return None
    if not _NEXT.fullmatch(text[words[at].stop : words[at + 1].start]):
        return None
    return None if _is_attribute(text, words, at + 1) else at + 1


def _dashed(text: str, words: Sequence[_Word], at: int) -> int | None:
    """The name that a dash joins to the name at ``at``: Китай – Кыргызстан."""
    if at + 1 == len(words) or not (words[at].is_name and words[at + 1].is_name and words[at + 1].nouns):
        return None
    return at + 1 if _DASHED.fullmatch(text[words[at].stop : words[at + 1].start]) else None


def _prepositional(text: str, words: Sequence[_Word], at: int) -> int | None:
    if at + 2 >= len(words):
        return None
    case = _PREPOSITIONS.get(words[at + 1].text)
    near = _NEXT.fullmatch(text[words[at].stop : words[at + 1].start])
    return _group(text, words, at + 1, case) if case and near else None


def _words(text: str) -> Iterator[_Word]:
    behind = 0
    for match in _WORD.finditer(text):
        initial = behind == 0 or any(mark in ".!?:;" for mark in text[behind : match.start()])
        behind = match.end()
        nouns, adjectives = _readings(match[0], match[0][:1].isupper() and not initial)
        yield _Word(match[0], match.start(), match.end(), initial, nouns, adjectives)


@lru_cache(maxsize=100_000)
def _readings(word: str, name: bool) -> tuple[tuple[_Reading, ...], tuple[_Reading, ...]]:
    """What a word may be as a noun, and as an adjective; ``name``: its capital means something."""
    folded = fold(word)
    if not folded[0].isalpha() or not all(unicodedata.name(letter, "") for letter in folded):
        return (), ()
    if word[1:2].isupper():
        return (_Reading(folded, _ANY, 1.0),), ()
    if not _is_cyrillic(folded):
        return (), ()
    parses = _parses(word)
    if any(parse.tag.POS in FUNCTION_WORDS for parse in parses):
        return (), ()
    weights = Counter[str]()
    for parse in parses:
        weights[parse.normal_form] += parse.score
    least = _LIKELY * max(weights.values())
    likely = [p for p in parses if weights[p.normal_form] >= least and not _NO_TERM & p.tag.grammemes]
    for names in _NAMES if name else ():
        if any(names & parse.tag.grammemes for parse in parses):
            likely = [parse for parse in parses if names & parse.tag.grammemes or parse.tag.POS == "ADJF"]
            break
    if not name and sum(p.score for p in parses if p.tag.POS in _VERBAL) > sum(p.score for p in likely) / 2:
        return (), ()
    if name and _SURNAME.search(folded) and not any(_NAMED & parse.tag.grammemes for parse in parses):
        return (_Reading(folded, frozenset([_Form("nomn", "sing", "masc")]), 1.0),), ()
    nouns = _grouped([p for p in likely if p.tag.POS == "NOUN" and p.normal_form not in _MEASURES])
    return nouns, _grouped([parse for parse in likely if parse.tag.POS in ("ADJF", "PRTF") or "Name" in parse.tag])


@lru_cache(maxsize=100_000)
def _parses(word: str) -> tuple[Parse, ...]:
    """With ё where it is written: it tells names apart."""
    return tuple(analyzer().parse(unicodedata.normalize("NFC", word.replace("\u0301", "")).casefold()))


def _is_cyrillic(word: str) -> bool:
    return all("а" <= letter <= "я" or letter == "ё" for letter in word if letter.isalpha())


_ANY = frozenset(_Form(case, "sing", gender) for case in _CASES for gender in ("masc", "femn", "neut"))


def _grouped(parses: Sequence[Parse]) -> tuple[_Reading, ...]:
    by_lemma: dict[str, list[Parse]] = {}
    for parse in parses:
        by_lemma.setdefault(_dictionary_form(parse), []).append(parse)
    readings = [
        _Reading(lemma, frozenset(map(_form, group)), sum(parse.score for parse in group))
        for lemma, group in by_lemma.items()
    ]
    return tuple(sorted(readings, key=lambda reading: (-reading.score, reading.lemma)))


def _dictionary_form(parse: Parse) -> str:
    """A participle's own, not its verb's."""
    masculine = parse.inflect({"masc", "sing", "nomn"}) if parse.tag.POS == "PRTF" else None
    return fold(masculine.word if masculine else parse.normal_form)


def _form(parse: Parse) -> _Form:
    tag = parse.tag
    case = {"gen2": "gent", "loc2": "loct", "voct": "nomn"}.get(tag.case, tag.case)
    return _Form(str(case), str(tag.number), "" if tag.number == "plur" else str(tag.gender))


def cited(phrase: Phrase) -> str:
    """The phrase as a dictionary has it: in the nominative, in the plural only where it stood in it."""
    words = phrase.text.split(" ")
    form = {"nomn", "sing", phrase.gender} if phrase.gender else {"nomn", "plur"}
    inflected = zip(words[: phrase.head], phrase.key, strict=False)
    return " ".join([*(_inflected(word, lemma, form) for word, lemma in inflected), *words[phrase.head :]])


def _inflected(word: str, lemma: str, form: set[str]) -> str:
    """The form of a running word, cased as it is; the word itself where it has none."""
    folded = fold(word)
    if word[1:2].isupper() or not _is_cyrillic(folded):
        return word
    forms = [
        other.word
        for parse in _parses(word)
        if parse.tag.POS in ("NOUN", "ADJF", "PRTF") and _dictionary_form(parse) == lemma
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
