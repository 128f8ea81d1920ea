"""Comparing and merging memories: the laws, what is a conflict and what is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.languages.codes import EN, KK, RU
from tmkit.model import Lang, Metadata, Segment, TranslationUnit
from tmkit.pipeline.memory.comparing import difference, lines
from tmkit.pipeline.memory.merging import merge
from tmkit.pipeline.memory.plain_units import canonical_order, load, save


def unit(source: str, target: str, lang: Lang = KK, **said: tuple[tuple[str, str], ...]) -> TranslationUnit:
    return TranslationUnit((Segment(source, RU), Segment(target, lang)), **said)  # type: ignore[arg-type]


TRADE = unit("Торговля растёт.", "Сауда өсіп келеді.")
ROAD = unit("Дорога открыта.", "Жол ашық.")
BETTER = unit("Торговля растёт.", "Сауда артып келеді.")
OTHER = unit("Торговля растёт.", "Сауда көбейіп жатыр.")

names = st.sampled_from(["x-tmkit-document", "x-note"])
pairs = st.lists(st.tuples(names, st.sampled_from(["a", "b"])), max_size=2, unique_by=lambda pair: pair[0]).map(tuple)
units = st.builds(
    unit, st.sampled_from(["Да.", "Нет.", "Дорога"]), st.sampled_from(["Иә.", "Жоқ.", "Жол"]), st.sampled_from([KK, EN])
)
described = st.builds(lambda one, said: replace(one, properties=said), units, pairs)
memories = st.lists(described, max_size=6)


def once(found: list[TranslationUnit]) -> tuple[TranslationUnit, ...]:
    return tuple(canonical_order(set(found)))


@given(memories)
def test_nothing_differs_from_itself(found: list[TranslationUnit]) -> None:
    assert not list(difference(found, list(reversed(found))))
    assert merge(found, found, found) == (merged := merge([], found, found))
    assert merged.units == once(found)
    assert not merged.conflicts


@given(memories, memories)
def test_what_only_one_side_did_is_done(base: list[TranslationUnit], side: list[TranslationUnit]) -> None:
    for done in (merge(base, side, base), merge(base, base, side), merge(base, side, side)):
        assert done.units == once(side)
        assert not done.conflicts


@given(memories, memories, memories)
def test_no_side_is_the_first(
    base: list[TranslationUnit], ours: list[TranslationUnit], theirs: list[TranslationUnit]
) -> None:
    here, there = merge(base, ours, theirs), merge(base, theirs, ours)
    assert len(here.conflicts) == len(there.conflicts)
    if not here.conflicts:
        assert [set(one.properties) for one in here.units] == [set(one.properties) for one in there.units]
        assert [one.variants for one in here.units] == [one.variants for one in there.units]


@given(memories, memories)
def test_a_difference_leads_from_one_to_the_other(before: list[TranslationUnit], after: list[TranslationUnit]) -> None:
    found = list(difference(before, after))
    gone, come = {one.before for one in found}, {one.after for one in found}
    assert (set(before) - gone) | (come - {None}) == set(after)


def test_both_sides_change_different_units() -> None:
    done = merge([TRADE, ROAD], [BETTER, ROAD], [TRADE, unit("Дорога открыта.", "Жол ашылды.")])
    assert [one.variants[1].text for one in done.units] == ["Жол ашылды.", "Сауда артып келеді."]


def test_both_sides_change_different_things_of_a_unit() -> None:
    dated = replace(TRADE, attributes=(("changedate", "20260101T000000Z"),))
    ours = replace(BETTER, attributes=(("changedate", "20260301T000000Z"),))
    theirs = replace(
        TRADE,
        attributes=(("changedate", "20260201T000000Z"),),
        properties=(("x-tmkit-status", "draft"),),
        notes=("қаралды",),
    )
    theirs = replace(theirs, variants=(replace(TRADE.variants[0], metadata=Metadata(notes=("x",))), TRADE.variants[1]))
    (made,) = merge([dated], [ours], [theirs]).units
    assert made.variants[1].text == "Сауда артып келеді."
    assert made.variants[0].metadata == Metadata(notes=("x",))
    assert (made.attributes, made.properties, made.notes) == (ours.attributes, theirs.properties, theirs.notes)


def test_a_text_that_both_changed_is_a_conflict() -> None:
    done = merge([TRADE], [BETTER], [OTHER])
    assert done.units == (BETTER,)
    (conflict,) = done.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs, conflict.fields) == ((TRADE,), (BETTER,), (OTHER,), ("kk",))


@pytest.mark.parametrize(("ours", "theirs"), [([], [BETTER]), ([BETTER], [])])
def test_a_unit_changed_here_and_gone_there_is_a_conflict(
    ours: list[TranslationUnit], theirs: list[TranslationUnit]
) -> None:
    done = merge([TRADE], ours, theirs)
    assert list(done.units) == ours
    assert [conflict.fields for conflict in done.conflicts] == [()]


def test_alternatives_come_and_go_by_themselves() -> None:
    done = merge([TRADE, BETTER], [TRADE, BETTER, OTHER], [BETTER])
    assert set(done.units) == {BETTER, OTHER}
    assert not done.conflicts


def test_the_same_units_are_the_same_bytes(tmp_path: Path) -> None:
    for name, found in (("a.tmx", [TRADE, ROAD]), ("b.tmx", [ROAD, TRADE])):
        save(found, str(tmp_path / name))
    content = (tmp_path / "a.tmx").read_bytes()
    assert content == (tmp_path / "b.tmx").read_bytes()
    assert b"creationdate" not in content
    assert load(str(tmp_path / "a.tmx")) == [ROAD, TRADE]


def test_a_unit_is_told_line_by_line() -> None:
    told = replace(TRADE, properties=(("x-note", "бір\nекі"),), notes=("қаралды",))
    assert list(lines(told)) == [
        "ru\tТорговля растёт.",
        "kk\tСауда өсіп келеді.",
        "x-note: бір\\nекі",
        "note: қаралды",
    ]
