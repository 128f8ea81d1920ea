"""HTML: what the golden files do not show."""

import pytest

from tmkit.formats.documents import html
from tmkit.formats.translating import Translation
from tmkit.languages.codes import KK, RU
from tmkit.model import Segment


def blocks(content: str) -> list[tuple[str, int, str]]:
    return [(s.block.kind.value, s.block.level, s.text) for s in html.read(content.encode(), "a.html", RU).segments]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("windows-1251", '<meta charset="windows-1251">'),
        ("windows-1251", "<META http-equiv=Content-Type content='text/html; charset=windows-1251'>"),
        ("koi8-r", "<meta charset=koi8-r>"),
        ("windows-1251", '<?xml version="1.0" encoding="windows-1251"?>'),
        ("windows-1251", ""),
        ("utf-8", "<meta charset=windows-1251>"),  # the bytes know better
    ],
)
def test_declared_encodings(encoding: str, head: str) -> None:
    document = html.read(f"{head}<p>Привет, Ташкент".encode(encoding), "a.html", RU)
    assert [segment.text for segment in document.segments] == ["Привет, Ташкент"]
    assert document.encoding == encoding


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<h2>a</h3>b", [("heading", 2, "a"), ("paragraph", 0, "b")]),
        ("<h1>a<h2>b", [("heading", 1, "a"), ("heading", 2, "b")]),
        ("a</p></div></td></table>b", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
        ("<ul><li>a<ol><li>b</ol>c</ul>", [("item", 1, "a"), ("item", 2, "b"), ("item", 1, "c")]),
        ("<ul><li>a</ul>b", [("item", 1, "a"), ("paragraph", 0, "b")]),
        ("<td>a", [("cell", 0, "a")]),
        ("<table><tr><td><ul><li>a</table>b", [("item", 1, "a"), ("paragraph", 0, "b")]),
        ("a<br><br>b<br>c", [("paragraph", 0, "a"), ("paragraph", 0, "b c")]),
        ("a<br>\n<!-- c --> <br>b", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
        ("<svg><svg>x</svg>y</svg>a<svg/>b", [("paragraph", 0, "ab")]),
        ("<template><template>x</template>y</template>a", [("paragraph", 0, "a")]),
        ("a<!-->b<!--->c<!-- > -- d --!>e<!-- f", [("paragraph", 0, "abce")]),
        ("<p title='a>b' data-x=\"<p>\">c<p\n>d", [("paragraph", 0, "c"), ("paragraph", 0, "d")]),
        ("1 < 2 && 3 <4 a<", [("paragraph", 0, "1 < 2 && 3 <4 a<")]),
        ("&lt;p&gt; &notit; &amp;amp; &NotEqualTilde; &#x41", [("paragraph", 0, "<p> ¬it; &amp; ≂̸ A")]),
        ("<p>&nbsp;</p>a\u00a0&nbsp;b", [("paragraph", 0, "a\u00a0\u00a0b")]),
    ],
)  # fmt: skip
def test_lenient(content: str, expected: list[tuple[str, int, str]]) -> None:
    assert blocks(content) == expected


@pytest.mark.parametrize(
    "piece",
    ['<a b="', "<a b='x' c=\"", "<!--", "<![x", "</", "<", "&a", "<a " + "b " * 9, "<svg>", "<ul><li>", "<table><td>"],
)
def test_what_is_never_closed_costs_no_more_than_its_length(piece: str) -> None:
    assert blocks("<p>a" + piece * 20_000)[0][2].startswith("a")


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ('<p>Сауда</p><div translate="no"><p>код</p><div>ішкі</div></div><p>Өсім</p>', ["Сауда", "Өсім"]),
        ("<p translate=no>код<p>Өсім", ["Өсім"]),
        ("<ul><li translate='no'>код<li>бір</ul><p>Өсім", ["бір", "Өсім"]),
        ("<ul><li>бір<li translate='no'>код</ul><p>Өсім", ["бір", "Өсім"]),
        ("<table><tr translate='no'><td>код<tr><td>ел</table>", ["ел"]),
        ("<p>Бағдарлама <b translate='no'>tmkit</b> деп аталады.</p>", ["Бағдарлама tmkit деп аталады."]),
        ("<div translate='yes'>Сауда</div>", ["Сауда"]),
        ("<div hidden><p>код<p>тағы</div><p>Өсім", ["Өсім"]),
        ("<p hidden=''>код<p hidden=until-found>Сауда<p data-hidden=1>Өсім", ["Сауда", "Өсім"]),
        ("<div hidden><div lang='en'>код</div>тағы</div>Өсім", ["Өсім"]),
    ],
)
def test_blocks_that_are_not_to_be_translated(page: str, kept: list[str]) -> None:
    document = html.read(page.encode(), "t.html", KK)
    assert [segment.text for segment in document.segments] == kept


def test_blocks_in_another_language_say_so() -> None:
    page = (
        '<html lang="ru"><body lang="ru"><p>Рост.<p lang="en">Growth. <span lang=kk>Өсім.</span><p>Да.'
        "<div xml:lang='kk'><p>Өсім.<blockquote lang='xx-wrong-code'>Иә.</blockquote><p lang='uz-Cyrl'>Ўсиш.</div>Нет."
    )
    document = html.read(page.encode(), "t.html", RU)
    assert [(segment.lang, segment.text) for segment in document.segments] == [
        ("ru", "Рост."),
        ("en", "Growth. Өсім."),
        ("ru", "Да."),
        ("kk", "Өсім."),
        ("kk", "Иә."),
        ("uz-Cyrl", "Ўсиш."),
        ("ru", "Нет."),
    ]


def test_texts_in_attributes() -> None:
    page = (
        '<meta name="description" content="О торговле"><meta name=viewport content="width"><meta property="og:title" '
        """content='Рост "Два"'><p>Да <img alt="Порт &quot;Актау&quot;" src=x>"""
        "<img alt=''><img alt='IMG_01.jpg'>нет</p><p hidden><img alt='скрыто'></p>"
    )
    document = html.read(page.encode(), "t.html", RU)
    assert [segment.text for segment in document.segments] == [
        "О торговле",
        'Рост "Два"',
        "Да нет",
        'Порт "Актау"',
    ]
    texts = ['Сауда "туралы"', """Өсім 'екі' "үш" & <b>""", "Иә жоқ", 'Ақтау "айлағы"']
    chosen = [Translation(*pair) for pair in zip(document.segments, [Segment(text, KK) for text in texts], strict=True)]
    made = html.translate(page.encode(), "t.html", chosen, KK)
    assert [segment.text for segment in html.read(made.data, "t.html", KK).segments] == texts
    written = made.data.decode()
    assert 'content="Сауда &quot;туралы&quot;"' in written
    assert """content='Өсім &#39;екі&#39; "үш" &amp; &lt;b&gt;'""" in written
