"""Small inputs to begin with: the sound files of the hostile tests, the cases of the tests, and packages laid flat."""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from fuzzing.memories import lines_of, new_memory
from fuzzing.packages import flat

__all__ = ["LARGEST", "seeds"]

LARGEST = 6000
"""Bytes of an input."""
_CUT = 1200
"""Bytes of a text to begin with: what it holds repeats itself."""
_REPOSITORY = Path(__file__).parents[2]
_LINES = frozenset({"txt", "md", "html", "srt", "vtt", "csv", "tsv"})
"""Formats that may be cut anywhere."""
_UNITS = ("filling", "finds", "glossaries", "po", "tmx", "validation", "xliff")
_FOLDERS = {
    "document": ("documents", "../../examples/releases"),
    "units": _UNITS,
    "terms": ("finds", "glossaries", "tbx"),
    "rules": (*_UNITS, "tbx"),
    "repair": _UNITS,
}
"""Of ``tests/cases``, by kind."""
_PACKAGES = frozenset({"docx", "odt", "xlsx"})

_SETTINGS = """
source = "ru"
targets = ["en", "kk", "uz-Latn"]
releases = ["releases/{name}.{lang}.*", "{lang}/{name}.md"]
exclude = ["drafts/**"]
output = "../tmx"
memory = "memory.tmkit"
encoder = "lexical"
house = "newsroom"

[lint]
fail-on = "warning"
ignore = ["TM2"]
severity = { TM105 = "warning" }
[[lint.override]]
paths = ["releases/web/**"]
ignore = ["TM218"]

[style.kk]
quotes = "«»"

[local-plugins]
greeting = "greeting:check"
"""
_REVIEW = """
[[bead]]
state = "corrected"
source = ["Стороны договорились.", "Встреча завершилась."]
target = ["Тараптар келісіп, кездесу аяқталды."]
at = [12, 12]
note = "біріктірілді"

[[waiver]]
rule = "TM104"
finding = "a41c9e"
concept = "middle-corridor"
reason = "цитата"
until = 2026-12-31

[[query]]
source = "Стороны договорились."
question = "Кто именно?"
"""
_UNIT = """{"variants": [{"lang": "ru", "text": "Да", "codes": [[0, "<b>"], [2, "</b>"]]}, {"lang": "kk", "text": "Иә",
 "metadata": {"properties": [["a", "b"]], "notes": ["c"], "attributes": [["changeid", "d"]]}}], "properties":
 [["x-tmkit-score", "0.97"]], "notes": ["e"], "attributes": [["tuid", "1"]], "foreign": ["<f/>"]}""".replace("\n", "")
_MORE = {"jsonl": (_UNIT.encode() + b"\n",)}
_RICH_DOCX = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Торговля</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:ins w:id="1"><w:r><w:t>рост</w:t></w:r></w:ins>'
    '<w:del w:id="2"><w:r><w:delText>спад</w:delText></w:r></w:del><w:hyperlink r:id="r1" xmlns:r="r"><w:r><w:t>тут'
    '</w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar '
    'w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/><w:footnoteReference w:id="2"/><w:tab/>'
    "<w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>ru</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>kk</w:t>"
    "</w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>мир</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>бейбітшілік</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:pict><w:txbxContent><w:p>"
    "<w:r><w:t>Рамка</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p><w:sdt><w:sdtContent><w:p><w:r><w:t>Поле"
    "</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
_RICH_ODT = (
    '<t:h t:outline-level="2">Торговля</t:h><t:list><t:list-item><t:p>рост<t:s t:c="3"/><t:tab/><t:line-break/>'
    '<t:a xlink:href="x" xmlns:xlink="x">тут</t:a></t:p></t:list-item></t:list><t:p><t:note t:note-class="footnote">'
    "<t:note-citation>1</t:note-citation><t:note-body><t:p>Сноска</t:p></t:note-body></t:note><d:frame><d:text-box>"
    '<t:p>Рамка</t:p></d:text-box></d:frame><o:annotation><t:p>нет</t:p></o:annotation></t:p><b:table b:name="a">'
    '<b:table-row><b:table-cell b:number-columns-repeated="2"><t:p>да</t:p></b:table-cell><b:covered-table-cell/>'
    "</b:table-row></b:table><t:tracked-changes><t:changed-region/></t:tracked-changes>"
)
_DRAWING, _TABLE = ("urn:oasis:names:tc:opendocument:xmlns:" + name for name in ("drawing:1.0", "table:1.0"))
_RICH_XLSX = (
    '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="n"><v>1.5</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" '
    't="e"><v>#N/A</v></c></row><row r="4"><c r="A4" s="0"><f>1+1</f><v>2</v></c><c r="B4" t="d"><v>2026-11-22</v></c>'
    '<c t="str"><v>мир</v></c></row>'
)


def seeds(reader: str) -> list[bytes]:
    """What the reader ``SUFFIX:KIND`` begins with."""
    suffix, _, kind = reader.partition(":")
    if suffix in _MADE:
        return _MADE[suffix]()
    sound = _corpus().get(suffix, b"")
    if suffix in _PACKAGES:
        return [flat(sound), _rich(suffix, flat(sound)), sound]
    folders = [_REPOSITORY / "tests" / "cases" / name for name in _FOLDERS[kind]]
    files = sorted(path for folder in folders for path in folder.rglob(f"*.{suffix}"))
    found = [sound, *(path.read_bytes() for path in files), *_MORE.get(suffix, ())]
    return [
        _cut(one) if suffix in _LINES else one for one in found if one and (suffix in _LINES or len(one) <= LARGEST)
    ]


def _cut(text: bytes) -> bytes:
    """The beginning of a text, its last character whole."""
    return text[:_CUT].decode("utf-8", "ignore").encode() if len(text) > _CUT else text


def _corpus() -> Mapping[str, bytes]:
    folder = str(_REPOSITORY / "tests" / "hostile")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    sound: Mapping[str, bytes] = importlib.import_module("hostile_corpus").SOUND
    return sound


def _rich(suffix: str, plain: bytes) -> bytes:
    """The plain package with more kinds of elements in its text."""
    end, more = {
        "docx": (b"</w:body>", _RICH_DOCX),
        "odt": (b"</o:text>", _RICH_ODT),
        "xlsx": (b"</sheetData>", _RICH_XLSX),
    }[suffix]
    names = f' xmlns:d="{_DRAWING}" xmlns:b="{_TABLE}" xmlns:o='.encode()
    if suffix == "odt":
        plain = plain.replace(b" xmlns:o=", names, 1)
    if suffix == "docx":
        plain += _NOTES
    if suffix == "xlsx":
        plain = plain.replace(b"</Types>", _STRINGS_TYPE + b"</Types>") + _STRINGS
    return plain.replace(end, more.encode() + end, 1)


_STRINGS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sharedStrings+xml"/>'
)
_STRINGS = (
    b"\n%%% xl/sharedStrings.xml\n<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>a</t>"
    b"</si><si><r><t>b</t></r></si></sst>"
)
_NOTES = (
    b"\n%%% word/_rels/document.xml.rels\n<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
    b"relationships'><Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    b"footnotes' Target='footnotes.xml'/><Relationship Id='b' Type='http://schemas.openxmlformats.org/officeDocument/"
    b"2006/relationships/styles' Target='styles.xml'/></Relationships>\n%%% word/footnotes.xml\n<w:footnotes xmlns:w='"
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:footnote w:id='2'><w:p><w:r><w:t>a</w:t></w:r>"
    b"</w:p></w:footnote></w:footnotes>\n%%% word/styles.xml\n<w:styles xmlns:w='http://schemas.openxmlformats.org/"
    b"wordprocessingml/2006/main'><w:style w:styleId='Heading1'><w:basedOn w:val='x'/><w:pPr><w:outlineLvl w:val='0'/>"
    b"</w:pPr><w:rPr><w:vanish w:val='0'/></w:rPr></w:style></w:styles>"
)


def _memory() -> list[bytes]:
    """The rows of a memory, and the file itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory.tmkit")
        new_memory(path)
        return [lines_of(path), path.read_bytes()]


def _moses() -> list[bytes]:
    return ["%%% ru\nмир\nда , да\n\n%%% kk\nбейбітшілік\nиә &amp; иә\n".encode()]


_MADE: Mapping[str, Callable[[], list[bytes]]] = {
    "moses": _moses,
    "review.toml": lambda: [_REVIEW.encode()],
    "tmkit": _memory,
    "tmkit.toml": lambda: [_SETTINGS.encode()],
}
