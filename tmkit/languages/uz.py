"""Uzbek: the inflection of nouns, on keys that are the same for every script and every apostrophe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.languages.endings import Ending, Paradigm
from tmkit.languages.scripts import uz_key as fold
from tmkit.languages.suffixing import Suffixing

__all__ = [
    "AGREES", "CONJUNCTIONS", "HEAD_FIRST", "NOUN", "fold", "is_attribute", "is_ending", "is_given_name", "keys",
    "parallel", "stems",
]  # fmt: skip

CONJUNCTIONS = frozenset(["va", "hamda", "bilan", "yoki", "yohud"])
AGREES = False
HEAD_FIRST = False

_VOWELS = "aeiouö"
_CLASSES = {"k": "K", "q": "Q", "ğ": "G"} | dict.fromkeys(_VOWELS, "V")

_ONSETS = {"X": {"V": "g", "C": "g", "K": "k", "Q": "q", "G": "q"}}  # yoʻlak-ka, qishloq-qa, togʻ-qa

_PLURAL = (Ending("plural", "lar"),)
_POSSESSIVE = (
    Ending("1sg", "(i)m"),
    Ending("2sg", "(i)ng"),
    Ending("1pl", "(i)miz"),
    Ending("2pl", "(i)ngiz"),
    Ending("3", "(s)i"),
)
_CASE = (
    Ending("genitive", "ning"),
    Ending("accusative", "ni"),
    Ending("dative", "Xa"),
    Ending("locative", "da"),
    Ending("ablative", "dan"),
    Ending("limit", "Xaça"),
    Ending("equative", "dek"),
    Ending("equative", "day"),
    Ending("substantive", "niki"),
)
_REST = (
    Ending("attributive", "gi", r".*locative"),  # Osiyo-da-gi
    Ending("attributive-plural", "gilar", r".*locative"),
    Ending("attributive-plural-genitive", "gilarning", r".*locative"),
    Ending("attributive-plural-accusative", "gilarni", r".*locative"),
    Ending("attributive-plural-dative", "gilarga", r".*locative"),
    Ending("attributive-plural-ablative", "gilardan", r".*locative"),
    Ending("attributive-genitive", "gining", r".*locative"),
    Ending("attributive-ablative", "gidan", r".*locative"),
    Ending("attributive-possessive", "gisi", r".*locative"),
    Ending("attributive-accusative", "gini", r".*locative"),
    Ending("attributive-dative", "giga", r".*locative"),
    Ending("attributive-equative", "gidek", r".*locative"),
    Ending("attributive-equative", "giday", r".*locative"),
    Ending("limitative", "gina"),
    Ending("question", "mi"),
    Ending("intensive", "ku"),
    Ending("copula", "dir"),
)


def _classes(stem: str) -> str:
    found = _CLASSES.get(stem[-1:], "C")
    return "CG" if found == "G" else found  # togʻ-ga, in use also togʻ-qa


_VOICED = {"g": "k", "ğ": "q"}
_VOICELESS = {voiceless: voiced for voiced, voiceless in _VOICED.items()}


def _restored(stem: str, chain: str) -> Iterator[str]:
    last, before = stem[-1], stem[-2:-1]
    if chain[0] in _VOWELS and last in _VOICED:
        yield stem[:-1] + _VOICED[last]  # yoʻlag-i, qishlogʻ-i
    if chain[0] in _VOWELS and last not in _VOWELS and before not in _VOWELS:
        yield from (f"{stem[:-1]}{vowel}{last}" for vowel in "aiu")  # shahr-i, oʻgʻl-i, burn-i


def _changed(stem: str) -> str:
    if stem in _SYNCOPATED:
        return stem[:-2] + stem[-1]
    syllables = sum(letter in _VOWELS for letter in stem)
    if stem[-1] in _VOICELESS and stem[-2] in _VOWELS and syllables > 1 and stem not in _UNCHANGED:
        return stem[:-1] + _VOICELESS[stem[-1]]
    return stem


_SYNCOPATED = frozenset(
    map(fold, ["shahar", "oʻgʻil", "singil", "burun", "koʻngil", "ogʻiz", "qorin", "boʻyin", "bagʻir", "oʻrin"])
)
_UNCHANGED = frozenset(["huquq", "ittifoq", "iştirok", "idrok"])  # ittifoqi

# a verb's own endings: kuchga kir-ish, kir-di, kir-adi, kir-gan, kir-moqda, kir-sa, kir-ib, kir-gach, kir-guncha
_VERB = re.compile(
    r"(?P<stem>\w{2,}?)(?:ma)?(?:i?ş|moq(?:da)?|di|[gkq]an|[ay]di|i?b|[ay]?yotgan|sa|[gkq]aç|[gkq]unça|sin|may)"
)

NOUN = Paradigm(
    slots=(_PLURAL, _POSSESSIVE, _CASE, _REST),
    vowels=_VOWELS,
    onsets={(capital, name): letter for capital, row in _ONSETS.items() for name, letter in row.items()},
    classes=_classes,
    changed=_changed,
    restored=_restored,
)

_POSTPOSITIONS = frozenset(
    map(
        fold,
        ["haqida", "haqda", "toʻgʻrisida", "tomonidan", "boʻyicha", "davomida", "mobaynida", "yuzasidan", "borasida"],
    )
)

_LANGUAGE = Suffixing(NOUN, _VERB, fold, _POSTPOSITIONS, frozenset(["siz"]))
stems, keys, is_ending = _LANGUAGE.stems, _LANGUAGE.keys, _LANGUAGE.is_ending
is_attribute, parallel, is_given_name = _LANGUAGE.is_attribute, _LANGUAGE.parallel, _LANGUAGE.is_given_name
