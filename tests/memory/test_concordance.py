"""Concordances: every form of a word, any characters, and an index that is always right."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tmkit.errors import UsageError
from tmkit.languages.codes import EN, KK, RU, UZ_LATN
from tmkit.memory import fulltext
from tmkit.memory.fulltext import plain
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin, UnitStatus
from tmkit.model import Lang, Segment, TranslationUnit


def unit(*variants: tuple[str, Lang]) -> TranslationUnit:
    return TranslationUnit(tuple(Segment(text, lang) for text, lang in variants))


UNITS = (
    unit(("По Среднему коридору везут зерно.", RU), ("Орта дәлізбен астық тасылады.", KK)),
    unit(("Средний, но узкий коридор закрыт.", RU), ("Орта, бірақ тар дәліз жабық.", KK)),
    unit(("Ёлки растут у посла.", RU), ("Шыршалар елшінің жанында өседі.", KK)),
    unit(("Коридоры готовы.", RU), ("Yoʻlaklar tayyor.", UZ_LATN)),
    unit(("Порты открыты.", RU), ("The ports are open.", EN)),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "desk.tmkit"), create=True) as opened:
        opened.add(UNITS, Adding(Origin("a")))
        yield opened


def found(store: Store, phrase: str, lang: Lang = RU, *, substring: bool = False) -> list[str]:
    """The texts, with what was found in brackets."""
    texts = []
    for hit in store.concordance([phrase], lang, substring=substring):
        text = hit.found.text
        for start, stop in reversed(hit.spans):
            text = f"{text[:start]}[{text[start:stop]}]{text[stop:]}"
        texts.append(text)
    return texts


@pytest.mark.parametrize(
    ("phrase", "lang", "texts"),
    [
        ("Средний коридор", RU, ["По [Среднему коридору] везут зерно."]),
        (
            "коридорами",
            RU,
            ["[Коридоры] готовы.", "Средний, но узкий [коридор] закрыт.", "По Среднему [коридору] везут зерно."],
        ),
        ("посол", RU, ["Ёлки растут у [посла]."]),
        ("елка", RU, ["[Ёлки] растут у посла."]),
        ("дәліз", KK, ["Орта, бірақ тар [дәліз] жабық.", "Орта [дәлізбен] астық тасылады."]),
        ("дәлізден", KK, ["Орта, бірақ тар [дәліз] жабық.", "Орта [дәлізбен] астық тасылады."]),
        ("yo'lak", UZ_LATN, ["[Yoʻlaklar] tayyor."]),
        ("port", EN, ["The [ports] are open."]),
        ("тепловоз", RU, []),
    ],
)
def test_a_word_finds_its_forms(store: Store, phrase: str, lang: Lang, texts: list[str]) -> None:
    assert found(store, phrase, lang) == texts


def test_all_phrases_must_be_there_and_the_language_beside(store: Store) -> None:
    assert [hit.stored.number for hit in store.concordance(["узкий", "коридор"], RU)] == [2]
    assert [hit.stored.number for hit in store.concordance(["коридор"], RU, UZ_LATN)] == [4]
    assert len(store.concordance(["коридор"], RU, limit=1)) == 1


@pytest.mark.parametrize(
    ("piece", "texts"),
    [
        ("ридор", ["[Кори", "коридор", "По Среднему"]),
        ("У ПОСЛА", ["Ёлки растут [у посла]."]),
        ("ёлк", ["[Ёлк]и растут у посла."]),
        ('"нет"', []),
    ],
)
def test_any_characters(store: Store, piece: str, texts: list[str]) -> None:
    hits = found(store, piece, substring=True)
    assert len(hits) == len(texts)
    if len(texts) == 1:
        assert hits == texts


def test_what_cannot_be_looked_for_is_said(store: Store) -> None:
    with pytest.raises(UsageError, match="3 characters"):
        store.concordance(["ко"], RU, substring=True)
    with pytest.raises(UsageError, match="name words"):
        store.concordance(["«…»"], RU)


def test_new_units_are_found_and_those_taken_back_are_not(store: Store) -> None:
    assert len(found(store, "коридор")) == 3
    change = store.add([unit(("О коридоре.", RU), ("Дәліз туралы.", KK))], Adding(Origin("b")))
    assert found(store, "коридор")[0] == "О [коридоре]."
    assert found(store, "оридоре", substring=True) == ["О к[оридоре]."]
    undone = store.undo(change.run)
    assert undone == (1, 0)
    assert len(found(store, "коридор")) == 3
    assert found(store, "оридоре", substring=True) == []


def test_rejected_units_are_not_shown(store: Store) -> None:
    store.add([unit(("О коридоре.", RU), ("Дәліз туралы.", KK))], Adding(Origin("b"), UnitStatus.REJECTED))
    assert len(found(store, "коридор")) == 3


def test_a_damaged_or_missing_index_is_made_again(store: Store, tmp_path: Path) -> None:
    before = found(store, "коридор")
    index = tmp_path / "desk.tmkit-index" / "ru-words.sqlite"
    index.write_bytes(b"no database" * 1000)
    with Store(store.path) as again:
        assert found(again, "коридор") == before
    index.unlink()
    with Store(store.path) as again:
        assert found(again, "коридор") == before
    assert index.exists()


def test_an_interrupted_index_is_no_half_of_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(lang: Lang) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fulltext, "morphology", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.concordance(["коридор"], RU)
    assert len(found(store, "коридор")) == 3


def test_an_index_of_another_memory_is_made_again(store: Store, tmp_path: Path) -> None:
    found(store, "коридор")
    with Store(str(tmp_path / "other.tmkit"), create=True) as other:
        other.add(UNITS[2:])
        folder = tmp_path / "other.tmkit-index"
        folder.mkdir()
        (folder / "ru-words.sqlite").write_bytes((tmp_path / "desk.tmkit-index" / "ru-words.sqlite").read_bytes())
        assert found(other, "коридор") == ["[Коридоры] готовы."]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may write everywhere sees no such folder")
def test_a_folder_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with Store(store.path, readonly=True) as reader:
            assert len(found(reader, "коридор")) == 3
    finally:
        tmp_path.chmod(0o700)


def test_where_no_index_can_be_kept_it_is_in_memory(store: Store, tmp_path: Path) -> None:
    (tmp_path / "desk.tmkit-index").write_text("in the way", encoding="utf-8")
    assert len(found(store, "коридор")) == 3


_TEXT = st.text("аб вё-'ʻ«№.", min_size=1, max_size=12)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(_TEXT.filter(str.strip), min_size=1, max_size=8, unique=True), piece=_TEXT)
def test_substrings_are_those_that_a_plain_search_finds(
    texts: list[str], piece: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Store(str(tmp_path_factory.mktemp("m") / "m.tmkit"), create=True) as memory:
        memory.add(unit((text, RU), (str(at), KK)) for at, text in enumerate(texts))
        if len(plain(piece)) < 3:
            with pytest.raises(UsageError):
                memory.concordance([piece], RU, substring=True)
            return
        hits = {hit.found.text for hit in memory.concordance([piece], RU, substring=True)}
    assert hits == {text for text in texts if plain(piece) in plain(text)}
