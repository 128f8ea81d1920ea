"""XLIFF: golden files of every flavour, places, round trips, refusals."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmkit.errors import InputError, UsageError
from tmkit.formats.units import STATE, xliff
from tmkit.languages.codes import KK, RU
from tmkit.model import Code, Location, Segment, TranslationUnit

CASES = Path(__file__).parents[2] / "cases" / "xliff"


def read(name: str) -> list[TranslationUnit]:
    with (CASES / name).open("rb") as stream:
        return list(xliff.read(stream, name))


def described(unit: TranslationUnit) -> str:
    source, target = unit.variants
    codes = " ".join(f"{code.offset}:{code.data}" for code in target.codes)
    said = [f"{key.removeprefix('x-tmkit-')}={value}" for key, value in unit.properties]
    parts = [source.block.place, f"{source.lang}-{target.lang}", source.text, target.text, codes, *said, *unit.notes]
    return " | ".join(parts)


@pytest.mark.parametrize(
    "path", sorted(path for path in CASES.iterdir() if path.suffix != ".units"), ids=lambda p: p.name
)
def test_golden(path: Path) -> None:
    expected = path.with_name(f"{path.name}.units").read_text(encoding="utf-8").splitlines()
    assert [described(unit) for unit in read(path.name)] == expected


def test_places_are_those_of_the_file() -> None:
    target = read("plain.xlf")[0].variants[1]
    assert target.locate(0) == Location("plain.xlf", 8, 43)
    assert target.locate(target.text.index("ашылды")) == Location("plain.xlf", 8, 58)


def unit(*texts: str, codes: tuple[Code, ...] = ()) -> TranslationUnit:
    variants = (Segment(text, lang, codes=codes) for text, lang in zip(texts, (RU, KK), strict=False))
    return TranslationUnit(tuple(variants))


def written(*units: TranslationUnit) -> bytes:
    stream = io.BytesIO()
    xliff.write(units, stream, (RU, KK))
    return stream.getvalue()


SOUND = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1).filter(str.strip)
CODES = st.lists(
    st.sampled_from(
        ["<b>", "</g>", '<g id="1">', '<x id="7"/>', "**", '<ph id="1">&lt;i&gt;</ph>', "<mrk>", '<bx id="1">']
    )
)


@given(SOUND, SOUND, CODES, st.data())
def test_what_is_written_is_read_again(source: str, target: str, tags: list[str], data: st.DataObject) -> None:
    offsets = sorted(data.draw(st.lists(st.integers(0, len(target)), min_size=len(tags), max_size=len(tags))))
    codes = tuple(Code(offset, tag) for offset, tag in zip(offsets, tags, strict=True))
    one = TranslationUnit((Segment(source, RU), Segment(target, KK, codes=codes)), notes=("a & b",))
    content = written(one)
    etree.fromstring(content)
    [found] = xliff.read(io.BytesIO(content), "m.xlf")
    assert [variant.text for variant in found.variants] == [source, target]
    assert found.notes == one.notes
    assert len(found.variants[1].codes) == len(codes)
    again = written(found)
    assert [v.codes for u in xliff.read(io.BytesIO(again), "m") for v in u.variants] == [
        v.codes for v in found.variants
    ]


def test_ids_are_unique_and_states_those_of_xliff() -> None:
    twice = [TranslationUnit((Segment("а", RU), Segment("б", KK)), ((STATE, s),), (), (("tuid", "7"),)) for s in "xy"]
    final = TranslationUnit((Segment("а", RU), Segment("б", KK)), ((STATE, "final"),))
    root = etree.fromstring(written(*twice, final))
    assert root.xpath("//@id") == ["7", "7.2", "3"]
    assert root.xpath("//@state") == ["final"]


def test_two_languages_only() -> None:
    with pytest.raises(UsageError, match="two languages"):
        xliff.write([], io.BytesIO(), (RU,))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<tmx/>", "this is not XLIFF"),
        ("<xliff", "ends inside a tag"),
        ("<xliff>" + "<group>" * 300, "elements in each other"),
        ('<xliff><file source-language="ru"><trans-unit id="1"/></file></xliff>', "names no target language"),
        ('<xliff><file target-language="?"><trans-unit id="1"/></file></xliff>', "target-language: '?' is not"),
    ],
)
def test_refusals_name_place_and_reason(content: str, message: str) -> None:
    with pytest.raises(InputError, match=r"m.xlf:1:\d+: ") as caught:
        list(xliff.read(io.BytesIO(content.encode()), "m.xlf"))
    assert message in str(caught.value)
