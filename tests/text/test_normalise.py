"""Normal forms, and Moses kept off our letters."""

from __future__ import annotations

import pytest

from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Lang
from tmkit.text.moses import detokenise, normalise_punctuation, tokenise
from tmkit.text.normalise import normal_form


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        (RU, "«Ещё» — 10\u00a0240", '"еще" - 10 240'),
        (RU, "ё", "е\u0308"),
        (EN, "the country’s “plan”…", 'The country\'s "plan"...'),
        (KK, "«Орта дәліз»", "“орта дәліз”"),
        (UZ_LATN, "Oʻzbekiston maʼlumoti", "O'zbekiston ma’lumoti"),
        (UZ_LATN, "Özbekiston, şahar", "o‘zbekiston, shahar"),
        (UZ_CYRL, "Ўзбекистон\u200b", "ўзбекистон"),
    ],
)
def test_what_makes_no_difference(lang: Lang, one: str, other: str) -> None:
    assert normal_form(one, lang) == normal_form(other, lang)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        (KK, "Мирзиёев", "Мирзиеев"),
        (RU, "3,5 %", "35 %"),
        (RU, "10 240", "10.240"),
        (UZ_LATN, "oʻt", "ot"),
        (EN, "Is it?", "Is it."),
    ],
)
def test_what_makes_one(lang: Lang, one: str, other: str) -> None:
    assert normal_form(one, lang) != normal_form(other, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (KK, "ҚР-дағы «Орта дәліз»: ФИФА-ның 10 240 м³-ге, әңғүұқөһі"),
        (UZ_LATN, "Oʻzbekiston gʻoyasi maʼlum: “Togʻ” {name} https://a.uz/x?y=1"),
        (UZ_LATN, "O'zbekiston va ma'lumot"),
        (UZ_CYRL, "Ўзбекистон ғояси маълум, ҳа"),
        (RU, "А. С. Пушкин и др. — «Ещё»"),
        (EN, "He said: “country’s” don't (e.g. U.N.) — a@b.kz."),
    ],
)
def test_tokens_make_the_text_again(lang: Lang, text: str) -> None:
    assert detokenise(tokenise(text, lang), lang) == text


def test_words_stay_whole() -> None:
    assert tokenise("Oʻzbekistonʼda o'zbek, %s (https://a.uz/b).", UZ_LATN) == [
        *("Oʻzbekistonʼda", "o'zbek", ",", "%s", "(", "https://a.uz/b", ")", "."),
    ]


def test_more_links_than_moses_protects() -> None:
    text = " ".join(f"https://a.kz/{number}" for number in range(1100))
    assert "".join(tokenise(text, KK)) == text.replace(" ", "")


def test_figures_keep_their_spaces() -> None:
    assert normalise_punctuation("«10\u00a0240»", RU) == '"10\u00a0240"'
    assert normal_form("", RU) == ""
