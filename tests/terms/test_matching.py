"""Golden cases: which running words are forms of a term; and what the matcher makes of whole texts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Case, Concept, Lang, Status, Term
from tmkit.terms.glossary import Glossary

CASES = Path(__file__).parents[1] / "cases" / "terms"


def golden() -> list[tuple[str, ...]]:
    rows = []
    for path in sorted(CASES.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows += [tuple(row) for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
    return rows


def concept(name: str, *terms: tuple[Lang, str, Status]) -> Concept:
    return Concept(name, tuple(Term(text, lang, status) for lang, text, status in terms))


@pytest.mark.parametrize(("lang", "term", "form", "match", "why"), golden())
def test_golden(lang: str, term: str, form: str, match: str, why: str) -> None:
    glossary = Glossary([concept("c", (Lang(lang), term, Status.PREFERRED))])
    hits = [form[slice(*hit.span)] for hit in glossary.find(form, Lang(lang))]
    bare = form.removeprefix("the ").strip("«»")
    expected = {"yes": [bare], "no": [], "part": [term]}[match]
    assert hits == expected, why


def test_the_longest_term_wins_and_what_is_inside_is_not_reported() -> None:
    glossary = Glossary(
        [
            concept("hpp", (RU, "ГЭС", Status.PREFERRED)),
            concept("asia", (RU, "Центральная Азия", Status.PREFERRED)),
            concept("asia-2040", (RU, "Центральная Азия-2040", Status.PREFERRED)),
            concept("kambarata", (RU, "Камбаратинская ГЭС-1", Status.PREFERRED)),
        ]
    )
    text = "В «Центральной Азии – 2040» названа Камбаратинская ГЭС-1, но не другие ГЭС Центральной Азии."
    assert [hit.concept.id for hit in glossary.find(text, RU)] == ["asia-2040", "kambarata", "hpp", "asia"]
    assert [hit.concept.id for hit in glossary.find_all(text, RU)].count("hpp") == 2


@pytest.mark.parametrize(
    ("lang", "text", "status"),
    [
        (KK, "Орта коридормен", Status.DEPRECATED),
        (KK, "Орта дәлізбен", Status.PREFERRED),
        (EN, "the United Nations’ office", Status.PREFERRED),  # not «United Nation», inflected
        (EN, "the United Nation", Status.DEPRECATED),
        (UZ_LATN, "Oʻrtacha koridorda", Status.DEPRECATED),
        (UZ_LATN, "Oʻrta koridorda", Status.ADMITTED),
    ],
)
def test_the_nearest_term_is_given(lang: Lang, text: str, status: Status) -> None:
    glossary = Glossary(
        [
            concept("corridor", (KK, "Орта дәліз", Status.PREFERRED), (KK, "Орта коридор", Status.DEPRECATED)),
            concept("un", (EN, "United Nation", Status.DEPRECATED), (EN, "United Nations", Status.PREFERRED)),
            concept(
                "uz", (UZ_LATN, "Oʻrta koridor", Status.ADMITTED), (UZ_LATN, "Oʻrtacha koridor", Status.DEPRECATED)
            ),
        ]
    )
    assert [hit.term.status for hit in glossary.find(text, lang)] == [status]


def test_of_equally_near_terms_the_deprecated_is_given() -> None:
    both = concept("c", (EN, "rail line", Status.ADMITTED), (EN, "rail-line", Status.DEPRECATED))
    assert [hit.term.status for hit in Glossary([both]).find("a rail–line", EN)] == [Status.DEPRECATED]


def test_one_place_may_name_several_concepts() -> None:
    glossary = Glossary([concept("a", (EN, "order", Status.PREFERRED)), concept("b", (EN, "order", Status.DEPRECATED))])
    assert [hit.concept.id for hit in glossary.find("By order.", EN)] == ["a", "b"]


def test_a_case_sensitive_term_is_found_in_its_case_only() -> None:
    glossary = Glossary([Concept("c", (Term("Senate", EN, case=Case.EXACT),))])
    assert [hit.span for hit in glossary.find("the Senate and a senate", EN)] == [(4, 10)]


def test_cyrillic_uzbek_terms_follow_from_the_latin_ones() -> None:
    glossary = Glossary(
        [concept("concept", (UZ_LATN, "konsepsiya", Status.PREFERRED), (UZ_LATN, "kontsepsiya", Status.DEPRECATED))]
    )
    assert [(hit.term.text, hit.term.status) for hit in glossary.find("янги концепциянинг матни", UZ_CYRL)] == [
        ("концепция", Status.PREFERRED)
    ]


def test_a_language_without_a_profile_is_matched_exactly() -> None:
    glossary = Glossary([concept("c", (Lang("tr"), "Orta Koridor", Status.PREFERRED))])
    assert [hit.span for hit in glossary.find("orta koridor, Orta Koridorda", Lang("tr"))] == [(0, 12)]


def test_kin_are_names_and_their_acronyms() -> None:
    said = Concept("eaeu", (Term("ЕАЭС", RU),), note="Acronym of eurasian-economic-union.")
    glossary = Glossary(
        [
            said,
            concept("eurasian-economic-union", (RU, "Евразийский экономический союз", Status.PREFERRED)),
            concept("cis", (RU, "СНГ", Status.PREFERRED)),
            concept("commonwealth", (RU, "Содружество Независимых Государств", Status.PREFERRED)),
        ]
    )
    assert [c.id for c in glossary.kin(glossary.concept("eaeu"))] == ["eaeu", "eurasian-economic-union"]
    assert [c.id for c in glossary.kin(glossary.concept("commonwealth"))] == ["commonwealth", "cis"]


def test_a_sign_is_found_beside_its_figure() -> None:
    glossary = Glossary([Concept("percent", (Term("percent", EN), Term("%", EN, Status.ADMITTED)))])
    assert [(hit.term.text, hit.span) for hit in glossary.find("It grew by 3.5%.", EN)] == [("%", (14, 15))]
    assert [hit.term.text for hit in glossary.find("It grew by 3.5 percent (3.5%).", EN)] == ["percent", "%"]
    assert Glossary([Concept("dash", (Term("—", EN),))]).find("Growth — 3.5%.", EN) == ()


def test_of_two_terms_with_the_same_words_the_marks_decide() -> None:
    terms = [Term("кВт-сағ", KK, Status.ADMITTED), Term("кВт/сағ", KK, Status.DEPRECATED)]
    glossary = Glossary([Concept("kwh", tuple(terms))])
    texts = ["5 кВт-сағ өндірілді", "5 кВт/сағ өндірілді", "5 кВт-сағқа жетті", "5 кВт/сағқа жетті"]
    found = [hit.term.text for text in texts for hit in glossary.find(text, KK)]
    assert found == ["кВт-сағ", "кВт/сағ"] * 2


def test_a_surname_is_kin_of_the_person() -> None:
    person = Concept("ilham-aliyev", (Term("Ильхам Алиев", RU), Term("Ilham Aliyev", EN)), domain="people")
    surname = Concept("aliyev", (Term("Алиев", RU), Term("Aliyev", EN)), domain="people")
    glossary = Glossary([person, surname])
    assert [c.id for c in glossary.kin(surname)] == ["aliyev", "ilham-aliyev"]
