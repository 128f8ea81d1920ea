"""Writing a number as a language writes it, and in place of another one: 1,9 mln dollarga -> 1,9 mlrd dollarga."""

from __future__ import annotations

import re
from decimal import Decimal

from tmkit.languages.morphology import morphology
from tmkit.languages.numerals import NUMERALS
from tmkit.languages.reinflect import reinflect
from tmkit.model import Lang

__all__ = ["instead", "written"]

_BLANKS = " \u00a0\u2007\u2009\u202f"
_FIGURES = re.compile(rf"[-−]?\d(?:[\d{_BLANKS}.,]*\d)?")
_WORD = re.compile(r"[^\W\d_]+")
_SCALES = {
    "ru": (("тыс", "млн", "млрд", "трлн"), ("тысяч", "миллион", "миллиард", "триллион")),
    "en": (("thousand", "million", "billion", "trillion"), ("k", "m", "bn", "tn")),
    "kk": (("мың", "млн", "млрд", "трлн"), ("мың", "миллион", "миллиард", "триллион")),
    "uz-Latn": (("ming", "mln", "mlrd", "trln"), ("ming", "million", "milliard", "trillion")),
    "uz-Cyrl": (("минг", "млн", "млрд", "трлн"), ("минг", "миллион", "миллиард", "триллион")),
}
"""Thousand to trillion, short and long."""
_POWERS = tuple(Decimal(10) ** power for power in (3, 6, 9, 12))
_LONGEST_FRACTION = 3


def written(value: Decimal, lang: Lang) -> str:
    """The number with the language's decimal mark and groups of thousands; years and four figures stay whole."""
    sign = "-" if value < 0 else ""
    whole, _, fraction = f"{abs(value):f}".partition(".")
    english = lang.partition("-")[0] not in ("ru", "kk", "uz")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", "," if english else "\u00a0")
    fraction = fraction.rstrip("0")
    return sign + whole + (("." if english else ",") + fraction if fraction else "")


def instead(found: str, scale: Decimal, value: Decimal, lang: Lang) -> str | None:
    """``found``, a number in figures with its powers of ten and its unit, with another value; None where unclear.

    ``scale`` is what the figures of ``found`` are multiplied by. A case ending stays, in the shape that the new
    number asks for.
    """
    match = _FIGURES.search(found)
    if match is None:
        return None
    before, after = found[: match.start()], found[match.end() :]
    here = _read(match[0], lang)
    power = value / here if here else Decimal(0)
    if scale != power and scale in _POWERS and power in _POWERS:
        rescaled = _rescaled(after, scale, power, lang)
        if rescaled is not None:
            return before + match[0] + rescaled
    figures = (value / scale).normalize()
    exponent = figures.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > _LONGEST_FRACTION or figures >= 10**7:
        return None
    ending = _ending(here, figures, after, lang)
    return None if ending is None else before + written(figures, lang) + ending


def _read(figures: str, lang: Lang) -> Decimal:
    plain = re.sub(f"[{_BLANKS}]", "", figures).replace("−", "-")
    plain = plain.replace(",", "") if lang == "en" else plain.replace(",", ".")
    return Decimal(plain) if plain.count(".") < 2 else Decimal(plain.replace(".", ""))


def _rescaled(after: str, scale: Decimal, power: Decimal, lang: Lang) -> str | None:
    """The words behind the figures with another power of ten."""
    match = _WORD.search(after)
    at, to = _POWERS.index(scale), _POWERS.index(power)
    for row in _SCALES.get(lang, ()):
        if match is None or not match[0].lower().startswith(row[at]):
            continue
        ending = match[0][len(row[at]) :]
        word = row[to] if not ending else reinflect(match[0], row[at], row[to], lang)
        return None if word is None else after[: match.start()] + word + after[match.end() :]
    return None


_ATTACHED = re.compile(r"([-‑]?)([^\W\d_]{1,8})(?![^\W_])")


def _ending(here: Decimal, wanted: Decimal, after: str, lang: Lang) -> str | None:
    """What follows the figures, its first ending as the new number asks for: 32-ден, 33-тен."""
    match = _ATTACHED.match(after)
    if lang == "en":
        return _ordinal(wanted) + after[2:] if match and match[2] in ("st", "nd", "rd", "th") else after
    if lang != "kk" or match is None or not match[1] or not morphology(lang).is_ending(match[2]):
        return after
    one, other = _last_word(here), _last_word(wanted)
    if one is None or other is None:
        return None
    if one == other:
        return after
    form = reinflect(one + match[2], one, other, lang)
    return None if form is None or not form.startswith(other) else match[1] + form[len(other) :] + after[match.end() :]


def _ordinal(number: Decimal) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(int(number % 10), "th")


def _last_word(number: Decimal) -> str | None:
    """The last word of a whole number below a thousand as Kazakh says it."""
    if number != int(number) or not 0 < number < 1000:
        return None
    names = {value: name for name, value in reversed(NUMERALS["kk"].cardinals.items())}
    for step in (10, 100):
        rest = int(number % step)
        if rest:
            return names[rest]
    return "жүз"
