"""Numbers that are said without naming their figures: two thirds, полтора миллиона, пятилетний, twice.

Words become letters as in ``tmkit.text.number_tokens``, with some of their own: D the lower number of a fraction, P one
that is an ordinal too and counts behind a number only, Q a whole fraction (половина), H a half that a power of ten
follows, E a number inside a word (пятилетний), A the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from tmkit.languages.numerals import NUMERALS
from tmkit.languages.scripts import uz_key
from tmkit.model import Span
from tmkit.text.number_tokens import Token, tokens

__all__ = ["Spoken", "spoken"]


class Spoken(NamedTuple):
    """A number said in such a way."""

    value: Decimal
    span: Span
    readings: frozenset[str]
    """Other ways to write it, as plain decimals: 0.6667 and 67 for two thirds."""


_TABLES: dict[str, dict[str, dict[str, str]]] = {
    "ru": {
        "D": {"3": "трет(?:ь|и|ью|ей|ям|ями|ях)", "4": "четверт(?:ь|и|ью|ей|ям|ями|ях)"},
        "P": {"5": "пят(?:ая|ую|ой|ых)", "10": "десят(?:ая|ую|ой|ых)"},
        "Q": {"0.5": "половин(?:а|ы|е|у|ой)"},
        "H": {"1.5": "полтор[аы]|полутора"},
        "E": {"2": "дважды", "3": "трижды"},
    },
    "en": {
        "D": {"3": "third", "4": "quarter", "5": "fifth", "10": "tenth"},
        "P": {"3": "thirds", "4": "quarters", "5": "fifths", "10": "tenths"},
        "Q": {"0.5": "half|halves"},
        "E": {"2": "twice", "3": "thrice"},
        "A": {"0": "an?"},
    },
    "kk": {
        "D": {"3": "үштен", "4": "төрттен", "5": "бестен", "6": "алтыдан", "10": "оннан"},
        "Q": {"0.25": "ширек|ширег[а-яәғқңөұүһі]*", "0.5": "жартысы?[а-яәғқңөұүһі]*"},
        "H": {"0.5": "жарым|жарты"},
    },
    "uz": {
        "D": {"3": "uçdan", "4": "törtdan", "5": "beşdan", "6": "oltidan", "10": "öndan"},
        "Q": {"0.25": "çorak|çorag[a-zçşöğ]*", "0.5": "yarmi[a-zçşöğ]*"},
        "H": {"0.5": "yarim"},
    },
}
_COMPOUNDS = {
    "ru": "(?:лет(?:н|и)|годичн|дневн|недельн|месячн|часов|минутн|этажн)[а-яё]+",
    "en": "(?!)",
    "kk": "(?:жыл|күн|ай|апта|сағат)[дл][ыі](?:қ|к|ғ|г)[а-яәғқңөұүһі]*",
    "uz": "(?:yil|kun|oy|hafta|soat)lik[a-zçşöğ]*",
}
"""What follows a number inside a word."""
_HINTS = {
    "ru": "трет|четверт|пят|десят|полов|полтор|полутор|пол[тм]|дважды|трижды|лет|годичн|дневн|недельн|месячн|часов|"
    "минутн|этажн",
    "en": "third|quarter|fifth|tenth|hal[fv]|twice|thrice",
    "kk": "үштен|төрттен|бестен|алтыдан|оннан|шире[кг]|жарт|жарым|[дл][ыі][қкғг]",
    "uz": "dan|дан|chora|чора|yarm|ярм|yarim|ярим|lik|лик",
}
_ALONE = "(?<![ro])(?<![ro]-)"
_GRAMMAR = {
    "ru": rf"(?P<whole>{_ALONE}Q(?!w?[sb]))|(?P<fraction>{_ALONE}(?P<upper>c?)(?P<lower>D|(?<=c)P))"
    r"|(?P<scaled>(?:[cdn]wQ|H)[sb]+)",
    "en": r"(?P<fraction>(?P<upper>[cA])-?(?P<lower>P|D(?=[f.,;:!?)]|$)))|(?P<scaled>(?:[cdn][wl]A)?QA?s+)"
    rf"|(?P<whole>{_ALONE}A?Q(?=f))",
    "kk": r"(?P<fraction>(?P<lower>D)(?P<upper>c))|(?P<scaled>[cdn]?H[sb]+)|(?P<whole>(?<![rod])(?<![rod]-)Q)",
    "uz": r"(?P<fraction>(?P<lower>D)(?P<upper>c))|(?P<scaled>[cdn]?H[sb]+)|(?P<whole>(?<![rod])(?<![rod]-)Q)",
}


def spoken(text: str, lang: str) -> Iterator[Spoken]:
    """Such numbers in ``text`` from left to right; ``lang`` is a primary language subtag with tables."""
    if not _hint(lang).search(text):
        return
    row = [_spoken_token(token, text, lang) for token in tokens(text, lang)]
    for match in _grammar(lang).finditer("".join(token.letter for token in row)):
        part = row[match.start() : match.end()]
        value, readings = _read(match, row)
        if value:
            plain = {f"{reading.normalize():f}" for reading in (value, *readings)}
            yield Spoken(value, Span(part[0].start, part[-1].stop), frozenset(plain))


def _read(match: re.Match[str], row: list[Token]) -> tuple[Decimal, list[Decimal]]:
    """The value and other ways to write it; 0 where it is no such number."""
    part = row[match.start() : match.end()]
    if match.lastgroup == "fraction":
        upper, lower = (row[match.start(name)].value for name in ("upper", "lower"))
        upper = upper if match["upper"] and match["upper"] != "A" else Decimal(1)
        quarters = [upper] if match["upper"] and match.start("upper") < match.start("lower") and lower == 4 else []
        return (round(upper / lower, 4), [*_shares(upper / lower), *quarters]) if upper < lower else (Decimal(0), [])
    if match.lastgroup == "whole":
        return part[-1].value, _shares(part[-1].value)
    if match.lastgroup == "scaled":
        value = sum((token.value for token in part if token.letter in "cdnQH"), Decimal(0))
        for token in part:
            value *= token.value if token.letter in "sb" else 1
        return value, []
    return part[0].value, []


def _shares(value: Decimal) -> list[Decimal]:
    """As people round it: 0.67, 67 and 66.7 per cent."""
    return [round(value, 2), round(100 * value, 0), round(100 * value, 1)]


def _spoken_token(token: Token, text: str, lang: str) -> Token:
    """The token with a letter of this grammar, where it has one."""
    if not token.letter.isalpha() or token.letter in "dyni":
        return token
    own = _own(text[token.start : token.stop], lang)
    return token if own is None else token._replace(letter=own[0], value=own[1])


@lru_cache(maxsize=1 << 14)
def _own(word: str, lang: str) -> tuple[str, Decimal] | None:
    """The letter of this grammar and the value that a word has, None where it has none."""
    form = _form(word, lang)
    for letter, forms in _TABLES[lang].items():
        for value, pattern in forms.items():
            if re.fullmatch(pattern, form):
                return letter, Decimal(value)
    inside = _compounds(lang).fullmatch(form)
    if inside:
        cardinals = NUMERALS[lang].cardinals
        number = sum(cardinals[part] for part in inside.groups() if part)
        return ("E", Decimal(number)) if number > 1 else None
    power = re.fullmatch("пол(тысяч|миллион|миллиард|триллион)[аы]?", form) if lang == "ru" else None
    return ("E", Decimal(10) ** NUMERALS["ru"].scales[power[1]] / 2) if power else None


def _form(word: str, lang: str) -> str:
    return uz_key(word) if lang == "uz" else word.lower()


@cache
def _compounds(lang: str) -> re.Pattern[str]:
    by_length = sorted(NUMERALS[lang].cardinals.items(), key=lambda item: -len(item[0]))
    tens = "|".join(form for form, value in by_length if value >= 20)
    ones = "|".join(form for form, value in by_length if value < 20)
    return re.compile(f"({tens})?({ones})?(?:{_COMPOUNDS[lang]})")


@cache
def _grammar(lang: str) -> re.Pattern[str]:
    return re.compile(f"{_GRAMMAR[lang]}|(?P<inside>E)")


@cache
def _hint(lang: str) -> re.Pattern[str]:
    """Letters that every text with such a number has; most have none."""
    return re.compile(_HINTS[lang], re.IGNORECASE)
