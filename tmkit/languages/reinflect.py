"""Putting one term into the form in which another stood: Орта коридормен -> Орта дәлізбен.

It answers only where the form is certain, and None elsewhere.
"""

from __future__ import annotations

import re

from tmkit.languages import en
from tmkit.languages.agglutinated import PARADIGMS, agglutinated
from tmkit.languages.marks import APOSTROPHES
from tmkit.languages.morphology import is_acronym, morphology
from tmkit.languages.ru_declension import declined
from tmkit.model import Lang

__all__ = ["reinflect"]

_LAST_WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]*)*$")
_WITH_ENDING = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}\u2010\u2011-][^\W\d_]+)?$")
_ENGLISH_ENDING = re.compile(r"(?:['’]s|['’])?$")


def reinflect(found: str, stored: str, wanted: str, lang: Lang) -> str | None:
    """``wanted`` in the case, number and possession in which ``found`` has ``stored``, as the glossary writes it.

    ``found`` is the text of a term hit, ``stored`` its term, ``wanted`` the term to write. In Kazakh and Uzbek all
    but the last word of ``found`` must be as in ``stored``.
    """
    fold = morphology(lang).fold
    if lang == "ru" and not is_acronym(stored.split()[-1]):
        form = declined(found, stored, wanted)
        return None if form is None else _cased_like(found, stored, form)
    if fold(found) == fold(stored):
        return _cased_like(found, stored, wanted)
    one, other = _last_words(found, stored)
    target = _LAST_WORD.search(wanted)
    if one is None or other is None or target is None:
        return None
    if fold(found[: one.start()]) != fold(stored[: other.start()]):
        form = en.reconjugated(found, stored, wanted) if lang == "en" else None
        return None if form is None else _cased_like(found, stored, form)
    if lang == "en":
        form = _english(one[0], other[0], target[0])
    elif lang in PARADIGMS:
        form = agglutinated(one[0], other[0], target[0], lang)
    else:
        form = None
    return None if form is None else _cased_like(found, stored, wanted[: target.start()] + form)


def _last_words(found: str, stored: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The last word of each; that of an acronym with the ending that a hyphen joins to it."""
    other = _LAST_WORD.search(stored)
    with_ending = other is not None and is_acronym(other[0])
    return (_WITH_ENDING if with_ending else _LAST_WORD).search(found), other


def _cased_like(found: str, stored: str, wanted: str) -> str:
    """``wanted`` with a capital where ``found`` begins a sentence or a heading and ``stored`` has none."""
    begins = found[:1].isupper() and stored[:1].islower()
    return wanted[:1].upper() + wanted[1:] if begins else wanted


def _english(found: str, stored: str, wanted: str) -> str | None:
    ending = _ENGLISH_ENDING.search(found)
    possessive = ending[0] if ending else ""
    bare = found[: len(found) - len(possessive)].casefold()
    if bare == stored.casefold():
        made = wanted
    elif bare in (_plural(stored).casefold(), en.plural(stored.casefold())):
        made = wanted if wanted.endswith("s") else _plural(wanted)
    else:
        return None
    plural = made.endswith("s") and not made.endswith("ss")
    return made + (possessive[:1] if plural else possessive)


def _plural(word: str) -> str:
    return word + "s" if is_acronym(word) else en.plural(word)
