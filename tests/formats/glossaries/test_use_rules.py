from __future__ import annotations

import pytest

from tmkit.formats.glossaries import use_rules
from tmkit.languages.codes import EN, KK, RU, UZ_LATN
from tmkit.model import Concept, Lang, Status, Term

TRADE = Concept("trade", (Term("торговля", RU), Term("trade", EN), Term("сауда", KK)))
GROWTH = Concept("growth", (Term("рост", RU), Term("growth", EN), Term("өсім", KK)))
WATER = Concept("water", (Term("вода", RU), Term("water", EN), Term("су", KK)))
SOUND = [TRADE, GROWTH, WATER]


def concept(name: str, *terms: Term, note: str = "", related: tuple[str, ...] = (), keep: bool = False) -> Concept:
    return Concept(name, terms, note=note, related=related, do_not_translate=keep)


FULL = (Term("сумма", RU), Term("sum", EN), Term("сома", KK))
BAD = [
    ("TM962", concept("commerce", Term("Торговля", RU), Term("commerce", EN), Term("сауда", KK))),
    ("TM963", concept("sum", *FULL, related=("amount",))),
    ("TM963", concept("sum", *FULL, note="acronym of total-amount")),
    ("TM964", concept("sum", *FULL, Term("…", EN, Status.ADMITTED))),
    ("TM965", concept("sum", Term("сумма", RU), Term("sum", EN))),
    ("TM967", concept("sum", *FULL, Term("oʼlcham", UZ_LATN))),
    ("TM967", concept("sum", *FULL, Term("жиынтық  сома,", KK, Status.ADMITTED))),
    ("TM968", concept("kit", Term("tmkit", RU), Term("tmkit", EN), Term("тмкит", KK), keep=True)),
    ("TM969", concept("sum", *FULL, Term("maʼlumot", UZ_LATN), Term("ma‘lumot", UZ_LATN, Status.DEPRECATED))),
]  # fmt: skip
GOOD = [
    concept("railway", Term("железная дорога", RU), Term("railway", EN), Term("темір жол", KK), related=("trade",)),
    concept("sum", *FULL, note="acronym of trade"),
    concept("sum", *FULL, Term("oʻlcham", UZ_LATN), Term("olcham’", UZ_LATN, Status.DEPRECATED)),
    concept("green", Term("«зелёная» сумма", RU), Term("“green” sum", EN), Term("«жасыл» сома", KK)),
    concept("kit", Term("tmkit", RU), keep=True),
]


def codes(*concepts: Concept, langs: tuple[Lang, ...] = ()) -> list[str]:
    return [finding.code for finding in use_rules.faults(concepts, langs)]


@pytest.mark.parametrize(("code", "bad"), BAD, ids=[f"{code}-{bad.id}" for code, bad in BAD])
def test_a_fault_is_found_once(code: str, bad: Concept) -> None:
    assert codes(*SOUND, bad) == [code]


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.id)
def test_its_neighbour_is_sound(good: Concept) -> None:
    assert codes(*SOUND, good) == []


def test_languages_may_be_asked_for() -> None:
    assert codes(*SOUND, langs=(UZ_LATN,)) == ["TM965"] * 3


def test_every_rule_has_a_case() -> None:
    assert {code for code, _ in BAD} == set(use_rules.RULES)
