"""Golden cases: words inside terms, names of persons, Kazakh in Latin letters."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.languages.codes import KK
from tmkit.model import Concept, Lang, Term
from tmkit.terms.glossary import Glossary

CASES = Path(__file__).parents[1] / "cases" / "inside"


def rows(name: str) -> list[tuple[str, ...]]:
    with (CASES / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


@pytest.mark.parametrize(("lang", "terms", "text", "hits", "why"), rows("gaps"))
def test_words_inside(lang: str, terms: str, text: str, hits: str, why: str) -> None:
    glossary = Glossary(Concept(term, (Term(term, Lang(lang)),)) for term in terms.split(" | "))
    found = []
    for hit in glossary.find(text, Lang(lang)):
        inserted = f" [{text[slice(*hit.inserted)]}]" if hit.inserted else ""
        found.append(text[slice(*hit.span)] + inserted)
        conjunctions = {"и", "and", "және", "бен", "va", "hamda", "ва"}
        assert hit.coordinated == bool(conjunctions & set(inserted.strip(" []").split()))
    assert " | ".join(found) == hits, why


@pytest.mark.parametrize(("lang", "name", "text", "found", "why"), rows("names"))
def test_names(lang: str, name: str, text: str, found: str, why: str) -> None:
    glossary = Glossary([Concept("person", (Term(name, Lang(lang)),), domain="people")])
    hits = glossary.find(text, Lang(lang))
    assert "".join(text[slice(*hit.span)] for hit in hits) == found, why
    assert all(hit.shortened == (len(found.split()) == 1 or "." in found) for hit in hits)


@pytest.mark.parametrize(("lang", "term", "text", "found", "why"), rows("kazakh_latin"))
def test_kazakh_in_latin_letters(lang: str, term: str, text: str, found: str, why: str) -> None:
    glossary = Glossary([Concept("c", (Term(term, KK),))])
    assert "".join(text[slice(*hit.span)] for hit in glossary.find(text, Lang(lang))) == found, why


def test_a_title_is_no_person() -> None:
    title = Concept("pm", (Term("премьер-министр", Lang("ru")), Term("Prime Minister", Lang("en"))), domain="people")
    assert Glossary([title]).find("the Minister", Lang("en")) == ()


def test_a_term_inside_the_gap_is_reported_too() -> None:
    council = Concept("council", (Term("Supreme Interstate Council", Lang("en")),))
    trade = Concept("trade", (Term("trade", Lang("en")),))
    found = Glossary([council, trade]).find("Supreme Trade Interstate Council", Lang("en"))
    assert [hit.concept.id for hit in found] == ["council", "trade"]


def test_an_exact_term_wins_over_one_with_a_word_inside() -> None:
    names = ["Supreme Economic Interstate Council", "Supreme Interstate Council"]
    glossary = Glossary(Concept(name, (Term(name, Lang("en")),)) for name in names)
    (hit,) = glossary.find("Supreme Economic Interstate Council", Lang("en"))
    assert (hit.concept.id, hit.inserted) == (names[0], None)


def test_what_is_not_to_be_translated_is_found_in_every_language() -> None:
    brand = Concept("brand", (Term("QazTrade", Lang("ru")),), do_not_translate=True)
    text = "QazTrade-тің басшысы"
    assert [text[slice(*hit.span)] for hit in Glossary([brand]).find(text, KK)] == ["QazTrade-тің"]


PIECES = st.sampled_from(
    [
        "Средний",
        "Среднего",
        "и",
        ",",
        "Северный",
        "коридоры",
        "коридора",
        "Токаев",
        "К.",
        "Ж.-",
        "А.",
        "ГЭС",
        "-1",
        "«",
        "»",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_hits_are_in_order_and_hold_what_is_inserted(text: str) -> None:
    names = ["Средний коридор", "Северный коридор", "коридор", "ГЭС"]
    person = Concept("person", (Term("Касым-Жомарт Токаев", Lang("ru")),), domain="people")
    glossary = Glossary([person, *(Concept(name, (Term(name, Lang("ru")),)) for name in names)])
    hits = glossary.find(text, Lang("ru"))
    assert [hit.span for hit in hits] == sorted(hit.span for hit in hits)
    for hit in hits:
        assert 0 <= hit.span.start < hit.span.stop <= len(text)
        assert hit.inserted is None or hit.span.start < hit.inserted.start < hit.inserted.stop < hit.span.stop
    plain = [hit.span for hit in hits if not hit.coordinated]
    assert all(one.stop <= other.start for one, other in pairwise(plain))
