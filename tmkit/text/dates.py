"""Writing a date in place of another one: 2027 жылғы 1 мамырға -> 2027 жылғы 1 наурызға."""

from __future__ import annotations

import re

from tmkit.languages.calendar import MONTH_NAMES
from tmkit.languages.reinflect import reinflect
from tmkit.languages.scripts import uz_cyrillic
from tmkit.model import Lang
from tmkit.text.numbers import Fact
from tmkit.text.words import words

__all__ = ["other_date"]

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
