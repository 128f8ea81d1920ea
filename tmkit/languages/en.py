"""English: plurals, possessives, a few verbs, and British and American spelling as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tmkit.languages.marks import APOSTROPHES, INVISIBLE
from tmkit.languages.morphology import Role

__all__ = [
    "AGREES", "ARTICLES", "CONJUNCTIONS", "HEAD_FIRST", "article", "fold", "is_attribute", "is_ending", "is_given_name",
    "keys", "parallel", "plural", "reconjugated", "stems",
]  # fmt: skip

ARTICLES = frozenset(["a", "an", "the"])
CONJUNCTIONS = frozenset(["and", "or"])
AGREES = False
HEAD_FIRST = True
_FUNCTION_WORDS = CONJUNCTIONS | frozenset(
    ["about", "after", "against", "all", "also", "any", "are", "as", "at", "be", "been", "before", "between", "but",
     "by", "can", "during", "each", "every", "for", "from", "had", "has", "have", "he", "her", "his", "if", "in",
     "into", "is", "it", "its", "may", "more", "most", "must", "no", "not", "of", "on", "other", "our", "over",
     "she", "should", "some", "such", "than", "that", "their", "them", "there", "these", "they", "this", "those",
     "through", "to", "under", "until", "was", "we", "were", "which", "while", "who", "will", "with", "within",
     "without", "would", "you", "your"]
)  # fmt: skip
"""They part a phrase into two."""

_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_MARKS = dict.fromkeys(map(ord, APOSTROPHES), "'")

_SPELLINGS = tuple(
    # British -> American. Both sides of a comparison go through it, so it need not be right (rise -> rize),
    # it only must not make one word of two.
    (re.compile(british), american)
    for british, american in (
        (r"(?<=[^aeiou])(?<=\w{3})([iy])s(?=(?:ations?|e|ed|es|ing|ers?)$)", r"\1z"),  # organisation, analyse
        (r"(?<=\w{3})our", "or"),  # harbour, neighbouring; not four
        (r"(?<=[bt])re(?=[sd]?$)", "er"),  # centre, metres, fibre
        (r"(?<=\w\w[^aeiou][aeo])ll(?=(?:ed|ing|ers?)$)", "l"),  # travelled; not calling
        (r"(?<=^lic|^def|^off)ence", "ense"),
        (r"(?<=gram)me(?=s?$)", ""),  # programme, kilogrammes
        (r"(?<=log)ue(?=s?$)", ""),  # dialogue
        (r"^grey", "gray"),
    )
)

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "leaves": "leaf", "lives": "life",
    "halves": "half", "shelves": "shelf", "criteria": "criterion", "phenomena": "phenomenon",
    "memoranda": "memorandum", "referenda": "referendum", "indices": "index", "analyses": "analysis",
    "crises": "crisis", "came": "come", "took": "take", "taken": "take", "gave": "give", "given": "give",
    "held": "hold", "made": "make", "went": "go", "gone": "go", "brought": "bring", "built": "build",
}  # fmt: skip
_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "foot": "feet", "criterion": "criteria", "index": "indices",
    "phenomenon": "phenomena", "memorandum": "memoranda", "analysis": "analyses", "crisis": "crises",
}  # fmt: skip
_NO_PLURAL = frozenset(
    ["customs", "goods", "news", "means", "series", "species", "always", "perhaps", "besides", "headquarters",
     "economics", "politics", "logistics", "mathematics", "physics", "ethics"]
)  # fmt: skip
_POSSESSIVE = re.compile(r"'s?$")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The word as a key: NFC, small letters, American spelling, one apostrophe."""
    word = unicodedata.normalize("NFC", word.translate(_UNSEEN)).casefold().translate(_MARKS)
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return word


@lru_cache(maxsize=200_000)
def stems(word: str) -> frozenset[str]:
    """The word, its singular without possessive and, after ``~``, the verbs that it may be a form of."""
    bare = _POSSESSIVE.sub("", fold(word))
    nouns = {fold(word), bare, *_singulars(bare)}
    return frozenset(nouns | {f"~{verb}" for verb in (bare, *_singulars(bare), *_verbs(bare))})


def keys(word: str, role: Role = Role.ONLY) -> frozenset[str]:
    """The word and its singular; a word before the last may also be a verb (enter into force).

    Verbs stand apart under ``~``, so that «training» is no form of the term «train».
    """
    folded = fold(word)
    bare = _POSSESSIVE.sub("", folded)
    verb = {f"~{bare}"} if role is Role.MODIFIER else set()
    return frozenset({folded, bare, *_singulars(bare)} | verb)


def is_ending(text: str) -> bool:
    """Whether ``text`` may follow an acronym."""
    return text in {"s", "'s"}


def _singulars(word: str) -> Iterator[str]:
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    if len(word) < 4 or word in _NO_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return
    yield word[:-1]
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith(("ches", "shes", "ses", "xes", "zes", "oes")):
        yield word[:-2]


def _verbs(word: str) -> Iterator[str]:
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        yield stem
        yield stem + "e"
        if stem[-1] == stem[-2]:
            yield stem[:-1]
        if stem[-1] == "i":
            yield stem[:-1] + "y"


def article(words: str) -> str:
    """``a`` or ``an``, as the first sound asks: an hour, a unit, an MP, a UN office."""
    first = words.split(maxsplit=1)[0] if words else ""
    if len(first) > 1 and first.isupper() and not any(letter in "AEIOU" for letter in first[1:]):
        return "an" if first[0] in "AEFHILMNORSX" else "a"  # spelled: em pee
    return "an" if _OPEN.match(first.casefold()) else "a"


_OPEN = re.compile(r"(?!uni(?!n|m)|eu|us[ei]|one)[aeiou]|hour|honou?r|heir|honest")


def plural(word: str) -> str:
    """The plural of a noun: countries, buses, HPPs, women."""
    irregular = _PLURALS.get(word)
    if irregular is not None:
        return irregular
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def reconjugated(found: str, stored: str, wanted: str) -> str | None:
    """A verbal term in the form of another: «entered in strength» for «enter in strength» -> «entered into force».

    None where the form of the first word cannot be told or made.
    """
    (one, _, rest), (other, _, kept), (verb, blank, tail) = (text.partition(" ") for text in (found, stored, wanted))
    if fold(rest) != fold(kept) or not tail:
        return None
    if fold(other) == fold(verb):
        return one.casefold() + blank + tail
    made = [form for old, form in zip(_conjugated(other), _conjugated(verb), strict=True) if old == fold(one)]
    return made[0] + blank + tail if made and verb not in _IRREGULAR.values() else None


def _conjugated(verb: str) -> tuple[str, str, str]:
    """The third person, the past and the -ing of a regular verb."""
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2:-1] not in set("aeiou") else verb + "ed"
    return plural(verb), past, verb + "ing"


def is_attribute(word: str, head: str) -> bool:
    """Whether ``word`` is an article or no function word."""
    return fold(word) not in _FUNCTION_WORDS


def parallel(one: str, other: str) -> bool:
    """Whether neither word is a function word."""
    return (_FUNCTION_WORDS | ARTICLES).isdisjoint((fold(one), fold(other)))


def is_given_name(word: str) -> bool:
    """Names are not told from other words."""
    return False
