"""XLIFF 2 as it is written: sound by the grammar of its specification, and read again as it was."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmkit.errors import UsageError
from tmkit.formats.units import LOCKED, MATCH, SCORE, STATE, xliff, xliff2, xliff_rules
from tmkit.formats.units.xliff_reading import BETWEEN, SEGMENT
from tmkit.languages.codes import KK, RU
from tmkit.model import Code, Metadata, Segment, Severity, TranslationUnit

CASES = Path(__file__).parents[2] / "cases"
GRAMMAR = etree.RelaxNG(etree.parse(CASES / "xliff2.rng"))
N = {"x": "urn:oasis:names:tc:xliff:document:2.0", "mtc": "urn:oasis:names:tc:xliff:matches:2.0"}


def written(*units: TranslationUnit) -> bytes:
    stream = io.BytesIO()
    xliff2.write(units, stream, (RU, KK))
    data = stream.getvalue()
    GRAMMAR.assertValid(etree.fromstring(data))
    found = xliff_rules.validate(io.BytesIO(data), "m.xlf")
    assert [one.message for one in found if one.severity is Severity.ERROR] == []
    return data


def read(data: bytes) -> list[TranslationUnit]:
    return [plain(unit) for unit in xliff2.read_all(io.BytesIO(data), "m.xlf")]


def plain(unit: TranslationUnit) -> TranslationUnit:
    """Without places."""
    variants = tuple(Segment(v.text, v.lang, codes=v.codes, metadata=v.metadata) for v in unit.variants)
    return TranslationUnit(variants, unit.properties, unit.notes, unit.attributes, unit.foreign)


def unit(*, codes: tuple[Code, ...] = (), **said: object) -> TranslationUnit:
    variants = Segment("Рост торговли", RU, codes=codes), Segment("Сауданың өсуі", KK, codes=codes)
    return TranslationUnit(variants, **{"attributes": (("tuid", "1"),)} | said)  # type: ignore[arg-type]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1).filter(str.strip)
NAME = st.from_regex(r"[a-z][a-z-]{0,8}", fullmatch=True)
PAIRS = st.lists(st.tuples(NAME, TEXT), max_size=3).map(tuple)
METADATA = st.builds(Metadata, PAIRS, st.lists(TEXT, max_size=2).map(tuple), PAIRS).filter(lambda m: m != Metadata())


@given(TEXT, TEXT, PAIRS, st.lists(TEXT, max_size=2), PAIRS, st.none() | METADATA)
def test_whatever_is_said_comes_back(
    source: str,
    target: str,
    properties: tuple[tuple[str, str], ...],
    notes: list[str],
    attributes: tuple[tuple[str, str], ...],
    metadata: Metadata | None,
) -> None:
    variants = Segment(source, RU, metadata=metadata), Segment(target, KK, metadata=metadata)
    one = TranslationUnit(variants, properties, tuple(notes), (("tuid", "a"), *attributes))
    assert read(written(one)) == [one]


TAGS = st.lists(
    st.sampled_from(
        [
            *("<b>", "</b>", "**", "<br/>", '<g id="1">', "</g>", '<x id="7"/>', '<bx id="2"/>', '<ex id="2"/>'),
            *(
                '<bpt id="3">&lt;i&gt;</bpt>',
                '<ept id="3">&lt;/i&gt;</ept>',
                '<bpt i="1">{</bpt>',
                '<ept i="1">}</ept>',
            ),
            *('<pc id="4">', "</pc>", '<pc id="5" type="fmt">&lt;b&gt;', "&lt;/b&gt;</pc>", '<sc id="6"/>'),
            *('<ec startRef="6"/>', '<mrk id="m1" type="term">', "</mrk>", '<mrk mtype="term">', '<cp hex="001F"/>'),
            *(
                '<it pos="begin">x</it>',
                '<ph x="1"/>',
                "<hi>",
                "</hi>",
                '<sm id="m2"/>',
                '<em startRef="m2"/>',
                "<mrk>",
            ),
        ]
    ),
    max_size=8,
)


@given(TAGS, TAGS, st.data())
def test_codes_of_any_format_are_sound_and_stay(source: list[str], target: list[str], data: st.DataObject) -> None:
    variants = []
    for lang, tags in ((RU, source), (KK, target)):
        offsets = sorted(data.draw(st.lists(st.integers(0, 8), min_size=len(tags), max_size=len(tags))))
        codes = tuple(Code(offset, tag) for offset, tag in zip(offsets, tags, strict=True))
        variants.append(Segment("Торговля", lang, codes=codes))
    [found] = read(written(TranslationUnit(tuple(variants), (), (), (("tuid", "1"),))))
    assert [[code.offset for code in v.codes] for v in found.variants] == [
        [c.offset for c in v.codes] for v in variants
    ]
    assert read(written(found)) == [found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (('<g id="1" ctype="bold">', "</g>"), ('<pc id="1" subType="xlf:b" type="fmt">', "</pc>")),
        (
            ('<bpt id="1" rid="1">&lt;b&gt;</bpt>', '<ept id="1" rid="1">&lt;/b&gt;</ept>'),
            ('<pc id="1">&lt;b&gt;', "&lt;/b&gt;</pc>"),
        ),
        (('<bx id="1" rid="1"/>', '<ex id="1" rid="1"/>'), ('<sc id="1"/>', '<ec startRef="1"/>')),
        (('<mrk mtype="term" mid="1">', "</mrk>"), ('<mrk id="1" type="term">', "</mrk>")),
        (('<x id="1" ctype="lb"/>',), ('<ph id="1" subType="xlf:lb" type="fmt"/>',)),
        (('<ph id="1">&lt;br/&gt;</ph>',), ('<ph id="1">&lt;br/&gt;</ph>',)),
    ],
)
def test_codes_go_from_one_version_to_the_other_and_back(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    offsets = (0, 4)
    codes = tuple(Code(offset, tag) for offset, tag in zip(offsets, before, strict=False))
    [modern] = read(written(unit(codes=codes)))
    assert [code.data for code in modern.variants[0].codes] == list(after)
    stream = io.BytesIO()
    xliff.write([modern], stream, (RU, KK))
    [back] = xliff.read(io.BytesIO(stream.getvalue()), "m.xlf")
    assert back.variants[1].codes == codes


def test_the_same_code_has_the_same_id_on_both_sides() -> None:
    source = Segment("Рост и спад", RU, codes=(Code(0, "<b>"), Code(4, "</b>"), Code(7, "<i>"), Code(11, "</i>")))
    target = Segment(
        "Құлдырау мен өсім", KK, codes=(Code(0, "<i>"), Code(8, "</i>"), Code(13, "<b>"), Code(17, "</b>"))
    )
    root = etree.fromstring(written(TranslationUnit((source, target))))
    first, second = (root.xpath(f"//x:{side}/x:pc/@id", namespaces=N) for side in ("source", "target"))
    assert first == second[::-1]
    data = root.xpath("//x:data/text()", namespaces=N)
    assert sorted(data) == ["</b>", "</i>", "<b>", "<i>"]


def test_segments_of_a_unit_come_together_with_what_stands_between() -> None:
    data = (CASES / "xliff/version2.xlf").read_bytes()
    units = [plain(one) for one in xliff.read(io.BytesIO(data), "m.xlf")]
    stream = io.BytesIO()
    xliff2.write(units, stream, tuple(variant.lang for variant in units[0].variants))
    root = etree.fromstring(stream.getvalue())
    GRAMMAR.assertValid(root)
    assert [etree.QName(one).localname for one in root.xpath("//x:unit/*", namespaces=N)] == [
        *("notes", "segment", "ignorable", "segment")
    ]
    assert read(stream.getvalue()) == units
    assert [dict(one.properties).get(SEGMENT) for one in units] == ["s1", "s2"]
    assert BETWEEN in dict(units[0].properties)


def test_matches_stand_in_their_module_and_in_alternatives() -> None:
    match = (
        '{"similarity": "83", "suitability": "80", "origin": "visit.tmx", "source": "Рост", "target": "Өсім", '
        '"target-codes": [[0, "<b>"], [4, "</b>"]]}'
    )
    one = unit(properties=((SCORE, "0.9"), (MATCH, match)))
    data = written(one)
    [element] = etree.fromstring(data).xpath("//mtc:match", namespaces=N)
    assert dict(element.attrib) == {
        "ref": "#s1",
        "similarity": "83",
        "matchSuitability": "80",
        "origin": "visit.tmx",
    }
    [found] = read(data)
    assert (MATCH, match.replace('"<b>"', '"<pc id=\\"1\\">&lt;b&gt;"').replace('"</b>"', '"&lt;/b&gt;</pc>"')) in [
        (name, value.replace('"reference": "s1", ', "")) for name, value in found.properties
    ]
    stream = io.BytesIO()
    xliff.write([found], stream, (RU, KK))
    assert b'<alt-trans match-quality="80%" origin="visit.tmx">' in stream.getvalue()


STATES = {
    "final": ("final", None),
    "needs-review-translation": ("translated", "tmkit:needs-review-translation"),
    "ApprovedTranslation": ("reviewed", "tmkit:ApprovedTranslation"),
    "something of ours": (None, None),
}


@pytest.mark.parametrize("state", STATES)
def test_states_of_every_program_come_back(state: str) -> None:
    one = unit(properties=((STATE, state), (LOCKED, "yes")))
    data = written(one)
    [segment] = etree.fromstring(data).xpath("//x:segment", namespaces=N)
    assert (segment.get("state"), segment.get("subState")) == STATES[state]
    assert sorted(read(data)[0].properties) == sorted(one.properties)
    stream = io.BytesIO()
    xliff.write([one], stream, (RU, KK))
    assert [dict(u.properties).get(STATE) for u in xliff.read(io.BytesIO(stream.getvalue()), "m")] == (
        [state] if " " not in state else [None]
    )


def test_nothing_is_a_sound_file_too_and_languages_are_two() -> None:
    assert read(written()) == []
    with pytest.raises(UsageError, match="two languages"):
        xliff2.write([], io.BytesIO(), (RU,))
