"""Style: what a language's typography is unless a house says otherwise, and what a house may say.

``[style.kk]`` of ``tmkit.toml`` holds the same names with hyphens; what it does not name stays as it is here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any

from tmkit.errors import UsageError
from tmkit.languages.marks import APOSTROPHES
from tmkit.model import Lang

__all__ = ["SETTINGS", "Style", "style_of"]

NBSP = "\u00a0"
_SPACES = f" {NBSP}\u2009\u202f"
_DASHES = "-–—"
_MARKS = ".,'’٫"


@dataclass(frozen=True, slots=True)
class Style:
    """How a language, or a house, writes. Without arguments: a language of which nothing is known or demanded."""

    quotes: str = ""
    """Opening and closing marks, level by level from the outermost: ``«»„“``; empty: any."""
    decimal: str = ""
    """The mark before decimals; empty: any."""
    thousands: str = ""
    """The marks that may group thousands, the preferred one first; empty: any."""
    dash: str = ""
    """The dashes that may stand between clauses, the preferred one first; empty: any."""
    dash_spaced: bool | None = None
    """Whether such a dash has a space on either side; None: either way."""
    range_dash: str = ""
    """The marks between the figures of a range, the preferred one first; empty: any."""
    ellipsis: str = ""
    """``…`` or ``...``; empty: either."""
    percent_spaced: bool | None = None
    """Whether a space parts a figure from ``%``; None: either way, as in print in Cyrillic."""
    nbsp_units: bool | None = None
    """Whether a space between a figure and its unit must not break; None: either way."""
    nbsp_initials: bool | None = None
    """Whether the space after initials (А. С. Пушкин) must not break; None: either way."""
    apostrophes: str = ""
    """In Uzbek Latin the mark of oʻ and gʻ, then the tutuq belgisi; elsewhere one mark; empty: any."""

    def having(self, setting: str, value: object) -> Style:
        """The style with one setting as ``tmkit.toml`` writes it; UsageError where it cannot stand."""
        if setting not in SETTINGS:
            near = get_close_matches(setting, SETTINGS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(SETTINGS)}"
            raise UsageError(f"unknown style setting {setting!r}; {hint}")
        name = setting.replace("-", "_")
        changed: dict[str, Any] = {name: value}
        if name in _TEXTS:
            sound, advice = _TEXTS[name]
            if not isinstance(value, str) or (value and not sound(value)):
                raise UsageError(f"{setting!r} must be {advice}, or empty: any")
        elif not isinstance(value, bool):
            raise UsageError(f"{setting!r} must be true or false")
        return replace(self, **changed)


def _pairs_of_marks(value: str) -> bool:
    return len(value) in (2, 4, 6) and not any(mark.isalnum() or mark.isspace() for mark in value)


def _some_of(allowed: str) -> Callable[[str], bool]:
    return lambda value: set(value) <= set(allowed)


_TEXTS: dict[str, tuple[Callable[[str], bool], str]] = {
    "quotes": (_pairs_of_marks, "pairs of marks, the outermost first, such as «»„“"),
    "decimal": (lambda value: value in (".", ","), "a point or a comma"),
    "thousands": (_some_of(_SPACES + _MARKS), "the marks that may group thousands, such as a space"),
    "dash": (_some_of(_DASHES), "dashes, the preferred one first, such as —"),
    "range_dash": (_some_of(_DASHES), "dashes, the preferred one first, such as –"),
    "ellipsis": (lambda value: value in ("…", "..."), "… or ..."),
    "apostrophes": (
        lambda value: len(value) <= 2 and set(value) <= set(APOSTROPHES),
        "the mark of oʻ and the tutuq belgisi, such as ʻʼ",
    ),
}
SETTINGS = tuple(field.name.replace("_", "-") for field in fields(Style))
"""The names that ``tmkit.toml`` knows."""

_CYRILLIC = Style(
    quotes="«»„“",
    decimal=",",
    thousands=f"{NBSP} \u202f\u2009",
    dash="—–",
    dash_spaced=True,
    range_dash="–",
)
_STYLES = {
    "ru": _CYRILLIC,
    "en": Style(quotes="“”‘’", decimal=".", thousands=",", dash="—–", range_dash="–", percent_spaced=False),
    "kk": replace(_CYRILLIC, quotes="«»“”"),
    "uz-Latn": replace(_CYRILLIC, quotes="“”«»", apostrophes="ʻʼ"),
    "uz-Cyrl": replace(_CYRILLIC, quotes="“”«»"),
}


def style_of(lang: Lang) -> Style:
    """The style of a language before any house has its say."""
    return _STYLES.get(lang, Style())
