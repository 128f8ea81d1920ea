"""Plural forms: which categories a language tells apart (CLDR), and how many forms its catalogues have (gettext)."""

from __future__ import annotations

from tmkit.model import Lang

__all__ = ["PROPERTY", "categories", "form_counts", "formula"]

PROPERTY = "x-tmkit-plural"
"""The unit property of a plural form, ``index/filled/declared``: its number from 0, how many forms of its entry are
translated, and how many the catalogue's header says there are (0: it does not say)."""

_CATEGORIES = {
    "ru": ("one", "few", "many", "other"),
    "en": ("one", "other"),
    "kk": ("one", "other"),
    "uz": ("one", "other"),
}
_FORMS = {"ru": (3, 4), "en": (2,), "kk": (2, 1), "uz": (2, 1)}
"""Kazakh and Uzbek count one form in older catalogues: nouns stand in the singular after a number."""


def categories(lang: Lang) -> tuple[str, ...]:
    """The CLDR categories of a language, none where it is unknown."""
    return _CATEGORIES.get(lang.partition("-")[0], ())


_FORMULAS = {
    1: "0",
    2: "(n != 1)",
    3: "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
}
"""By the number of forms; three are those of Russian."""


def formula(lang: Lang, count: int) -> str:
    """What tells the form of a number in a catalogue with that many forms, as gettext writes it; empty: unknown."""
    return _FORMULAS.get(count, "") if count in form_counts(lang) else ""


def form_counts(lang: Lang) -> tuple[int, ...]:
    """How many plural forms a catalogue in that language may have, the usual number first; none: unknown."""
    return _FORMS.get(lang.partition("-")[0], ())
