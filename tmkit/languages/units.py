"""Units of measure and currencies of Russian, English, Kazakh and Uzbek."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tmkit.data import read
from tmkit.languages.scripts import uz_cyrillic
from tmkit.model import Lang

__all__ = ["ENDINGS", "MONEY", "Unit", "units"]

MONEY = "money"
"""The dimension of currencies."""


class Unit(NamedTuple):
    """A unit: what it measures and how one language writes it."""

    dimension: str
    """``length``, ``mass``, ``money`` and so on; only what has the same one can be converted."""
    size: Decimal
    """In the dimension's measure, the unit of size 1; 0 where no factor converts it."""
    telling: bool
    """The words say the unit without a figure before them, too."""
    symbols: tuple[str, ...]
    """What may follow a figure; the first is the one to write. Case counts."""
    words: tuple[str, ...]
    """Stems that endings may follow. Case does not count."""


_COLUMNS = ("ru", "en", "kk", "uz")
_LETTERS = re.compile("[A-Za-zʻ]+")

_KAZAKH = (
    "[лдт][ае]р|[лдт][ыі][қк]|[ндт][ыі]ң|[ғқ]а|[гк]е|н[ае]|[ндт][ыі]|н|н?[дт][ае]|[дтн][ае]н|[мбп]ен|[дт]ағы|[дт]егі|"
    "с?[ыі]|[ае]|[дт][ае]й"
)
_UZBEK = "lar|lik|li|cha|gacha|dagi|ning|ni|ga|ka|qa|dan|da|imiz|si|i|dir|mi|dek"
_RUSSIAN = (
    "ов(?:ый|ая|ое|ого|ой|ому|ую|ым|ом|ых|ые|ыми)|ы|а|у|е|ов|ом|ой|ам|ами|ах|и|я|ю|ь|ья|ей|ем|ём|ям|ями|ях|ью|ия|ию"
)
ENDINGS: dict[str, str] = {
    "ru": f"(?:{_RUSSIAN})?",
    "en": "s?",
    "kk": f"(?:{_KAZAKH})*",
    "uz-Latn": f"(?:{_UZBEK})*",
    "uz-Cyrl": f"(?:{uz_cyrillic(_UZBEK)})*",
}
"""What may follow the stem of a unit's word, as regular expressions."""


@cache
def units(lang: Lang) -> dict[str, Unit]:
    """The units by tmkit's own names, currencies by ISO 4217 (one manat stands for both); other languages: English."""
    primary = lang.partition("-")[0]
    column = 4 + (_COLUMNS.index(primary) if primary in _COLUMNS else _COLUMNS.index("en"))
    found = {}
    for line in read("units.tsv").decode().splitlines():
        if not line.startswith("#"):
            cells = line.split("\t")
            symbols, _, words = cells[column].partition("/ ")
            found[cells[0]] = Unit(
                cells[1], Decimal(cells[2]), cells[3] == "+", _forms(symbols, lang), _forms(words, lang)
            )
    return found


def _forms(cell: str, lang: Lang) -> tuple[str, ...]:
    forms = [form for form in cell.strip().split("|") if form]
    if lang == "uz-Cyrl":
        forms = [_LETTERS.sub(lambda match: uz_cyrillic(match[0]), form) for form in forms]
    return tuple(forms)
