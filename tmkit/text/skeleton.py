"""Skeletons: what is left of a name or a loan word when every language spells it its own way.

Токаев, Тоқаев, Toqayev and Tokayev all become ``tkv``; коридор, corridor and koridor ``krdr``. A word is
written in Latin letters, its sounds are merged into classes that survive transliteration, vowels go (the first
one stays as ``a``), doubled consonants become one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tmkit.languages.marks import APOSTROPHES

__all__ = ["skeleton", "sounds"]

_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufxie", strict=True))
    | {"ё": "yo", "ж": "j", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
    | {"ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i"}  # Kazakh
    | {"ў": "o", "ҳ": "h"}  # Uzbek
    | dict.fromkeys(APOSTROPHES, "")
)
_ENGLISH = (
    (re.compile(r"^kn"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"techn"), "texn"),  # technology, технология
    (re.compile(r"^cz|tch"), "ch"),
    (re.compile(r"ch(?=[rlnt])"), "k"),  # Christine, Кристина
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c(?!h)"), "k"),
    (re.compile(r"ti(?=on|a)"), "ts"),  # nation, нация
    (re.compile(r"igh"), "i"),
)
_SOUNDS = (
    (re.compile(r"^[uw](?=[aeio])|w"), "v"),  # Уоррен, Warren
    (re.compile(r"(?<=[aeiou])h(?![aeiouy])"), ""),  # Johnson, Джонсон
    (re.compile(r"shch|tsh|sch|tch|ch|sh"), "c"),
    (re.compile(r"dzh|dj|zh|dg(?=e)"), "j"),
    (re.compile(r"^y?eu(?=[^aeiouy])"), "ev"),  # Europe, Еуропа, Европа
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=[tgr])h"), ""),
    (re.compile(r"kh|x"), "h"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"ts|z"), "s"),
)
_VOWELS = re.compile(r"[aeiouyıə]+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def skeleton(word: str, lang: str = "") -> str:
    """The skeleton, in lower-case Latin letters; empty where the word holds no letter.

    ``lang`` tells English, where c, x and ch are read in their own way.
    """
    letters = "".join(c for c in _VOWELS.sub("a", _heard(word, lang)) if c.isalnum())
    return _DOUBLED.sub(r"\1", letters[:1] + letters[1:].replace("a", ""))


def sounds(word: str, lang: str = "") -> str:
    """The word in the classes of sounds of its skeleton, with its vowels as they are written in Latin letters."""
    return _DOUBLED.sub(r"\1", "".join(c for c in _heard(word, lang) if c.isalnum()))


def _heard(word: str, lang: str) -> str:
    latin = unicodedata.normalize("NFC", word).lower().translate(_LATIN)
    if not latin.isascii():
        latin = "".join(c for c in unicodedata.normalize("NFD", latin) if not unicodedata.combining(c))
    for pattern, sound in (*(_ENGLISH if lang == "en" else ()), *_SOUNDS):
        latin = pattern.sub(sound, latin)
    return latin
