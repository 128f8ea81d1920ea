"""Two versions of a text: what stayed, changed, moved, came and went."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tmkit.languages.codes import RU
from tmkit.text.versions import Step, edits, steps

OLD = [
    "Стороны обсудили торговлю.",
    "Экспорт вырос на 15 %.",
    "Встреча завершилась поздно вечером.",
    "Порт Актау принял груз.",
    "Поезд ушёл вовремя.",
]


def test_what_stays_changes_goes_and_comes() -> None:
    new = ["Стороны обсудили торговлю.", "Экспорт вырос на 17 %.", "Порт Актау принял груз.", "Новое дело.", OLD[4]]
    assert steps(OLD, new, RU) == [
        Step((0,), (0,), 1.0),
        Step((1,), (1,), 5 / 6),
        Step((2,), (), 0.0),
        Step((3,), (2,), 1.0),
        Step((), (3,), 0.0),
        Step((4,), (4,), 1.0),
    ]


def test_a_sentence_that_moved() -> None:
    found = steps(OLD, [OLD[4], *OLD[:4]], RU)
    assert found[0] == Step((4,), (0,), 1.0, moved=True)
    assert all(step.similarity == 1 and not step.moved for step in found[1:])


def test_a_sentence_that_was_cut_or_joined() -> None:
    whole = "Стороны обсудили торговлю и договорились о новых поставках зерна."
    parts = ["Стороны обсудили торговлю.", "И договорились о новых поставках зерна."]
    assert [(step.old, step.new) for step in steps([whole], parts, RU)] == [((0,), (0, 1))]
    assert [(step.old, step.new) for step in steps(parts, [whole], RU)] == [((0, 1), (0,))]


def test_what_makes_no_difference_is_no_change() -> None:
    (step,) = steps(["Он сказал: «Ещё 5\u00a0%»."], ['Он сказал: "Еще 5 %".'], RU)
    assert step.similarity == 1


def test_edits_are_whole_words() -> None:
    old, new = "Экспорт вырос на 15 %.", "Экспорт зерна вырос на 17 %."
    assert [(old[slice(*e.old)].strip(), new[slice(*e.new)].strip()) for e in edits(old, new)] == [
        ("", "зерна"),
        ("15", "17"),
    ]
    old, new = "Товарооборот достиг 2 510,4 млн.", "Товарооборот достиг 2 910,7 млн."
    assert [(old[slice(*e.old)], new[slice(*e.new)]) for e in edits(old, new)] == [("2 510,4", "2 910,7")]


_SENTENCES = st.lists(
    st.lists(st.sampled_from(["порт", "груз", "поезд", "пять", "зерно"]), min_size=1, max_size=5).map(" ".join),
    max_size=7,
)


@given(_SENTENCES, _SENTENCES)
def test_every_sentence_is_in_one_step_and_the_new_ones_stand_in_order(old: list[str], new: list[str]) -> None:
    found = steps(old, new, RU)
    assert sorted(at for step in found for at in step.old) == list(range(len(old)))
    assert [at for step in found for at in step.new] == list(range(len(new)))
    for step in found:
        assert (step.similarity > 0) == bool(step.old and step.new)
        if step.similarity == 1:
            assert " ".join(old[at] for at in step.old) == " ".join(new[at] for at in step.new)


@given(_SENTENCES)
def test_a_text_and_itself_do_not_differ(text: list[str]) -> None:
    assert steps(text, text, RU) == [Step((at,), (at,), 1.0) for at in range(len(text))]


@given(st.text("аб вг", max_size=12), st.text("аб вг", max_size=12))
def test_edits_lead_from_the_old_text_to_the_new(old: str, new: str) -> None:
    made, at = "", 0
    for edit in edits(old, new):
        made += old[at : edit.old.start] + new[slice(*edit.new)]
        at = edit.old.stop
    assert made + old[at:] == new
