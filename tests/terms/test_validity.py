from __future__ import annotations

from datetime import date

from tmkit.model import Concept, Lang, Status, Term
from tmkit.terms.validity import in_force

UZ = Lang("uz-Latn")
OLD = Term("Butunjahon savdo tashkiloti", UZ, valid_until=date(2018, 12, 31))
NEW = Term("Jahon savdo tashkiloti", UZ, valid_from=date(2019, 1, 1))
WTO = Concept("wto", (OLD, NEW))


def held(concept: Concept, house: str = "", day: date = date(2026, 1, 1)) -> list[tuple[str, Status]]:
    [found] = in_force([concept], house, day)
    return [(term.text, term.status) for term in found.terms]


def test_a_name_is_preferred_in_its_time() -> None:
    assert held(WTO) == [(OLD.text, Status.ADMITTED), (NEW.text, Status.PREFERRED)]
    assert held(WTO, day=date(2018, 12, 31)) == [(OLD.text, Status.PREFERRED), (NEW.text, Status.ADMITTED)]


def test_a_ban_holds_in_its_time_only() -> None:
    banned = Term("Turkiy kengash", UZ, Status.DEPRECATED, valid_from=date(2021, 11, 12))
    assert held(Concept("ots", (banned,))) == [(banned.text, Status.DEPRECATED)]
    assert held(Concept("ots", (banned,)), day=date(2021, 11, 11)) == []


def test_a_house_has_the_last_word_in_its_own_texts() -> None:
    concept = Concept(
        "protocol",
        (
            Term("bayonnoma", UZ),
            Term("protokol", UZ, Status.ADMITTED),
            Term("protokol", UZ, house="newsroom"),
            Term("qaydnoma", UZ, Status.DEPRECATED, house="newsroom"),
        ),
    )
    assert held(concept, "newsroom") == [
        ("bayonnoma", Status.ADMITTED),
        ("protokol", Status.PREFERRED),
        ("qaydnoma", Status.DEPRECATED),
    ]
    assert held(concept)[:2] == [("bayonnoma", Status.PREFERRED), ("protokol", Status.ADMITTED)]
    assert ("qaydnoma", Status.DEPRECATED) not in held(concept, "ministry")
