"""Every format into every other: units survive, and what is not there afterwards is what the conversion said."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from tmkit.formats.units import LOCKED, MATCH, PENDING, SCORE, STATE, UNITS
from tmkit.languages.codes import KK, RU
from tmkit.model import Code, Metadata, Segment, TranslationUnit
from tmkit.pipeline.exchange.converting import convert
from tmkit.pipeline.inputs.units import read_units

LANGS = (RU, KK)
CODED = TranslationUnit(
    (
        Segment("Рост торговли", RU, codes=(Code(0, "<b>"), Code(4, "</b>"), Code(13, "<br/>"))),
        Segment("Сауданың өсуі", KK, codes=(Code(0, "<b>"), Code(8, "</b>"), Code(13, "<br/>"))),
    ),
    attributes=(("tuid", "1"),),
)
SAID = TranslationUnit(
    (
        Segment(
            "Средний коридор", RU, metadata=Metadata((("x-side", "a"),), ("о русском",), (("creationid", "desk"),))
        ),
        Segment("Орта дәліз", KK, metadata=Metadata((), ("қазақша туралы",))),
    ),
    ((SCORE, "0.97"), (STATE, "final"), (LOCKED, "yes"), ("x-client", "KTZ & co")),
    ("из речи", "второе"),
    (("tuid", "u2"), ("changedate", "20260131T120000Z")),
)
MATCHED = TranslationUnit(
    (Segment("Встреча пройдёт 6 марта.", RU), Segment("Кездесу 6 наурызда өтеді.", KK)),
    ((MATCH, '{"similarity": "80", "source": "Встреча", "target": "Кездесу"}'),),
    (),
    (("tuid", "u3"),),
)
WAITING = TranslationUnit((Segment("Не переведено", RU), Segment("", KK)), ((PENDING, "yes"),), (), (("tuid", "u4"),))
UNITS_OF_ALL = (CODED, SAID, MATCHED, WAITING)
WRITTEN = ("csv", "jsonl", "po", "tmx", "tsv", "xlf", "xliff2", "xlsx", "moses")
READ = (*WRITTEN, "docx", "sdlxliff", "mqxliff", "mxliff")


def name_of(form: str) -> str:
    return {"moses": "corpus.{lang}", "xliff2": "file.xliff2"}.get(form, f"file.{form}")


def source_file(form: str, folder: Path) -> str:
    """A file of that format with all that it can hold of the units."""
    path = folder / name_of(form)
    if form == "docx":
        document = docx.Document()
        table = document.add_table(rows=0, cols=2)
        for left, right in (("ru", "kk"), *((u.variants[0].text, u.variants[1].text) for u in UNITS_OF_ALL)):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = left, right
        document.save(str(path))
        return str(path)
    rich = folder / "rich.jsonl"
    with rich.open("wb") as stream:
        UNITS.load("jsonl").write(UNITS_OF_ALL, stream, LANGS)
    convert(str(rich), str(path), LANGS)
    return str(path)


def read(path: str) -> list[TranslationUnit]:
    return list(read_units(path, LANGS, pending=True))


ASPECTS: dict[str, Callable[[TranslationUnit], bool]] = {
    "inline codes": lambda unit: any(variant.codes for variant in unit.variants),
    "notes": lambda unit: bool(unit.notes),
    "matches": lambda unit: MATCH in dict(unit.properties),
    "what is said of single variants": lambda unit: any(variant.metadata for variant in unit.variants),
}


def texts(units: list[TranslationUnit]) -> list[tuple[str, ...]]:
    return [tuple(variant.text for variant in unit.variants) for unit in units]


def is_pending(unit: TranslationUnit) -> bool:
    return not unit.variants[1].text


@pytest.mark.parametrize("target", WRITTEN)
@pytest.mark.parametrize("source", READ)
def test_units_survive_and_losses_are_told(source: str, target: str, tmp_path: Path) -> None:
    before_path = source_file(source, tmp_path)
    before = read(before_path)
    (tmp_path / "out").mkdir()
    out = str(tmp_path / "out" / name_of(target))
    done = convert(before_path, out, LANGS)
    after = read(out)
    assert texts(after) == texts([unit for unit in before if not done.left_out or not is_pending(unit)])
    assert done.count == len(after)
    unread: list[str] = []
    list(read_units(before_path, LANGS, pending=True, left_out=unread.append))
    assert sum(done.left_out.values()) == len(before) + len(unread) - len(after)
    assert set(done.left_out) <= {"no translation"}
    kept = [unit for unit in before if not done.left_out or not is_pending(unit)]
    for aspect, has in ASPECTS.items():
        lost = sum(has(old) and not has(new) for old, new in zip(kept, after, strict=True))
        assert done.losses.get(aspect, 0) == lost, aspect
    for aspect, kind in (("properties", "properties"), ("attributes (ids, dates, authors)", "attributes")):
        lost = sum(bool(missing(old, new, kind)) for old, new in zip(kept, after, strict=True))
        assert done.losses.get(aspect, 0) == lost, aspect


def missing(old: TranslationUnit, new: TranslationUnit, kind: str) -> set[tuple[str, str]]:
    def pairs(unit: TranslationUnit) -> Iterator[tuple[str, str]]:
        found: tuple[tuple[str, str], ...] = getattr(unit, kind)
        return (pair for pair in found if pair[0] not in (MATCH, PENDING))

    return set(pairs(old)) - set(pairs(new))


def test_what_a_catalogue_has_once_only_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    with path.open("wb") as stream:
        UNITS.load("jsonl").write([MATCHED, CODED, MATCHED], stream, LANGS)
    done = convert(str(path), str(tmp_path / "m.po"))
    assert (done.count, done.left_out) == (2, {"the same as another": 1})
    assert len(read(str(tmp_path / "m.po"))) == 2


EXACT = ("jsonl", "tmx", "xliff2")


@pytest.mark.parametrize("form", ["csv", "jsonl", "po", "tmx", "tsv", "xlf", "xliff2", "xlsx"])
def test_formats_that_hold_everything_give_it_back(form: str, tmp_path: Path) -> None:
    first = [plain(unit) for unit in read(source_file(form, tmp_path))]
    again = io.BytesIO()
    UNITS.load(form).write(first, again, LANGS)
    (tmp_path / f"again.{form}").write_bytes(again.getvalue())
    assert [plain(unit) for unit in read(str(tmp_path / f"again.{form}"))] == first
    said, wanted = ([comparable(unit) for unit in units[:3]] for units in (first, UNITS_OF_ALL))
    assert (said == wanted) is (form in EXACT)


def comparable(unit: TranslationUnit) -> tuple[object, ...]:
    """What is said of a unit, whatever order properties stand in; a match names the segment that it is for."""
    properties = sorted((name, value.replace('"reference": "s1", ', "")) for name, value in unit.properties)
    return properties, unit.notes, unit.attributes, [variant.metadata for variant in unit.variants]


def plain(unit: TranslationUnit) -> TranslationUnit:
    variants = tuple(Segment(v.text, v.lang, codes=v.codes, metadata=v.metadata) for v in unit.variants)
    return TranslationUnit(variants, unit.properties, unit.notes, unit.attributes, unit.foreign)
