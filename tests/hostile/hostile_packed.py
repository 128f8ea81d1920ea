"""Packed documents that mean harm: what ZIP allows and no Office program writes, XML that explodes in their parts."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial

__all__ = ["docx", "entities", "odt", "packed_bombs", "xlsx"]


def packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(
    document: str = "<w:p><w:r><w:t>Торговля растёт.</w:t></w:r></w:p>", parts: Mapping[str, bytes] | None = None
) -> bytes:
    kind = "http://schemas.openxmlformats.org"
    content = {
        "[Content_Types].xml": f'<Types xmlns="{kind}/package/2006/content-types"/>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{kind}/package/2006/relationships"><Relationship Id="r" '
        f'Type="{kind}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>".encode(),
        "word/document.xml": f'<w:document xmlns:w="{kind}/wordprocessingml/2006/main"><w:body>{document}</w:body>'
        "</w:document>".encode(),
    } | dict(parts or {})
    return packed(content)


def odt(body: str = "<t:p>Торговля растёт.</t:p>", parts: Mapping[str, bytes] | None = None) -> bytes:
    office, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text"))
    root = f'<o:document-content xmlns:o="{office}" xmlns:t="{text}"><o:body><o:text>{body}'
    return packed({"content.xml": f"{root}</o:text></o:body></o:document-content>".encode()} | dict(parts or {}))


def xlsx(parts: Mapping[str, bytes] | None = None) -> bytes:
    kind = "http://schemas.openxmlformats.org"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cell = "<c t='inlineStr'><is><t>{}</t></is></c>".format
    rows = (("ru", "kk"), ("торговля", "сауда"))
    cells = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    content = {
        "[Content_Types].xml": f'<Types xmlns="{kind}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet}.worksheet+xml"/></Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{kind}/package/2006/relationships"><Relationship Id="r" '
        f'Type="{kind}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>".encode(),
        "xl/workbook.xml": f'<workbook xmlns="{kind}/spreadsheetml/2006/main" xmlns:r="{kind}/officeDocument/2006/'
        'relationships"><sheets><sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kind}/package/2006/relationships"><Relationship Id="r" '
        f'Type="{kind}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>".encode(),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{kind}/spreadsheetml/2006/main"><sheetData>{cells}</sheetData>'
        "</worksheet>".encode(),
    } | dict(parts or {})
    return packed(content)


def entities() -> str:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>'


def with_password(data: bytes) -> bytes:
    """The archive with the mark of a password at each of its parts."""
    made = bytearray(data)
    for head, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = made.find(head)
        while at >= 0:
            made[at + flags] |= 1
            at = made.find(head, at + 4)
    return bytes(made)


def with_two(data: bytes, name: str) -> bytes:
    """The archive with a second part of one name."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(name, archive.read(name))
    return buffer.getvalue()


_MAIN = {"docx": "word/document.xml", "odt": "content.xml", "xlsx": "xl/worksheets/sheet1.xml"}
_MAKE: Mapping[str, Callable[..., bytes]] = {"docx": docx, "odt": odt, "xlsx": xlsx}
_XML: Mapping[str, Callable[[], bytes]] = {
    "zip bomb": lambda: b"<a>" + b" " * 400_000_000,
    "entity bomb": lambda: f"{entities()}<x>&e11;</x>".encode(),
    "entity bomb behind a comment": lambda: f"<!--{'c' * 100_000}-->{entities()}<x>&e11;</x>".encode(),
    "entity bomb in UTF-16": lambda: f"{entities()}<x>&e11;</x>".encode("utf-16"),
    "quadratic blow-up": lambda: f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><x>{"&a;" * 50_000}</x>'.encode(),
    "external entity": lambda: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "deep": lambda: b"<a>" * 100_000 + b"</a>" * 100_000,
    "huge attribute": lambda: b'<a b="' + b"a" * 9_000_000 + b'"/>',
    "100,000 attributes": lambda: b"<a %b/>" % b" ".join(b"a%d='x'" % n for n in range(100_000)),
    "not UTF-8": lambda: b"<a>\xff\xfe</a>",
    "NUL": lambda: b"<a>\0</a>",
}


def packed_bombs() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Suffix, name and maker of each."""
    for suffix, make in _MAKE.items():
        for name, xml in _XML.items():
            yield suffix, name, partial(lambda make, part, xml: make(parts={part: xml()}), make, _MAIN[suffix], xml)
        yield suffix, "path names", partial(make, parts={"../../../tmp/escaped": b"x"})
        yield suffix, "absolute path names", partial(make, parts={"/tmp/escaped": b"x"})
        yield suffix, "path names of Windows", partial(make, parts={"a\\..\\..\\escaped": b"x"})
        yield suffix, "two parts of one name", partial(with_two, make(), _MAIN[suffix])
        yield suffix, "password", partial(with_password, make())
        yield suffix, "100,000 parts", partial(make, parts={f"p{n}.xml": b"" for n in range(100_000)})
    yield "docx", "deep paragraphs", lambda: docx("<w:p>" * 100_000 + "</w:p>" * 100_000)
    yield "docx", "deep tables", lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80)
    yield "docx", "many runs", lambda: docx(f"<w:p>{'<w:r><w:t>торговля</w:t><w:tab/></w:r>' * 10_000}</w:p>")
    yield "odt", "deep lists", lambda: odt("<t:list><t:list-item>" * 100_000)
    yield "odt", "many spans", lambda: odt(f"<t:p>{'<t:span>торговля </t:span><t:tab/>' * 10_000}</t:p>")
    yield "odt", "spaces", lambda: odt('<t:p>a<t:s t:c="2000000000"/>b</t:p>')
    yield (
        "xlsx",
        "shared strings",
        lambda: xlsx({"xl/sharedStrings.xml": b"<sst>" + b"<si><t>a</t></si>" * 500_000 + b"</sst>"}),
    )
    cell = '<c r="XFD1048576" t="inlineStr"><is><t>торговля</t></is></c>'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    far = f'<worksheet xmlns="{space}"><sheetData><row r="1048576">{cell}</row></sheetData></worksheet>'.encode()
    yield "xlsx", "far cell", lambda: xlsx({_MAIN["xlsx"]: far})
