from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmkit.errors import InputError, UsageError
from tmkit.formats.units import po
from tmkit.model import Lang, Location, Segment, TranslationUnit

CATALOGUE = (Path(__file__).parents[2] / "cases/po/catalogue.po").read_bytes()
LANGS = (Lang("ru"), Lang("kk"))
HEADER = 'msgid ""\nmsgstr "Language: kk\\n"\n\n'


def read(content: str | bytes, *langs: str) -> list[TranslationUnit]:
    data = content.encode() if isinstance(content, str) else content
    return list(po.read(io.BytesIO(data), "m.po", [Lang(lang) for lang in langs]))


def texts(units: list[TranslationUnit]) -> list[tuple[str, ...]]:
    return [tuple(v.text for v in unit.variants) for unit in units]


EXPECTED = [
    ("Торговля %s", 'Сауда "%s" өсті'),
    ("Длинная\nстрока", "Ұзын\nжол\tмен"),
    ("%d файл", "%d файл (бір)"),
    ("%d файла", "%d файл (көп)"),
    ("С табуляцией", "Табуляциямен"),
]


@pytest.mark.parametrize(
    "data",
    [
        CATALOGUE,
        CATALOGUE.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + CATALOGUE,
        CATALOGUE.rstrip(b"\n"),
        CATALOGUE + b"\n# the end\n",
    ],
    ids=["plain", "crlf", "mark", "no last line end", "comment at the end"],
)
def test_the_same_catalogue_in_other_bytes(data: bytes) -> None:
    units = read(data)
    assert texts(units) == EXPECTED
    assert [v.lang for v in units[0].variants] == ["ru", "kk"]
    assert units[0].properties == (
        ("x-tmkit-context", "menu"),
        ("x-tmkit-flags", "fuzzy, c-format"),
        ("x-tmkit-previous", "Торг %s"),
    )
    assert units[0].notes == ("Заметка переводчика", "Note of the programmer")


@pytest.mark.parametrize(
    ("unit", "side", "word", "line", "column"),
    [
        (0, 0, "Торговля", 15, 8),
        (0, 1, "Сауда", 16, 9),
        (0, 1, '"', 16, 15),
        (0, 1, "өсті", 16, 22),
        (1, 0, "строка", 20, 2),
        (1, 1, "Ұзын", 22, 2),
        (1, 1, "жол", 23, 2),
        (1, 1, "мен", 23, 7),
        (2, 1, "бір", 27, 21),
        (3, 0, "файла", 26, 18),
        (3, 1, "көп", 28, 21),
        (4, 0, "С таб", 36, 9),
        (4, 1, "Таб", 37, 10),
    ],
)
def test_places_are_exact(unit: int, side: int, word: str, line: int, column: int) -> None:
    segment = read(CATALOGUE)[unit].variants[side]
    assert segment.locate(segment.text.index(word)) == Location("m.po", line, column)


def test_one_plural_form_translates_the_plural() -> None:
    [unit] = read(HEADER + 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d файл"\n')
    assert texts([unit]) == [("%d files", "%d файл")]


def test_other_charsets() -> None:
    text = HEADER.replace("kk\\n", "ru\\nContent-Type: text/plain; charset=koi8-r\\n") + 'msgid "a"\nmsgstr "ёжик"\n'
    assert texts(read(text.encode("koi8-r"))) == [("a", "ёжик")]


def test_unusual_line_breaks_do_not_break_lines() -> None:
    [unit] = read(HEADER + 'msgid "a\u2028b"\nmsgstr "c\x85d\x0be"\n')
    assert texts([unit]) == [("a\u2028b", "c\x85d\x0be")]


def test_languages_given_outrank_the_header() -> None:
    assert [v.lang for v in read(CATALOGUE, "en", "uz-Latn")[0].variants] == ["en", "uz-Latn"]
    assert read("# nothing", "ru", "kk") == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('msgid "a"\nmsgstr "b"\n', "m.po:1: the header names no Language"),
        (HEADER.replace("kk", "Kazakh"), "m.po:1: the header's Language: 'Kazakh' is not a language code"),
        (HEADER + 'msgid "a"\nmsgstr "b\n', "m.po:5: this is no line of a PO catalogue"),
        (HEADER + 'msgid "a"\nmsgstr "b"c"\n', "m.po:5: this is no line"),
        (HEADER + 'msgid "a"\nmsgstr "b\\"\n', "m.po:5: this is no line"),
        (HEADER + 'msgid "a"\nbla "b"\n', "m.po:5: this is no line"),
        (HEADER + "msgid a\nmsgstr b\n", "m.po:4: this is no line"),
        (HEADER + 'msgstr "b"\nmsgstr "c"\n', "m.po:4: the line is out of place"),
        (b"PK\x03\x04", "m.po: not a text"),
    ],
)
def test_broken_catalogues_are_refused_in_one_line(content: str | bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(content)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_the_name_of_a_file_is_no_catalogue(tmp_path: Path) -> None:
    secret = tmp_path / "a.po"
    secret.write_bytes(CATALOGUE)
    with pytest.raises(InputError):
        read(str(secret))


def written(*units: TranslationUnit) -> bytes:
    stream = io.BytesIO()
    po.write(units, stream, LANGS)
    return stream.getvalue()


def unit(ru: str, kk: str, properties: tuple[tuple[str, str], ...] = ()) -> TranslationUnit:
    return TranslationUnit((Segment(ru, LANGS[0]), Segment(kk, LANGS[1])), properties)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
    lambda text: text.strip()
)


@given(st.dictionaries(TEXT, TEXT))
@example({"a": "\x0b", "b": "\ufdd0"})
def test_a_round_trip_keeps_texts_and_context(translations: dict[str, str]) -> None:
    properties = (("x-tmkit-context", "c"), ("x-tmkit-flags", "fuzzy"))
    back = read(written(*(unit(ru, kk, properties=properties) for ru, kk in translations.items())))
    assert texts(back) == list(translations.items())
    assert all(found.properties == properties for found in back)


def test_a_second_translation_gets_a_context() -> None:
    back = read(written(*(unit("a", kk) for kk in "bcbc"), unit("", "x"), TranslationUnit((Segment("a", LANGS[0]),))))
    assert texts(back) == [("a", "b"), ("a", "c")]
    assert back[1].properties == (("x-tmkit-context", "variant 2"),)


def test_a_catalogue_holds_two_languages() -> None:
    for langs in (LANGS[:1], (*LANGS, Lang("en"))):
        with pytest.raises(UsageError):
            po.write([], io.BytesIO(), langs)


PLURALS = """
msgctxt "menu"
msgid "%d файл"
msgid_plural "%d файла"
{0}
#, fuzzy
#| msgid "Рост"
msgid "Рост торговли"
msgstr "Өсім"
"""
TWO = 'msgstr[0] "%d файл бар"\nmsgstr[1] "%d файлдар"\n'


@pytest.mark.parametrize(
    ("lang", "count", "rule", "forms"),
    [
        ("kk", 2, "(n != 1)", TWO),
        ("uz@cyrillic", 1, "0", 'msgstr[0] "%d файл бор"\n'),
        ("kk", 2, "(n != 1)", TWO.replace("%d файлдар", "")),
    ],
)
def test_plural_forms_and_previous_strings_stay(lang: str, count: int, rule: str, forms: str) -> None:
    text = PLURALS.format(forms)
    head = f'msgid ""\nmsgstr "Language: {lang}\\nPlural-Forms: nplurals={count}; plural=0;\\n"\n'
    stream = io.BytesIO()
    units = list(po.read_all(io.BytesIO(f"{head}{text}".encode()), "m.po"))
    po.write(units, stream, tuple(variant.lang for variant in units[0].variants))
    header, _, body = stream.getvalue().decode().partition("\n\n")
    assert f"\n{body.rstrip()}\n" == text
    assert f'"Language: {lang}\\n"' in header
    assert f'"Plural-Forms: nplurals={count}; plural={rule};\\n"' in header


def test_a_form_without_its_others_is_a_message() -> None:
    first = read(HEADER + 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d файл"\nmsgstr[1] "%d файлы"\n')[0]
    stream = io.BytesIO()
    po.write([first], stream, LANGS)
    assert 'msgid "%d file"\nmsgstr "%d файл"\n' in stream.getvalue().decode()
