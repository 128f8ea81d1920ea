"""Candidates, their rank, and how their renderings are found."""

from __future__ import annotations

from time import process_time

import pytest

from tmkit.model import Lang
from tmkit.terms.candidates import Candidate, Harvest, by_c_value, harvest, termhood
from tmkit.terms.renderings import Renderer

TEXTS = [
    "Построен сухой порт Актау.",
    "Новый сухой порт принял грузы.",
    "В сухом порту работает таможня.",
    "Страна ждёт грузы.",
    "Другая страна ждёт поезда.",
]
KAZAKH = [
    "Ақтау құрғақ порты салынды.",
    "Жаңа құрғақ порт жүктерді қабылдады.",
    "Құрғақ портта кеден жұмыс істейді.",
    "Ел жүктерді күтеді.",
    "Басқа ел пойыздарды күтеді.",
]
ENGLISH = [
    "The Aktau dry port has been built.",
    "A new dry port received cargo.",
    "Customs works in the dry port.",
    "The country is waiting for cargo.",
    "Another country is waiting for trains.",
]


def named(found: Harvest) -> dict[str, Candidate]:
    return {candidate.text: candidate for candidate in found.candidates}


def test_candidates_are_counted_in_every_form_with_what_they_are_part_of() -> None:
    found = named(harvest(TEXTS))
    port = found["сухой порт"]
    assert (port.frequency, [place.text for place in port.places]) == (3, [0, 1, 2])
    assert port.inside == 1  # сухой порт Актау, новый сухой порт: once each
    assert found["порт"].inside > 1
    assert TEXTS[2][port.places[2].start : port.places[2].stop] == "сухом порту"


def test_a_capital_that_begins_a_sentence_is_no_name() -> None:
    found = harvest(["Транзит растёт.", "Наш транзит растёт.", "Здесь Всемирный банк."])
    assert {one.text for one in found.candidates if one.name} == {"Всемирный банк"}
    assert "транзит" in named(found)


@pytest.mark.parametrize("zipf", [None, {"страна": 6.0, "груз": 4.5, "порт": 4.5, "сухой": 4.0}.get])
def test_a_term_of_two_words_outranks_its_parts_and_common_words(zipf: object) -> None:
    found = harvest(TEXTS)
    likely = termhood(found, (lambda word: zipf(word, 3.0)) if callable(zipf) else None)
    ranked = [one.text for one in sorted(found.candidates, key=lambda one: -likely(one))]
    assert ranked.index("сухой порт") < min(ranked.index("порт"), ranked.index("страна"))
    assert by_c_value(found.candidates)[0].text == "сухой порт"


@pytest.mark.parametrize(
    ("lang", "texts", "expected"),
    [("kk", KAZAKH, {"құрғақ порты", "құрғақ порт"}), ("en", ENGLISH, {"dry port"})],
)
def test_renderings_are_found_in_any_form(lang: str, texts: list[str], expected: set[str]) -> None:
    renderer = Renderer(list(zip(TEXTS, texts, strict=True)), Lang(lang))
    port = named(harvest(TEXTS))["сухой порт"]
    (best,) = renderer.renderings(port.key, [place.text for place in port.places])
    assert best.text.lower() in expected
    assert sorted(best.pairs) == [0, 1, 2]


def test_two_renderings_are_told_apart_with_their_sentences() -> None:
    texts = [*ENGLISH[:2], "Customs works in the land terminal.", *ENGLISH[3:]]
    renderer = Renderer([*zip(TEXTS, texts, strict=True), ("Терминал открыт.", "The terminal is open.")], Lang("en"))
    port = named(harvest(TEXTS))["сухой порт"]
    first, *_ = renderer.renderings(port.key, [0, 1, 2])
    assert (first.text.lower(), first.pairs) == ("dry port", (0, 1))


def test_what_has_no_counterpart_has_no_rendering() -> None:
    renderer = Renderer([("Сухой порт.", "It is there."), ("Да.", "Yes.")], Lang("en"))
    assert renderer.renderings(("сухой", "порт"), [0]) == ()
    assert Renderer([("Сухой порт.", "")], Lang("en")).renderings(("сухой", "порт"), [0]) == ()


@pytest.mark.parametrize("text", ["мира ", "новый ", "новая карта мира ", "порт Актау – "])
def test_a_text_without_an_end_takes_time_that_grows_with_its_length(text: str) -> None:
    harvest([text])  # what is loaded once
    begun = process_time()
    harvest([text * 4000])
    assert process_time() - begun < 5
