from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tmkit.model import Bead
from tmkit.pipeline.alignment.anchoring import anchor
from tmkit.review import LockedBead

SOURCE = [
    "Президент прибыл в Астану с официальным визитом.",
    "Читайте также.",
    "Стороны обсудили торговлю и транспорт.",
    "Подписаны семь документов.",
    "Читайте также.",
    "Следующая встреча пройдёт в Ташкенте осенью.",
]
TARGET = [
    "Президент Астанаға ресми сапармен келді.",
    "Тараптар сауда мен көлікті талқылады.",
    "Жеті құжатқа қол қойылды.",
    "Сондай-ақ оқыңыз.",
    "Келесі кездесу күзде Ташкентте өтеді.",
]


def bead(source: list[int], target: list[int], at: tuple[int, int] | None = None, line: int = 0) -> LockedBead:
    return LockedBead(tuple(SOURCE[i] for i in source), tuple(TARGET[j] for j in target), at=at, line=line)


def sides(locked: list[LockedBead], source: list[str], target: list[str]) -> list[tuple[object, object]]:
    return [(one.bead.source, one.bead.target) for one in anchor(locked, source, target)[0]]


def test_found_where_it_was_and_where_lines_moved() -> None:
    locked = [bead([2, 3], [1, 2], (2, 1))]
    assert sides(locked, SOURCE, TARGET) == [((2, 3), (1, 2))]
    assert sides(locked, ["Новое начало."] * 300 + SOURCE, ["Жаңа бастау."] * 2 + TARGET) == [((302, 303), (3, 4))]


def test_however_it_is_cut_into_segments_and_spaced() -> None:
    joined = [*SOURCE[:2], f"{SOURCE[2]}  {SOURCE[3]}", *SOURCE[4:]]
    assert sides([bead([2, 3], [1, 2])], joined, TARGET) == [((2,), (1, 2))]
    assert sides([LockedBead((joined[2],), (TARGET[1], TARGET[2]))], SOURCE, TARGET) == [((2, 3), (1, 2))]


def test_the_likest_text_where_a_side_was_edited() -> None:
    edited = [*TARGET[:2], "Жеті маңызды құжатқа қол қойылды.", *TARGET[3:]]
    assert sides([bead([3], [2], (3, 2))], SOURCE, edited) == [((3,), (2,))]


def test_of_equal_texts_the_nearest() -> None:
    assert sides([bead([4], [3], (4, 3))], SOURCE, TARGET) == [((4,), (3,))]
    assert sides([bead([1], [3], (1, 3))], SOURCE, TARGET) == [((1,), (3,))]
    assert sides([bead([1], [], (4, 0))], SOURCE, TARGET) == [((4,), ())]


def test_a_sure_neighbour_decides_between_equal_texts() -> None:
    assert sides([bead([1], [3]), bead([3], [2])], SOURCE, TARGET) == [((3,), (2,)), ((4,), (3,))]


def test_what_has_no_place_is_stale_with_its_reason() -> None:
    gone = LockedBead(("Этого предложения больше нет нигде.",), (TARGET[0],), line=7)
    crossing = bead([5], [0], line=9)
    found, stale = anchor([bead([3], [2], line=3), gone, crossing], SOURCE, TARGET)
    assert [one.locked.line for one in found] == [3]
    assert [(one.locked.line, one.reason) for one in stale] == [
        (7, "the source of this locked bead is not in the text any more; correct it or remove it"),
        (9, "crosses or overlaps the locked bead in line 3; remove one of them"),
    ]


TEXTS = st.lists(st.sampled_from(["a b", "a", "b", "c d e", "c d", "x"]), max_size=8)


@given(st.data(), TEXTS, TEXTS)
def test_what_is_found_neither_crosses_nor_overlaps(data: st.DataObject, source: list[str], target: list[str]) -> None:
    side = st.lists(st.sampled_from(["a b", "a", "b", "c d e", "y"]), max_size=2).map(tuple)
    locked = data.draw(
        st.lists(st.builds(LockedBead, side, side).filter(lambda b: bool(b.source or b.target)), max_size=5)
    )
    found, stale = anchor(locked, source, target)
    assert len(found) + len(stale) == len(locked)
    for number in (0, 1):
        indices = [n for one in found for n in one.bead[number]]  # type: ignore[union-attr]
        assert len(set(indices)) == len(indices)
    two_sided = [one.bead for one in found if one.bead.source and one.bead.target]
    assert [b.target for b in sorted(two_sided, key=lambda b: b.source)] == sorted(b.target for b in two_sided)
    assert all(isinstance(one.bead, Bead) for one in found)
