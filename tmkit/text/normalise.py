"""The normal form of a segment: what two segments are compared by."""

from __future__ import annotations

import re
import unicodedata

from tmkit.languages.marks import APOSTROPHES, INVISIBLE
from tmkit.languages.scripts import uz_standard
from tmkit.model import Lang
from tmkit.text.moses import normalise_punctuation, tokenise

__all__ = ["normal_form"]

_UNSEEN = dict.fromkeys(map(ord, INVISIBLE + "\ufeff"))
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BETWEEN_LETTERS = re.compile(rf"(?<=[^\W\d_])[{APOSTROPHES}](?=[^\W\d_])")


def normal_form(text: str, lang: Lang) -> str:
    """Words and punctuation marks of ``text``, with one blank between them, without what makes no difference.

    That is case, composed letters, kinds of spaces, quotes, dashes and apostrophes, invisible marks, in Russian
    ё, in Uzbek the letters of 2026. Figures and punctuation otherwise stay: they are what differs in a fuzzy match.
    """
    text = unicodedata.normalize("NFC", text.translate(_UNSEEN).replace("İ", "I")).casefold()
    if lang == "ru":
        text = text.replace("ё", "е")
    text = uz_standard(text) if lang == "uz-Latn" else _BETWEEN_LETTERS.sub("'", text)
    text = normalise_punctuation(_DASHES.sub("-", " ".join(text.split())), lang)
    return " ".join(tokenise(text, lang))
