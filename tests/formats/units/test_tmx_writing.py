from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import tmkit
from tmkit.formats.units import tmx
from tmkit.model import Code, Lang, Segment, TranslationUnit

CASES = Path(__file__).parents[2] / "cases/tmx"
LANGS = (Lang("ru"), Lang("kk"), Lang("uz-Latn"), Lang("uz-Cyrl"), Lang("en"))


@cache
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(CASES / "tmx14.rng"))


def written(*units: TranslationUnit, langs: tuple[Lang, ...] = LANGS, **options: object) -> bytes:
    stream = io.BytesIO()
    tmx.write(units, stream, langs, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def sound(data: bytes) -> bytes:
    grammar().assertValid(etree.fromstring(data))
    return data


def again(data: bytes) -> list[TranslationUnit]:
    return list(tmx.read(io.BytesIO(data), "m.tmx"))


def segment(text: str, lang: str = "ru", *codes: tuple[int, str]) -> Segment:
    return Segment(text, Lang(lang), codes=tuple(Code(*code) for code in codes))


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\n\t\r&<>\"']"))
codes = st.sampled_from(
    [
        ["<hi>", "</hi>"],
        ['<bpt i="1" x="2" type="bold">&lt;b title="é"&gt;</bpt>', '<ept i="1">&lt;/b&gt;</ept>'],
        ['<ph x="3">{0}<sub>ёж</sub></ph>'],
        ['<it pos="end">&lt;/i&gt;</it>'],
    ]
)


@st.composite
def segments(draw: st.DrawFn, lang: Lang) -> Segment:
    text = draw(texts)
    data = draw(codes)
    offsets = sorted(draw(st.lists(st.integers(0, len(text)), min_size=len(data), max_size=len(data))))
    return Segment(text, lang, codes=tuple(map(Code, offsets, data)))


@st.composite
def units(draw: st.DrawFn) -> TranslationUnit:
    langs = draw(st.lists(st.sampled_from(LANGS), min_size=1, max_size=4, unique=True))
    return TranslationUnit(
        tuple(draw(segments(lang)) for lang in langs),
        tuple(draw(st.lists(st.tuples(texts, texts), max_size=3))),
        tuple(draw(st.lists(texts, max_size=2))),
        tuple(draw(st.dictionaries(st.sampled_from(["tuid", "creationid", "datatype"]), texts)).items()),
    )


@given(st.lists(units(), max_size=3))
def test_a_round_trip_keeps_everything(given_units: list[TranslationUnit]) -> None:
    back = again(sound(written(*given_units)))
    for before, after in zip(given_units, back, strict=True):
        assert [(v.lang, v.text, v.codes) for v in after.variants] == [
            (v.lang, v.text, v.codes) for v in before.variants
        ]
        assert (after.properties, after.notes) == (before.properties, before.notes)
        assert [a for a in after.attributes if a[0] != "srclang"] == list(before.attributes)


@given(st.text(), st.text())
def test_any_text_at_all_is_written_soundly(text: str, name: str) -> None:
    data = sound(written(TranslationUnit((segment(text),), ((name, text),), (text,), (("tuid", text),))))
    assert len(again(data)) == 1


ANY_CODES = (
    *("<hi>", "</hi>", '<bpt i="1">', "<bpt>", '<ept i="1"></ept>', '<bpt i="1"></bpt>', '<ph foo="1" x="2"/>'),
    *("<it/>", "<ph><tu/></ph>", "<hi", "**", "<ut>a</ut>", "<b>", "<ph><sub><ph/></sub></ph>"),
)


@given(st.lists(st.sampled_from(ANY_CODES)))
def test_any_codes_at_all_are_written_soundly(data: list[str]) -> None:
    source = segment("ab", "ru", *((1, piece) for piece in data))
    assert again(sound(written(TranslationUnit((source,)))))[0].variants[0].text == "ab"


@pytest.mark.parametrize(
    ("codes", "content"),
    [
        (["<hi>"], "ab"),
        (["</hi>", "<hi>", "</hi>"], "a<hi></hi>b"),
        (['<bpt i="1" type="b">x&gt;</bpt>'], 'a<it pos="begin" type="b">x&gt;</it>b'),
        (['<ept i="1"/>'], 'a<it pos="end"></it>b'),
        (["<b>", "**", "<ph class=x>", "<ph>a</ph>b"], "ab"),
    ],
)
def test_half_codes_and_foreign_ones(codes: list[str], content: str) -> None:
    data = written(TranslationUnit((segment("ab", "ru", *((1, code) for code in codes)),)))
    assert f"<seg>{content}</seg>" in data.decode()


def test_control_characters_are_left_out() -> None:
    data = sound(written(TranslationUnit((segment("a\x0bb\x01\ud800\uffff\rc"),))))
    assert again(data)[0].variants[0].text == "a b\rc"


def test_a_unit_says_its_source_where_it_is_another_one() -> None:
    mixed = TranslationUnit((segment("к", "kk"), segment("р", "ru")))
    data = sound(written(mixed))
    assert b'<tu srclang="kk">' in data
    assert again(data)[0].variants[0].lang == "kk"


def test_what_is_no_tmx_is_left_out() -> None:
    odd = TranslationUnit((segment("a"),), attributes=(("score", "1"), ("segtype", "line"), ("tuid", "7")))
    assert b'<tu tuid="7">' in sound(written(odd, TranslationUnit(())))


def test_the_same_units_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    unit = TranslationUnit((segment("Торговля"), segment("Сауда", "kk")), (("x-tmkit-score", "0.98"),))
    data = sound(written(unit, header=tmx.Details(properties=[("x-a", "1")])))
    assert data.decode() == (CASES / "written.tmx").read_text("utf-8").replace("VERSION", tmkit.__version__)


def test_all_that_a_memory_says_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    expected = (CASES / "full.tmx").read_text("utf-8").replace("VERSION", tmkit.__version__)
    header = tmx.read_header(io.BytesIO(expected.encode()), "m.tmx")
    assert written(*again(expected.encode()), langs=LANGS[:2], header=header).decode() == expected


@pytest.mark.parametrize("epoch", ["", "x", "99999999999999999"])
def test_a_strange_date_is_not_taken(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    sound(written())
