from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tmkit.errors import InputError, UsageError
from tmkit.formats.glossaries import GLOSSARIES, Wanted
from tmkit.formats.glossaries.headings import HEADINGS, Field, column
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Case, Concept, Extra, Lang, Location, Status, Term

TABLES = ["csv", "tsv", "xlsx"]
CASES = Path(__file__).parents[2] / "cases" / "glossaries"


def written(form: str, concepts: tuple[Concept, ...], dialect: str = "", langs: tuple[Lang, ...] = ()) -> bytes:
    stream = io.BytesIO()
    GLOSSARIES.load(form).write(concepts, stream, Wanted(dialect, langs))
    return stream.getvalue()


def again(form: str, concepts: tuple[Concept, ...], dialect: str = "") -> tuple[Concept, ...]:
    return GLOSSARIES.load(form).read(written(form, concepts, dialect), f"g.{form}")


LINE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9).filter(lambda t: t.strip() == t)
LINES = st.lists(LINE, max_size=2, unique=True).map("\n".join)
KEPT = st.sampled_from(['<descrip type="context">Сауда &amp; транзит</descrip>', '<note>"x", y; z</note>'])
EXTRAS = st.tuples(LINE.map("column {}".format), LINE).map(lambda pair: (Extra(*pair),)) | KEPT.map(
    lambda xml: (Extra("", xml),)
)
TERMS = st.builds(
    Term,
    LINE,
    st.sampled_from([RU, EN, KK, UZ_LATN, UZ_CYRL]),
    st.sampled_from(Status),
    st.booleans(),
    st.sampled_from(Case),
    LINE,
    LINES,
    LINES,
    valid_from=st.none() | st.dates(),
    valid_until=st.none() | st.dates(),
    house=LINES,
    extra=st.just(()) | EXTRAS,
)
CONCEPTS = st.builds(
    Concept,
    LINE,
    st.lists(TERMS, min_size=1, max_size=4).map(tuple),
    LINE,
    LINE,
    LINES,
    LINES,
    st.none() | st.just(KK),
    st.lists(LINE, max_size=2, unique=True).map(tuple),
    st.booleans(),
    st.just(()) | EXTRAS,
)
GLOSSARY = st.lists(CONCEPTS, min_size=1, max_size=3, unique_by=lambda concept: concept.id).map(tuple)


@pytest.mark.parametrize("form", TABLES)
@settings(max_examples=60)
@given(concepts=GLOSSARY)
def test_a_term_a_row_keeps_everything(form: str, concepts: tuple[Concept, ...]) -> None:
    assert again(form, concepts, "terms") == concepts


def plainly(concept: Concept) -> Concept:
    """What a table with a concept a row holds."""
    terms = []
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        found = sorted(concept.in_language(lang), key=lambda term: list(Status).index(term.status))
        for at, term in enumerate(found):
            status = Status.ADMITTED if at and term.status is Status.PREFERRED else term.status
            terms.append(Term(term.text, lang, status, term.verified))
    return replace(concept, terms=tuple(terms))


@pytest.mark.parametrize("form", TABLES)
@settings(max_examples=60)
@given(concepts=GLOSSARY)
def test_a_concept_a_row_keeps_terms_and_statuses(form: str, concepts: tuple[Concept, ...]) -> None:
    def sorted_terms(concept: Concept) -> tuple[set[Term], Concept]:
        return set(concept.terms), replace(concept, terms=())

    assert [sorted_terms(c) for c in again(form, concepts)] == [sorted_terms(plainly(c)) for c in concepts]


@pytest.mark.parametrize("line", (CASES / "headings.tsv").read_text(encoding="utf-8").splitlines()[1:])
def test_headings(line: str) -> None:
    heading, field, lang, status = line.split("\t")
    found = column(heading)
    assert (found.field, found.lang or "", found.status if found.lang else "") == (field, lang, status)


def test_every_field_is_recognised_in_four_languages() -> None:
    for field, names in HEADINGS.items():
        assert names.count("|") == 3, field
        assert {column(name.strip()).field for part in names.split("|") for name in part.split(",")} == {field}
    assert set(HEADINGS) == set(Field) - {Field.OTHER}


HOUSE = """ID;Область;Русский;Қазақша;Қазақша (тыйым салынған);Oʻzbekcha;Ответственный
;торговля;товарооборот|оборот торговли;тауар айналымы;"сауда
айналымы; тауароборот";*tovar ayirboshlash;А. Ахметова

;;рост;өсім;;;
"""


def test_a_table_as_a_desk_keeps_it() -> None:
    trade, growth = GLOSSARIES.load("csv").read(HOUSE.encode(), "t.csv")
    assert (trade.id, trade.domain) == ("товарооборот", "торговля")
    assert [(t.text, t.lang, t.status, t.verified) for t in trade.terms] == [
        ("товарооборот", RU, Status.PREFERRED, True),
        ("оборот торговли", RU, Status.ADMITTED, True),
        ("тауар айналымы", KK, Status.PREFERRED, True),
        ("сауда", KK, Status.DEPRECATED, True),
        ("айналымы", KK, Status.DEPRECATED, True),
        ("тауароборот", KK, Status.DEPRECATED, True),
        ("tovar ayirboshlash", UZ_LATN, Status.PREFERRED, False),
    ]
    assert trade.extra == (Extra("Ответственный", "А. Ахметова"),)
    places = {term.text: term.place for term in (*trade.terms, *growth.terms)}
    assert places["оборот торговли"] == Location("t.csv", 2, 24)
    assert places["айналымы"] == Location("t.csv", 3, 1)
    assert places["тауароборот"] == Location("t.csv", 3, 11)
    assert places["өсім"] == Location("t.csv", 5, 8)


@pytest.mark.parametrize("form", TABLES)
def test_no_cell_is_a_formula(form: str) -> None:
    terms = tuple(Term(text, EN) for text in ("=1+1", "+7", "-лық", "@SUM(A1)", "'=x"))
    concepts = tuple(Concept(f"c{number}", (term,)) for number, term in enumerate(terms))
    data = written(form, concepts)
    if form == "xlsx":
        cells = [str(cell.value) for row in load_workbook(io.BytesIO(data))["Glossary"] for cell in row]
    else:
        cells = data.decode("utf-8-sig").replace("\t", ",").replace("\n", ",").split(",")
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert again(form, concepts) == concepts


def test_excel_gives_values_and_not_formulas() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Notes of the desk"])
    sheet = book.create_sheet()
    for row in (
        ["id", "ru", "kk", "valid from", "n"],
        [7.0, "рост", "=1+1", None, True],
        [None, None, None, None, None],
    ):
        sheet.append(row)
    sheet.append([None, "сумма", "сома", datetime(2026, 1, 31), 2.5])
    stream = io.BytesIO()
    book.save(stream)
    growth, total = GLOSSARIES.load("xlsx").read(stream.getvalue(), "t.xlsx")
    assert [(term.text, term.place) for term in growth.terms] == [("рост", Location("t.xlsx", 2, 2))]
    assert (growth.id, growth.extra) == ("7", (Extra("n", "yes"),))
    assert total.extra == (Extra("n", "2.5"),)


def bomb(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a sound .xlsx file"),
        (b"PK\x03\x04rubbish", "not a sound .xlsx file"),
        (bomb(b" " * 20_000_000), "packed too tightly"),
        (bomb(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "holds a document type"),
        (bomb(b"<x/>"), "not a sound .xlsx file"),
    ],
)
def test_a_workbook_that_is_none_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        GLOSSARIES.load("xlsx").read(data, "t.xlsx")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "t.csv: the file is empty"),
        ("a,b\n1,2\n", "t.csv:1: the first row names no language"),
        ('ru,kk\nрост,"өсім\n', "t.csv:2:6: the quotation mark"),
        ("term,language\nрост,\n", "t.csv:2:1: the term has no language"),
        ("term,language\nрост,Klingonese-ru\n", "is not a language code"),
        ("term,language,status\nрост,ru,может быть\n", "t.csv:2:9: 'может быть' is no status; write preferred"),
        ("term,language,valid from\nрост,ru,вчера\n", "t.csv:2:9: 'вчера' is no date"),
        ("ru,tbx\nрост,<note>\n", "t.csv:2:6: the column tbx holds elements of TBX"),
    ],
)
def test_a_broken_table_is_refused_at_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        GLOSSARIES.load("csv").read(text.encode(), "t.csv")
    assert said in str(caught.value)


def test_dates_as_russian_tables_have_them() -> None:
    table = "термин,язык,действует с,проверено\nрост,русс,31.01.2026,нет\n".replace("русс", "рус")
    [concept] = GLOSSARIES.load("csv").read(table.encode(), "t.csv")
    assert (concept.terms[0].valid_from, concept.terms[0].verified) == (date(2026, 1, 31), False)


def test_an_unknown_layout_is_answered_with_the_known() -> None:
    with pytest.raises(UsageError, match="concepts, terms"):
        written("csv", (), "rows")
