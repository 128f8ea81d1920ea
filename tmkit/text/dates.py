"""Days of the week, and writing a date in place of another one: 2027 жылғы 1 мамырға -> 2027 жылғы 1 наурызға."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tmkit.languages.calendar import MONTH_NAMES, WEEKDAYS
from tmkit.languages.reinflect import reinflect
from tmkit.languages.scripts import uz_cyrillic, uz_key
from tmkit.model import Lang
from tmkit.text.numbers import Fact
from tmkit.text.words import Word, words

__all__ = ["other_date", "weekdays"]

_DATE = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)(?:-(?P<day>\d\d))?")


def other_date(found: str, has: Fact, wanted: Fact, lang: Lang) -> str | None:
    """``found``, which says the date ``has``, with the parts of ``wanted`` that differ; None where unclear.

    The month keeps its ending, what one of the dates does not say stays.
    """
    here, there = _DATE.fullmatch(has.value), _DATE.fullmatch(wanted.value)
    if here is None or there is None:
        year = re.fullmatch(r"\d{4}", has.value) and re.fullmatch(r"\d{4}", wanted.value)
        return found.replace(has.value, wanted.value) if year and has.value in found else None
    text: str | None = found
    for part in ("year", "month", "day"):
        old, new = here[part], there[part]
        if text is not None and old and new and old != new and "-" not in (old, new):
            text = _month(text, int(old), int(new), lang) if part == "month" else _figures(text, part, old, new)
    return text if text != found else None


def weekdays(text: str, lang: Lang) -> Iterator[tuple[int, Word]]:
    """The days of the week that ``text`` names, Monday 1; «среда», an environment too, counts after a preposition."""
    primary = lang.partition("-")[0]
    before = ""
    for word in words(text) if primary in WEEKDAYS else ():
        form = uz_key(word.text) if primary == "uz" else word.text.lower()
        match = _weekday(primary).fullmatch(form)
        if match and match.lastindex and (not form.startswith("сред") or before in ("в", "во", "среду")):
            yield match.lastindex, word
        before = form


@cache
def _weekday(lang: str) -> re.Pattern[str]:
    return re.compile("|".join(f"({name})" for name in WEEKDAYS[lang]))


def _figures(text: str, part: str, old: str, new: str) -> str | None:
    bare = old.lstrip("0")
    pattern = rf"(?<!\d){old}(?!\d)" if part == "year" else rf"(?<!\d)0?{bare}(?!\d)"
    changed, count = re.subn(pattern, new if part == "year" else new.lstrip("0"), text)
    return changed if count == 1 else None


def _month(text: str, old: int, new: int, lang: Lang) -> str | None:
    names = MONTH_NAMES.get(lang.partition("-")[0])
    if names is None:
        return None
    one, other = (uz_cyrillic(name) if lang == "uz-Cyrl" else name for name in (names[old - 1], names[new - 1]))
    for word in words(text):
        form = reinflect(word.text, one, other, lang)
        if form is not None:
            form = form.lower() if word.text.islower() else form
            return text[: word.start] + form + text[word.stop :]
    return None
