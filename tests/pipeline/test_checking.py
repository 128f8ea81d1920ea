from __future__ import annotations

from tmkit.formats.units import LOCKED, SCORE
from tmkit.languages.codes import KK, RU
from tmkit.model import Segment, TranslationUnit
from tmkit.pipeline.checking import bitexts_of_units


def unit(*properties: tuple[str, str]) -> TranslationUnit:
    return TranslationUnit((Segment("Торговля", RU), Segment("Сауда", KK)), properties)


def test_units_are_as_sure_as_their_score_and_locked_ones_are_left_alone() -> None:
    units = [unit(), unit((SCORE, "0.4")), unit((SCORE, "high")), unit((SCORE, "7")), unit((LOCKED, "yes"))]
    [text] = bitexts_of_units(units, "m.tmx")
    assert [pair.score for pair in text.pairs] == [1, 0.4, 1, 1]
