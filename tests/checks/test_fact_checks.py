"""Checks of facts: what neighbours, doubt and the glossary change."""

from __future__ import annotations

from collections.abc import Sequence

from tmkit.checks import Check, Context, date, name, number, unit
from tmkit.languages.codes import EN, KK, RU
from tmkit.model import Bitext, Block, Concept, Finding, Lang, Pair, Segment, Severity, Term
from tmkit.terms.glossary import Glossary

GLOSSARY = Glossary([Concept("samarkand", (Term("Самарканд", RU), Term("Samarkand", EN), Term("Самарқан", KK)))])


def pair(source: Sequence[str], target: Sequence[str], lang: Lang = EN, *, score: float = 1) -> Pair:
    return Pair(
        tuple(Segment(text, RU, "a.ru.txt", block=Block(0)) for text in source),
        tuple(Segment(text, lang, "a.txt", block=Block(0)) for text in target),
        score,
    )


def run(check: Check, *pairs: Pair, lang: Lang = EN) -> list[Finding]:
    return list(check.check(Bitext(RU, lang, "a.ru.txt", "a.txt", pairs), Context(GLOSSARY)))


def test_a_doubtful_pair_makes_no_error() -> None:
    bad = ["Рост на 12,5 %."], ["A rise of 15.2 %."]
    assert [f.severity for f in run(number, pair(*bad))] == [Severity.ERROR]
    assert [f.severity for f in run(number, pair(*bad, score=0.4))] == [Severity.WARNING]


def test_merged_sentences_are_compared_as_one() -> None:
    merged = pair(["Рост на 12,5 %.", "Экспорт — 40 млн."], ["Exports of 40 million rose by 12.5 %."])
    assert run(number, merged) == []
    wrong = pair(["Рост на 12,5 %.", "Экспорт — 40 млн."], ["Exports of 40 million rose by 15.2 %."])
    assert [(f.target.text, f.severity) for f in run(number, wrong)] == [("15.2 %", Severity.ERROR)]


def test_a_neighbour_may_say_it() -> None:
    first = pair(["Приехали 250 гостей."], ["Guests came."])
    assert run(number, first, pair(["Затем ещё."], ["Then 250 more."])) == []
    assert len(run(number, first, pair(["Затем ещё."], ["Then more."]))) == 1


def test_a_sentence_without_counterpart_may_say_it() -> None:
    assert run(number, pair(["Приехали 250 гостей."], ["Guests came."]), pair([], ["They were 250."])) == []


def test_figures_of_placeholders_and_addresses_do_not_count() -> None:
    assert run(number, pair(["Смотри anketa_2026.pdf"], ["See anketa_2025.pdf"])) == []


def test_a_year_is_the_affair_of_one_check() -> None:
    wrong = pair(["План до 2028 г. принят."], ["The plan to 2082 was adopted."])
    assert run(number, wrong) == []
    assert [f.target.text for f in run(date, wrong)] == ["2082"]


def test_a_conversion_beside_the_number_is_no_fault() -> None:
    both = pair(["Дом в 320 км."], ["The house is 200 miles (321 km) away."])
    assert run(number, both) == []
    assert [f.severity for f in run(unit, both)] == [Severity.INFO]


def test_a_name_of_the_glossary_with_another_letter() -> None:
    (finding,) = run(name, pair(["Встреча в Самарканде."], ["A meeting in Smarkand."]))
    assert (finding.target.text, finding.message, finding.concept) == (
        "Smarkand",
        "Glossary: «Samarkand».",
        "samarkand",
    )
    assert run(name, pair(["Встреча в Самарканде."], ["A meeting in Samarkand."])) == []
    assert run(name, pair(["Встреча в Самарканде."], ["Самарқандағы кездесу."], KK), lang=KK) == []


def test_without_a_source_pair_nothing_is_compared() -> None:
    assert run(number, pair([], ["A rise of 15.2 %."]), pair(["Рост на 12,5 %."], [])) == []
