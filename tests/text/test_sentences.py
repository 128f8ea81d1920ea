from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit import data
from tmkit.errors import InputError
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Anchor, Block, Code, Document, Kind, Lang, Location, Segment, Span
from tmkit.text.sentences import segment, split
from tmkit.text.srx import Breaker, Rule, RuleSet

CASES = Path(__file__).parents[1] / "cases" / "sentences"
LANGS = (RU, EN, KK, UZ_LATN, UZ_CYRL)


def cases() -> list[tuple[str, str]]:
    return [
        (path.stem, line)
        for path in sorted(CASES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def without_bars(line: str) -> str:
    return line.replace(" | ", " ")


def pieces(text: str, lang: str) -> list[str]:
    return [text[start:stop] for start, stop in split(text, Lang(lang))]


@pytest.mark.parametrize(("lang", "line"), cases())
def test_case(lang: str, line: str) -> None:
    assert " | ".join(pieces(without_bars(line), lang)) == line


@pytest.mark.parametrize("lang", LANGS)
def test_no_break_space_is_white_space(lang: Lang) -> None:
    assert split("А. С. Пушкин. Он.".replace(" ", "\u00a0"), lang) == [(0, 13), (14, 17)]


def test_blank_line_ends_a_sentence_whatever_stands_before() -> None:
    assert pieces("Построен в 2025 г.\r\n \r\nгород\nстоит", "ru") == ["Построен в 2025 г.", "город\nстоит"]


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0"])
def test_nothing_but_white_space(text: str) -> None:
    assert split(text, RU) == []


texts = st.text() | st.lists(
    st.sampled_from(
        ["г", "Он", "в", "2025", "U.S", ".", "!", "?", "…", "»", "«", '"', ")", "(", "—", " ", " ", "\n", "ж", "ж. б"]
    )
).map("".join)


@given(texts, st.sampled_from([*LANGS, Lang("fr")]))
def test_spans_and_white_space_give_the_text_back(text: str, lang: Lang) -> None:
    at = 0
    for start, stop in split(text, lang):
        assert not text[at:start].strip()
        assert text[start:stop] == text[start:stop].strip() != ""
        at = stop
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "unit", ["слово ", "ы", " ", " \n ", ".", ". ", "A. ", "(aaaa ", ". (aaaaaaa", "2025 г. ", '" ', "?!» "]
)
def test_long_paragraph_takes_no_more_than_linear_time(unit: str) -> None:
    # a quadratic rule takes minutes here
    text = (unit * 200_000)[:200_000]
    assert sum(stop - start for start, stop in split(text, RU)) >= sum(not c.isspace() for c in text)


def test_segment_cuts_each_block_and_keeps_places() -> None:
    heading = Segment("Итоги", RU, "a.md", (Anchor(0, 1, 3),), (), Block(0, Kind.HEADING, 1))
    paragraph = Segment(
        "Раз два. Три.", RU, "a.md", (Anchor(0, 3, 1), Anchor(4, 4, 1)), (Code(9, "**"),), Block(1, Kind.PARAGRAPH)
    )
    cut = segment(Document("a.md", RU, (heading, paragraph)))
    assert [s.text for s in cut.segments] == ["Итоги", "Раз два.", "Три."]
    assert cut.segments[0] == heading
    assert cut.segments[2].locate(0) == Location("a.md", 4, 6)
    assert cut.segments[2].codes == (Code(0, "**"),)
    assert [s.block.number for s in cut.segments] == [0, 1, 1]


def test_segment_is_idempotent() -> None:
    text = " ".join(without_bars(line) for lang, line in cases() if lang == "ru")
    once = segment(Document("a.txt", RU, (Segment(text, RU),)))
    assert segment(once) == once


def test_first_rule_that_matches_decides() -> None:
    exception, rule = Rule(False, "г\\.", " "), Rule(True, "\\.", " ")
    assert list(Breaker([exception, rule]).breaks("г. а. б")) == [5]
    assert list(Breaker([rule, exception]).breaks("г. а. б")) == [2, 5]
    assert list(Breaker([exception]).breaks("г. а. б")) == []


def srx(body: str, cascade: str = "yes") -> bytes:
    return f'<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header cascade="{cascade}"/>{body}</srx>'.encode()


TWO = """<body><languagerules>
<languagerule languagerulename="A"><rule><beforebreak>a</beforebreak></rule></languagerule>
<languagerule languagerulename="B"><rule break="no"><!-- why --><afterbreak>b</afterbreak></rule></languagerule>
</languagerules><maprules>
<languagemap languagepattern="ru.*" languagerulename="A"/><languagemap languagepattern=".*" languagerulename="B"/>
</maprules></body>"""


def test_cascade_takes_the_rules_of_every_map_that_fits() -> None:
    a, b = Rule(True, "a", ""), Rule(False, "", "b")
    assert RuleSet(srx(TWO), "x.srx").rules("ru-RU") == (a, b)
    assert RuleSet(srx(TWO, "no"), "x.srx").rules("ru") == (a,)
    assert RuleSet(srx(TWO), "x.srx").rules("en") == (b,)


@pytest.mark.parametrize(
    ("content", "words"), [(b"<srx>", "well-formed"), (srx(TWO.replace('name="B"/', 'name="C"/')), "'C'")]
)
def test_broken_file_is_said_so(content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        RuleSet(content, "x.srx")
    assert str(caught.value).startswith("x.srx:")


@pytest.fixture(scope="module")
def srx_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("srx") / "tmkit.srx"
    path.write_bytes(data.read("tmkit.srx"))
    return path


def test_file_fits_the_schema_and_an_independent_engine_agrees(srx_file: Path) -> None:
    choppa = pytest.importorskip("choppa", reason="choppa-srx, the other SRX engine, is not installed")
    schema = Path(choppa.__file__).parent / "data" / "xsd" / "srx20.xsd"
    document = choppa.SrxDocument(ruleset=str(srx_file), validate_ruleset=str(schema))
    for lang in {lang for lang, _ in cases()}:
        text = "\n\n".join(without_bars(line) for other, line in cases() if other == lang)
        joined = text.replace("\n\n", " ")
        for whole in (text, joined):
            theirs = [piece.strip() for piece in choppa.SrxTextIterator(document, lang, whole)]
            assert pieces(whole, lang) == [piece for piece in theirs if piece]


def test_spans_are_spans() -> None:
    assert split(" Да. ", RU) == [Span(1, 4)]
