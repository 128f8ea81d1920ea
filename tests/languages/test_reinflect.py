"""Forms put into other terms: golden cases, and the law that what is suggested is found again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tmkit.languages import en, kk, uz
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.languages.endings import Features
from tmkit.languages.reinflect import reinflect
from tmkit.languages.ru import parses
from tmkit.languages.scripts import uz_cyrillic, uz_standard
from tmkit.model import Concept, Lang, Status, Term
from tmkit.terms.glossary import Glossary

CASES = Path(__file__).parents[1] / "cases" / "forms.tsv"

NOUNS = {
    KK: [
        "дәліз",
        "жол",
        "орталық",
        "мектеп",
        "халық",
        "кездесу",
        "қала",
        "банк",
        "рубль",
        "заң",
        "жобасы",
        "ресурстары",
    ],
    UZ_LATN: ["yoʻlak", "qishloq", "shahar", "davlat", "savdo", "togʻ", "ittifoq", "bank", "xaritasi", "yuklar"],
    EN: ["corridor", "country", "business", "crisis", "woman", "analysis", "goods", "enterprises"],
    RU: ["коридор", "дорога", "соглашение", "договор", "область", "ресурсы"],
}
ATTRIBUTES = {KK: "Орта", UZ_LATN: "Oʻrta", UZ_CYRL: "Ўрта", EN: "middle", RU: None}
CASES_OF = {KK: kk.NOUN, UZ_LATN: uz.NOUN}


def golden() -> list[tuple[str, ...]]:
    with CASES.open(encoding="utf-8", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


@pytest.mark.parametrize(("lang", "found", "stored", "wanted", "form"), golden())
def test_a_term_takes_the_form_of_another(lang: str, found: str, stored: str, wanted: str, form: str) -> None:
    assert reinflect(found, stored, wanted, Lang(lang)) == (form or None)


def forms(lang: Lang, noun: str) -> list[str]:
    """Inflected forms of a noun."""
    if lang in CASES_OF:
        paradigm, fold = CASES_OF[lang], (kk if lang == KK else uz).fold
        places = [
            Features(plural, possessive, case)
            for plural in ("", "plural")
            for possessive in ("", "3")
            for case in ("", "genitive", "accusative", "dative", "locative", "ablative")
        ]
        made = [paradigm.inflect(fold(noun), place) for place in places]
        return [uz_standard(form) for form in made] if lang == UZ_LATN else made
    if lang == EN:
        return [noun, en.plural(noun), f"{noun}’s"]
    (parse, *_) = [p for p in parses(noun) if p.tag.case == "nomn" and p.tag.POS == "NOUN"]
    return [
        form.word for form in parse.lexeme if not {"V-be", "gen2", "loc2", "Fixd"} & set(map(str, form.tag.grammemes))
    ]


@given(data=st.data())
@pytest.mark.parametrize("lang", [KK, UZ_LATN, UZ_CYRL, EN, RU])
def test_what_is_suggested_is_found_again_as_the_term_wanted(lang: Lang, data: st.DataObject) -> None:
    base = UZ_LATN if lang == UZ_CYRL else lang
    stored = data.draw(st.sampled_from([noun for noun in NOUNS[base] if not noun.endswith(("сы", "ры", "si", "lar"))]))
    wanted = data.draw(st.sampled_from(NOUNS[base]))
    found = data.draw(st.sampled_from(forms(base, stored)))
    if lang == UZ_CYRL:
        stored, wanted, found = map(uz_cyrillic, (stored, wanted, found))
    if ATTRIBUTES[lang]:
        stored, wanted, found = (f"{ATTRIBUTES[lang]} {noun}" for noun in (stored, wanted, found))
    made = reinflect(found, stored, wanted, lang)
    assume(made is not None and wanted != stored)
    assert made is not None
    terms = (Term(wanted, lang), Term(stored, lang, Status.DEPRECATED))
    (hit,) = Glossary([Concept("c", terms)]).find(made, lang)
    assert (hit.term.text, made[slice(*hit.span)]) == (wanted, made.rstrip("’"))


LETTERS = st.text("аәбвғеиіОРСТУШҰьңaoʻgʻshchkqzGESBMT'’- ", min_size=1, max_size=12).filter(lambda text: text.strip())


@given(st.sampled_from([KK, UZ_LATN, UZ_CYRL, EN, RU]), LETTERS, LETTERS, LETTERS)
def test_nothing_that_is_written_makes_it_fail(lang: Lang, found: str, stored: str, wanted: str) -> None:
    made = reinflect(stored + found, stored, wanted, lang)
    assert made is None or made.strip()


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("consultative meeting", "a"),
        ("advisory meeting", "an"),
        ("hour", "an"),
        ("university", "a"),
        ("unimportant thing", "an"),
        ("European union", "a"),
        ("MP", "an"),
        ("UN office", "a"),
        ("HPP", "an"),
        ("one-off payment", "a"),
        ("open door", "an"),
    ],
)
def test_the_english_article_goes_by_the_sound(words: str, article: str) -> None:
    assert en.article(words) == article
