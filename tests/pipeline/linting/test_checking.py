from __future__ import annotations

from pathlib import Path

from tmkit.formats.units import LOCKED, SCORE
from tmkit.languages.codes import KK, RU
from tmkit.model import Segment, Severity, TranslationUnit
from tmkit.pipeline.inputs.documents import read
from tmkit.pipeline.inputs.units import read_units
from tmkit.pipeline.linting.checking import bitexts_of_units, check, check_file, check_units
from tmkit.pipeline.linting.examining import Standard
from tmkit.pipeline.linting.reporting import Choice
from tmkit.terms.glossary import Glossary


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


CATALOGUE = """msgid ""
msgstr ""
"Language: kk\\n"
"X-Source-Language: ru\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#. по Среднему коридору
msgid "Груз прибыл по Среднему коридору."
msgstr ""
"Жүк "
"Орта коридормен келді."

#, fuzzy
msgid "Груз ушёл по Среднему коридору."
msgstr "Жүк Орта коридормен кетті."

msgid "Порт закрыт."
msgstr ""

msgid "%d вагон"
msgid_plural "%d вагонов"
msgstr[0] "%d вагон"
msgstr[1] "%d вагон, Орта коридор"

#~ msgid "Старый текст."
#~ msgstr "Ескі мәтін."
"""


def test_a_catalogue_is_checked_with_places_flags_and_plural_forms(tmp_path: Path) -> None:
    path = tmp_path / "news.po"
    path.write_text(CATALOGUE, encoding="utf-8")
    report = check_file(str(path), choice=Choice(select=("TM102",)))
    assert [(f.target.start.line, f.target.start.column, f.target.text) for f in report.findings] == [
        (11, 2, "Орта коридормен")
    ]
    units = list(read_units(str(path), pending=True))
    [text] = bitexts_of_units(units, str(path))
    assert [pair.source[0].text for pair in text.pairs if not pair.target] == [
        "Груз ушёл по Среднему коридору.",
        "Порт закрыт.",
    ]
    assert [pair.target[0].text for pair in text.pairs if pair.target][1:] == ["%d вагон", "%d вагон, Орта коридор"]
    assert len(list(read_units(str(path)))) == 4


def test_what_a_catalogue_lacks_is_an_error_where_it_claims_to_be_complete(tmp_path: Path) -> None:
    path = tmp_path / "news.po"
    path.write_text(CATALOGUE, encoding="utf-8")
    standard = Standard(Glossary(()), Choice(select=("TM206", "TM207")), final=True)
    found = check_units(str(path), standard).report.findings
    assert any(finding.severity is Severity.ERROR for finding in found)
