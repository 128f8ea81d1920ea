from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.text.skeleton import skeleton

CASES = Path(__file__).parents[1] / "cases" / "skeleton" / "meet.txt"
ROWS = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("row", ROWS)
def test_spellings_of_one_name_meet(row: str) -> None:
    found = {skeleton(*word.split("/")) for word in row.split()}
    assert len(found) == 1
    assert found.pop()


def test_different_names_stay_apart() -> None:
    names = ["Ташкент", "Самарканд", "Бухара", "Астана", "Алматы", "Токаев", "Мирзиёев", "президент", "министр"]
    assert len({skeleton(name, "ru") for name in names}) == len(names)


def test_what_holds_no_letter_has_no_skeleton() -> None:
    assert skeleton("—") == skeleton("'") == skeleton("") == ""


@given(st.text(max_size=12))
def test_a_skeleton_is_plain_and_without_doubles(word: str) -> None:
    bones = skeleton(word)
    assert bones == bones.lower()
    assert not set(bones[1:]) & set("aeiouy")
    assert all(a != b for a, b in pairwise(bones))
