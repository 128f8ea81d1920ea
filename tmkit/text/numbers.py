"""Numbers and dates of running text, by value: 3,2 млрд is 3.2 billion is 3200000000.

The text becomes a row of letters, one a token (``tmkit.text.number_tokens``), and the grammar of dates and
quantities is a regular expression over that row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from tmkit.languages.calendar import CALENDARS
from tmkit.model import Lang, Span
from tmkit.text.number_tokens import Token, may_count, tokens

__all__ = ["Fact", "FactKind", "facts"]


class FactKind(StrEnum):
    """What a value says."""

    NUMBER = "number"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    DATE = "date"
    """At least two of day, month and year."""
    MONTH = "month"
    YEAR = "year"
    """Said to be a year; a bare 2025 is a number."""


class Fact(NamedTuple):
    """A number or a date."""

    kind: FactKind
    value: str
    """Numbers as plain decimals without trailing zeros (``3200000000``, ``-5``, ``12.5``); dates as in ISO 8601,
    cut to what is said: ``2025-11-15``, ``--11-15`` without a year, ``2025-11`` without a day, ``--11`` a month."""
    span: Span
    spelled: bool = False
    """Written without Arabic figures: ``three``, ``Седьмой``, ``VII``."""


# Groups of a date: y, d, m for year, day and month, with the number of the alternative.
_GRAMMAR = r"""
      (?P<figures> i )
    | (?P<date>
          (?P<y1>y)-?Y,?(?P<d1>[do])-?(?P<m1>[ma])                         # 2025 жылғы 15 қараша
        | (?P<d2>[do])-?f?(?P<m2>[ma])\.?,?(?:(?P<y2>y)(?:-?Y\.?)?)?       # 15 ноября 2025 г.
        | MONTH_FIRST(?P<m3>[ma])\.?(?P<d3>[do])(?![:psb])(?:,?(?P<y3>y))? # November 15, 2025
        | (?P<y4>y)-?Y(?P<m4>[ma])                                         # 2025-yil noyabr
        | (?P<m5>[ma])\.?f?,?(?P<y5>y)(?:-?Y\.?)?                          # ноябрь 2025 года
        | (?P<m6>m) | (?<=[lf])(?P<m7>a) | (?<=m[–—-])(?P<m8>a)            # ноябрь; in May; қаңтар – маусым
      )
    | (?P<year> y-?Y )
    | (?P<ordinal> [or] | t-?r )                                           # VII; twenty-first
    | (?P<quantity>
        (?: (?<=[$£€])[dyn]x                                               # £5m
          | [dyn]-?[sb]\.?(?:[dn][sb]\.?)*                                 # 1 млн 200 тыс.
          | (?:t-?)?c[sb]+ | t[sb]+                                        # twenty-five thousand
          | (?:t-?)?c | [dynt] | b
        ) (?P<percent>p)?
      )
"""


@cache
def _grammar(lang: str) -> re.Pattern[str]:
    return re.compile(_GRAMMAR.replace("MONTH_FIRST", "" if CALENDARS[lang].month_first else "(?!)"), re.VERBOSE)


def facts(text: str, lang: Lang) -> tuple[Fact, ...]:
    """The numbers and dates of ``text`` from left to right. A language without tables is read as English."""
    primary = lang.partition("-")[0]
    primary = primary if primary in CALENDARS else "en"
    if not may_count(text, primary):
        return ()
    row = list(tokens(text, primary))
    found = []
    for match in _grammar(primary).finditer("".join(token.letter for token in row)):
        span = Span(row[match.start()].start, _end(row, match.end() - 1))
        kind, value = _read(match, row, text)
        if value:
            found.append(Fact(kind, value, span, spelled=not any(c.isdecimal() for c in text[slice(*span)])))
    return tuple(found)


def _end(row: Sequence[Token], last: int) -> int:
    """Where a fact ends; a stop after «года» ends the sentence, after «г» the abbreviation."""
    word = row[last - 1]
    if last and row[last].letter == "." and word.stop - word.start > 2:
        return word.stop
    return row[last].stop


def _read(match: re.Match[str], row: Sequence[Token], text: str) -> tuple[FactKind, str]:
    """Kind and value of a match; the value is empty where there is no such date."""
    part = row[match.start() : match.end()]
    if match.lastgroup == "figures":
        return FactKind.DATE, _date_in_figures(text[part[0].start : part[0].stop])
    if match.lastgroup == "date":
        return _date(match, row)
    if match.lastgroup == "year":
        return FactKind.YEAR, _plain(part[0].value)
    if match.lastgroup == "ordinal":
        return FactKind.ORDINAL, _plain(sum((token.value for token in part), Decimal(0)))
    return (FactKind.PERCENT if match["percent"] else FactKind.NUMBER), _plain(_quantity(part))


def _date_in_figures(written: str) -> str:
    parts = [int(part) for part in re.split(r"[./-]", written)]
    year, month, day = parts if parts[0] > 31 else parts[::-1]
    year += 2000 if year < 100 else 0  # 07.10.25
    if month > 12 >= day:  # 11/15/2025
        month, day = day, month
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _date(match: re.Match[str], row: Sequence[Token]) -> tuple[FactKind, str]:
    groups = [name for name, hit in match.groupdict().items() if hit and name[1:].isdigit()]
    said = {name[0]: int(row[match.start(name)].value) for name in groups}
    year = f"{said['y']:04}" if "y" in said else "-"
    day = f"-{said['d']:02}" if "d" in said else ""
    return (FactKind.MONTH if len(said) == 1 else FactKind.DATE), f"{year}-{said['m']:02}{day}"


def _quantity(part: Sequence[Token]) -> Decimal:
    """The value of 1 млн 200 тыс. or twenty-five thousand: terms are added, a power of ten closes a term."""
    total, term = Decimal(0), Decimal(0)
    for token in part:
        if token.letter in "sbx":
            term = (term or 1) * token.value
        elif token.letter == "c":
            term += token.value
        elif token.letter in "dynt":
            total, term = total + term, token.value
    return total + term


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
