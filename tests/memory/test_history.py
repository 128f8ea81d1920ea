"""The history: what was changed, what a document leaves behind when it is retracted, and that all can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tmkit.errors import UsageError
from tmkit.languages.codes import KK, RU
from tmkit.memory.reading import Selection
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin, StoredUnit
from tmkit.model import Segment, TranslationUnit


def unit(source: str, target: str) -> TranslationUnit:
    return TranslationUnit((Segment(source, RU), Segment(target, KK)))


MEETING = unit("Встреча завершилась.", "Кездесу аяқталды.")
TRADE = unit("Торговля растёт.", "Сауда өсіп келеді.")
ROAD = unit("Дорога открыта.", "Жол ашық.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "desk.tmkit"), create=True) as opened:
        opened.add([MEETING, TRADE], Adding(Origin("visit"), command="add visit.tmx"))
        named = replace(TRADE, properties=(("x-tmkit-document", "trade"),))
        opened.add([named, ROAD], Adding(Origin("trade"), command="add trade.tmx"))
        yield opened


def state(store: Store) -> list[StoredUnit]:
    """Everything but the numbers, which are never used again."""
    return sorted((replace(stored, number=0) for stored in store.units()), key=lambda stored: stored.id)


def sources(store: Store, *documents: str) -> list[str]:
    return [stored.unit.variants[0].text for stored in store.units(Selection(documents=documents))]


def test_every_change_is_listed(store: Store) -> None:
    store.add([unit("Торговля растёт.", "Сауда артып келеді."), MEETING], Adding(Origin("visit"), command="add new"))
    store.undo(1)
    done = store.history()
    assert [(one.run, one.command, one.counts, one.undone) for one in done] == [
        (4, "undo 1", (("moved", 2),), None),
        (3, "add new", (("added", 1), ("moved", 2)), None),
        (2, "add trade.tmx", (("added", 1),), None),
        (1, "add visit.tmx", (("added", 2),), 4),
    ]


def test_a_rehearsed_undo_changes_nothing(store: Store) -> None:
    before = state(store)
    assert store.undo(2, rehearsal=True) == (1, 0)
    assert state(store) == before
    assert store.history()[0].run == 2


def test_what_others_have_met_too_stays(store: Store) -> None:
    before = state(store)
    assert store.undo(1) == (1, 0)
    assert sources(store) == ["Торговля растёт.", "Дорога открыта."]
    assert sources(store, "visit") == []
    store.undo(3)
    assert state(store) == before


def test_an_undo_can_be_taken_back(store: Store) -> None:
    before = state(store)
    removed = store.remove([1, 4, 99], "clean", "cleaned")
    cleaned = state(store)
    assert (removed.removed, len(cleaned)) == (2, 1)
    assert store.undo(removed.run) == (0, 2)
    assert state(store) == before
    assert store.undo(store.history()[0].run) == (2, 0)
    assert state(store) == cleaned
    assert store.undo(store.history()[0].run) == (0, 2)
    assert state(store) == before


def test_a_retracted_document_leaves_only_what_others_have(store: Store) -> None:
    before, places = state(store), store.connection.execute("SELECT count(*) FROM place").fetchone()
    done = store.retract(["visit"])
    assert (done.removed, done.kept, done.documents) == (1, 1, ("visit",))
    assert sources(store) == ["Торговля растёт.", "Дорога открыта."]
    assert not sources(store, "visit")
    assert {stored.origin.document for stored in store.units()} == {"trade"}
    assert store.undo(done.run) == (0, 2)
    assert state(store) == before
    assert store.connection.execute("SELECT count(*) FROM place").fetchone() == places


def test_a_property_that_names_a_retracted_document_is_set_right(store: Store) -> None:
    named = replace(ROAD, properties=(("x-note", "қаралды"), ("x-tmkit-document", "agency/road [2]")))
    with_name = replace(named, variants=(Segment("Дорога закрыта.", RU), Segment("Жол жабық.", KK)))
    store.add([with_name])
    store.add([replace(with_name, properties=())], Adding(Origin("trade")))
    assert store.retract(["agency/road [2]"]).kept == 1
    (found,) = [stored for stored in store.units() if stored.unit.variants[0].text == "Дорога закрыта."]
    assert found.unit.properties == (("x-note", "қаралды"), ("x-tmkit-document", "trade"))


def test_patterns_and_unknown_documents(store: Store) -> None:
    with pytest.raises(UsageError, match="'visit', for one"):
        store.retract(["visits"])
    with pytest.raises(UsageError, match="'trade', for one"):
        store.retract(["rade"])
    assert len(state(store)) == 3
    rehearsed = store.retract(["*"], rehearsal=True)
    assert (rehearsed.run, rehearsed.removed, rehearsed.documents) == (0, 3, ("trade", "visit"))
    assert len(state(store)) == 3
    store.retract(["*i*"])
    with pytest.raises(UsageError, match="no document of this memory is called 'visit'"):
        store.retract(["visit"])


def test_units_far_apart_are_read_like_neighbours(store: Store) -> None:
    store.add([unit(f"Число {number}.", f"Сан {number}.") for number in range(100)], Adding(Origin("numbers")))
    everything = {stored.number: stored for stored in store.units()}
    wanted = (1, 50, max(everything))
    assert [stored.number for stored in store.units(Selection(numbers=wanted))] == list(wanted)
    assert all(everything[stored.number] == stored for stored in store.units(Selection(numbers=wanted)))
