from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.errors import InputError
from tmkit.formats.glossaries import tbx
from tmkit.model import Case, Concept, Lang, Status, Term

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests/cases/tbx"


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


@pytest.mark.parametrize("path", [CASES / "sound.tbx", ROOT / "glossaries/central-asia.tbx"], ids=["case", "shipped"])
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
)
BY_LANGUAGE = st.lists(TERMS, max_size=5).map(lambda terms: tuple(sorted(terms, key=lambda term: term.lang)))
CONCEPTS = st.builds(Concept, LINE, BY_LANGUAGE, LINES, LINE, LINES, LINES)


@given(st.lists(CONCEPTS, max_size=3))
def test_a_round_trip_keeps_everything(concepts: list[Concept]) -> None:
    stream = io.BytesIO()
    tbx.write(concepts, stream)
    assert tbx.read(stream.getvalue(), "m.tbx") == tuple(concepts)
