from __future__ import annotations

import io
from pathlib import Path

import pytest

from tmkit.errors import InputError
from tmkit.formats.units import tmx
from tmkit.model import Code, Location, TranslationUnit

HEAD = (
    '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" '
    'adminlang="en" srclang="ru" datatype="plaintext">'
)


def document(body: str, head: str = HEAD, prolog: str = "") -> str:
    return f"{prolog}{head}</header><body>{body}</body></tmx>"


def unit(ru: str, kk: str = "Сауда") -> str:
    return f'<tu><tuv xml:lang="ru"><seg>{ru}</seg></tuv><tuv xml:lang="kk"><seg>{kk}</seg></tuv></tu>'


def read(content: str | bytes) -> list[TranslationUnit]:
    data = content.encode() if isinstance(content, str) else content
    return list(tmx.read(io.BytesIO(data), "m.tmx"))


def refusal(content: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(content)
    message = str(caught.value)
    assert message.startswith("m.tmx:")
    assert "\n" not in message
    return message


def test_text_languages_properties_notes_and_attributes() -> None:
    [found] = read(
        document(
            '<tu tuid="7" changedate="20261122T000000Z"><note>n</note><prop type="x-a">1</prop>'
            '<tuv xml:lang="ru"><prop type="x-b">2</prop><seg>Торговля &amp; ёлка</seg></tuv>'
            '<tuv xml:lang="kk-KZ"><seg>Сауда</seg></tuv></tu>'
        )
    )
    assert [(v.lang, v.text) for v in found.variants] == [("ru", "Торговля & ёлка"), ("kk", "Сауда")]
    assert found.properties == (("x-a", "1"),)
    assert found.notes == ("n",)
    assert found.attributes == (("tuid", "7"), ("changedate", "20261122T000000Z"))


def test_places_are_exact() -> None:
    [found] = read(document("\n<tu>\n<tuv lang='ru'>\r\n  <seg>ёж &lt;и\nуж😀 <hi>я</hi>!</seg></tuv></tu>"))
    segment = found.variants[0]
    assert segment.text == "ёж <и\nуж😀 я!"
    assert [segment.locate(at) for at in (0, 3, 4, 6, 10, 11)] == [
        Location("m.tmx", line, column) for line, column in ((4, 8), (4, 11), (4, 15), (5, 1), (5, 9), (5, 15))
    ]


@pytest.mark.parametrize(
    ("content", "text", "codes"),
    [
        ("a<hi>b</hi>c", "abc", [(1, "<hi>"), (2, "</hi>")]),
        (
            'a<bpt i="1" type="bold">&lt;b&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept>',
            "ab",
            [(1, '<bpt i="1" type="bold">&lt;b&gt;</bpt>'), (2, '<ept i="1">&lt;/b&gt;</ept>')],
        ),
        ("<ph>x<sub>y<hi>z</hi></sub></ph>a", "a", [(0, "<ph>x<sub>y<hi>z</hi></sub></ph>")]),
        ('<ph x="1"/>', "", [(0, '<ph x="1"></ph>')]),
        ('a <g id="1">b</g>', "a b", [(2, '<g id="1">'), (3, "</g>")]),
        ("a<seg>b</seg><prop>c</prop>d", "abcd", [(1, "<seg>"), (2, "</seg>"), (2, "<prop>"), (3, "</prop>")]),
        ("<![CDATA[<b>]]><!-- c --><?pi?>&#x430;", "<b>а", []),
    ],
)
def test_inline_elements(content: str, text: str, codes: list[tuple[int, str]]) -> None:
    segment = read(document(unit(content)))[0].variants[0]
    assert segment.text == text
    assert segment.codes == tuple(Code(*code) for code in codes)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("kz", "kk"), ("kk_KZ", "kk"), ("KK", "kk"), ("uz@cyrillic", "uz-Cyrl"), ("uz", "uz-Latn"), ("kaz", "kk")],
)
def test_language_codes_are_repaired(written: str, meant: str) -> None:
    [found] = read(document(f'<tu><tuv xml:lang="{written}"><seg>a</seg></tuv></tu>'))
    assert found.variants[0].lang == meant


def test_the_source_comes_first() -> None:
    body = '<tu{}><tuv xml:lang="kk"><seg>к</seg></tuv><tuv xml:lang="ru"><seg>р</seg></tuv></tu>'
    first = [
        read(document(body.format(said)))[0].variants[0].lang for said in ("", ' srclang="kk"', ' srclang="*all*"')
    ]
    assert first == ["ru", "kk", "kk"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_encodings(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    content = document(unit("ёж &amp; 3"), prolog=f'<?xml version="1.0" encoding="{declared}"?>')
    content = content.replace("Сауда", "Торг")
    [found] = read(content.encode(encoding))
    assert [v.text for v in found.variants] == ["ёж & 3", "Торг"]
    assert found.variants[0].locate(0).column == content.index("ёж") + 1


def test_utf16_without_a_mark() -> None:
    assert read(document(unit("ёж")).encode("utf-16-le"))[0].variants[0].text == "ёж"


def test_a_unit_or_variant_without_text_is_passed_over() -> None:
    assert read(document('<tu/><tu><tuv xml:lang="ru"/></tu>' + unit("a")))[0].variants[0].text == "a"


def test_a_doctype_is_not_fetched(tmp_path: Path) -> None:
    dtd = tmp_path / "a.dtd"
    dtd.write_text('<!ENTITY secret "read">')
    doctype = f'<!DOCTYPE tmx SYSTEM "{dtd.as_uri()}">'
    assert read(document(unit("a"), prolog=doctype))[0].variants[0].text == "a"
    assert "&secret; is not defined" in refusal(document(unit("&secret;"), prolog=doctype))


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("read")
    content = document(unit("a&x;"), prolog=f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{secret.as_uri()}">]>')
    assert [unit.variants[0].text for unit in read(content)] == ["a"]


def test_plain_entities_are_read() -> None:
    content = document(unit("&who; пришёл"), prolog='<!DOCTYPE tmx [<!ENTITY who "Токаев &amp; Ко">]>')
    assert read(content)[0].variants[0].text == "Токаев & Ко пришёл"


def test_entities_that_grow_are_refused() -> None:
    declared = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    assert "refuses" in refusal(document(unit("&a9;"), prolog=f"<!DOCTYPE tmx [{declared}]>"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "m.tmx:1:1: broken XML: the file is empty"),
        (b"\0\1\2", "m.tmx:1:"),
        (document(unit("a"))[:-40], "ends too early"),
        ("<tmx", "ends inside a tag"),
        ("<xliff/>", "m.tmx:1:1: this is not TMX: the root element is <xliff>"),
        ("<seg>a</seg>", "the root element is <seg>"),
        ("<tmx><seg>a</seg></tmx>", "outside a <tuv>"),
        (document("<tu><seg>a</seg></tu>"), "outside a <tuv>"),
        (document("<tu><tuv><seg>a</seg></tuv></tu>"), "no xml:lang"),
        (document('<tu><tuv xml:lang="Kazakh"><seg>a</seg></tuv></tu>'), "'Kazakh' is not a language code"),
        (document(unit("a\x0bb")), "control character U+000B; delete it"),
        (document(unit("a&#1;b")), "a character that XML cannot hold"),
        (document(unit("a & b")), "&amp;"),
        (document(unit("&nbsp;")), "not defined"),
        (document(unit("ёж")).encode("cp1251"), "is not UTF-8"),
        (b'<?xml version="1.0" encoding="gb2312"?><tmx/>', "save the file as UTF-8"),
        (b'<?xml version="1.0" encoding="nosuch"?><tmx/>', "save the file as UTF-8"),
        (document("<a>" * 10_000), "in each other"),
        (document(unit("<hi>" * 10_000)), "in each other"),
    ],
)
def test_broken_files_are_refused_in_one_line(content: str | bytes, said: str) -> None:
    assert said in refusal(content)


def test_units_before_the_fault_are_given() -> None:
    big = document(unit("a" * 100) * 2000)[:-20]
    units = tmx.read(io.BytesIO(big.encode()), "m.tmx")
    assert next(units).variants[0].text == "a" * 100


def test_the_header_is_read_without_the_body() -> None:
    head = HEAD + '<prop type="x-tmkit-encoder">static</prop><note>n</note>'
    header = tmx.read_header(io.BytesIO(document("", head).encode()), "m.tmx")
    assert header.attributes["srclang"] == "ru"
    assert header.properties == [("x-tmkit-encoder", "static")]
    assert header.notes == ["n"]


def test_the_memory_that_omegat_keeps_of_a_project() -> None:
    """``project_save.tmx``: default translations, then alternative ones with their context."""
    units = list(
        tmx.read(
            io.BytesIO((Path(__file__).parents[2] / "cases/tmx/project_save.tmx").read_bytes()), "project_save.tmx"
        )
    )
    assert [[(variant.lang, variant.text) for variant in unit.variants] for unit in units] == [
        [("ru", "Товарооборот вырос."), ("uz-Cyrl", "Товар айланмаси ўсди.")],
        [("ru", "Да"), ("uz-Cyrl", "Ҳа")],
    ]
    assert dict(units[1].properties) == {"file": "visit.txt", "prev": "Вырос?", "next": "Спасибо"}
    metadata = units[0].variants[1].metadata
    assert metadata is not None
    assert dict(metadata.attributes)["changeid"] == "dilnoza"
