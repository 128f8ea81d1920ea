"""Plain text: where paragraphs begin."""

import textwrap

import pytest

from tmkit.formats.documents import text
from tmkit.languages.codes import RU

PARAGRAPHS = """
Президент прибыл в Ташкент с государственным визитом. В аэропорту его встретил премьер-министр, после чего главы \
государств провели переговоры в узком составе.
Стороны обсудили торговлю, транспорт и водно-энергетическое сотрудничество. Товарооборот за год вырос на 12,5 % и \
достиг 9,9 млрд долларов, а число совместных предприятий превысило 3200.
По итогам встречи подписано 14 документов, в их числе программа промышленной кооперации и соглашение об упрощении \
пересечения границы для перевозчиков.
Следующее заседание Высшего межгосударственного совета пройдёт осенью в Астане, сообщила пресс-служба.
""".strip().split("\n")


def blocks(content: str) -> list[str]:
    return [segment.text for segment in text.read(content.encode(), "a.txt", RU).segments]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\n\n", "\r\r"])
def test_a_line_is_a_paragraph_where_lines_are_not_wrapped(break_: str) -> None:
    assert blocks(break_.join(PARAGRAPHS)) == PARAGRAPHS
    sentences = [sentence for paragraph in PARAGRAPHS for sentence in paragraph.replace(". ", ".\n").split("\n")]
    assert blocks(break_.join(sentences)) == sentences


@pytest.mark.parametrize("width", [60, 72, 78, 100])
@pytest.mark.parametrize(("first", "between"), [("", "\n\n"), ("    ", "\n"), ("", "\r\n \r\n"), ("", "\f")])
def test_wrapped_lines_become_paragraphs(width: int, first: str, between: str) -> None:
    wrapped = [textwrap.fill(paragraph, width, initial_indent=first) for paragraph in PARAGRAPHS]
    assert blocks(between.join(wrapped)) == PARAGRAPHS


@pytest.mark.parametrize(
    "content",
    [
        "цемент\nсталь\nзерно",
        "Открытие\nЗаседание рабочей группы по транспорту\nОбед\nЗакрытие",
        "ул. Мира, 5\nАстана\nКазахстан",
    ],
)
def test_short_lines_stay_apart(content: str) -> None:
    assert blocks(content) == content.split("\n")


@pytest.mark.parametrize(
    "marker", ["- ", "• ", "– ", "* ", "1) ", "12. ", "2.1. ", "(3) ", "а) ", "Б) ", "(b) ", "•\t"]
)
def test_list_markers_are_no_text(marker: str) -> None:
    first, second = text.read(f"Повестка:\n{marker}торговля".encode(), "a.txt", RU).segments
    assert (second.text, second.block.kind, second.locate(0)[1:]) == ("торговля", "item", (2, len(marker) + 1))
    assert first.block.kind == "paragraph"  # a colon ends no title


@pytest.mark.parametrize(
    "line", ["-5 градусов", "12.5 млн тонн", "2025. Итоги года", "г. Астана", "— Да, — сказал он.", "*"]
)
def test_what_is_no_marker_stays(line: str) -> None:
    assert blocks(f"Начало.\n{line}") == ["Начало.", line]


def test_a_dash_after_a_colon_makes_an_item() -> None:
    document = text.read("Решено:\n— построить;\n— открыть.".encode(), "a.txt", RU)
    assert [(s.block.kind, s.text) for s in document.segments[1:]] == [("item", "построить;"), ("item", "открыть.")]


def test_a_wrapped_line_that_begins_like_an_item_is_none() -> None:
    lines = [
        "Суд разъяснил, что порядок возмещения расходов определяет пункт",
        "12. Он действует с начала года, а прежние правила больше никто не",
        "применяет, сообщили журналистам в пресс-службе верховного суда.",
    ]
    assert blocks("\n".join(lines)) == [" ".join(lines)]


def test_the_first_short_line_is_a_title() -> None:
    kinds = [segment.block.kind for segment in text.read("Визит\n\nТекст.\n\nКонец".encode(), "a.txt", RU).segments]
    assert kinds == ["heading", "paragraph", "paragraph"]
    assert text.read("Одна строка".encode(), "a.txt", RU).segments[0].block.kind == "paragraph"


def test_initials_hold_together_when_lines_are_wrapped() -> None:
    lines = [
        "Координатор проекта выступил перед участниками и сказал, что работа будет закончена",
        "в срок. Кроме того, слово взяли председатель совета директоров и его заместитель",
        "А.\xa0К.\xa0Мамытов, который рассказал о планах на будущий год и о новых соглашениях.",
    ]
    assert blocks("\n".join(lines)) == [" ".join(lines)]
