from __future__ import annotations

from pathlib import Path

from tmkit.formats.units import LOCKED, SCORE
from tmkit.languages.codes import KK, RU
from tmkit.model import Segment, TranslationUnit
from tmkit.pipeline.checking import bitexts_of_units, check, check_file
from tmkit.pipeline.reading import read


def unit(*properties: tuple[str, str]) -> TranslationUnit:
    return TranslationUnit((Segment("Торговля", RU), Segment("Сауда", KK)), properties)


def test_units_are_as_sure_as_their_score_and_locked_ones_are_left_alone() -> None:
    units = [unit(), unit((SCORE, "0.4")), unit((SCORE, "high")), unit((SCORE, "7")), unit((LOCKED, "yes"))]
    [text] = bitexts_of_units(units, "m.tmx")
    assert [pair.score for pair in text.pairs] == [1, 0.4, 1, 1]


def test_a_language_without_a_profile_is_said_to_be_matched_exactly(tmp_path: Path) -> None:
    said = "no profile for the language 'tr'; its words are matched exactly"
    table = tmp_path / "units.tsv"
    table.write_text("Средний коридор растёт.\tOrta Koridor büyüyor.\n", encoding="utf-8")
    assert check_file(str(table), ("ru", "tr")).notices == (said,)
    source, target = tmp_path / "visit.ru.txt", tmp_path / "visit.tr.txt"
    source.write_text("Средний коридор растёт. Это важно для стран.\n", encoding="utf-8")
    target.write_text("Orta Koridor büyüyor. Bu ülkeler için önemlidir.\n", encoding="utf-8")
    assert said in check(read(str(source)), read(str(target), "tr")).notices
