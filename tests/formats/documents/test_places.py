"""Laws of the readers: every character is where its location says, and none is lost."""

import html as entities
import re
from importlib import import_module

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tmkit.errors import InputError
from tmkit.languages.codes import RU
from tmkit.model import Document

WORDS = st.sampled_from(
    ["Визит", "в", "Астану,", "oʻzbek", "12", "млн.", "қала", "—", "a\u00a0b", "\u2028", "😀", "cut-", "1."]
)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\f", " \n"])
MARKDOWN = st.sampled_from(
    '# |## |- |1. |> |    |* | * |**|_|__|`|``|~~|~|[|](a "t")|][r]|]|![|](<b>)|\\*|\\|&amp;|&nbsp;|&#1071;|&|<b>|</b>'
    "|<br>|<!-- c -->|<https://a.b/c>|<div>|```|---|===|\\|\\|-\\|-\\|\n|\\||[r]: http://a.b|:|!|\t".replace(
        "\\|", "\0"
    ).split("|")
).map(lambda piece: piece.replace("\0", "|"))
HTML_PIECES = (
    "<p>|</p>|<br>|<b>|</b>|<ul>|<li>|</ul>|<table>|<tr>|<td>|<th>|<caption>|</table>|<h2>|</h2>|<title>|</title>|<pre>"
    "|</pre>|<!-- c -->|<script>x<p></script>|<svg>y</svg>|<noscript>|<![CDATA[|<a b='|<a b=\"|<|</|<!|>"
    "|&amp;|&nbsp;|&copyx|&#65;|&|\t"
)
HTML = st.sampled_from(HTML_PIECES.split("|"))


def documents(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(WORDS, st.just(" "), LINE_ENDS, pieces), max_size=40).map("".join)


def read(format_name: str, text: str) -> Document | None:
    try:
        document: Document = import_module(f"tmkit.formats.documents.{format_name}").read(text.encode(), "a", RU)
    except InputError:
        return None
    return document


def in_file(text: str, document: Document) -> list[tuple[str, str]]:
    """Each character of the segments beside what stands in the file at its location."""
    lines = re.split(r"\r\n|\r|\n", text)
    pairs = []
    for segment in document.segments:
        for offset, character in enumerate(segment.text):
            _, line, column = segment.locate(offset)
            pairs.append((character, lines[line - 1][column - 1 : column]))
    return pairs


def check_laws(document: Document) -> None:
    for segment in document.segments:
        assert segment.text == segment.text.strip()
        assert segment.text
        assert not re.search(r"[\t\n\r\f\u2028]", segment.text)
        offsets = [anchor.offset for anchor in segment.anchors]
        assert offsets[0] == 0
        assert offsets == sorted(set(offsets))
        assert offsets[-1] < len(segment.text)
        positions = [segment.locate(offset) for offset in range(len(segment.text))]
        assert positions == sorted(positions)
        assert [code.offset for code in segment.codes] == sorted(code.offset for code in segment.codes)
        assert all(0 <= code.offset <= len(segment.text) for code in segment.codes)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(documents(st.sampled_from(["- ", "• ", "1) ", "***", "\t"])))
def test_text_is_where_it_says(text: str) -> None:
    document = read("text", text)
    if document is None:
        assert not re.search(r"\w", text)
        return
    check_laws(document)
    assert all(character == there for character, there in in_file(text, document) if character != " ")
    # All but markers and separating lines is kept, in order.
    rest = iter(bare(text))
    assert all(character in rest for segment in document.segments for character in bare(segment.text))


@given(documents(st.nothing() | st.just(" ")).filter(lambda text: "—" not in text and "1." not in text))
def test_text_without_lists_is_kept_whole(text: str) -> None:
    document = read("text", text)
    assert bare("".join(segment.text for segment in document.segments) if document else "") == bare(text)


@given(documents(MARKDOWN))
def test_markdown_is_where_it_says(text: str) -> None:
    document = read("markdown", text)
    if document is not None:
        check_laws(document)
        for character, there in in_file(text, document):
            assert character in (there, " ") or there == "&" or character == "�"


@given(documents(MARKDOWN))
def test_markdown_has_the_text_that_the_parser_shows(text: str) -> None:
    document = read("markdown", text)
    if text.startswith("---"):  # front matter, unknown to the plain parser
        return
    shown = []
    for token in MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).parse(text):
        stack = list(reversed(token.children or []))
        while stack:
            child = stack.pop()
            stack += reversed(child.children or [])
            if child.type in ("text", "code_inline"):
                shown.append(child.content)
    assert bare("".join(segment.text for segment in document.segments) if document else "") == bare("".join(shown))


@given(documents(HTML))
def test_html_is_where_it_says(text: str) -> None:
    document = read("html", text)
    if document is not None:
        check_laws(document)
        for character, there in in_file(text, document):
            assert character in (there, " ") or there == "&"


INLINE = st.recursive(
    st.lists(st.one_of(WORDS.filter(lambda word: word != "\u2028"), st.just(" "), st.just("\n")), max_size=5).map(
        lambda words: entities.escape("".join(words))
    ),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["b", "i", "a", "span"]), inner).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        ),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=8,
)
PAGE = st.recursive(
    INLINE,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["p", "div", "h1", "section"]), INLINE).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        ),
        st.lists(inner, max_size=3).map(lambda items: "<ul>" + "".join(f"<li>{item}" for item in items) + "</ul>"),
        st.lists(inner, max_size=3).map(lambda cells: "<table><tr>" + "".join(f"<td>{c}" for c in cells) + "</table>"),
        st.lists(inner, max_size=3).map("<!-- c -->".join),
    ),
    max_leaves=8,
)


@given(PAGE)
def test_html_has_the_text_that_lxml_sees(text: str) -> None:
    document = read("html", text)
    seen = lxml.html.fragment_fromstring(text, create_parent="body").text_content()
    assert bare("".join(segment.text for segment in document.segments) if document else "") == bare(seen)


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_a_file_without_text_is_refused(name: str) -> None:
    reader = import_module(f"tmkit.formats.documents.{name}")
    for data, message in ((b"", "empty"), (b" \r\n\t\n", "holds no text"), ("\ufeff\n".encode(), "holds no text")):
        with pytest.raises(InputError, match=message) as caught:
            reader.read(data, "a", RU)
        assert caught.value.path == "a"


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_places_do_not_depend_on_the_encoding(name: str, encoding: str) -> None:
    text = "\r\nПрезидент прибыл\r\nв Астану с визитом.\r\n"
    document = import_module(f"tmkit.formats.documents.{name}").read(text.encode(encoding), "a", RU)
    segment = document.segments[-1]
    astana = segment.text.index("Астану")
    assert segment.locate(astana)[1:] == (3, 3)
    assert document.encoding == {"cp1251": "windows-1251"}.get(encoding, encoding)
