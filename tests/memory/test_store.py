"""The store: what is added is there once, as it came; corrections, history, several programs at a time."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.errors import InputError, UsageError
from tmkit.languages.codes import EN, KK, RU, UZ_LATN
from tmkit.memory.reading import Selection
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin, UnitStatus
from tmkit.model import Code, Lang, Metadata, Segment, TranslationUnit


def unit(source: str, target: str, lang: Lang = KK, **said: tuple[tuple[str, str], ...]) -> TranslationUnit:
    return TranslationUnit((Segment(source, RU), Segment(target, lang)), **said)  # type: ignore[arg-type]


MEETING = unit("Встреча завершилась.", "Кездесу аяқталды.")
TRADE = unit("Торговля растёт.", "Сауда өсіп келеді.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "desk.tmkit"), create=True) as opened:
        yield opened


def said(document: str, **more: object) -> Adding:
    return Adding(Origin(document), **more)  # type: ignore[arg-type]


def targets(store: Store) -> list[str]:
    return [stored.unit.variants[1].text for stored in store.units()]


def test_the_same_unit_twice_is_one(store: Store) -> None:
    first = store.add([MEETING, TRADE], said("a"))
    again = store.add([MEETING, TRADE, MEETING], said("b"))
    assert (first.added, first.present) == (2, 0)
    assert (again.added, again.present, again.run) == (0, 3, 0)
    assert targets(store) == ["Кездесу аяқталды.", "Сауда өсіп келеді."]


def test_a_correction_supersedes_and_can_be_taken_back(store: Store) -> None:
    store.add([MEETING, TRADE], said("a"))
    change = store.add([MEETING, unit("Торговля растёт.", "Сауда артып келеді.")], said("a"))
    assert (change.added, change.present, change.superseded) == (1, 1, 1)
    assert targets(store) == ["Кездесу аяқталды.", "Сауда артып келеді."]
    assert store.undo(change.run) == (1, 1)
    assert sorted(targets(store)) == ["Кездесу аяқталды.", "Сауда өсіп келеді."]
    with pytest.raises(UsageError, match="taken back already"):
        store.undo(change.run)


def test_another_document_may_translate_otherwise(store: Store) -> None:
    store.add([TRADE], said("a"))
    change = store.add([unit("Торговля растёт.", "Сауда артып келеді.")], said("b"))
    assert change.superseded == 0
    assert len(targets(store)) == 2


def test_a_document_in_another_language_supersedes_nothing(store: Store) -> None:
    store.add([TRADE], said("a"))
    assert store.add([unit("Торговля растёт.", "Savdo oʻsmoqda.", UZ_LATN)], said("a")).superseded == 0


def test_a_source_may_have_two_translations_in_one_document(store: Store) -> None:
    both = [TRADE, MEETING, unit("Торговля растёт.", "Сауда артып келеді.")]
    store.add(both, said("a"))
    assert store.add(both, said("a")).superseded == 0
    assert len(targets(store)) == 3


def test_what_a_unit_says_of_itself_is_known(store: Store) -> None:
    attributes = (("creationdate", "20260102T030405Z"), ("changeid", "айгүл"))
    properties = (("x-tmkit-score", "0.87"), ("x-tmkit-document", "releases/visit.ru.txt"), ("x-domain", "trade"))
    told = replace(unit("Да.", "Иә."), properties=properties, attributes=attributes, notes=("checked",))
    store.add([told], Adding(Origin("other", house="newsroom"), UnitStatus.DRAFT))
    (stored,) = store.units()
    assert stored.unit == told
    assert stored.origin == Origin("releases/visit.ru.txt", "", "айгүл", "trade", "newsroom")
    assert (stored.status, stored.score, stored.created) == (UnitStatus.DRAFT, 0.87, 1767323045)


def test_a_document_may_say_more_of_its_units(store: Store) -> None:
    store.add([TRADE], said("a"))
    change = store.add([replace(TRADE, properties=(("x-tmkit-status", "rejected"),))], said("a"))
    assert (change.added, change.updated) == (0, 1)
    assert not targets(store)
    assert store.add([TRADE], said("a")).updated == 1
    assert not targets(store), "who says nothing of the status does not change it"


def test_the_beads_belong_to_the_place(store: Store) -> None:
    def at(beads: str, one: TranslationUnit) -> TranslationUnit:
        return replace(one, properties=(("x-tmkit-beads", beads),))

    store.add([at("0:0", MEETING), at("1,2:1", TRADE)], said("a"))
    store.add([at("7:5", TRADE)], said("b"))
    assert store.places([1, 2]) == {1: [("a", "0:0")], 2: [("a", "1,2:1"), ("b", "7:5")]}
    assert not any(stored.unit.properties for stored in store.units())
    change = store.add([at("3:3", MEETING), at("4:4", TRADE)], said("a"))
    assert (change.present, change.updated, change.moved) == (2, 0, 2)
    assert store.places([1, 2]) == {1: [("a", "3:3")], 2: [("a", "4:4"), ("b", "7:5")]}
    assert store.add([MEETING, TRADE], said("a")).run == 0, "who says nothing of beads does not change them"
    assert store.undo(change.run) == (0, 2)
    assert store.places([1, 2]) == {1: [("a", "0:0")], 2: [("a", "1,2:1"), ("b", "7:5")]}


def test_units_without_a_translation_are_left_out(store: Store) -> None:
    change = store.add([unit("Да.", "  "), TranslationUnit((Segment("Да.", RU),))], said("a"))
    assert (change.added, change.refused) == (0, 2)


def test_of_a_broken_file_nothing_stays(store: Store) -> None:
    def broken() -> Iterator[TranslationUnit]:
        yield from (unit(f"Число {n}.", f"Сан {n}.") for n in range(6000))
        raise InputError("broken")

    store.add([TRADE], said("a"))
    with pytest.raises(InputError, match="broken"):
        store.add(broken(), said("b"))
    assert targets(store) == ["Сауда өсіп келеді."]
    assert store.connection.execute("SELECT count(*) FROM run").fetchone() == (1,)


def test_a_rehearsal_changes_nothing(store: Store) -> None:
    store.add([TRADE], said("a"))
    change = store.add([MEETING, unit("Торговля растёт.", "Сауда артып келеді.")], said("a", rehearsal=True))
    assert (change.run, change.added, change.superseded) == (0, 2, 1)
    assert targets(store) == ["Сауда өсіп келеді."]


def test_selections(store: Store) -> None:
    three = TranslationUnit((Segment("Да.", RU), Segment("Yes.", EN), Segment("Иә.", KK)))
    store.add([three], Adding(Origin("releases/visit.ru.txt", domain="diplomacy")))
    store.add([replace(TRADE, properties=(("x-tmkit-score", "0.4"),))], Adding(Origin("trade", author="Ольга")))
    chosen = {
        Selection(): 2,
        Selection(langs=(RU, EN)): 1,
        Selection(langs=(KK, RU)): 2,
        Selection(documents=("releases/*",)): 1,
        Selection(domains=("diplomacy",)): 1,
        Selection(authors=("Ольга",)): 1,
        Selection(min_score=0.5): 1,
        Selection(statuses=(UnitStatus.REJECTED,)): 0,
        Selection(before=0): 0,
        Selection(numbers=(2, 7)): 1,
    }
    assert {selection: len(list(store.units(selection))) for selection in chosen} == chosen
    (found,) = store.units(Selection(langs=(EN, RU)))
    assert [variant.text for variant in found.unit.variants] == ["Yes.", "Да."]


def test_stats(store: Store) -> None:
    store.add([MEETING, TRADE, unit("Да.", "Ha.", UZ_LATN)], said("a"))
    found = store.stats()
    assert (found.units, found.documents) == (3, 1)
    assert found.pairs == ((RU, KK, 2), (RU, UZ_LATN, 1))


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(lambda text: text.strip())
names = st.text("abcxyz-ж", min_size=1, max_size=5)
tables = st.lists(st.tuples(names, texts), max_size=3).map(tuple)


@st.composite
def segments(draw: st.DrawFn, lang: Lang) -> Segment:
    text = draw(texts)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    metadata = draw(st.none() | st.builds(Metadata, tables, st.just(("note",)), tables, st.just(("<x/>",))))
    return Segment(text, lang, codes=tuple(Code(place, f'<ph x="{place}"/>') for place in places), metadata=metadata)


units = st.builds(
    TranslationUnit,
    st.tuples(segments(RU), segments(KK), segments(UZ_LATN)),
    tables,
    st.lists(texts, max_size=2).map(tuple),
    tables,
    st.lists(texts, max_size=1).map(tuple),
)


@given(st.lists(units, max_size=6, unique_by=lambda unit: tuple((v.text, v.codes) for v in unit.variants)))
def test_every_unit_comes_back_as_it_was_added(
    tmp_path_factory: pytest.TempPathFactory, added: list[TranslationUnit]
) -> None:
    with Store(str(tmp_path_factory.mktemp("m") / "m.tmkit"), create=True) as store:
        store.add(added, Adding(Origin("a")))
        assert [stored.unit for stored in store.units()] == added


def test_what_is_no_memory_is_one_line(tmp_path: Path) -> None:
    text, other = tmp_path / "a.tmkit", tmp_path / "b.tmkit"
    text.write_text("Не память. " * 100, encoding="utf-8")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    for path, reason in (
        (text, "no memory of tmkit"),
        (other, "no memory of tmkit"),
        (tmp_path, "no file"),
        (tmp_path / "nowhere.tmkit", "no such memory"),
    ):
        with pytest.raises(InputError, match=reason):
            Store(str(path))
    with pytest.raises(InputError, match="its folder"):
        Store(str(tmp_path / "x" / "y.tmkit"), create=True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_memory_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "m.tmkit"
    with Store(str(path), create=True) as store:
        store.add([TRADE], said("a"))
    path.chmod(0o444)
    with pytest.raises(InputError, match="cannot be written"), Store(str(path)) as store:
        store.add([MEETING], said("a"))


def test_a_full_disk_is_one_line_and_loses_nothing(store: Store) -> None:
    store.add([TRADE], said("a"))
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(InputError, match="disk is full"):
        store.add((unit(f"Число {n}.", f"Сан {n}.") for n in range(2000)), said("b"))
    assert targets(store) == ["Сауда өсіп келеді."]


def test_readers_do_not_block_and_writers_wait(tmp_path: Path) -> None:
    path = str(tmp_path / "m.tmkit")
    with Store(path, create=True) as store:
        store.add([TRADE, MEETING], said("a"))
        reader = store.units()
        next(reader)

        def write(name: str) -> None:
            with Store(path) as other:
                other.add((unit(f"{name} {n}", f"{name} {n} kk") for n in range(300)), said(name))

        threads = [threading.Thread(target=write, args=(name,)) for name in ("б", "в", "г")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(list(reader)) == 1, "a reader sees the memory as it was when it began"
        assert store.stats().units == 902
