from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tmkit.formats.glossaries import tbx
from tmkit.languages.codes import KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Case, Concept, Extra, Location, Status, Term
from tmkit.pipeline.inputs import glossary_cache
from tmkit.pipeline.inputs.glossary import glossary

WTO = Concept(
    "wto",
    (
        Term("Всемирная торговая организация", RU, part_of_speech="noun", place=Location("t.tbx", 4, 9)),
        Term("ВТО", RU, Status.ADMITTED, case=Case.EXACT, term_type="acronym", extra=(Extra("", "<note>x</note>"),)),
        Term("Дүниежүзілік сауда ұйымы", KK, verified=False, source="adilet.zan.kz", note="«ДСҰ»"),
        Term("Butunjahon savdo tashkiloti", UZ_LATN, Status.ADMITTED, valid_until=date(2018, 12, 31), house="a\nb"),
    ),
    "trade",
    "Ведает правилами торговли.",
    "note",
    "source",
    definition_lang=RU,
    related=("accession",),
    extra=(Extra("Ответственный", "А. Ахметова"), Extra("", "<note>y</note>", KK)),
    place=Location("t.tbx", 2, 5),
)
KIT = Concept("kit", (Term("tmkit", RU, case=Case.FREE),), do_not_translate=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(glossary_cache, "folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


class Reader:
    """Says how often it was asked."""

    def __init__(self, *concepts: Concept) -> None:
        self.concepts = concepts
        self.calls = 0

    def __call__(self) -> tuple[Concept, ...]:
        self.calls += 1
        return self.concepts


def remembered(reader: Callable[[], tuple[Concept, ...]], data: bytes = b"x") -> tuple[Concept, ...]:
    return glossary_cache.remembered(data, "t.tbx", "tbx", reader)


def test_everything_comes_back_and_is_read_once() -> None:
    reader = Reader(WTO, KIT)
    assert remembered(reader) == (WTO, KIT)
    again = remembered(reader)
    assert again == (WTO, KIT)
    assert reader.calls == 1
    assert [again[0].place, *(term.place for term in again[0].terms)] == [
        WTO.place,
        *(term.place for term in WTO.terms),
    ]


def test_another_content_is_another_termbase() -> None:
    first, second = Reader(WTO), Reader(KIT)
    assert remembered(first, b"one") == (WTO,)
    assert remembered(second, b"two") == (KIT,)
    assert (first.calls, second.calls) == (1, 1)


@pytest.mark.parametrize("damage", [b"", b"0" * 40, None], ids=["empty", "other", "flipped"])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes | None) -> None:
    reader = Reader(WTO)
    remembered(reader)
    [file] = folder.iterdir()
    sound = file.read_bytes()
    file.write_bytes(sound.replace(b"wto", b"wtq", 1) if damage is None else damage)
    assert remembered(reader) == (WTO,)
    assert reader.calls == 2
    assert file.read_bytes() == sound


def test_a_folder_that_cannot_be_made_is_no_fault(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    reader = Reader(WTO)
    assert [remembered(reader), remembered(reader)] == [(WTO,), (WTO,)]
    assert reader.calls == 2


def test_the_oldest_files_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glossary_cache, "_KEPT", 2)
    for number in range(4):
        remembered(Reader(WTO), str(number).encode())
    assert len(list(folder.iterdir())) == 2


def test_the_glossary_of_a_house_on_this_day(tmp_path: Path, folder: Path) -> None:
    terms = (
        Term("протокол", RU),
        Term("bayonnoma", UZ_LATN),
        Term("protokol", UZ_LATN, Status.ADMITTED),
        Term("protokol", UZ_LATN, house="newsroom"),
    )
    path = tmp_path / "house.tbx"
    stream = io.BytesIO()
    tbx.write([Concept("protocol", terms)], stream)
    path.write_bytes(stream.getvalue())

    def preferred(house: str) -> list[str]:
        [concept] = glossary([str(path)], house).concepts
        return [term.text for term in concept.in_language(UZ_LATN, Status.PREFERRED)]

    assert preferred("") == ["bayonnoma"]
    assert preferred("newsroom") == ["protokol"]
    assert len(list(folder.iterdir())) == 1


def test_uzbek_in_cyrillic_is_kept_too(tmp_path: Path) -> None:
    path = tmp_path / "t.tbx"
    stream = io.BytesIO()
    tbx.write([replace(KIT, terms=(Term("yoʻlak", UZ_LATN),), do_not_translate=False)], stream)
    path.write_bytes(stream.getvalue())
    for _ in range(2):
        [concept] = glossary([str(path)]).concepts
        assert [term.text for term in concept.in_language(UZ_CYRL)] == ["йўлак"]
