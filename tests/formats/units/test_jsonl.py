"""JSON lines: everything comes back, and a broken line is refused with its place."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from running import run
from tmkit.errors import InputError
from tmkit.formats.units import jsonl
from tmkit.model import Code, Lang, Metadata, Segment, TranslationUnit

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple)
NOTES = st.lists(TEXTS, max_size=2).map(tuple)
METADATA = st.none() | st.builds(Metadata, PAIRS, NOTES, PAIRS, NOTES)


@st.composite
def segments(draw: st.DrawFn, lang: str) -> Segment:
    text = draw(TEXTS)
    codes = draw(st.lists(st.builds(Code, st.integers(0, len(text)), TEXTS), max_size=2))
    return Segment(text, Lang(lang), codes=tuple(codes), metadata=draw(METADATA))


UNITS = st.builds(TranslationUnit, st.tuples(segments("ru"), segments("uz-Latn")), PAIRS, NOTES, PAIRS, NOTES)


def written(units: list[TranslationUnit]) -> bytes:
    stream = io.BytesIO()
    jsonl.write(units, stream, ())
    return stream.getvalue()


@given(st.lists(UNITS, max_size=3))
def test_everything_comes_back(units: list[TranslationUnit]) -> None:
    data = written(units)
    again = list(jsonl.read(io.BytesIO(data), "m.jsonl"))
    assert written(again) == data
    for unit, read in zip(units, again, strict=True):
        assert (read.properties, read.notes, read.attributes, read.foreign) == (
            unit.properties,
            unit.notes,
            unit.attributes,
            unit.foreign,
        )
        assert [(v.text, v.lang, v.codes, v.metadata) for v in read.variants] == [
            (v.text, v.lang, v.codes, v.metadata) for v in unit.variants
        ]


@given(segments("ru"), segments("kk"))
def test_each_character_knows_its_place(source: Segment, target: Segment) -> None:
    line = written([TranslationUnit((source, target))]).decode()
    (unit,) = jsonl.read(io.BytesIO(line.encode()), "m.jsonl")
    for variant in unit.variants:
        for offset, character in enumerate(variant.text):
            column = variant.locate(offset).column - 1
            assert line[column] in (character, "\\")


def test_a_memory_survives_the_way_there_and_back(tmp_path: Path) -> None:
    memory = Path(__file__).parents[2] / "cases/tmx/full.tmx"
    steps = [str(memory), *(str(tmp_path / name) for name in ("1.tmx", "2.jsonl", "3.tmx"))]
    for source, target in pairwise(steps):
        done = run("convert", source, target)
        assert done.exit_code == 0, done.output
        assert "lost" not in done.stderr
    units = [Path(path).read_text(encoding="utf-8").partition("<body>")[2] for path in (steps[1], steps[3])]
    assert units[0] == units[1]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "m.jsonl:2:2: this is no JSON"),
        ("[]", "m.jsonl:2: a unit is an object"),
        ('{"variants": [{"lang": "ru", "text": "а"}]}', "m.jsonl:2: a unit has two variants or more"),
        ('{"variants": [{"text": "а"}, {}]}', "m.jsonl:2: lang is missing or no text"),
        ('{"variants": [{"lang": "ru"}, {}]}', "m.jsonl:2: text is missing or no text"),
        ('{"variants": [{"lang": "русский язык", "text": "а"}, {}]}', "is not a language code"),
        ('{"variants": 1}', "m.jsonl:2: variants is a list of objects"),
        ('{"variants": [{"lang": "ru", "text": "а", "codes": [[2, "<b>"]]}, {}]}', "a code is an offset in the text"),
        ('{"variants": [{"lang": "ru", "text": "\\ud800"}, {}]}', "half a surrogate pair"),
        ("[" * 100_000, "m.jsonl:2: this JSON is too deep"),
    ],
)
def test_broken_lines_are_refused(line: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        list(jsonl.read(io.BytesIO(f"\n{line}\n".encode()), "m.jsonl"))
    assert said in str(caught.value)
