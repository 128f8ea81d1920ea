"""Cleaning: what each rule finds and leaves alone, which of a group stays, and that all can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.errors import InputError, UsageError
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, MatchKind, Origin, Sought, StoredUnit, UnitStatus
from tmkit.model import Code, Lang, Segment, TranslationUnit
from tmkit.pipeline.memory.cleaning import RULES, Cleaning, Cut, apply, chosen_rules, faults
from tmkit.pipeline.memory.cleaning_table import Decided, decided, rows
from tmkit.pipeline.memory.repeated_units import Keep


def unit(source: str, target: str, lang: Lang = KK, score: str = "") -> TranslationUnit:
    properties = (("x-tmkit-score", score),) if score else ()
    return TranslationUnit((Segment(source, RU), Segment(target, lang)), properties)


def tagged(source: str, target: str, *, closed: bool) -> TranslationUnit:
    codes = (Code(0, "<b>"), Code(len(target), "</b>"))
    both = Segment(source, RU, codes=(Code(0, "<b>"), Code(len(source), "</b>")))
    return TranslationUnit((both, Segment(target, KK, codes=codes if closed else codes[:1])))


SOUND = (
    unit("Стороны обсудили торговлю и дорожную карту.", "Тараптар сауданы және жол картасын талқылады."),
    unit("Астана, Ташкент", "Астана, Ташкент"),
    unit("Импорт, экспорт", "Импорт, экспорт"),
    unit("В 2025 году перевезли 4,5 млн тонн.", "2025 жылы 4,5 млн тонна тасымалданды.", score="0.30"),
    unit("Встреча пройдёт 5 марта.", "Uchrashuv 5-mart kuni boʻladi.", UZ_LATN),
    unit("7", "7"),
    unit("© 2027 travel.example.org.", "© 2027 travel.example.org."),
    unit("Реестр desk@mail.example.org", "Реестр desk@mail.example.org"),
    tagged("Сохранить", "Сақтау", closed=True),
)
FAULTY = {
    "empty": unit("Да, конечно.", "—"),
    "copy": unit("Стороны подписали дорожную карту.", "стороны подписали дорожную карту."),
    "language": unit(
        "Стороны договорились о новых маршрутах.", "The parties agreed on new routes for the cargo.", UZ_LATN
    ),
    "tags": tagged("Открыть", "Ашу", closed=False),
    "numbers": unit("Перевезли 15 тонн груза.", "17 тонна жүк тасымалданды."),
    "score": unit("Погода была хорошей.", "Жиналыс ұзаққа созылды.", score="0.12"),
}


USUAL = Cleaning()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "desk.tmkit"), create=True) as opened:
        yield opened


def found(store: Store, cleaning: Cleaning = USUAL) -> list[tuple[str, str, str]]:
    """Rule, decision and translation of each fault."""
    return [(fault.rule, fault.decision, fault.stored.unit.variants[1].text) for fault in faults(store, cleaning)]


def test_sound_units_stay(store: Store) -> None:
    store.add(SOUND)
    assert found(store) == []


@pytest.mark.parametrize("rule", FAULTY)
def test_each_rule_finds_its_fault(store: Store, rule: str) -> None:
    store.add([*SOUND, FAULTY[rule]])
    assert found(store) == [(rule, "remove", FAULTY[rule].variants[1].text)]
    assert found(store, Cleaning(tuple(name for name in RULES if name != rule))) == []


def test_the_score_that_is_enough_can_be_said(store: Store) -> None:
    store.add(SOUND)
    assert [rule for rule, _, _ in found(store, Cleaning(below=0.5))] == ["score"]


def test_duplicates_and_near_duplicates(store: Store) -> None:
    store.add([unit("Торговля растёт.", "Сауда өсіп келеді."), unit("Дорога открыта.", "Жол ашық.")])
    draft = Adding(Origin("draft"), UnitStatus.DRAFT)
    store.add([unit("ТОРГОВЛЯ растет.", "Сауда өсіп келеді."), unit("Дорога открыта!", "Жол ашық!")], draft)
    store.add([unit("Дорога открыта?", "Жол ашық?")], draft)
    assert sorted(found(store)) == [
        ("duplicate", "keep", "Сауда өсіп келеді."),
        ("duplicate", "remove", "Сауда өсіп келеді."),
        ("near-duplicate", "keep", "Жол ашық."),
        ("near-duplicate", "remove", "Жол ашық!"),
    ]
    drafts = [fault.stored.status for fault in faults(store, Cleaning()) if fault.decision == "remove"]
    assert drafts == [UnitStatus.DRAFT] * 2


def conflicting(store: Store) -> None:
    """The first is used most, the second is approved and well aligned, the third is the newest."""
    old, new = (("changedate", "20240101T000000Z"),), (("changedate", "20260101T000000Z"),)
    first = replace(unit("Торговля растёт.", "Сауда өсіп келеді.", score="0.60"), attributes=old)
    for name in ("a", "b"):
        store.add([first], Adding(Origin(name)))
    store.add([replace(unit("Торговля растёт.", "Сауда артып келеді.", score="0.90"), attributes=old)])
    third = replace(unit("Торговля растёт.", "Сауда көбейіп жатыр."), attributes=new)
    store.add([third], Adding(Origin("c"), UnitStatus.DRAFT))


def test_conflicts_are_for_a_person_unless_a_way_is_said(store: Store) -> None:
    conflicting(store)
    assert {decision for _, decision, _ in found(store)} == {""}
    stays = {
        keep: [text for _, decision, text in found(store, Cleaning(keep=keep)) if decision == "keep"] for keep in Keep
    }
    assert stays == {
        Keep.NEWEST: ["Сауда көбейіп жатыр."],
        Keep.MOST_USED: ["Сауда өсіп келеді."],
        Keep.MOST_TRUSTED: ["Сауда артып келеді."],
    }


def test_the_same_source_in_two_languages_is_no_conflict(store: Store) -> None:
    store.add([unit("Торговля растёт.", "Сауда өсіп келеді."), unit("Торговля растёт.", "Trade is growing.", EN)])
    assert found(store) == []


def test_a_table_is_decided_in_and_read_back(store: Store, tmp_path: Path) -> None:
    conflicting(store)
    store.add([unit("Да.\tНет.", "Иә.\t«Жоқ».\nИә."), FAULTY["score"]])
    lines = "".join(rows(faults(store, Cleaning()))).splitlines()
    assert [line.split("\t")[0] for line in lines] == ["decision", "remove", "", "", ""]
    path = tmp_path / "faults.tsv"
    path.write_text("\n".join([*lines[:2], "remove" + lines[2], *lines[3:]]) + "\n", encoding="utf-8-sig")
    ids = [row.unit for row in decided(str(path))]
    assert len(ids) == 2
    numbers = store.numbers([*ids, "0" * 16, "no id"])
    assert list(numbers) == ids
    assert apply(store, Cut(set(numbers.values())), "clean").removed == 2


def test_a_table_says_what_goes_of_a_unit_and_who_is_in_its_places(tmp_path: Path) -> None:
    lines = [
        "unit\tdecision\trule\tgroup",
        "a\tkeep\tduplicate\t1",
        "b\tremove\tduplicate\t1",
        "c\tRemove kk uz@cyrillic\ttags\t",
        "d\tkeep\tconflict\t2",
        "e\tremove\tconflict\t2",
        "",
    ]
    path = tmp_path / "faults.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert decided(str(path)) == [
        Decided("b", (), "a"),
        Decided("c", (KK, UZ_CYRL), ""),
        Decided("e", (), ""),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("unit\tx\n1\t2\n", "1: the first row must name"),
        ("decision\tunit\nperhaps\t12\n", "2: a row must say"),
        ("decision\tunit\nremove\n", "2: a row"),
        ("decision\tunit\nkeep kk\t12\n", "2: a row"),
        ("decision\tunit\nremove klingon\t12\n", "2: 'klingon' is not a language code"),
    ],
)
def test_a_broken_table_is_one_line(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "faults.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        decided(str(path))
    assert reason in str(caught.value)


def test_unknown_rules() -> None:
    assert chosen_rules(["copy,empty"]) == ("empty", "copy")
    with pytest.raises(UsageError, match="no rule is called 'emtpy'"):
        chosen_rules(["emtpy"])


def cut_of(store: Store, cleaning: Cleaning = USUAL) -> Cut:
    cut = Cut()
    for fault in faults(store, cleaning):
        cut.note(fault)
    return cut


def several(*texts: tuple[Lang, str]) -> TranslationUnit:
    beads = ("x-tmkit-beads", ":".join(str(number) for number in range(len(texts))))
    return TranslationUnit(tuple(Segment(text, lang) for lang, text in texts), (beads,))


def test_what_is_removed_as_a_duplicate_is_met_where_the_other_stays(store: Store) -> None:
    before, after = unit("Встреча началась.", "Кездесу басталды."), unit("Встреча окончена.", "Кездесу бітті.")
    store.add([unit("Торговля растёт.", "Сауда өсіп келеді.")], Adding(Origin("a")))
    copy = unit("ТОРГОВЛЯ растет.", "Сауда өсіп келеді.")
    store.add([before, copy, after], Adding(Origin("b"), UnitStatus.DRAFT))
    sought = [Sought(Segment("Торговля растёт.", RU), "Встреча началась.", "Встреча окончена.")]
    done = apply(store, cut_of(store), "clean")
    assert (done.removed, done.cut) == (1, 0)
    ((match,),) = store.lookup(sought, KK)
    assert (match.kind, match.source.text) == (MatchKind.CONTEXT, "Торговля растёт.")
    assert store.places([1]) == {1: [("a", ""), ("b", "")]}
    store.undo(done.run)
    assert store.places([1, 3]) == {1: [("a", "")]}, "the other one has come back under a new number"
    (found,) = [stored for stored in store.units() if stored.unit.variants[0].text == "ТОРГОВЛЯ растет."]
    assert store.places([found.number]) == {found.number: [("b", "")]}


def test_only_the_translation_at_fault_goes(store: Store) -> None:
    sound = ((RU, "Перевезли 15 тонн груза."), (EN, "They carried 15 tonnes of cargo."))
    store.add([several(*sound, (KK, "17 тонна жүк тасымалданды."))], Adding(Origin("a")))
    store.add([several(*sound, (KK, "17 тонна жүк тасымалданды."), (UZ_LATN, "—"))], Adding(Origin("b")))
    found = [(fault.rule, fault.langs) for fault in faults(store, Cleaning())]
    assert found == [("numbers", (KK,)), ("empty", (UZ_LATN,)), ("numbers", (KK,))]
    before = state(store)
    done = apply(store, cut_of(store), "clean")
    assert (done.removed, done.cut) == (0, 2)
    (left,) = store.units()
    assert [(variant.lang, variant.text) for variant in left.unit.variants] == list(sound)
    assert store.places([left.number]) == {left.number: [("a", "0:1"), ("b", "0:1")]}
    ((match,),) = store.lookup([Sought(Segment("Перевезли 15 тонн груза.", RU))], EN)
    assert match.similarity == 1
    ((*none,),) = store.lookup([Sought(Segment("Перевезли 15 тонн груза.", RU))], KK)
    assert not none
    store.undo(done.run)
    assert state(store) == before


def test_a_unit_without_a_sound_translation_goes_whole(store: Store) -> None:
    store.add([several((RU, "Перевезли 15 тонн."), (EN, "They carried 17 tonnes."), (KK, "—"))])
    store.add([several((RU, "Да, перевезли 4 тонны."), (KK, "Иә, 4 тонна."), (KK, "5 тонна."))])
    store.add([several((RU, "—"), (KK, "Иә."), (EN, "Yes."))])
    assert [fault.langs for fault in faults(store, Cleaning())] == [(KK,), (), (), ()]
    done = apply(store, cut_of(store), "clean")
    assert (done.removed, done.cut) == (3, 0)
    assert not list(store.units())


def state(store: Store) -> list[StoredUnit]:
    return sorted((replace(stored, number=0) for stored in store.units()), key=lambda stored: stored.id)


words = st.sampled_from(["Торговля растёт.", "торговля растёт", "Дорога 5", "Дорога 6", "—", "Жол 5", "Да!"])
scores = st.sampled_from(["", "0.1", "0.9"])


@given(st.lists(st.builds(unit, words, words, st.just(KK), scores), max_size=12), st.sampled_from(Keep))
def test_undo_of_clean_is_what_was_before(
    tmp_path_factory: pytest.TempPathFactory, added: list[TranslationUnit], keep: Keep
) -> None:
    with Store(str(tmp_path_factory.mktemp("m") / "m.tmkit"), create=True) as store:
        store.add(added)
        before = state(store)
        cut = cut_of(store, Cleaning(keep=keep))
        done = apply(store, cut, "clean")
        assert done.removed == len(cut.units)
        left = [fault.decision for fault in faults(store, Cleaning(keep=keep))]
        assert "remove" not in left, "a clean memory is clean"
        if done.run:
            store.undo(done.run)
        assert state(store) == before
