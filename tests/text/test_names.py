from __future__ import annotations

import pytest

from tmkit.languages.codes import EN, KK, RU, UZ_LATN
from tmkit.model import Lang
from tmkit.text.names import initials, likeness, names, same_initial


@pytest.mark.parametrize(
    ("text", "letters", "name"),
    [
        ("сказал А. К. Мамытов", ("А", "К"), "Мамытов"),
        ("сказал А.К. Мамытов", ("А", "К"), "Мамытов"),
        ("Мамытов А. К.", ("А", "К"), "Мамытов"),
        ("says Zh. Zhaksylykov", ("Zh",), "Zhaksylykov"),
        ("Gʻ. Gʻulomov", ("Gʻ",), "Gʻulomov"),
    ],
)
def test_initials_stand_before_or_behind(text: str, letters: tuple[str, ...], name: str) -> None:
    (found,) = initials(text)
    assert (found.name.text, tuple(letter.rstrip("ʻ") for letter in letters)) == (
        name,
        tuple(letter.rstrip("ʻ") for letter in found.letters),
    )


def test_names_have_one_capital() -> None:
    assert [word.text for word in names("ООН и город Алматы, река Или, iPhone")] == ["Алматы"]


@pytest.mark.parametrize(
    ("name", "other", "lang"),
    [
        ("токаев", "Tokayev", EN),
        ("токаев", "Тоқаевтың", KK),
        ("токаев", "Toqayevning", UZ_LATN),
        ("самарканд", "Samarqandda", UZ_LATN),
    ],
)
def test_a_name_is_known_by_its_sound(name: str, other: str, lang: Lang) -> None:
    assert likeness(name, RU, other, lang) > 0.6


def test_other_consonants_are_another_name() -> None:
    assert likeness("токаев", RU, "Tokarev", EN) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"), [("Ж", "Zh", True), ("Қ", "Q", True), ("А", "K", False), ("Я", "Ya", True)]
)
def test_initials_that_can_stand_for_one_name(one: str, other: str, *, same: bool) -> None:
    assert same_initial(one, RU, other, EN) is same
