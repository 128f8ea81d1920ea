"""Laws of the paradigms, the measured goals."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.languages import kk, uz
from tmkit.languages.codes import KK, RU, UZ_LATN
from tmkit.languages.endings import Features, Paradigm
from tmkit.languages.morphology import Role, has_profile, morphology
from tmkit.model import Lang

LEMMAS = Path(__file__).resolve().parents[3] / "shared/eval/dev/lemma"

KAZAKH = ["жол", "дәліз", "өңір", "орталық", "әкімдік", "мектеп", "халық", "кездесу", "қала", "банк", "рубль", "адам"]
UZBEK = ["yölak", "qişloq", "şahar", "davlat", "savdo", "toğ", "ittifoq", "oğil", "bank"]
FEATURES = st.tuples(
    st.sampled_from(["", "plural"]),
    st.sampled_from(["", "3"]),
    st.sampled_from(["", "genitive", "accusative", "dative", "locative", "ablative"]),
).map(lambda names: Features(*names))


@pytest.mark.parametrize(("paradigm", "lemmas"), [(kk.NOUN, KAZAKH), (uz.NOUN, UZBEK)], ids=["kk", "uz"])
@given(data=st.data())
def test_every_form_that_is_made_is_understood(paradigm: Paradigm, lemmas: list[str], data: st.DataObject) -> None:
    lemma, features = data.draw(st.sampled_from(lemmas)), data.draw(FEATURES)
    form = paradigm.inflect(lemma, features)
    assert (lemma, features) in {(analysis.lemma, analysis.features) for analysis in paradigm.analyses(form)}


@pytest.mark.parametrize(
    ("lemma", "features", "form"),
    [
        ("орталық", Features("", "3", "dative"), "орталығына"),
        ("әкімдік", Features("plural", "3", "ablative"), "әкімдіктерінен"),
        ("мектеп", Features("", "3"), "мектебі"),
        ("халық", Features("", "3", "genitive"), "халқының"),
        ("кездесу", Features("", "", "accusative"), "кездесуді"),
        ("сөз", Features("", "", "instrumental"), "сөзбен"),
        ("адам", Features("", "", "ablative"), "адамнан"),
        ("үй", Features("", "1sg", "dative"), "үйіме"),
        ("Азия".casefold(), Features("", "", "locative", "attributive"), "азиядағы"),
    ],
)
def test_kazakh_forms(lemma: str, features: Features, form: str) -> None:
    assert kk.NOUN.inflect(lemma, features) == form


@pytest.mark.parametrize(
    ("lemma", "features", "form"),
    [
        ("yölak", Features("", "3", "genitive"), "yölagining"),
        ("yölak", Features("", "", "dative"), "yölakka"),
        ("qişloq", Features("", "3"), "qişloği"),
        ("ittifoq", Features("", "3"), "ittifoqi"),
        ("şahar", Features("", "3", "locative"), "şahrida"),
        ("savdo", Features("plural", "", "locative", "attributive"), "savdolardagi"),
    ],
)
def test_uzbek_forms(lemma: str, features: Features, form: str) -> None:
    assert uz.NOUN.inflect(lemma, features) == form


def test_a_place_that_the_paradigm_lacks_is_refused() -> None:
    with pytest.raises(KeyError):
        kk.NOUN.inflect("жол", Features(case="vocative"))


def test_a_language_without_a_profile_is_exact() -> None:
    assert not has_profile(Lang("tr"))
    assert morphology(Lang("tr")).stems("Koridorda") == {"koridorda"}
    assert not morphology(Lang("tr")).is_ending("da")


@pytest.mark.parametrize(
    ("lang", "name", "recall", "false"),
    [
        (RU, "ru.gsd", 0.99, 0.0075),
        (RU, "ru.pud", 0.99, 0.015),
        (KK, "kk.ktb", 0.99, 0.03),
        (UZ_LATN, "uz.ut", 0.985, 0.011),
    ],
)
def test_measured_goals(lang: Lang, name: str, recall: float, false: float) -> None:
    path = LEMMAS / f"{name}.tsv"
    if not path.exists():
        pytest.skip(f"evaluation data are not there: {path}")
    language = morphology(lang)
    nouns, forms = defaultdict(set), defaultdict(set)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            forms[language.fold(row["lemma"])].add(language.fold(row["form"]))
            if row["upos"] == "NOUN":
                nouns[language.fold(row["lemma"])].add(language.fold(row["form"]))
    by_start: dict[str, set[str]] = defaultdict(set)
    for form in set().union(*forms.values()):
        for length in range(3, len(form) + 1):
            by_start[form[:length]].add(form)
    good = [_meets(lang, lemma, form) for lemma, all_forms in nouns.items() for form in all_forms]
    bad = [
        _meets(lang, lemma, form)
        for lemma in nouns
        for form in by_start.get(lemma[: max(3, len(lemma) - 2)], set()) - forms[lemma] - {lemma}
    ]
    assert sum(good) / len(good) >= recall
    assert sum(bad) / len(bad) <= false


def _meets(lang: Lang, lemma: str, form: str) -> bool:
    return not morphology(lang).keys(lemma, Role.ONLY).isdisjoint(morphology(lang).stems(form))
