from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmkit.errors import InputError, UsageError
from tmkit.formats.glossaries import Wanted, tbx
from tmkit.formats.glossaries.tbx_styles import STYLES
from tmkit.model import Case, Concept, Extra, Lang, Status, Term

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests/cases/tbx"
FORMATTED = [CASES / "sound.tbx", CASES / "full.tbx", ROOT / "glossaries/central-asia.tbx"]


def case(name: str) -> tuple[Concept, ...]:
    return tbx.read((CASES / f"{name}.tbx").read_bytes(), f"{name}.tbx")


def test_the_dialect_that_is_written() -> None:
    [concept] = case("sound")
    assert (concept.id, concept.domain, concept.definition) == ("trade", "trade", "Buying & selling.")
    assert (concept.source, concept.note) == ("first source\nsecond source", "A note.")
    assert concept.terms == (
        Term("торговля", Lang("ru"), part_of_speech="noun"),
        Term("savdo", Lang("uz-Latn"), source="shared source\nown source", term_type="fullForm"),
        Term("SVD", Lang("uz-Latn"), Status.ADMITTED, False, Case.EXACT, source="shared source"),
        Term("tijorat", Lang("uz-Latn"), Status.DEPRECATED, False, source="shared source", note="Commerce."),
    )


def test_dct_style() -> None:
    [concept] = case("dct")
    assert (concept.domain, concept.definition) == ("trade", "Buying and selling.")
    assert concept.terms == (
        Term("сауда ісі", Lang("kk"), Status.DEPRECATED, part_of_speech="noun", source="a paper"),
        Term("сауда", Lang("kk")),
    )


def test_martif() -> None:
    first, second = case("martif")
    assert (first.id, second.id) == ("middle-corridor", "x")
    assert [(t.text, t.lang, t.status) for t in first.terms] == [
        ("Middle Corridor", "en", Status.PREFERRED),
        ("MC", "en", Status.ADMITTED),
        ("Орта дәліз", "kk", Status.ADMITTED),
    ]


@pytest.mark.parametrize("path", FORMATTED, ids=[path.stem for path in FORMATTED])
def test_formatting_leaves_a_sound_file_as_it_is(path: Path) -> None:
    data = path.read_bytes()
    assert tbx.formatted(data, path.name) == data
    assert tbx.formatted(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), path.name) == data


@pytest.mark.parametrize("name", ["dct", "martif", "sound"])
def test_what_is_written_reads_the_same(name: str) -> None:
    stream = io.BytesIO()
    tbx.write(case(name), stream)
    assert tbx.read(stream.getvalue(), "m.tbx") == case(name)
    assert tbx.formatted(stream.getvalue(), "m.tbx") == stream.getvalue()


def test_derived_ids_are_stable_and_unique() -> None:
    entry = '<conceptEntry><langSec xml:lang="{}"><termSec><term>{}</term></termSec></langSec></conceptEntry>'
    terms = [("en", "CO₂ & heat"), ("en", "co₂-heat"), ("ru", "Рост"), ("en", "5G"), ("en", "…")]
    body = "".join(entry.format(lang, text.replace("&", "&amp;")) for lang, text in terms)
    concepts = tbx.read(f"<tbx><text><body>{body}</body></text></tbx>".encode(), "m.tbx")
    assert [c.id for c in concepts] == ["co₂-heat", "co₂-heat-2", "рост", "c-5g", "concept"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "m.tbx:1:1: broken XML: the file is empty"),
        ("<tbx>\n<text></tbx>", "m.tbx:2:9: broken XML: this end tag does not match"),
        ("<tmx/>", "m.tbx:1:1: this is not TBX: the root element is <tmx>"),
        ("<tbx><text><body><conceptEntry>\n<langSec/></conceptEntry></body></text></tbx>", "m.tbx:2:1: this language"),
        ("<tbx>" + "<a>" * 1000, "in each other"),
        ('<!DOCTYPE tbx [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><tbx/>', "refuses"),
        ('<!DOCTYPE tbx SYSTEM "file:///etc/hostname"><tbx>&host;</tbx>', "not defined"),
    ],
)
def test_broken_files_are_refused_in_one_line(content: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        tbx.read(content.encode(), "m.tbx")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


LINE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9)
LINES = st.lists(LINE, max_size=2, unique=True).map("\n".join)
DATES = st.none() | st.dates()
COLUMN = st.tuples(LINE, LINE).map(lambda pair: Extra(f"column {pair[0]}", pair[1]))
KEPT = st.lists(
    st.sampled_from(
        [
            '<descrip type="context">Торговля &amp; транзит <hi>растут</hi>.</descrip>',
            '<transacGrp><transac type="transactionType">modification</transac><date>2026-03-02</date></transacGrp>',
            '<xref type="externalCrossReference" target="https://www.wto.org/">WTO</xref>',
            '<descripGrp><descrip type="context">x</descrip><admin type="source">y</admin></descripGrp>',
        ]
    ),
    max_size=2,
)


def extras() -> st.SearchStrategy[tuple[Extra, ...]]:
    return st.tuples(st.lists(COLUMN, max_size=1), KEPT).map(lambda both: (*both[0], *(Extra("", x) for x in both[1])))


TERMS = st.builds(
    Term,
    LINE,
    st.sampled_from([Lang("ru"), Lang("en"), Lang("kk"), Lang("uz-Latn"), Lang("uz-Cyrl")]),
    st.sampled_from(Status),
    st.booleans(),
    st.sampled_from(Case),
    st.just("noun"),
    note=LINES,
    term_type=st.sampled_from(["", "acronym"]),
    valid_from=DATES,
    valid_until=DATES,
    house=LINES,
    extra=extras(),
)
BY_LANGUAGE = st.lists(TERMS, max_size=5).map(lambda terms: tuple(sorted(terms, key=lambda term: term.lang)))
CONCEPTS = st.builds(
    Concept,
    LINE,
    BY_LANGUAGE,
    LINES,
    LINE,
    LINES,
    LINES,
    related=st.lists(LINE.map("c-{}".format), max_size=2, unique=True).map(tuple),
    do_not_translate=st.booleans(),
    extra=extras(),
)


@pytest.mark.parametrize("dialect", STYLES)
@given(concepts=st.lists(CONCEPTS, max_size=3))
def test_a_round_trip_keeps_everything(dialect: str, concepts: list[Concept]) -> None:
    stream = io.BytesIO()
    tbx.write(concepts, stream, Wanted(dialect))
    assert tbx.read(stream.getvalue(), "m.tbx") == tuple(concepts)


def written(name: str, dialect: str) -> bytes:
    stream = io.BytesIO()
    tbx.write(case(name), stream, Wanted(dialect))
    return stream.getvalue()


@pytest.mark.parametrize("dialect", STYLES)
@pytest.mark.parametrize("name", ["full", "sound"])
def test_every_dialect_is_valid_and_says_the_same(name: str, dialect: str) -> None:
    data = written(name, dialect)
    tree = etree.fromstring(data)
    schema = etree.RelaxNG(etree.parse(CASES / "tbx-basic.rng"))
    assert schema.validate(tree), schema.error_log
    assert tbx.read(data, "m.tbx") == case(name)
    if dialect != "martif":
        assert list(breaches(tree)) == []


LEVELS = {
    "context": {"termSec"},
    "crossReference": {"conceptEntry", "termSec"},
    "customerSubset": {"conceptEntry", "termSec"},
    "definition": {"conceptEntry", "langSec"},
    "projectSubset": {"conceptEntry", "termSec"},
    "subjectField": {"conceptEntry"},
    "xGraphic": {"conceptEntry", "langSec"},
}
"""Where the rules of TBX-Basic beside the schema allow a category."""


def breaches(tree: etree._Element) -> Iterator[str]:
    ids = {element.get("id") for element in tree.iter()}
    for element in tree.iter():
        name = etree.QName(element).localname
        kind = element.get("type") if name in {"admin", "descrip", "ref", "termNote", "xref"} else name
        level = next((name for e in element.iterancestors() if "Grp" not in (name := etree.QName(e).localname)), "")
        if kind in LEVELS and level not in LEVELS[kind]:
            yield f"{kind} in {level}"
        if kind == "crossReference" and element.get("target") not in ids:
            yield f"nothing is called {element.get('target')}"


def test_a_header_and_what_follows_the_body_stay_where_the_dialect_stays() -> None:
    data = (CASES / "full.tbx").read_bytes()
    stream = io.BytesIO()
    tbx.write(case("full"), stream, Wanted("dct", like=data))
    assert b"Everything" not in stream.getvalue()
    assert b"<basic:context>" in stream.getvalue()
    again = io.BytesIO()
    tbx.write(case("full"), again, Wanted("dct", like=stream.getvalue()))
    assert again.getvalue() == stream.getvalue()


def test_what_a_date_or_a_house_says() -> None:
    wto, accession = case("full")
    old = wto.terms[-1]
    assert (old.valid_until, old.house) == (date(2018, 12, 31), "newsroom\nministry")
    assert (wto.related, wto.definition_lang, wto.do_not_translate) == (("accession",), "ru", False)
    assert accession.do_not_translate
    assert accession.terms[0].case is Case.FREE


def test_a_date_that_is_none_is_refused_at_its_place() -> None:
    broken = (CASES / "full.tbx").read_bytes().replace(b"2018-12-31", b"31.12.2018")
    with pytest.raises(InputError, match=r"m\.tbx:\d+:\d+: 'x-tmkit:valid-until=31\.12\.2018' has no date"):
        tbx.read(broken, "m.tbx")


def test_an_unknown_dialect_is_answered_with_the_known() -> None:
    with pytest.raises(UsageError, match="dca, dct, martif"):
        tbx.write((), io.BytesIO(), Wanted("tbx-min"))
