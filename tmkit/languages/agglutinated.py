"""Putting one Kazakh or Uzbek term into the form of another: nouns, acronyms, finite verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.languages import kk, uz
from tmkit.languages.endings import Features, Paradigm
from tmkit.languages.marks import APOSTROPHES
from tmkit.languages.morphology import is_acronym, morphology
from tmkit.languages.scripts import uz_cyrillic, uz_latin, uz_standard
from tmkit.languages.verbs import KAZAKH, UZBEK, conjugated
from tmkit.model import Lang

__all__ = ["PARADIGMS", "agglutinated"]

PARADIGMS: dict[str, Paradigm] = {"kk": kk.NOUN, "uz-Latn": uz.NOUN, "uz-Cyrl": uz.NOUN}
_VERBS = {"kk": KAZAKH, "uz-Latn": UZBEK, "uz-Cyrl": UZBEK}
_JOINERS = "-\u2010\u2011" + APOSTROPHES
_JOINED = re.compile(rf"(?P<joiner>[{_JOINERS}]?)(?P<ending>[^\W\d_]*)")
_NOT_POSSESSED = ("шы", "ші", "iy", "çi")  # елші, milliy, elchi


def agglutinated(found: str, stored: str, wanted: str, lang: Lang) -> str | None:
    """The last word of a term, ``wanted``, as ``found`` has ``stored``; None where the form is not certain."""
    language, paradigm = morphology(lang), PARADIGMS[lang]
    if not is_acronym(stored) and not is_acronym(wanted):
        verb = conjugated(language.fold(found), language.fold(stored), language.fold(wanted), _VERBS[lang], paradigm)
        if verb is not None:
            return _spelled(wanted, verb, lang)
    own = Features() if is_acronym(wanted) else _as_stored(language.fold(wanted), paradigm)[0][1]
    forms = set()
    for features in _features(found, stored, own, lang):
        forms.add(
            _acronym(found, stored, wanted, features, lang) if is_acronym(wanted) else _noun(wanted, features, lang)
        )
    return forms.pop() if len(forms) == 1 else None


def _features(found: str, stored: str, own: Features, lang: Lang) -> Iterator[Features]:
    """What a term with its ``own`` features needs to stand as ``found`` does for ``stored``, each possible reading."""
    language, paradigm = morphology(lang), PARADIGMS[lang]
    if is_acronym(stored):
        ending = _JOINED.fullmatch(found, len(stored)) if found.startswith(stored) else None
        meanings = paradigm.table.get(language.fold(ending["ending"]), {}) if ending else {}
        for features in {meaning.features for each in meanings.values() for meaning in each}:
            taken = _transferred(features, Features(), own)
            if taken is not None and not features.possessive:
                yield taken
        return
    folded, kept = language.fold(found), language.fold(stored)
    for base, of_stored in dict.fromkeys([*_as_stored(kept, paradigm), (kept, Features())]):
        readings = [_transferred(a.features, of_stored, own) for a in paradigm.analyses(folded) if a.lemma == base]
        if readings:
            yield from filter(None, readings)
            return


def _acronym(found: str, stored: str, wanted: str, features: Features, lang: Lang) -> str | None:
    """An acronym with its ending, joined as the one found or as is usual: БҰҰ-ның, BMTning."""
    paradigm, joiner = PARADIGMS[lang], "-" if lang == "kk" else ""
    if is_acronym(stored):
        parts = _JOINED.fullmatch(found, len(stored))
        joiner = parts["joiner"] if parts else joiner
    if features == Features():
        return wanted
    spoken = _spoken(morphology(lang).fold(wanted), lang)
    if spoken is None:
        return None
    ending = paradigm.ending(spoken, features)
    return wanted + joiner + (uz_cyrillic(uz_standard(ending)) if lang == "uz-Cyrl" else _latin_or_kazakh(ending, lang))


def _latin_or_kazakh(ending: str, lang: Lang) -> str:
    return ending if lang == "kk" else uz_standard(ending)


_KAZAKH_VOWELS = "аәеиоөуұүыіэюяё"
_UZBEK_VOWELS = "aeiouö"
_UZBEK_CLOSED = "flmnrs"
"""Letters whose names end in themselves: ef, el, em."""


def _spoken(acronym: str, lang: Lang) -> str | None:
    """What the ending of a folded acronym goes by; None in Kazakh where it is spelled, and usage differs."""
    if lang == "kk":
        return acronym if set(acronym[-2:]) & set(_KAZAKH_VOWELS) else None
    if set(acronym[-2:]) & set(_UZBEK_VOWELS):
        return acronym
    return "ef" if acronym[-1:] in _UZBEK_CLOSED else "be"


def _noun(wanted: str, features: Features, lang: Lang) -> str | None:
    lemmas = _as_stored(morphology(lang).fold(wanted), PARADIGMS[lang])
    forms = {PARADIGMS[lang].inflect(lemma, features) for lemma, _ in lemmas}
    return _spelled(wanted, forms.pop(), lang) if len(forms) == 1 else None


def _as_stored(word: str, paradigm: Paradigm) -> list[tuple[str, Features]]:
    """The dictionary forms that a word in a termbase may have, with its own features: a plural, a possessive, or none.

    After а the possessive is -сы, so that жобасы is жоба; кеңесі may be кеңес or кеңе.
    """
    if word.endswith(_NOT_POSSESSED):
        return [(word, Features())]
    for features in (Features("plural", "3"), Features("plural"), Features("", "3")):
        lemmas = [analysis.lemma for analysis in paradigm.analyses(word) if analysis.features == features]
        if lemmas:
            return [(lemma, features) for lemma in [x for x in lemmas if x[-1] in "аa"] or dict.fromkeys(lemmas)]
    return [(word, Features())]


def _transferred(found: Features, stored: Features, own: Features) -> Features | None:
    """What a term with its ``own`` features needs to stand as ``found`` does for ``stored``; None where unclear."""
    if found.possessive not in ("", "3") or (stored.plural and not found.plural):
        return None
    if stored.possessive and not found.possessive:
        return None
    plural = own.plural or (found.plural if not stored.plural else "")
    possessive = own.possessive or (found.possessive if not stored.possessive else "")
    return Features(plural, possessive, found.case, found.rest)


def _spelled(wanted: str, form: str, lang: Lang) -> str | None:
    """A folded form in the script of ``lang``, cased as ``wanted``; None where a tutuq is in the way."""
    if lang != "kk":
        key, latin = uz.fold(wanted), uz_standard(uz_latin(wanted)).casefold()
        if uz_standard(key) == latin:
            form = uz_standard(form)
        elif form.startswith(key):
            form = latin + uz_standard(form[len(key) :])
        else:
            return None
    form = form[:1].upper() + form[1:] if wanted[:1].isupper() else form
    return uz_cyrillic(form) if lang == "uz-Cyrl" else form
