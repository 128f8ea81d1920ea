"""Lookup in an open memory: kinds of match, penalties, an index that is always up to date."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tmkit.errors import UsageError
from tmkit.languages.codes import EN, KK, RU
from tmkit.memory import index
from tmkit.memory.penalties import Rules, rules
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Match, MatchKind, Origin, Sought, UnitStatus
from tmkit.model import Code, Lang, Segment, TranslationUnit


def unit(source: str, target: str, lang: Lang = KK, *properties: tuple[str, str]) -> TranslationUnit:
    return TranslationUnit((Segment(source, RU), Segment(target, lang)), properties)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "desk.tmkit"), create=True) as opened:
        opened.add(
            [
                unit("Стороны обсудили торговлю.", "Тараптар сауданы талқылады."),
                unit("Встреча завершилась.", "Кездесу аяқталды."),
                unit("Он сказал: «Ещё 5\u00a0%».", "Ол: «Тағы 5 %», — деді."),
            ],
            Adding(Origin("a")),
        )
        yield opened


def look(store: Store, text: str, target: Lang = KK, **more: object) -> list[Match]:
    (found,) = store.lookup([Sought(Segment(text, RU))], target, **more)  # type: ignore[arg-type]
    return found


def test_exact_by_normal_form_with_the_original_returned(store: Store) -> None:
    (match,) = look(store, 'он сказал: "еще 5 %".')
    assert (match.kind, match.similarity) == (MatchKind.EXACT, 1.0)
    assert match.source.text == "Он сказал: «Ещё 5\u00a0%»."


def test_fuzzy_is_as_the_contract_says(store: Store) -> None:
    (match,) = look(store, "Стороны обсудили энергетику.")
    assert (match.kind, match.similarity) == (MatchKind.FUZZY, 0.75)
    assert not look(store, "Стороны обсудили энергетику.", threshold=0.8)
    assert not look(store, "Стороны обсудили торговлю.", EN)


def test_a_match_in_context_comes_first(store: Store) -> None:
    store.add(
        [unit("Стороны обсудили торговлю.", "Екі тарап сауданы талқылады."), unit("Да.", "Иә.")], Adding(Origin("b"))
    )
    text = Segment("Стороны обсудили торговлю.", RU)
    in_context = Sought(text, previous="", following="Встреча завершилась.")
    elsewhere = Sought(text, previous="Да.", following="")
    first, second = store.lookup([in_context, elsewhere], KK)
    assert [(match.kind, match.target.text) for match in first] == [
        (MatchKind.CONTEXT, "Тараптар сауданы талқылады."),
        (MatchKind.EXACT, "Екі тарап сауданы талқылады."),
    ]
    assert [match.kind for match in second] == [MatchKind.EXACT, MatchKind.EXACT]


def test_what_is_added_is_found_at_once(store: Store) -> None:
    assert not look(store, "Объём торговли вырос.")
    store.add([unit("Объём торговли вырос.", "Сауда көлемі өсті.")], Adding(Origin("c")))
    assert look(store, "Объём торговли вырос!")[0].similarity == 0.75


def test_what_is_corrected_or_rejected_is_found_no_more(store: Store) -> None:
    assert look(store, "Встреча завершилась.")
    store.add([unit("Встреча завершилась.", "Кездесу өтті.")], Adding(Origin("a")))
    assert [match.target.text for match in look(store, "Встреча завершилась.")] == ["Кездесу өтті."]
    store.add([unit("Встреча завершилась.", "Кездесу өтті.")], Adding(Origin("a"), UnitStatus.REJECTED))
    assert not look(store, "Встреча завершилась.")


def test_penalties_are_taken_off_and_shown(store: Store) -> None:
    said = {
        "unapproved": Adding(Origin("d"), UnitStatus.DRAFT),
        "machine": Adding(Origin("e", tool="NMT engine")),
        "doubtful": Adding(Origin("f")),
        "house": Adding(Origin("g", house="ministry")),
    }
    for number, (name, adding) in enumerate(said.items()):
        score = ("x-tmkit-score", "0.2" if name == "doubtful" else "0.9")
        store.add([unit(f"Число {number} верно.", f"{number} саны дұрыс.", KK, score)], adding)
    for number, name in enumerate(said):
        (match,) = look(store, f"Число {number} верно.", limit=1, rules=Rules(house="newsroom"))
        assert [penalty.name for penalty in match.penalties] == [name]
        assert match.score == pytest.approx(1 - match.penalties[0].amount)


def test_a_better_score_is_found_behind_a_better_text(store: Store) -> None:
    store.add([unit(f"Пять раз да {n} раз.", "Иә.") for n in "абвгд"], Adding(Origin("x"), UnitStatus.DRAFT))
    store.add([unit("Пять раз да я раза.", "Иә, мен.")], Adding(Origin("y")))
    (best,) = look(store, "Пять раз да э раз.", limit=1, threshold=0.5, rules=rules([("unapproved", 0.3)]))
    assert best.target.text == "Иә, мен."


def test_tags_do_not_lower_the_similarity(store: Store) -> None:
    tagged = replace(Segment("Читайте далее.", RU), codes=(Code(0, "<b>"), Code(7, "</b>")))
    store.add([TranslationUnit((tagged, Segment("Ары қарай оқыңыз.", KK)))], Adding(Origin("t")))
    (match,) = look(store, "Читайте далее.")
    assert (match.similarity, match.penalties[0].name) == (1.0, "tags")
    ((same,),) = store.lookup([Sought(tagged)], KK)
    assert not same.penalties


def test_the_last_word_on_a_penalty_counts(store: Store) -> None:
    said = rules([("origin:a", 0.2), ("age", 0.3), ("years", 2.0), ("origin:a", 0.1)], now=2**31)
    (match,) = look(store, "Встреча завершилась.", rules=said)
    assert match.penalties == (("age", 0.3), ("origin:a", 0.1))
    young = rules([("age", 0.3), ("years", 100.0)], now=2**31)
    assert not look(store, "Встреча завершилась.", rules=young)[0].penalties


def test_unknown_penalties_are_refused() -> None:
    with pytest.raises(UsageError, match="did you mean 'machine'"):
        rules([("machin", 0.1)])
    with pytest.raises(UsageError, match="between 0 and 1"):
        rules([("machine", 5)])


def files(store: Store) -> set[str]:
    return {name for name in os.listdir(f"{store.path}-index") if name.endswith(".part")}


def test_small_parts_are_joined_and_old_ones_go(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_AT_ONCE", 100)
    monkeypatch.setattr(index, "join_later", lambda path, lang: None)
    for number in range(60):
        store.add(
            [unit(f"Запись номер {number}{at}.", f"{number}{at} жазба.") for at in "абв"], Adding(Origin(str(number)))
        )
        assert look(store, f"Запись номер {number}б.", limit=1)[0].similarity == 1
    manifest = json.loads(Path(f"{store.path}-index", "ru.json").read_bytes().splitlines()[0])
    assert {piece[2] for piece in manifest["pieces"]} == files(store)
    assert len(manifest["pieces"]) < 9
    assert [piece[0] for piece in manifest["pieces"]][1:] == [piece[1] + 1 for piece in manifest["pieces"]][:-1]


def test_an_index_that_is_damaged_or_missing_is_made_again(store: Store) -> None:
    def fresh() -> list[Match]:
        with Store(store.path) as other:
            return look(other, "Встреча завершилась!", threshold=0.5)

    assert fresh()
    folder = Path(f"{store.path}-index")
    (folder / "ru.json").write_text("{")
    assert fresh()
    for path in folder.glob("*.part"):
        path.write_bytes(b"x")
    assert fresh()
    for path in folder.iterdir():
        path.unlink()
    assert fresh()


def test_a_memory_put_back_from_a_copy_gets_a_new_index(store: Store, tmp_path: Path) -> None:
    copy = sqlite3.connect(tmp_path / "copy.tmkit")
    store.connection.backup(copy)
    copy.close()
    store.add([unit("Было иначе.", "Басқаша болды.")], Adding(Origin("z")))
    assert look(store, "Было иначе.")
    store.close()
    for end in ("-wal", "-shm"):
        Path(store.path + end).unlink(missing_ok=True)
    Path(store.path).write_bytes((tmp_path / "copy.tmkit").read_bytes())
    with Store(store.path) as again:
        again.add([unit("Стало иначе.", "Басқаша болды.")], Adding(Origin("z")))
        assert look(again, "Стало иначе.", limit=1)[0].similarity == 1


def test_without_a_place_for_the_index_it_is_kept_in_memory(store: Store) -> None:
    Path(f"{store.path}-index").write_text("a file is in the way")
    assert look(store, "Встреча завершилась!", threshold=0.5)
    store.add([unit("Да, конечно.", "Иә, әрине.")], Adding(Origin("c")))
    assert look(store, "Да, конечно!")
