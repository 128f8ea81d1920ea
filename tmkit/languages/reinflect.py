"""Putting one term into the form in which another stood: Орта коридормен -> Орта дәлізбен.

It answers only where the form is certain, and None elsewhere.
"""

from __future__ import annotations

import re

from tmkit.languages import kk, uz
from tmkit.languages.endings import Features, Paradigm
from tmkit.languages.marks import APOSTROPHES
from tmkit.languages.morphology import morphology
from tmkit.languages.scripts import uz_cyrillic, uz_latin, uz_standard
from tmkit.model import Lang

__all__ = ["reinflect"]

_PARADIGMS: dict[str, Paradigm] = {"kk": kk.NOUN, "uz-Latn": uz.NOUN, "uz-Cyrl": uz.NOUN}
_LAST_WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]*)*$")
_ENGLISH_ENDING = re.compile(r"(?:['’]s|['’])?$")


def reinflect(found: str, stored: str, wanted: str, lang: Lang) -> str | None:
    """``wanted`` in the case, number and possession in which ``found`` has ``stored``, as the glossary writes it.

    ``found`` is the text of a term hit, ``stored`` its term, ``wanted`` the term to write; all but the last word
    of ``found`` must be as in ``stored``.
    """
    fold = morphology(lang).fold
    if fold(found) == fold(stored):
        return _cased_like(found, stored, wanted)
    one, other, target = (_LAST_WORD.search(text) for text in (found, stored, wanted))
    if one is None or other is None or target is None or fold(found[: one.start()]) != fold(stored[: other.start()]):
        return None
    if lang == "en":
        form = _english(one[0], other[0], target[0])
    elif lang in _PARADIGMS and target[0][1:].islower():
        form = _agglutinated(fold(one[0]), fold(other[0]), target[0], lang)
    else:
        form = None
    return None if form is None else _cased_like(found, stored, wanted[: target.start()] + form)


def _cased_like(found: str, stored: str, wanted: str) -> str:
    """``wanted`` with a capital where ``found`` begins a sentence or a heading and ``stored`` has none."""
    begins = found[:1].isupper() and stored[:1].islower()
    return wanted[:1].upper() + wanted[1:] if begins else wanted


def _english(found: str, stored: str, wanted: str) -> str | None:
    ending = _ENGLISH_ENDING.search(found)
    possessive = ending[0] if ending else ""
    bare = found[: len(found) - len(possessive)].casefold()
    if bare == stored.casefold():
        return wanted + possessive
    if bare == _plural(stored.casefold()):
        return (wanted if wanted.endswith("s") else _plural(wanted)) + possessive
    return None


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _agglutinated(found: str, stored: str, wanted: str, lang: Lang) -> str | None:
    paradigm = _PARADIGMS[lang]
    lemma, own = _as_stored(morphology(lang).fold(wanted), paradigm)
    forms = set()
    for base, of_stored in dict.fromkeys([_as_stored(stored, paradigm), (stored, Features())]):
        for analysis in paradigm.analyses(found):
            features = _transferred(analysis.features, of_stored, own) if analysis.lemma == base else None
            if features is not None:
                forms.add(_written(wanted, lemma, features, paradigm, lang))
        if forms:
            break
    return forms.pop() if len(forms) == 1 else None


def _as_stored(word: str, paradigm: Paradigm) -> tuple[str, Features]:
    """The dictionary form of a word in a termbase and its own features: a plural, a possessive, or none."""
    for features in (Features("plural", "3"), Features("plural"), Features("", "3")):
        for analysis in paradigm.analyses(word):
            if analysis.features == features and not word.endswith(_NOT_POSSESSED):
                return analysis.lemma, features
    return word, Features()


_NOT_POSSESSED = ("шы", "ші", "iy", "çi")  # елші, milliy, elchi


def _transferred(found: Features, stored: Features, own: Features) -> Features | None:
    """What a term with its ``own`` features needs to stand as ``found`` does for ``stored``; None where unclear."""
    if found.possessive not in ("", "3") or (stored.plural and not found.plural):
        return None
    if stored.possessive and not found.possessive:
        return None
    plural = own.plural or (found.plural if not stored.plural else "")
    possessive = own.possessive or (found.possessive if not stored.possessive else "")
    return Features(plural, possessive, found.case, found.rest)


def _written(wanted: str, lemma: str, features: Features, paradigm: Paradigm, lang: Lang) -> str | None:
    """The form of ``lemma`` in the script of ``lang``, cased as ``wanted``; None where a tutuq is in the way."""
    form = paradigm.inflect(lemma, features)
    if paradigm is uz.NOUN:
        key, latin = uz.fold(wanted), uz_standard(uz_latin(wanted)).casefold()
        if _spelled(key) == latin:
            form = _spelled(form)
        elif form.startswith(key):
            form = latin + _spelled(form[len(key) :])
        else:
            return None
    form = form[:1].upper() + form[1:] if wanted[:1].isupper() else form
    return uz_cyrillic(form) if lang == "uz-Cyrl" else form


def _spelled(key: str) -> str:
    return uz_standard(key)
