from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.errors import InputError
from tmkit.model import Lang, Segment
from tmkit.pipeline.alignment.aligning import align
from tmkit.pipeline.alignment.learning import learn, word_pairs

RU, KK = Lang("ru"), Lang("kk")
UNITS = [
    ("Поезд отправился утром", "Пойыз таңертең жөнелді"),
    ("Поезда стоят", "Пойыздар тұр"),
    ("Министр подписал соглашение", "Министр келісімге қол қойды"),
    ("Соглашения вступят в силу", "Келісімдер күшіне енеді"),
    ("Дождь идёт с утра", "Таңертеңнен жаңбыр жауып тұр"),
    ("Утром был туман", "Таңертең тұман болды"),
    *((f"Слово{n} другое{n}", f"Сөзі{n} басқа{n}") for n in range(20)),
]


def test_words_that_keep_company_are_pairs_in_any_form() -> None:
    learned = learn(UNITS)
    assert learned.source == {"поезд": "поезд=пойыз", "согла": "согла=келіс"}
    (left,) = learned.in_source([Segment("К поезду и соглашению", RU)])
    (right,) = learned.in_target([Segment("Келісімнің пойызы", KK)])
    assert left == right == {"поезд=пойыз", "согла=келіс"}


def test_a_single_meeting_teaches_nothing() -> None:
    assert not learn([("Дождь идёт", "Жаңбыр жауды"), *(("а", "б"),) * 30]).source


def test_words_that_meet_by_chance_are_no_pair() -> None:
    units = [(f"красный {'поезд' if n % 2 else ''}", f"қызыл {'алма' if n % 3 else ''}") for n in range(60)]
    assert "поезд" not in learn(units).source


@given(st.lists(st.tuples(st.text("абвг ", max_size=30), st.text("abcd ", max_size=30)), max_size=20))
def test_pairs_are_one_to_one_and_do_not_depend_on_the_order(units: list[tuple[str, str]]) -> None:
    learned = learn(units)
    assert sorted(learned.source.values()) == sorted(learned.target.values())
    assert len(set(learned.source.values())) == len(learned.source)
    assert learn(units[::-1]) == learned


def write(path: Path, units: list[tuple[str, str]]) -> str:
    path.write_text("ru\tkk\n" + "".join(f"{source}\t{target}\n" for source, target in units), encoding="utf-8")
    return str(path)


def test_a_memory_is_read_in_its_two_languages(tmp_path: Path) -> None:
    path = write(tmp_path / "memory.tsv", UNITS)
    assert word_pairs([path], RU, KK) == learn(UNITS)
    assert word_pairs([path], KK, RU).source["пойыз"] == "пойыз=поезд"
    with pytest.raises(InputError, match="no unit of this memory is in both ru and en") as raised:
        word_pairs([path], RU, Lang("en"))
    assert raised.value.path == path


def test_what_was_learned_decides_between_equal_lengths(tmp_path: Path) -> None:
    memory = write(tmp_path / "memory.tsv", UNITS)
    source, target = tmp_path / "a.ru.txt", tmp_path / "a.kk.txt"
    source.write_text("Поезд задержан.\n\nСоглашение готово.\n", encoding="utf-8")
    target.write_text("Келісім әзірленді.\n", encoding="utf-8")
    taught = align(str(source), str(target), memory=[memory])
    plain = align(str(source), str(target))
    scores = [max(b.score for b in found.beads if b.source == (1,) and b.target == (0,)) for found in (taught,)]
    assert scores[0] > 0.5
    assert [b.score for b in plain.beads if b.source == (1,) and b.target == (0,)] < scores
