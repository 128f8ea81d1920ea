"""A draft that is half done is one matter, not thirty."""

from __future__ import annotations

import pytest

from tmkit.languages.codes import EN, KK, RU
from tmkit.model import Bitext, Finding, Lang, Pair, Segment, Severity
from tmkit.pipeline.inputs.glossary import glossary
from tmkit.pipeline.linting.examining import Standard, findings

SOURCE = (
    "Стороны подписали дорожную карту до 2027 года.",
    "Дефицит воды обсудили на консультативной встрече.",
    "Товарооборот вырос на 12,5 процента за год.",
    "Пункт пропуска откроют 30 июня 2027 года?",
    "Следующая встреча пройдёт в Ташкенте.",
    "Грузы пойдут по Среднему коридору.",
)
DONE = "The parties signed a roadmap until 2027."


def found(targets: list[str], lang: Lang = EN, *, final: bool = False) -> list[Finding]:
    pairs = []
    for number, (source, target) in enumerate(zip(SOURCE, targets, strict=True)):
        there = (Segment(target, lang, f"a.{lang}.txt"),) if target else ()
        pairs.append(Pair((Segment(source, RU, f"a{number}.ru.txt"),), there))
    bitext = Bitext(RU, lang, "a.ru.txt", f"a.{lang}.txt", tuple(pairs))
    return list(findings(bitext, Standard(glossary(), final=final)))


@pytest.mark.parametrize("rest", [list(SOURCE[1:]), [""] * 5, [*SOURCE[1:3], "", "", ""]])
def test_a_draft_that_is_half_done_gets_one_note(rest: list[str]) -> None:
    (note,) = found([DONE, *rest])
    assert (note.code, note.severity) == ("TM206", Severity.INFO)
    assert note.message == "Not translated yet: 5 of 6 sentences."


def test_of_a_text_that_claims_to_be_complete_it_is_an_error() -> None:
    (error,) = found([DONE, *SOURCE[1:]], final=True)
    assert (error.code, error.severity) == ("TM206", Severity.ERROR)


def test_a_single_sentence_left_is_told_at_its_place_and_only_once() -> None:
    whole = [
        "Тараптар 2027 жылға дейінгі жол картасына қол қойды.",
        "Консультативтік кездесуде су тапшылығы талқыланды.",
        SOURCE[2],
        "Өткізу пункті 2027 жылғы 30 маусымда ашыла ма?",
        "Келесі кездесу Ташкентте өтеді.",
        "Жүк Орта дәлізбен тасымалданады.",
    ]
    left = [finding for finding in found(whole, KK) if finding.target.text == SOURCE[2]]
    assert [finding.code for finding in left] == ["TM206"]
    assert not [f for f in found(whole, KK) if f.target.before + f.target.text + f.target.after == SOURCE[2]][1:]
