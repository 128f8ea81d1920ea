"""Scripts: Uzbek Cyrillic and Latin of 1995 in both directions, the letters of 2026, one key for all; look-alikes.

The rules are those of the Uzbek spelling of 1995 (Cabinet of Ministers, resolution 339); where spelling is
not a matter of letters, ``_WORDS`` says how a word is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from tmkit.languages.marks import APOSTROPHES, INVISIBLE

__all__ = ["unmixed", "uz_cyrillic", "uz_key", "uz_latin", "uz_standard"]

_CYRILLIC_VOWELS = "аеёиоуэюяўы"
_LATIN_VOWELS = "aeiouöõ"

_WORDS = {  # Latin stem -> Cyrillic stem, where the letters alone would mislead
    "sentabr": "сентябр",
    "oktabr": "октябр",
    "budjet": "бюджет",
    "rayon": "район",
    "mayor": "майор",
    "batalyon": "батальон",
    "kompyuter": "компьютер",
    "sement": "цемент",
    "sentner": "центнер",
    "sex": "цех",
    "sirk": "цирк",
    "sivilizatsiya": "цивилизация",
    "konsepsiya": "концепция",
    "konsepsion": "концепцион",
    "konsern": "концерн",
    "konsert": "концерт",
    "litsenziya": "лицензия",
    "pensiya": "пенсия",
    "versiya": "версия",
    "konversiya": "конверсия",
    "diversiya": "диверсия",
    "ekskursiya": "экскурсия",
    "diskussiya": "дискуссия",
    "ges": "гэс",
    "gres": "грэс",
    "aes": "аэс",
    "ies": "иэс",
    "tes": "тэс",
}
_CYRILLIC_WORDS = {cyrillic: latin for latin, cyrillic in _WORDS.items()}
_WHOLE_ONLY = frozenset({"ges", "gres", "aes", "ies", "tes", "sex", "гэс", "грэс", "аэс", "иэс", "тэс", "цех"})
"""Too short to stand for every word that begins so: only these, or with a possessive or case ending."""

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ж": "j", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x", "ч": "ch",
    "ш": "sh", "щ": "sh", "ы": "i", "э": "e", "ё": "yo", "ю": "yu", "я": "ya", "ў": "oʻ", "қ": "q", "ғ": "gʻ", "ҳ": "h",
}  # fmt: skip
_CYRILLIC_LETTERS = {latin: cyrillic for cyrillic, latin in _LETTERS.items() if cyrillic not in "щыэ"} | {
    "e": "е",
    "yoʻ": "йў",
    "ye": "е",
    "sʼh": "сҳ",
    "ts": "ц",
    "ʼ": "ъ",
}
_LATIN_LETTER = re.compile(r"yoʻ|oʻ|gʻ|sʼh|sh|ch|yo|yu|ya|ye|ts(?!a|in)|[a-zʼ]")  # ketsa, ketsin are т and с
_FOREIGN = re.compile(r"c(?!h)|w|[^a-zʻʼ]")
_REFORMED = str.maketrans(
    {"ş": "sh", "Ş": "Sh", "ç": "ch", "Ç": "Ch", "ö": "oʻ", "Ö": "Oʻ", "õ": "oʻ", "Õ": "Oʻ", "ğ": "gʻ", "Ğ": "Gʻ"}
)
_ROMAN = re.compile(r"[IVXLCDM]+")
_LONGEST_ACRONYM = 5
"""Letters; a longer word in capitals is a word in capitals."""

_LATIN_LOOKS = "aceiopxyhkABCEHIKMOPTXY"
_CYRILLIC_LOOKS = "асеіорхуһкАВСЕНІКМОРТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN_LOOKS, _CYRILLIC_LOOKS)
_TO_LATIN = str.maketrans(_CYRILLIC_LOOKS, _LATIN_LOOKS)
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z]")

_TURNED = re.compile(rf"(?<=[oOgG])(?:[{APOSTROPHES}](?=[^\W\d_])|[ʻ‘`](?![^\W\d_]))")
_TUTUQ = re.compile(rf"(?<=[^\W\d_])(?<![oOgG])[{APOSTROPHES}](?=[^\W\d_])")
_LATIN_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{APOSTROPHES}](?=[^\W\d_])|(?<=[oOgG])[ʻ‘`])*")
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]+")


def unmixed(word: str) -> str:
    """A word of both scripts (Самарқaнд with a Latin a) with its look-alikes put right, where that makes one script."""
    if not (_LATIN.search(word) and _CYRILLIC.search(word)):
        return word
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if not _LATIN.search(cyrillic):
        return cyrillic
    return word if _CYRILLIC.search(latin) else latin


def uz_latin(text: str) -> str:
    """Uzbek Cyrillic as Latin of 1995, with ʻ U+02BB in oʻ gʻ and ʼ U+02BC for ъ; all else stays as it is.

    A word in capitals keeps digraphs in capitals (TOSHKENT), a short one that stands alone among other words
    is an acronym (ShHT).
    """
    text = unicodedata.normalize("NFC", text)
    headline = text.isupper() and len(_CYRILLIC_WORD.findall(text)) > 1
    return _CYRILLIC_WORD.sub(lambda match: _latin_word(match[0], headline), text)


def uz_cyrillic(text: str) -> str:
    """Uzbek Latin of 1995 or of 2026, with any apostrophe, as Cyrillic; all else stays as it is.

    Roman numerals and words with letters that Uzbek does not have (COP, Web) are left alone.
    """
    return _LATIN_WORD.sub(lambda match: _cyrillic_word(match[0]), unicodedata.normalize("NFC", text))


def uz_standard(text: str) -> str:
    """Uzbek Latin with every apostrophe as the spelling of 1995 has it: ʻ in oʻ gʻ, else ʼ; no letters of 2026.

    A mark that may be a closing quote is left alone; Cyrillic passes through.
    """
    return _TUTUQ.sub("ʼ", _TURNED.sub("ʻ", text.translate(_REFORMED)))


@lru_cache(maxsize=200_000)
def uz_key(word: str) -> str:
    """One key for a word however it is spelled: script, apostrophe, case; oʻ gʻ sh ch are ö ğ ş ç, tutuq is dropped.

    >>> uz_key("Oʻzbekiston") == uz_key("O'zbekiston") == uz_key("Özbekiston") == uz_key("Ўзбекистон")
    True
    """
    word = unicodedata.normalize("NFC", uz_latin(word).replace("İ", "I")).casefold().translate(_UNSEEN)
    for pattern, letter in _KEY_LETTERS:
        word = pattern.sub(letter, word)
    return word


_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_KEY_LETTERS = [
    (re.compile(rf"o[{APOSTROPHES}]|õ"), "ö"),
    (re.compile(rf"g[{APOSTROPHES}]"), "ğ"),
    (re.compile("sh"), "ş"),  # not in Isʼhoq: the tutuq is still there
    (re.compile("ch"), "ç"),
    (re.compile(rf"[{APOSTROPHES}]"), ""),
]


def _latin_word(word: str, headline: bool) -> str:
    low = word.casefold()
    stem = _listed(low, _CYRILLIC_WORDS)
    pieces = [(word[: len(stem)], _CYRILLIC_WORDS[stem])] if stem else []
    pieces += [(word[at], _latin_letter(low, at)) for at in range(len(stem), len(low))]
    text = _cased(pieces)
    return text.upper() if word.isupper() and (headline or len(word) > _LONGEST_ACRONYM) else text


def _latin_letter(word: str, at: int) -> str:
    letter, before, after = word[at], word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    match letter:
        case "е":
            return "ye" if not before or before in _CYRILLIC_VOWELS + "ъь" else "e"
        case "ц":
            return "ts" if before and before in _CYRILLIC_VOWELS else "s"
        case "ъ":
            return "" if after and after in "еёюя" else "ʼ"
        case "ь":
            return "y" if after and after in "ои" else ""
        case "с":
            return "sʼ" if after == "ҳ" else "s"
    return _LETTERS.get(letter, letter)


def _cyrillic_word(word: str) -> str:
    if _ROMAN.fullmatch(word):
        return word
    word = re.sub(rf"(?<=[oOgG])[{APOSTROPHES}]", "ʻ", word.translate(_REFORMED))
    word = re.sub(rf"[{APOSTROPHES.replace('ʻ', '')}]", "ʼ", word)
    low = word.casefold()
    if _FOREIGN.search(low):
        return word
    stem = _listed(low, _WORDS)
    pieces = [(word[: len(stem)], _WORDS[stem])] if stem else []
    letters = _LATIN_LETTER.finditer(low, len(stem))
    pieces += [(word[letter.start() : letter.end()], _cyrillic_letter(low, letter)) for letter in letters]
    return _cased(pieces)


def _cyrillic_letter(word: str, match: re.Match[str]) -> str:
    letter, before = match[0], word[: match.start()].removesuffix("ʻ")[-1:]
    after_vowel = not before or before in _LATIN_VOWELS
    if letter == "e" and after_vowel:
        return "э"
    if letter == "ye" and not after_vowel:
        return "ъе" if before in "bvd" else "ье"  # obyekt, premyera
    if letter == "s" and word.startswith("iya", match.end()) and before in ("n", "k", "p"):
        return "ц"  # stansiya, aksiya, opsiya
    return _CYRILLIC_LETTERS[letter]


def _cased(pieces: Iterable[tuple[str, str]]) -> str:
    text = ""
    for source, piece in pieces:
        if len(source) > 1 and source.isupper():
            text += piece.upper()
        else:
            text += piece[:1].upper() + piece[1:] if source[:1].isupper() else piece
    return text


def _listed(word: str, listed: dict[str, str]) -> str:
    """The longest listed stem that the word begins with, or an empty string."""
    fits = (
        stem
        for stem in listed
        if word.startswith(stem) and (stem not in _WHOLE_ONLY or _ENDING.fullmatch(word, len(stem)))
    )
    return max(fits, key=len, default="")


_ENDING = re.compile(r"(?:lar|лар)?(?:i|и|imiz|имиз)?(?:ning|ni|ga|da|dan|dagi|нинг|ни|га|да|дан|даги)?")
