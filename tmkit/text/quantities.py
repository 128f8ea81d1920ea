"""Quantities of running text: a number with what it counts, 921,7 млн м³ or $3.2 billion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import NamedTuple

from tmkit.languages.codes import EN
from tmkit.languages.marks import APOSTROPHES
from tmkit.languages.morphology import morphology
from tmkit.languages.numerals import NUMERALS
from tmkit.languages.units import ENDINGS, MONEY, Unit, units
from tmkit.model import Lang, Span
from tmkit.text.numbers import Fact, FactKind, facts
from tmkit.text.spoken import spoken

__all__ = ["Quantity", "mentions", "quantities"]

_BLANKS = " \u00a0\u2007\u2009\u202f"
_GLUE = rf"(?:\.(?=[{_BLANKS}]?[^\W\d_A-ZА-ЯЎҚҒҲӘӨҰҮҺІ]))?[{_BLANKS}]?[-\u2011]?"
_RANGE = re.compile(rf"[{_BLANKS}]?[–—-][{_BLANKS}]?|\s(?:до|и|или|либо|to|and|or|мен|немесе|yoki|va)\s")
_GLUED = re.compile(r"[^\W\d_]{4,}")
_PER_HOUR = {"km": "km/h", "mi": "mph"}
_HOURLY = re.compile(r"\b(?:soatiga|соатига|сағатына)\s(?:[^\W\d]+\s){0,2}$", re.IGNORECASE)
"""Kazakh and Uzbek say «an hour» before the distance."""
_ENDING = re.compile(r"[-\u2011]([^\W\d_]{1,8})(?![^\W_])")
_MANTISSA = re.compile(rf"[-−]?\d[\d{_BLANKS}.,]*(?<=\d)")
_CLOCK = re.compile(
    r"(?<![\d:.,])(?P<hour>\d{1,2})(?P<mark>[:.])(?P<minute>[0-5]\d)(?![\d:%]|[.,]\d)"
    r"(?:\s?(?P<half>[ap])(?:m\b|\.\s?m\.))?"
    r"|(?<![\d:.,])(?P<bare>1[0-2]|0?[1-9])\s?(?P<noon>[ap])(?:m\b|\.\s?m\.)",
    re.IGNORECASE,
)


_PHONE = re.compile(
    r"(?<![^\W_])(?:\+\d|8[ \u00a0-]?\(\d{3,4}\)|\(\d{2,}\)|\d+-\d+-\d)[\d \u00a0()-]{0,40}\d(?![^\W_])"
)
_SECOND_YEAR = re.compile(r"(?<!\d)(1[89]|20)\d\d[–—/-]$")
_VAGUE = re.compile(r"(?:-?х)? числа[а-я]+")
"""В 20-х числах мая."""
_MONTHS = 12
_SHORTEST_PHONE = 7
"""Figures."""
_LONG_DISTANCE = 11
"""Figures of a number of Kazakhstan or Russia with its first 7 or 8."""


class Quantity(NamedTuple):
    """A fact of the text and what it counts."""

    fact: Fact
    unit: str = ""
    """A name of ``units``; empty where it counts something else."""
    span: Span = Span(0, 0)
    """The number with its unit."""
    readings: frozenset[str] = frozenset()
    """Values that may be meant: 17.30 may be a time, the 90 of 90-х the year 1990."""
    scale: Decimal = Decimal(1)
    """What the figures are multiplied by: 10⁶ for 3,2 млн."""

    @property
    def value(self) -> str:
        """As in ``Fact``."""
        return self.fact.value


@lru_cache(maxsize=1 << 12)
def quantities(text: str, lang: Lang) -> tuple[Quantity, ...]:
    """The facts of ``text`` from left to right; a time of day is one, with the value ``17:30``, and so is a phone
    number, with the value ``tel:77272501234``.
    """
    text = _one_apostrophe(text, lang)
    found = [*_phones(text), *_clocks(text), *_spoken(text, lang)]
    taken = {at for one in found for at in range(*one.span)}
    read = [fact for fact in facts(text, lang) if taken.isdisjoint(range(*fact.span))]
    counted: list[Quantity] = []
    for fact, following in zip(reversed(read), [None, *reversed(read)], strict=False):
        quantity = _quantity(fact, following, text, lang)
        if not quantity.unit and counted and _RANGE.fullmatch(text, fact.span.stop, counted[-1].fact.span.start):
            quantity = quantity._replace(unit=counted[-1].unit)  # 2–4 inches
        if not (_is_code(fact, quantity, text, lang) or _VAGUE.match(text, fact.span.stop)):
            counted.append(quantity)
    return tuple(sorted([*found, *counted], key=lambda quantity: quantity.span))


@lru_cache(maxsize=1 << 12)
def mentions(text: str, lang: Lang) -> tuple[tuple[str, Span], ...]:
    """The units that ``text`` names in words or behind a figure, from left to right, with their places."""
    text = _one_apostrophe(text, lang)
    counted = [(q.unit, _beside(q, text)) for q in quantities(text, lang) if q.unit and q.span != q.fact.span]
    named = [(_unit(match), Span(*match.span())) for match in _telling(lang).finditer(text)]
    places = {span.stop: (unit, span) for unit, span in (*counted, *named)}
    return tuple(sorted(places.values(), key=lambda place: place[1]))


def _one_apostrophe(text: str, lang: Lang) -> str:
    """Uzbek Latin with one mark for all, so that soʻm is found however it is written."""
    return text.translate(_APOSTROPHE) if lang == "uz-Latn" else text


_APOSTROPHE = dict.fromkeys(map(ord, APOSTROPHES), "ʻ")


def _is_code(fact: Fact, quantity: Quantity, text: str, lang: Lang) -> bool:
    """Whether figures run into a word that is no unit or ending: 247sports."""
    glued = _GLUED.match(text, quantity.span.stop) if not fact.spelled else None
    return glued is not None and not morphology(lang).is_ending(morphology(lang).fold(glued[0]))


def _beside(quantity: Quantity, text: str) -> Span:
    """Where the unit stands."""
    (start, stop), number = quantity.span, quantity.fact.span
    if start < number.start:
        return Span(start, number.start)
    name = text[number.stop : stop]
    return Span(stop - len(name.lstrip(_BLANKS + "-")), stop)


def _quantity(fact: Fact, following: Fact | None, text: str, lang: Lang) -> Quantity:
    start, stop = fact.span
    unit = ""
    if fact.kind in (FactKind.NUMBER, FactKind.PERCENT):
        match = _behind(lang).match(text, _figures_end(fact, text) if fact.kind is FactKind.PERCENT else stop)
        before = _before().search(text, max(start - 5, 0), start)
        if match:
            unit, stop = _unit(match), max(stop, match.end())
        elif before:
            unit, start = _unit(before), before.start()
    if unit in _PER_HOUR and _HOURLY.search(text, max(start - 30, 0), start):
        unit = _PER_HOUR[unit]
    ending = _ENDING.match(text, stop)
    if ending and morphology(lang).is_ending(morphology(lang).fold(ending[1])):
        stop = ending.end()  # м³-ге, 22-ден
    return Quantity(
        fact, unit, Span(start, stop), frozenset(_readings(fact, unit, following, text)), _scale(fact, text)
    )


def _figures_end(fact: Fact, text: str) -> int:
    match = _MANTISSA.match(text, *fact.span)
    return match.end() if match else fact.span.start


def _scale(fact: Fact, text: str) -> Decimal:
    """The powers of ten behind the figures; 1 where there are none."""
    match = _MANTISSA.match(text, *fact.span)
    if fact.kind is not FactKind.NUMBER or match is None or match.end() == fact.span.stop:
        return Decimal(1)
    for mark in (",", "."):
        try:
            figures = Decimal(re.sub(rf"[{_BLANKS}]", "", match[0]).replace("−", "-").replace(mark, ".", 1))
        except InvalidOperation:
            continue
        ratio = Decimal(fact.value) / figures if figures else Decimal(1)
        if ratio in _POWERS:
            return ratio
    return Decimal(1)


_POWERS = frozenset(Decimal(10) ** power for power in (2, 3, 6, 9, 12))


def _readings(fact: Fact, unit: str, following: Fact | None, text: str) -> list[str]:
    found = [fact.value]
    written = text[slice(*fact.span)]
    if fact.kind is FactKind.DATE and "/" in written:  # 10/7/2025: the month may come first
        year, month, day = fact.value.split("-")
        found += [f"{year}-{day}-{month}"] if int(day) <= _MONTHS else []
    if fact.kind not in (FactKind.NUMBER, FactKind.YEAR, FactKind.ORDINAL, FactKind.PERCENT):
        return found
    value = Decimal(fact.value)
    if following is not None and following.kind in (FactKind.NUMBER, FactKind.PERCENT):
        scale = _scale(following, text)
        if scale > 1 and _RANGE.fullmatch(text, fact.span.stop, following.span.start):  # 300–350 млн
            found.append(_plain(value * scale))
    century = _SECOND_YEAR.search(text, max(fact.span.start - 6, 0), fact.span.start)
    if century and re.fullmatch(r"\d\d", fact.value):  # 2023–25
        found.append(century[1] + fact.value)
    clock = re.fullmatch(r"(\d\d?)[.,]([0-5]\d)", written)
    if clock:
        found += _times(int(clock[1]), int(clock[2]))
    if not unit and re.fullmatch(r"[2-9]0", fact.value):  # 90-е, the nineties
        found.append(f"19{fact.value}")
    return found


def _spoken(text: str, lang: Lang) -> Iterator[Quantity]:
    primary = lang.partition("-")[0]
    for value, span, readings in spoken(text, primary) if primary in NUMERALS else ():
        fact = Fact(FactKind.NUMBER, _plain(value), span, not any(map(str.isdecimal, text[slice(*span)])))
        yield _quantity(fact, None, text, lang)._replace(readings=readings)


def _phones(text: str) -> Iterator[Quantity]:
    for match in _PHONE.finditer(text):
        figures = re.sub(r"\D", "", match[0])
        if len(figures) >= _SHORTEST_PHONE and not _ISO_DATE.fullmatch(match[0]):
            span = Span(*match.span())
            if len(figures) == _LONG_DISTANCE and figures[0] == "8":  # dialled inside the country
                figures = f"7{figures[1:]}"
            fact = Fact(FactKind.NUMBER, f"tel:{figures}", span)
            yield Quantity(fact, "", span, frozenset([fact.value]))


_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _clocks(text: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(text):
        if match["mark"] != "." or match["half"]:
            yield _clock(match)


def _clock(match: re.Match[str]) -> Quantity:
    hour, minute = int(match["hour"] or match["bare"]), int(match["minute"] or 0)
    half = (match["half"] or match["noon"] or "").lower()
    hour = hour % 12 + 12 * (half == "p") if half else hour
    span = Span(*match.span())
    fact = Fact(FactKind.NUMBER, f"{hour}:{minute:02}", span)
    times = _times(hour, minute)
    if half or hour > 12 or hour == 0:  # said in full: 21:30 is not 9:30 a.m.
        times.remove(f"{(hour + 12) % 24}:{minute:02}")
    readings = {*times, *([] if minute else [str(hour), str(abs(hour - 12))])}
    return Quantity(fact, "", span, frozenset({fact.value, *readings}))


def _times(hour: int, minute: int) -> list[str]:
    """The hour in both counts: 17:30 is 5:30 too, and 17.3 where it was read as a number."""
    number = _plain(Decimal(hour) + Decimal(minute) / 100)
    return [f"{hour}:{minute:02}", f"{(hour + 12) % 24}:{minute:02}", number]


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(match: re.Match[str]) -> str:
    return _NAMES[int((match.lastgroup or "u0")[1:])]


_NAMES = tuple(units(EN))


def _escaped(form: str) -> str:
    return re.escape(form).replace(r"\ ", rf"[{_BLANKS}]").replace("·", rf"[·⋅•*{_BLANKS}-]?")


@cache
def _behind(lang: Lang) -> re.Pattern[str]:
    """A unit behind a figure; long forms before the short ones that they begin with."""
    lang = _known(lang)
    pieces = []
    for number, unit in sorted(enumerate(units(lang).values()), key=lambda item: -_longest(item[1])):
        symbols = [_escaped(form) + _glued(form, lang) for form in sorted(unit.symbols, key=len, reverse=True)]
        words = [f"(?i:{_escaped(form)})(?i:{ENDINGS[lang]})" for form in sorted(unit.words, key=len, reverse=True)]
        if symbols or words:
            pieces.append(f"(?P<u{number}>{'|'.join([*symbols, *words])})")
    return re.compile(rf"{_GLUE}(?:{'|'.join(pieces)})(?![{APOSTROPHES}]?[^\W_])")


def _glued(symbol: str, lang: Lang) -> str:
    """The endings that may follow a symbol without a hyphen: kVt·soatni, but not 5 ta."""
    return ENDINGS[lang] if len(symbol) > 1 and symbol[-1].isalpha() and lang not in ("ru", "en") else ""


def _longest(unit: Unit) -> int:
    return max(map(len, (*unit.symbols, *unit.words)), default=0)


@cache
def _telling(lang: Lang) -> re.Pattern[str]:
    """The units that are words of their own, wherever they stand."""
    lang = _known(lang)
    pieces = []
    for number, unit in enumerate(units(lang).values()):
        words = [_escaped(form) for form in sorted(unit.words, key=len, reverse=True)]
        if unit.telling and words:
            pieces.append(f"(?P<u{number}>(?:{'|'.join(words)}){ENDINGS[lang]})")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(pieces)})(?![^\W_])", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    """A currency before a figure: a sign, or its code in capitals."""
    pieces = []
    for number, unit in enumerate(units(EN).values()):
        if unit.dimension == MONEY:
            pieces.append(f"(?P<u{number}>{'|'.join(map(re.escape, unit.symbols))})")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(pieces)})[{_BLANKS}]?$")


def _known(lang: Lang) -> Lang:
    return lang if lang in ENDINGS else EN
