"""Multilingual units from bilingual ones, and back."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from running import run as run_tmkit
from tmkit.languages.codes import EN, KK, RU, UZ_LATN
from tmkit.model import Lang, Segment, TranslationUnit
from tmkit.pipeline.memory.consolidating import consolidate, split
from tmkit.pipeline.memory.plain_units import load


def unit(source: str, target: str, lang: Lang, *properties: tuple[str, str]) -> TranslationUnit:
    return TranslationUnit((Segment(source, RU), Segment(target, lang)), properties)


def texts(units: list[TranslationUnit]) -> list[list[str]]:
    return [[variant.text for variant in one.variants] for one in units]


def test_one_source_is_one_unit() -> None:
    kazakh = [unit("Торговля растёт.", "Сауда өсіп келеді.", KK), unit("Дорога открыта.", "Жол ашық.", KK)]
    english = [unit("Торговля растет.", "Trade is growing.", EN), unit("Да.", "Yes.", EN)]
    assert texts(consolidate([kazakh, english], RU)) == [
        ["Торговля растёт.", "Сауда өсіп келеді.", "Trade is growing."],
        ["Дорога открыта.", "Жол ашық."],
        ["Да.", "Yes."],
    ]


def test_neighbours_tell_which_translations_belong_together() -> None:
    ask, come = "Вы согласны?", "Придёте завтра?"
    kazakh = [
        unit(ask, "Келісесіз бе?", KK),
        unit("Да.", "Иә.", KK),
        unit(come, "Ертең келесіз бе?", KK),
        unit("Да.", "Келемін.", KK),
    ]
    uzbek = [
        unit(come, "Ertaga kelasizmi?", UZ_LATN),
        unit("Да.", "Kelaman.", UZ_LATN),
        unit(ask, "Rozimisiz?", UZ_LATN),
        unit("Да.", "Ha.", UZ_LATN),
    ]
    joined = texts(consolidate([kazakh, uzbek], RU))
    assert ["Да.", "Иә.", "Ha."] in joined
    assert ["Да.", "Келемін.", "Kelaman."] in joined


def test_the_document_counts_more() -> None:
    kazakh = [
        unit("Да.", "Иә.", KK, ("x-tmkit-document", "a")),
        unit("Да.", "Жарайды.", KK, ("x-tmkit-document", "b")),
    ]
    joined = consolidate([kazakh, [unit("Да.", "Mayli.", UZ_LATN, ("x-tmkit-document", "b"))]], RU)
    assert texts(joined) == [["Да.", "Иә."], ["Да.", "Жарайды.", "Mayli."]]


def test_what_a_translation_says_comes_back_with_it() -> None:
    kazakh = [unit("Да.", "Иә.", KK, ("x-tmkit-score", "0.90"), ("x-tmkit-document", "a"), ("x-tmkit-status", "draft"))]
    english = [unit("Да.", "Yes.", EN, ("x-tmkit-score", "0.60"), ("x-tmkit-document", "a"))]
    (joined,) = consolidate([kazakh, english], RU)
    assert joined.properties == (("x-tmkit-document", "a"), ("x-tmkit-score", "0.60"))
    apart = split([joined], RU)
    assert {lang: set(one.properties) for lang, (one,) in apart.items()} == {
        KK: set(kazakh[0].properties),
        EN: set(english[0].properties),
    }


def test_units_without_the_source_stay() -> None:
    lone = TranslationUnit((Segment("Yes.", EN), Segment("Иә.", KK)))
    turned = TranslationUnit((Segment("Yes.", EN), Segment("Да.", RU)))
    joined = consolidate([[lone, turned, unit("Да.", "Иә.", KK)]], RU)
    assert texts(joined) == [["Yes.", "Иә."], ["Да.", "Yes.", "Иә."]]
    assert list(split([lone], RU)) == []


rows = st.lists(st.tuples(st.sampled_from(["Да.", "Нет.", "Дорога"]), st.sampled_from("абв")), max_size=8)


@given(rows, rows, rows)
def test_splitting_gives_every_translation_back(
    kazakh: list[tuple[str, str]], english: list[tuple[str, str]], uzbek: list[tuple[str, str]]
) -> None:
    given_rows = {KK: kazakh, EN: english, UZ_LATN: uzbek}
    files = [[unit(source, target, lang) for source, target in found] for lang, found in given_rows.items()]
    apart = split(consolidate(files, RU), RU)
    for lang, found in given_rows.items():
        assert sorted(map(tuple, texts(apart.get(lang, [])))) == sorted(found)


def test_the_commands(repository: Path, tmp_path: Path) -> None:
    def run(*args: str) -> str:
        result = run_tmkit("memory", *args)
        assert result.exit_code == 0, result.output
        return result.stderr

    files = [str(repository / "tmx" / f"visit.ru-{lang}.tmx") for lang in ("kk", "uz-Latn")]
    whole = str(tmp_path / "visit.tmx")
    assert "nothing was written" in run("consolidate", *files, "-o", whole, "--dry-run")
    assert not Path(whole).exists()
    run("consolidate", *files, "-o", whole)
    units = load(whole)
    assert sum(len(one.variants) == 3 for one in units) > len(units) / 2
    run("split", whole, "-o", str(tmp_path / "visit.ru-{lang}.tmx"))
    for lang, path in zip(("kk", "uz-Latn"), files, strict=True):
        back = load(str(tmp_path / f"visit.ru-{lang}.tmx"))
        assert sorted(texts(back)) == sorted(texts(load(path)))
    memory = str(tmp_path / "new.tmkit")
    run("consolidate", whole, "-o", memory)
    again = run_tmkit("memory", "consolidate", whole, "-o", memory)
    assert (again.exit_code, "not written over" in again.stderr) == (2, True)
    assert run_tmkit("memory", "split", whole, "-o", str(tmp_path / "one.tmx")).exit_code == 2
