"""What content checks find in bilingual files only: white space at the ends, plural forms, escapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tmkit.checks import CHECKS, Context
from tmkit.languages.codes import KK, RU
from tmkit.languages.style import style_of
from tmkit.model import Bitext, Block, Code, Finding, Kind, Pair, Segment, Severity
from tmkit.pipeline.linting.checking import check_file
from tmkit.pipeline.linting.reporting import Choice
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


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        ("См. [условия](https://example.org).", "[Шарттар](https://example.org) бөлімін қараңыз.", []),
        ("См. [условия](https://example.org).", "Шарттар (https://example.org) бөлімін қараңыз.", ["]("]),
        ("Это **важно** знать.", "Мұны білу **маңызды**.", []),
        ("Это **важно** знать.", "Мұны білу **маңызды*.", ["**"]),
        ("Это **важно** знать.", "Мұны білу маңызды.", ["**"]),
        ("Введите `pip install`.", "`pip install` деп теріңіз.", []),
        ("Введите `pip install`.", "`pip instal` деп теріңіз.", ["`pip install`"]),
        ("5 ** 2 и 2 * 3", "5 ** 2 және 2 * 3", []),
        ("Первая\\nвторая", "Бірінші екінші", ["\\n"]),
        ("&Файл", "Файл", ["The source has 1 accelerator"]),
    ],
)
def test_markdown_escapes_and_accelerators_of_a_unit_are_kept(source: str, target: str, messages: list[str]) -> None:
    found = [finding.message for finding in findings("tag", source, target)]
    assert len(found) == len(messages)
    assert all(told.startswith(wanted) for told, wanted in zip(found, messages, strict=True))


CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {lang}\\n"
"Plural-Forms: nplurals={declared}; plural=(n != 1);\\n"

#, c-format
msgid "One file was found"
msgid_plural "%d files were found"
{forms}
"""


def catalogue(tmp_path: Path, lang: str, declared: int, *forms: str) -> list[tuple[str, str]]:
    path = tmp_path / "messages.po"
    lines = (f'msgstr[{number}] "{form}"' for number, form in enumerate(forms))
    path.write_text(CATALOGUE.format(lang=lang, declared=declared, forms="\n".join(lines)), "utf-8")
    report = check_file(str(path), ["en", lang], choice=Choice(select=("TM3",)))
    return [(finding.code, finding.message) for finding in report.findings]


def test_the_plural_forms_of_a_catalogue_are_those_of_its_language(tmp_path: Path) -> None:
    assert catalogue(tmp_path, "ru", 3, "Найден %d файл", "Найдено %d файла", "Найдено %d файлов") == []
    assert catalogue(tmp_path, "uz", 2, "Bitta fayl topildi", "%d ta fayl topildi") == []
    assert catalogue(tmp_path, "kk", 1, "%d файл табылды") == []


def test_a_plural_form_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    found = catalogue(tmp_path, "ru", 3, "Найден %d файл", "Найдено %d файлов")
    assert found == [("TM303", "2 plural forms are translated, 3 are needed.")]


def test_a_header_with_the_forms_of_another_language_is_told(tmp_path: Path) -> None:
    found = catalogue(tmp_path, "kk", 3, "Бір файл", "%d файл", "%d файл")
    assert found == [("TM303", "The header says nplurals=3; kk has 2.")]


def test_a_plural_form_keeps_its_other_placeholders(tmp_path: Path) -> None:
    found = catalogue(tmp_path, "kk", 2, "Бір файл", "%s файл табылды")
    assert found == [("TM301", "The source has %d; this is another one.")]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("&Файл", "Файл", "The source has 1 accelerator, the translation none."),
        ("Строка\\nвторая", "Жол екінші", r"\n stands once in the source, nowhere here."),
        ("Читайте AT&T и R&D", "AT&T мен R&D оқыңыз", ""),
        ("<b>Файл</b>", "<b>Файл", "</b> stands once in the source, nowhere here."),
    ],
)
def test_escapes_and_accelerators_count_in_units(source: str, target: str, message: str) -> None:
    assert [found.message for found in findings("tag", source, target)] == [message] * bool(message)


def test_what_stands_on_both_sides_of_a_tag_is_not_side_by_side() -> None:
    block = Block(0, Kind.UNIT)
    source = Segment("Файл  удалён", RU, "a.tmx", codes=(Code(5, '<ph x="1"/>'),), block=block)
    target = Segment("Файл  жойылды", KK, "a.tmx", codes=(Code(5, '<ph x="1"/>'),), block=block)
    bitext = Bitext(RU, KK, "a.tmx", "a.tmx", (Pair((source,), (target,)),))
    for name in ("spaces", "tag"):
        assert list(CHECKS.load(name).check(bitext, Context(Glossary(()), style_of(KK)))) == []


def test_a_tag_with_another_number_is_one_fault() -> None:
    block = Block(0, Kind.UNIT)
    source = Segment("Файл удалён", RU, "a.xlf", codes=(Code(0, '<g id="1">'), Code(4, "</g>")), block=block)
    target = Segment("Файл жойылды", KK, "a.xlf", codes=(Code(0, '<g id="2">'), Code(4, "</g>")), block=block)
    bitext = Bitext(RU, KK, "a.xlf", "a.xlf", (Pair((source,), (target,)),))
    (found,) = CHECKS.load("tag").check(bitext, Context(Glossary(()), style_of(KK)))
    assert found.message == '<g id="1"> stands once in the source, nowhere here.'


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("https://example.org/kk/plan", ""),
        ("https://example.org/kk/plan-2", "The link leads to https://example.org/kk/plan-2, that of the source to {}."),
    ],
)
def test_a_link_of_the_markup_leads_where_its_source_does(link: str, message: str) -> None:
    there = "https://example.org/ru/plan"
    source = Segment("См. план.", RU, "a.ru.md", codes=(Code(4, "["), Code(8, f"]({there})")))
    target = Segment("Жоспарды қараңыз.", KK, "a.kk.md", codes=(Code(0, "["), Code(8, f"]({link})")))
    bitext = Bitext(RU, KK, "a.ru.md", "a.kk.md", (Pair((source,), (target,)),))
    found = CHECKS.load("url").check(bitext, Context(Glossary(()), style_of(KK)))
    assert [finding.message for finding in found] == [message.format(there)] * bool(message)
