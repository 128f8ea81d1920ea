"""Wishes about beads, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.errors import UsageError
from tmkit.model import Bead, Document, Lang, Segment
from tmkit.pipeline.alignment.correcting import Change, Correction, corrected, named, parse_beads, parse_mark
from tmkit.pipeline.alignment.reviewing import align_reviewed, lock, unlock
from tmkit.review import State, read

TODAY = [
    Bead((0,), (0,), 1.0),
    Bead((1, 2), (1,), 0.9),
    Bead((3,), (2,), 0.9),
    Bead((4,), (), 0.8),
    Bead((5,), (3,), 1.0),
]
SIDES = st.lists(st.integers(0, 40), min_size=1, max_size=3).map(lambda run: tuple(range(run[0], run[0] + len(run))))


def wish(change: Change, text: str) -> dict[State, list[str]]:
    made = corrected([Correction(change, parse_beads(text))], TODAY)
    return {state: [named(bead) for bead in beads] for state, beads in made.items() if beads}


@given(SIDES, SIDES | st.just(()))
def test_a_bead_is_read_as_it_is_written(source: tuple[int, ...], target: tuple[int, ...]) -> None:
    assert parse_beads(named(Bead(source, target, 1.0))) == (Bead(source, target, 1.0),)


def test_ranges_and_lists() -> None:
    assert parse_beads("1-3:2/4:3,4") == (Bead((1, 2, 3), (2,), 1.0), Bead((4,), (3, 4), 1.0))
    assert parse_mark("12:14") == (12, 14)


@pytest.mark.parametrize(
    ("change", "text", "recorded"),
    [
        (Change.LOCK, "0:0/3:2", {State.LOCKED: ["0:0", "3:2"]}),
        (Change.SPLIT, "1:1/2:", {State.CORRECTED: ["1:1", "2:"]}),
        (Change.MERGE, "3:2/4:", {State.CORRECTED: ["3,4:2"]}),
        (Change.MOVE, "2:1,2", {State.CORRECTED: ["2:1,2"]}),
        (Change.NONE, "3:", {State.CORRECTED: ["3:"]}),
        (Change.UNLOCK, "3:2", {}),
    ],
)
def test_what_is_recorded(change: Change, text: str, recorded: dict[State, list[str]]) -> None:
    assert wish(change, text) == recorded


@pytest.mark.parametrize(
    ("change", "text", "said"),
    [
        (Change.LOCK, "1:1", "1:1 is no bead of this alignment, which has 1,2:1 there"),
        (Change.LOCK, "6:3", "there is no source segment 6; the last is 5"),
        (Change.LOCK, "0", "'0' is no bead; write source and target segments"),
        (Change.LOCK, "0,2:1", "the segments 0,2 do not follow each other"),
        (Change.LOCK, "3-2:1", "the segments 3-2 do not follow each other"),
        (Change.SPLIT, "1,2:1", "--split needs parts"),
        (Change.SPLIT, "1:1/3:2", "do not follow each other"),
        (Change.MERGE, "0:0/3:2", "do not follow each other"),
        (Change.NONE, "3:2", "3:2 has two sides"),
        (Change.MOVE, "3:2/3:3", "segment 3 is corrected twice"),
        (Change.MOVE, "0:3/5:0", "0:3 and 5:0 cross"),
    ],
)
def test_what_does_not_fit_is_refused(change: Change, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("(", r"\(")):
        wish(change, text)


def test_what_crosses_an_earlier_decision_is_refused() -> None:
    with pytest.raises(UsageError, match="0:3 and 3:2 cross"):
        corrected([Correction(Change.MOVE, parse_beads("0:3"))], TODAY, [Bead((3,), (2,), 1.0)])
    corrected([Correction(Change.MOVE, parse_beads("0:3"))], TODAY, [Bead((0,), (0,), 1.0)])


def test_no_mark() -> None:
    with pytest.raises(UsageError, match="'12' is no mark"):
        parse_mark("12")


def document(lang: str, path: str, *texts: str) -> Document:
    return Document(path, Lang(lang), tuple(Segment(text, Lang(lang), path) for text in texts))


def test_unlocking_forgets(tmp_path: Path) -> None:
    source = document("ru", str(tmp_path / "a.ru.txt"), "Стороны подписали план.", "Встреча завершилась.")
    target = document("kk", str(tmp_path / "a.kk.txt"), "Тараптар жоспарға қол қойды.", "Кездесу аяқталды.")
    path = lock(source, target, [Bead((0,), (1,), 1.0)])
    assert ((0,), (1,)) in [bead[:2] for bead in align_reviewed(source, target)[0].beads]
    assert unlock(source, target, [Bead((0,), (), 1.0)]) == path
    assert read(path).beads == ()


def test_a_mark_beside_a_locked_bead(tmp_path: Path) -> None:
    source = document("ru", str(tmp_path / "b.ru.txt"), *(f"Пункт {n} плана принят." for n in range(8)))
    target = document("kk", str(tmp_path / "b.kk.txt"), *(f"Жоспардың {n}-тармағы қабылданды." for n in range(8)))
    lock(source, target, [Bead((2,), (2,), 1.0)])
    alignment, _ = align_reviewed(source, target, marks=[(5, 6)])
    assert [i for bead in alignment.beads for i in bead.source] == list(range(8))
    assert all((max(b.source) < 5) == (max(b.target) < 6) for b in alignment.beads if b.source and b.target)
    with pytest.raises(UsageError, match="the mark 3:2 cuts a locked bead"):
        align_reviewed(source, target, marks=[(3, 2)])
    with pytest.raises(UsageError, match="marks must rise on both sides"):
        align_reviewed(source, target, marks=[(3, 9)])
