"""Running text as a row of tokens for the grammar of numbers and dates, each token one letter.

====== ==========================================================================================
letter the token is
====== ==========================================================================================
d      a plain integer from 1 to 31
y      a plain integer of four digits that can be a year
n      another number in figures
o      an ordinal in figures from 1 to 31: 7-я, 7th
r      an ordinal in words or Roman figures, or a larger one
c, t   a cardinal in words; t where a smaller one may follow: twenty
s      a power of ten: млн, thousand
b      one that can stand alone: миллион
x      one that needs a currency sign before the number: £5m
i      a date in figures: 15.11.2025
m      the name of a month
a      the name of a month that may be another word: May
l, f   a word that makes "a" a month; "of"
Y      a word for year
p      per cent
w      any other word
====== ==========================================================================================

Any other mark is its own letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from tmkit.languages.calendar import CALENDARS, Calendar
from tmkit.languages.marks import APOSTROPHES
from tmkit.languages.numerals import NUMERALS, Numerals
from tmkit.languages.scripts import uz_key

__all__ = ["Token", "may_count", "tokens"]

_ZERO = Decimal(0)
_BLANKS = " \u00a0\u2007\u2009\u202f"
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_LOOK_ALIKE = str.maketrans("ХІ", "XI")  # Cyrillic letters in a century: ХХІ
_LAST_YEAR = 2199
_LONGEST_STEM = 20
"""Letters; no number word has more, and a word may be as long as the file."""
_LETTERS = rf"[^\W_]+(?:[{APOSTROPHES}][^\W\d_]+)*"
_WORD, _DIGIT = re.compile(_LETTERS), re.compile(r"\d")


class Token(NamedTuple):
    """A word, number or mark."""

    letter: str
    value: Decimal
    """Of a number; of a month from 1; of a power of ten the power itself, 1000 for тысяча; else 0."""
    start: int
    """Code points from 0."""
    stop: int
    """Exclusive."""


def may_count(text: str, lang: str) -> bool:
    """Whether there is a digit or a word about numbers or dates in the text: most sentences hold none."""
    return _DIGIT.search(text) is not None or any(_word(word, lang)[0] not in "wlfYp" for word in _WORD.findall(text))


def tokens(text: str, lang: str) -> Iterator[Token]:
    """The tokens of ``text``, blanks left out; ``lang`` is a primary language subtag with tables."""
    numerals = NUMERALS[lang]
    for match in _pattern(lang).finditer(text):
        start, stop = match.span()
        if match.lastgroup == "word":
            yield Token(*_word(match[0], lang), start, stop)
        elif match.lastgroup == "number":
            yield Token(*_figures(match["digits"], match["mark"], numerals), start, stop)
        elif match.lastgroup == "date":
            yield Token("i", _ZERO, start, stop)
        else:
            yield Token("p" if match[0] == "%" else match[0], _ZERO, start, stop)


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    numerals = NUMERALS[lang]
    decimal, marks = re.escape(numerals.decimal), numerals.ordinal_marks
    groups = _BLANKS + re.escape(numerals.groups)
    foreign = rf"|[{re.escape(numerals.groups)}]\d{{1,2}}(?!\d)" if numerals.groups else ""  # 921,7 in English
    return re.compile(
        rf"""
          (?P<date> (?<![\d.])(?:\d{{1,2}}([./])\d{{1,2}}\2\d{{4}}|\d{{4}}-\d\d-\d\d)(?!\d)
            | (?<![\d.])(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d(?!\d|\.\d) )
        | (?P<number> (?<![^\W_])(?<!\d[.,])
            (?P<digits>
              (?:(?<![^\s(\[«"„“])(?:[-−]|(?:минус|minus)[ ])(?=\d))?  # a minus, not a hyphen
              (?: \d{{1,3}}(?:[{groups}]\d{{3}}(?!\d))+ | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d) | \d+ )
              (?:[{decimal}]\d+{foreign})?
            )
            (?:[-‑–]?(?P<mark>{marks})(?![^\W_]))?
          )
        | (?P<word> per[ ]cent\b | {_LETTERS} )
        | (?P<sign> \S )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _figures(digits: str, mark: str | None, numerals: Numerals) -> tuple[str, Decimal]:
    plain = re.sub(r",(?=\d{1,2}$)", ".", re.sub(r"^\D+", "-", digits))
    plain = re.sub(f"[{_BLANKS}{re.escape(numerals.groups)}]", "", plain)
    if plain.count(".") > 1:  # 1.234.567
        plain = plain.replace(".", "")
    value = Decimal(plain.replace(",", "."))
    integer = digits.isdecimal()
    day = integer and len(digits) <= 2 and 1 <= value <= 31
    if mark:
        return ("o" if day else "r"), value
    if day:
        return "d", value
    return ("y" if integer and len(digits) == 4 and 1000 <= value <= _LAST_YEAR else "n"), value


@lru_cache(maxsize=1 << 16)
def _word(word: str, lang: str) -> tuple[str, Decimal]:
    """The letter and value of a word."""
    form = uz_key(word) if lang == "uz" else word.lower()
    calendar, numerals = CALENDARS[lang], NUMERALS[lang]
    return (
        _month(word, form, lang)
        or (_numeral(form, numerals) if not _beginnings(lang).isdisjoint((form[:1], form[:2])) else None)
        or _roman(word, alone=lang in {"ru", "kk"})
        or (_letter(form, calendar, numerals), _ZERO)
    )


def _month(word: str, form: str, lang: str) -> tuple[str, Decimal] | None:
    calendar = CALENDARS[lang]
    if calendar.capitalised and not word[0].isupper():
        return None
    match = _months(lang).fullmatch(form)
    if match is None or match.lastindex is None:
        return None
    return ("a" if re.fullmatch(calendar.ambiguous, form) else "m"), Decimal(match.lastindex)


@cache
def _months(lang: str) -> re.Pattern[str]:
    """One group for each month."""
    return re.compile("|".join(f"({name})" for name in CALENDARS[lang].months))


@cache
def _beginnings(lang: str) -> frozenset[str]:
    """The first two letters of every numeral: few other words have them."""
    numerals = NUMERALS[lang]
    return frozenset(stem[:2] for table in (numerals.scales, numerals.ordinals, numerals.cardinals) for stem in table)


def _numeral(form: str, numerals: Numerals) -> tuple[str, Decimal] | None:
    scale = _value(form, numerals.scales, numerals.scale_endings)
    if scale is not None:
        special = {"b": numerals.bare_scales, "x": numerals.money_scales}
        letter = next((name for name, forms in special.items() if re.fullmatch(forms, form)), "s")
        return letter, Decimal(10) ** scale
    ordinal = _value(form, numerals.ordinals, numerals.ordinal_endings)
    if ordinal is not None:
        return "r", Decimal(ordinal)
    cardinal = _value(form, numerals.cardinals, numerals.cardinal_endings)
    if cardinal is None or re.fullmatch(numerals.not_cardinals, form):
        return None
    bare = not numerals.cardinal_endings or form in numerals.cardinals  # бестен екі are two numbers
    tens = bare and (cardinal >= 20 or (cardinal == 10 and not numerals.teens))
    return ("t" if tens else "c"), Decimal(cardinal)


def _value(form: str, values: dict[str, int], endings: str) -> int | None:
    """The value of the longest stem that, with one of the endings or none, is the whole word."""
    for length in range(min(len(form), _LONGEST_STEM), 0, -1):
        value = values.get(form[:length])
        if value is not None and (length == len(form) or re.fullmatch(endings, form[length:])):
            return value
    return None


def _roman(word: str, *, alone: bool) -> tuple[str, Decimal] | None:
    """A Roman number; a single letter only where such letters are no words of the language."""
    figures = word.translate(_LOOK_ALIKE)
    if not _ROMAN.fullmatch(figures) or (len(word) == 1 and not (alone and figures == word)):
        return None
    values = [_ROMAN_DIGITS[c] for c in figures]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return "r", Decimal(sum(-here if here < after else here for here, after in pairs))


def _letter(form: str, calendar: Calendar, numerals: Numerals) -> str:
    if form == "of":
        return "f"
    kinds = (("Y", numerals.year), ("p", numerals.percent), ("l", calendar.leads))
    return next((letter for letter, forms in kinds if re.fullmatch(forms, form)), "w")
