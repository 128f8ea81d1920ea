"""Kazakh in Latin letters, read as Cyrillic: the alphabets of 2018 (á ǵ ı ń ó sh ú ý) and of 2021 (ä ğ ñ ö ş ū ü).

Where the two give a letter another sound (i, ı, u), a word is understood in both; letters of one alphabet alone
settle it. It is for input: what a termbase has in Cyrillic is found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tmkit.languages import kk
from tmkit.languages.kk import AGREES, CONJUNCTIONS, HEAD_FIRST, is_given_name
from tmkit.languages.marks import INVISIBLE
from tmkit.languages.morphology import Role

__all__ = [
    "AGREES", "CONJUNCTIONS", "HEAD_FIRST", "fold", "is_attribute", "is_ending", "is_given_name", "keys", "parallel",
    "stems",
]  # fmt: skip

_COMMON = {
    "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "j": "ж", "k": "к", "l": "л",
    "m": "м", "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т", "v": "в", "w": "у", "x": "х",
    "y": "ы", "z": "з",
}  # fmt: skip
_OF_2018 = str.maketrans(
    _COMMON | {"á": "ә", "ǵ": "ғ", "i": "і", "ı": "и", "ń": "ң", "ó": "ө", "u": "ұ", "ú": "ү", "ý": "у"}
)
_OF_2021 = str.maketrans(
    _COMMON
    | {"ä": "ә", "ğ": "ғ", "i": "и", "ı": "і", "ñ": "ң", "ŋ": "ң", "ö": "ө", "ş": "ш", "u": "у", "ū": "ұ", "ŭ": "ұ",
       "ü": "ү"}
)  # fmt: skip
_LOOSE = _OF_2021 | {ord("i"): "і"}
"""In use, i stands for both."""
_ONLY_2018 = re.compile("[áǵńóúý]|sh|ch")
_ONLY_2021 = re.compile("[äğñŋöşūŭü]")
_DIGRAPHS = (("sh", "ш"), ("ch", "ч"))
_GLIDE = re.compile(r"(?<=[аәеоөұүыіяю])и|^и(?=[аәоөұү])")  # ай, үй, йод; both alphabets write и and й alike
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


def fold(word: str) -> str:
    """The likeliest Cyrillic reading."""
    return readings(word)[0]


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[str, ...]:
    """The Cyrillic words that a Latin one may stand for, the likeliest first."""
    lower = unicodedata.normalize("NFC", word).replace("I", "ı").replace("İ", "i").casefold().translate(_UNSEEN)
    lower = unicodedata.normalize("NFC", lower)
    tables = [_OF_2021, _OF_2018, _LOOSE]
    if _ONLY_2021.search(lower):
        tables = [_OF_2021, _LOOSE]
    elif _ONLY_2018.search(lower):
        tables = [_OF_2018]
    return tuple(dict.fromkeys(_read(text, table) for text in _capital_i(lower, word) for table in tables))


def keys(word: str, role: Role = Role.ONLY) -> frozenset[str]:
    """What a term's word is found under, whether the termbase has it in Cyrillic or in Latin letters."""
    return frozenset(key for reading in readings(word) for key in kk.keys(reading, role))


def stems(word: str) -> frozenset[str]:
    """Every key that the running word may be a form of, in any reading."""
    return frozenset(stem for reading in readings(word) for stem in kk.stems(reading))


def is_ending(text: str) -> bool:
    """Whether ``text`` is a legal chain of endings."""
    return any(map(kk.is_ending, readings(text)))


def is_attribute(word: str, head: str) -> bool:
    """As in Cyrillic."""
    return kk.is_attribute(fold(word), fold(head))


def parallel(one: str, other: str) -> bool:
    """As in Cyrillic."""
    return kk.parallel(fold(one), fold(other))


def _capital_i(lower: str, word: str) -> tuple[str, ...]:
    """The word, and where it has a capital I also with i for it: it is the capital of ı, and in use of i too."""
    return (lower, lower.replace("ı", "i")) if "I" in word else (lower,)


def _read(text: str, table: dict[int, str]) -> str:
    if table is _OF_2018:
        for latin, cyrillic in _DIGRAPHS:
            text = text.replace(latin, cyrillic)
    return kk.fold(_GLIDE.sub("й", text.translate(table)))
