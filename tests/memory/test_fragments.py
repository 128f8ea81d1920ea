"""Fragments: the longest runs of words that units have, none missed, none inside another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.languages.codes import EN, KK, RU
from tmkit.memory import index
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin, UnitStatus
from tmkit.model import Segment, TranslationUnit
from tmkit.pipeline.memory.fragmenting import rendered


def unit(source: str, target: str) -> TranslationUnit:
    return TranslationUnit((Segment(source, RU), Segment(target, KK)))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store(str(tmp_path / "desk.tmkit"), create=True)
    opened.add(
        [
            unit("Пропускная способность порта Актау выросла.", "Ақтау портының өткізу қабілеті артты."),
            unit("Министр посетил порт Курык.", "Министр Құрық портына барды."),
            unit("Растёт пропускная способность дорог.", "Жолдардың өткізу қабілеті артып келеді."),
        ]
    )
    return opened


def found(store: Store, text: str) -> list[tuple[str, int]]:
    return [(one.text, one.units) for one in store.fragments(text, RU, KK)]


def test_the_longest_runs_are_found(store: Store) -> None:
    text = "Известно: Пропускная  способность порта упала, но министр посетил «порт»."
    assert found(store, text) == [("Пропускная  способность порта", 1), ("министр посетил", 1)]
    assert found(store, "Какова пропускная способность?") == [("пропускная способность", 2)]
    assert store.fragments("пропускная способность", RU, EN) == []
    assert found(store, "") == []


def test_units_that_left_or_were_rejected_have_no_fragments(store: Store) -> None:
    text = "пропускная способность порта Астана"
    assert found(store, text) == [("пропускная способность порта", 1)]
    adding = Adding(Origin("b"), UnitStatus.REJECTED)
    store.add([unit("Пропускная способность порта Астана.", "Астана портының өткізу қабілеті.")], adding)
    assert found(store, text) == [("пропускная способность порта", 1)]
    store.undo(1)
    assert found(store, text) == []


def test_new_units_count_at_once(store: Store) -> None:
    store.add([unit("Порт Курык закрыт.", "Құрық порты жабық.")], Adding(Origin("b")))
    assert found(store, "Теперь порт Курык закрыт.") == [("порт Курык закрыт", 1)]


def test_renderings_are_guessed_where_they_are_sure(store: Store) -> None:
    (one,) = rendered(store, "Нужна пропускная способность", RU, KK)
    assert one.rendering == "өткізу қабілеті"
    assert 0.5 <= one.confidence <= 1
    assert one.place is not None
    assert one.witness.target.text[slice(*one.place)] == "өткізу қабілеті"


def test_words_stand_in_any_form_and_verbatim_ones_come_first(store: Store) -> None:
    (one,) = store.fragments("О пропускной способности портов", RU, KK)
    assert (one.text, one.units) == ("пропускной способности портов", 1)
    store.add([unit("О пропускной способности портов.", "Порттардың өткізу қабілеті туралы.")], Adding(Origin("b")))
    store.add([unit("Важна пропускная способность порта.", "Порттың өткізу қабілеті маңызды.")], Adding(Origin("c")))
    (one,) = store.fragments("Доклад о пропускной способности портов", RU, KK)
    assert (one.text, one.units) == ("о пропускной способности портов", 1)
    (one,) = store.fragments("Нужна пропускная способность порта.", RU, KK)
    assert [(w.verbatim, w.source.text[slice(*w.span)]) for w in one.witnesses] == [
        (True, "пропускная способность порта"),
        (True, "Пропускная способность порта"),
        (False, "пропускной способности портов"),
    ]


_LINES = st.lists(st.lists(st.sampled_from(["порт", "груз", "путь", ","]), min_size=1, max_size=6), max_size=6)


@settings(max_examples=60, deadline=None)
@given(lines=_LINES, words=st.lists(st.sampled_from(["порт", "груз", "путь", "новый"]), max_size=7))
def test_they_are_those_that_comparing_everything_finds(
    lines: list[list[str]], words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "LARGEST", 2)
        patch.setattr(index, "_AT_ONCE", 2)
        with Store(str(tmp_path_factory.mktemp("m") / "m.tmkit"), create=True) as store:
            store.add(unit(" ".join(line), str(at)) for at, line in enumerate(lines))
            hits = [one.text for one in store.fragments(" ".join(words), RU, KK)]
    assert hits == [" ".join(words[first:stop]) for first, stop in _expected(lines, words)]


def _expected(lines: Sequence[Sequence[str]], words: Sequence[str]) -> list[tuple[int, int]]:
    """The longest runs of two words or more, by comparing every run with every line."""

    def stands(first: int, stop: int) -> bool:
        run = words[first:stop]
        return any(list(line[at : at + len(run)]) == run for line in lines for at in range(len(line)))

    runs = [(i, j) for i in range(len(words)) for j in range(i + 2, len(words) + 1) if stands(i, j)]
    return [(i, j) for i, j in runs if not any((k, m) != (i, j) and k <= i and j <= m for k, m in runs)]
