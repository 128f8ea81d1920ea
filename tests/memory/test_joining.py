"""Parts of the index are joined by another process: nothing is lost, and who looks up is never in its way."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.languages.codes import KK, RU
from tmkit.memory import index, joining
from tmkit.memory.building import Line, build, joined
from tmkit.memory.manifest import LARGEST, Folder, Manifest, Piece, due
from tmkit.memory.parts import Part
from tmkit.memory.reading import identity
from tmkit.memory.store import Store
from tmkit.memory.units import Sought
from tmkit.model import Segment, TranslationUnit

ARRAYS = tuple(Part.__dataclass_fields__)


def unit(number: int) -> TranslationUnit:
    return TranslationUnit((Segment(f"Запись номер {number} принята.", RU), Segment(f"{number} жазба қабылданды.", KK)))


@pytest.fixture
def grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A memory with an index of five parts, which are to be joined."""
    monkeypatch.setattr(index, "_AT_ONCE", 1)
    monkeypatch.setattr(index, "join_later", lambda path, lang: None)
    with Store(str(tmp_path / "m.tmkit"), create=True) as store:
        for number in range(0, 50, 10):
            store.add(unit(n) for n in range(number, number + 10))
            store.index(RU).refresh()
        yield store


def pieces(store: Store) -> tuple[Piece, ...]:
    return manifest(store).pieces


def manifest(store: Store) -> Manifest:
    return Folder(store.path, RU).read(identity(store.connection), {})


def found(store: Store, number: int) -> str:
    ((match,),) = store.lookup([Sought(unit(number).variants[0])], KK, threshold=0.9, limit=1)
    return match.target.text


lines = st.lists(st.lists(st.sampled_from([f"w{n}" for n in range(9)]), max_size=7), max_size=12)


@given(st.lists(lines, max_size=4), st.sets(st.integers(1, 40)))
def test_a_join_is_what_would_be_built_of_all_lines(batches: list[list[list[str]]], gone: set[int]) -> None:
    numbers = iter(range(1, 100))
    made = [[Line(next(numbers), " ".join(words), 1 + len(words) % 3) for words in batch] for batch in batches]
    kept = [line for batch in made for line in batch if line.unit not in gone]
    one = joined([build(batch) for batch in made], np.array([line.unit for line in kept], np.int64))
    other = build(kept)
    for name in ARRAYS:
        assert getattr(one, name).dtype == getattr(other, name).dtype
        assert getattr(one, name).tolist() == getattr(other, name).tolist(), name


def test_what_is_due() -> None:
    def sized(*sizes: int) -> tuple[Piece, ...]:
        ends = np.cumsum(sizes).tolist()
        return tuple(Piece(end - size + 1, end, "") for end, size in zip(ends, sizes, strict=True))

    assert due((), 100) == 0
    assert due(sized(5), 100) == 0
    assert due(sized(90, 5, 4), 100) == 2
    assert due(sized(20, 10, 5), 100) == 3
    assert due(sized(11, 5), 100) == 0
    assert due(sized(20, 10, 5), 20) == 2


def test_parts_become_one_and_the_old_ones_go(grown: Store) -> None:
    assert len(pieces(grown)) == 5
    before = manifest(grown)
    joining.join(grown.path, RU)
    (whole,) = pieces(grown)
    assert (whole.first, whole.last, manifest(grown).digest) == (1, 50, before.digest)
    names = {path.name for path in Path(f"{grown.path}-index").iterdir()}
    assert names == {whole.file, "ru.json", "ru.lock", "join-ru.lock"}
    assert found(grown, 7) == "7 жазба қабылданды.", "with the parts that it has open"
    with Store(grown.path) as other:
        assert found(other, 33) == "33 жазба қабылданды."


def test_units_that_are_gone_are_left_behind(grown: Store) -> None:
    grown.remove([3, 4], "clean")
    joining.join(grown.path, RU)
    opened: dict[Piece, Part] = {}
    Folder(grown.path, RU).read(identity(grown.connection), opened)
    (part,) = opened.values()
    assert sorted(part.units.tolist()) == [n for n in range(1, 51) if n not in (3, 4)]


def test_units_may_come_while_parts_are_joined(grown: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(*arguments: object) -> Part:
        monkeypatch.undo()
        grown.add([unit(100)])
        assert found(grown, 100) == "100 жазба қабылданды.", "whoever adds does not wait"
        return joined(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(joining, "joined", meanwhile)
    joining.join(grown.path, RU)
    assert pieces(grown)[0].first == 1
    assert [found(grown, number) for number in (0, 49, 100)] == [f"{n} жазба қабылданды." for n in (0, 49, 100)]


def test_what_was_joined_already_is_not_put_back(grown: Store) -> None:
    old, whole = pieces(grown), Piece(1, 50, "x")
    other = Manifest("s", "d", ("ru",), (*old[:2], Piece(21, 50, "y")))
    assert joining._replaced(manifest(grown), old, whole) == Manifest(*_head(grown), (whole,))
    assert joining._replaced(other, old, whole) is None
    assert joining._replaced(other, old[:2], Piece(1, 20, "z")) == Manifest(
        "s", "d", ("ru",), (Piece(1, 20, "z"), Piece(21, 50, "y"))
    )


def _head(store: Store) -> tuple[str, str, tuple[str, ...]]:
    found = manifest(store)
    return found.store, found.digest, found.langs


def test_one_process_joins_and_what_a_killed_one_left_goes(grown: Store) -> None:
    folder = Path(f"{grown.path}-index")
    (folder / "join-ru-1-20-0badcafe.part").write_bytes(b"half")
    (folder / "join-ru-Latn-1-20-0badcafe.part").write_bytes(b"of another index")
    with Folder(grown.path, RU).joining(), pytest.raises(sqlite3.OperationalError, match="locked"):
        joining.join(grown.path, RU)
    assert len(pieces(grown)) == 5
    joining.join(grown.path, RU)
    assert len(pieces(grown)) == 1
    assert [path.name for path in folder.glob("join-*.part")] == ["join-ru-Latn-1-20-0badcafe.part"]


def test_another_process_does_it(grown: Store) -> None:
    joining.join_later(grown.path, RU)
    deadline = time.monotonic() + 60
    while len(pieces(grown)) > 1:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert found(grown, 7) == "7 жазба қабылданды."


def test_a_lookup_leaves_large_joins_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(index, "_AT_ONCE", 25)
    monkeypatch.setattr(index, "join_later", lambda path, lang: asked.append((path, lang)))
    with Store(str(tmp_path / "m.tmkit"), create=True) as store:
        for number in range(0, 40, 10):
            store.add(unit(n) for n in range(number, number + 10))
            store.index(RU).refresh()
        assert [(piece.first, piece.last) for piece in pieces(store)] == [(1, 20), (21, 40)]
        assert due(pieces(store), LARGEST) == 2
        assert asked == [(store.path, RU)] * 2


def test_where_no_process_can_be_started_lookups_go_on(grown: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/translate-station")
    joining.join_later(grown.path, RU)
    assert found(grown, 7) == "7 жазба қабылданды."
    assert len(pieces(grown)) == 5
