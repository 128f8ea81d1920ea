"""Russian: the dictionary forms of a word by pymorphy3, over every parse; ё and е are one letter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from tmkit.languages.marks import INVISIBLE
from tmkit.languages.morphology import Role

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

__all__ = [
    "AGREES", "CONJUNCTIONS", "FUNCTION_WORDS", "HEAD_FIRST", "analyzer", "fold", "has_verb", "is_attribute",
    "is_ending", "is_given_name", "is_not_borrowed", "keys", "parallel", "parses", "stems",
]  # fmt: skip

CONJUNCTIONS = frozenset(["и", "или", "либо", "да"])
AGREES = True
HEAD_FIRST = True

_UNSEEN = dict.fromkeys(map(ord, INVISIBLE + "\u0301"))
FUNCTION_WORDS = frozenset(["PREP", "CONJ", "PRCL", "NPRO"])
"""What a word is taken for where it can be that: «после» is a form of посол, but never in earnest."""
_ACRONYM_ENDINGS = frozenset(["а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах"])  # МИДом, АЭСы


@lru_cache(maxsize=1)
def analyzer() -> MorphAnalyzer:
    """pymorphy3, loaded once."""
    from pymorphy3 import MorphAnalyzer  # .1 s: only who meets Russian pays

    return MorphAnalyzer()


def fold(word: str) -> str:
    """The word as a key: NFC, small letters, ё as е, no stress marks."""
    return unicodedata.normalize("NFC", word.translate(_UNSEEN)).casefold().replace("ё", "е")


@lru_cache(maxsize=200_000)
def stems(word: str) -> frozenset[str]:
    """The word and the dictionary form of every parse: the best parse of «Токаева» is the wrong one.

    What a function word may be besides (путём) stands under ``+``: it is meant inside longer terms only.
    """
    folded = fold(word)
    found = parses(folded)
    function = [parse for parse in found if parse.tag.POS in FUNCTION_WORDS]
    forms = frozenset(fold(parse.normal_form) for parse in function or found)
    other = frozenset(f"+{fold(parse.normal_form)}" for parse in found) if function else frozenset()
    return forms | other | {folded}


def keys(word: str, role: Role = Role.ONLY) -> frozenset[str]:
    """What a term's word is found under: itself where it is a dictionary form, else every one it may come from.

    So «стекло» is found as the noun alone, and «глав» in «совет глав» as a form of глава.
    """
    folded = fold(word)
    forms = frozenset(form for form in stems(word) if not form.startswith("+"))
    if any(fold(parse.normal_form) == folded for parse in parses(folded)):
        forms = frozenset([folded])
    return forms if role is Role.ONLY else forms | {f"+{form}" for form in forms}


def is_ending(text: str) -> bool:
    """Whether ``text`` may follow an acronym."""
    return text in _ACRONYM_ENDINGS


def is_attribute(word: str, head: str) -> bool:
    """Whether ``word`` is an adjective or a participle in the case and number of ``head``."""
    return any(
        is_adjective and (case, number) == (other_case, other_number)
        for is_adjective, case, number in _declined(fold(word))
        for _, other_case, other_number in _declined(fold(head))
    )


def parallel(one: str, other: str) -> bool:
    """Whether both words are adjectives, or both nouns, in one case."""
    cases = [{(adjective, case) for adjective, case, _ in _declined(fold(word))} for word in (one, other)]
    return not cases[0].isdisjoint(cases[1])


@lru_cache(maxsize=20_000)
def parses(folded: str) -> tuple[Parse, ...]:
    """What the dictionary says of a folded word, the likeliest first; nothing of letters that it does not know."""
    return tuple(analyzer().parse(folded)) if _is_known(folded) else ()


@lru_cache(maxsize=20_000)
def is_given_name(word: str) -> bool:
    """Whether the dictionary has ``word`` as a given name first of all."""
    found = parses(fold(word))
    return bool(found) and "Name" in found[0].tag


def has_verb(text: str) -> bool:
    """Whether a word of the text is a finite verb or a short participle first of all: headings have none."""
    return any(found and found[0].tag.POS in _FINITE for found in (parses(fold(word)) for word in _WORD.findall(text)))


@lru_cache(maxsize=20_000)
def is_not_borrowed(word: str) -> bool:
    """Whether a word is none that Kazakh or Uzbek takes over: an inflected noun, an adjective, a verb, a small word.

    What they borrow they borrow in the nominative, without its last vowel too: министр, минут. Their own endings may
    make a Russian plural of it: порты, банки.
    """
    folded = fold(word)
    found = parses(folded)
    return bool(found) and all(
        parse.is_known
        and parse.tag.POS in _INFLECTED
        and (parse.tag.POS != "NOUN" or not _may_be_loan(folded, fold(parse.normal_form)))
        and _NAMED.isdisjoint(parse.tag.grammemes)
        for parse in found
    )


def _may_be_loan(form: str, lemma: str) -> bool:
    if lemma.endswith(("ание", "ение")):
        return False
    return lemma.startswith(form) or (form[-1] in "ыи" and lemma.startswith(form[:-1]) and lemma[-1:] not in "яьйео")


_FINITE = frozenset(["VERB", "PRTS"])
_INFLECTED = frozenset(["NOUN", "ADJF", "PRTF", "VERB", "INFN", "PRTS", "GRND", "ADVB", "PREP", "CONJ", "PRCL", "NPRO"])
_NAMED = frozenset(["Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "Init"])
_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _declined(folded: str) -> frozenset[tuple[bool, str, str]]:
    """Whether an adjective, the case and the number, of every such parse."""
    tags = (parse.tag for parse in parses(folded))
    return frozenset(
        (tag.POS != "NOUN", tag.case, tag.number or "") for tag in tags if tag.POS in _DECLINED and tag.case
    )


_DECLINED = frozenset(["NOUN", "ADJF", "PRTF"])


def _is_known(folded: str) -> bool:
    """Whether pymorphy3 can be asked: it fails on letters without a name."""
    return all(unicodedata.name(letter, "") for letter in folded)
