"""Markdown: front matter and footnotes, which are not CommonMark's."""

from __future__ import annotations

import pytest

from tmkit.formats.documents import markdown
from tmkit.formats.translating import Translation
from tmkit.languages.codes import KK, RU
from tmkit.model import Code, Segment


def blocks(text: str) -> list[tuple[str, str]]:
    found = markdown.read(text.encode(), "a.md", RU).segments
    return [(segment.block.kind.value, segment.text) for segment in found]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: Визит в Астану", [("heading", "Визит в Астану")]),
        ('title: "Визит: \\"итоги\\""   # c', [("heading", 'Визит: "итоги"')]),
        ("title: 'Д''Артаньян'\ndescription: Кратко", [("heading", "Д'Артаньян"), ("paragraph", "Кратко")]),
        ("title: Рост # c", [("heading", "Рост")]),
        ("title: |\n  Визит", []),
        ("title: [Визит]", []),
        ("title: &a Визит", []),
        ("title: a: b", []),
        ("x:\n  title: Визит\ntags: да", []),
    ],
)
def test_title_and_description_of_front_matter(front: str, expected: list[tuple[str, str]]) -> None:
    for text in (f"---\n{front}\n---\nТекст", f"---\n{front}\n...\nТекст".replace("\n", "\r\n")):
        assert blocks(text) == [*expected, ("paragraph", "Текст")]


def test_front_matter_in_toml() -> None:
    assert blocks('+++\ntitle = "Визит"\ndraft = true\n+++\nТекст') == [("heading", "Визит"), ("paragraph", "Текст")]
    assert blocks("+++\ntitle = Визит\n+++\nТекст") == [("paragraph", "Текст")]


def test_front_matter_without_an_end_costs_no_more_than_its_length() -> None:
    assert blocks("---\n" + "\r" * 50_000 + "Текст")[-1] == ("paragraph", "Текст")
    title = "a" + " " * 100_000 + "b"
    assert blocks(f"---\ntitle: {title}\n---\nТекст") == [("heading", title), ("paragraph", "Текст")]


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ("title: Визит", "Сапар", "title: Сапар"),
        ("title: Визит", "Сапар: қорытынды", None),
        ("title: Визит", "*Сапар*", None),
        ("title: Визит", "Сапар (5 * 5)", "title: Сапар (5 * 5)"),
        ('title: "Визит"', 'Сапар: "өтті" \\', 'title: "Сапар: \\"өтті\\" \\\\"'),
        ("title: 'Визит'", "Toshkentʼda o'tdi", "title: 'Toshkentʼda o''tdi'"),
    ],
)
def test_a_title_is_written_as_it_is_quoted(before: str, new: str, after: str | None) -> None:
    text = f"---\n{before}\nlayout: a\n---\nТекст *важный*"
    title, _ = markdown.read(text.encode(), "a.md", RU).segments
    made = markdown.translate(text.encode(), "a.md", [Translation(title, Segment(new, KK))], KK)
    assert made.data.decode() == text.replace(before, after or before)
    assert bool(made.refused) is (after is None)


NOTES = """Рост[^1] и *спад*[^два].

[^1]: Первая заметка
продолжается.
[^два]: Вторая, `код`

    - пункт

[^три]: слово
Конец.

# Раздел

    [^4]: код
"""


def test_footnotes() -> None:
    assert blocks(NOTES) == [
        ("paragraph", "Рост и спад."),
        ("footnote", "Первая заметка продолжается."),
        ("footnote", "Вторая, код"),
        ("footnote", "пункт"),
        ("footnote", "слово Конец."),
        ("heading", "Раздел"),
    ]
    first, second, *_ = markdown.read(NOTES.encode(), "a.md", RU).segments
    assert [code.data for code in first.codes] == ["[^1]", "*", "*", "[^два]"]
    assert second.locate(0)[1:] == (3, 7)
    codes = (Code(3, "[^1]"), Code(8, "*"), Code(16, "*"), Code(16, "[^два]"))
    chosen = [Translation(first, Segment("Өсу мен құлдырау.", KK, codes=codes))]
    written = markdown.translate(NOTES.encode(), "a.md", chosen, KK).data.decode()
    assert written == NOTES.replace("Рост[^1] и *спад*", "Өсу[^1] мен *құлдырау*")
