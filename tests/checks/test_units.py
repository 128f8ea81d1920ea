"""What content checks find in bilingual files only: white space at the ends, empty translations."""

from __future__ import annotations

import pytest

from tmkit.checks import CHECKS, Context
from tmkit.languages.codes import KK, RU
from tmkit.languages.style import style_of
from tmkit.model import Bitext, Block, Finding, Kind, Pair, Segment, Severity
from tmkit.terms.glossary import Glossary


def findings(check: str, source: str, target: str) -> list[Finding]:
    block = Block(0, Kind.UNIT)
    pair = Pair((Segment(source, RU, "a.po", block=block),), (Segment(target, KK, "a.po", block=block),))
    bitext = Bitext(RU, KK, "a.po", "a.po", (pair,))
    return list(CHECKS.load(check).check(bitext, Context(Glossary(()), style_of(KK))))


def test_an_empty_translation_is_an_error() -> None:
    (found,) = findings("length", "Сохранить", " ")
    assert (found.severity, found.message) == (Severity.ERROR, "The translation is empty.")


@pytest.mark.parametrize(
    ("source", "target", "severity", "message"),
    [
        ("Файл: ", "Файл:", Severity.WARNING, "The source ends with white space, the translation with none."),
        ("Готово.\n", "Дайын.", Severity.ERROR, "The source ends with a line break, the translation with none."),
        ("Файл", " Файл", Severity.WARNING, "The source begins with none, the translation with white space."),
    ],
)
def test_a_unit_begins_and_ends_as_its_source(source: str, target: str, severity: Severity, message: str) -> None:
    (found,) = findings("spaces", source, target)
    assert (found.severity, found.message) == (severity, message)


def test_the_same_ends_are_no_fault() -> None:
    assert findings("spaces", "\nГотово: ", "\nДайын: ") == []
