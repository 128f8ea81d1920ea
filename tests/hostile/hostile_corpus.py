"""Files that mean harm or are merely broken, made on the spot: one function a kind of trouble."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial

__all__ = ["BOMBS", "SOUND", "damaged"]

_HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="ru" '
    'datatype="plaintext"{}/>'
)


def tmx(body: str = "", prolog: str = "", header: str = "") -> bytes:
    unit = (
        '<tu><tuv xml:lang="ru"><seg>Торговля растёт.</seg></tuv><tuv xml:lang="kk"><seg>Сауда өсуде.</seg></tuv></tu>'
    )
    text = f"{prolog}<tmx version='1.4'>{_HEADER.format(header)}<body>{unit}{body}</body></tmx>"
    return text.encode("utf-8", "surrogatepass")


def xliff(body: str = "", prolog: str = "", header: str = "") -> bytes:
    unit = "<trans-unit id='1'><source>Торговля растёт.</source><target>Сауда өсуде.</target></trans-unit>"
    head = f"<xliff version='1.2'><file source-language='ru' target-language='kk' original='a'{header}><body>"
    return f"{prolog}{head}{unit}{body}</body></file></xliff>".encode("utf-8", "surrogatepass")


def tbx(body: str = "", prolog: str = "", header: str = "") -> bytes:
    concept = (
        "<conceptEntry id='trade'><langSec xml:lang='ru'><termSec><term>торговля</term></termSec></langSec>"
        "<langSec xml:lang='kk'><termSec><term>сауда</term></termSec></langSec></conceptEntry>"
    )
    head = "<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>"
    root = f"<tbx type='TBX-Basic' style='dct' xml:lang='ru' xmlns='urn:iso:std:iso:30042:ed-2'{header}>"
    text = f"{prolog}{root}{head}<text><body>{concept}{body}</body></text></tbx>"
    return text.encode("utf-8", "surrogatepass")


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
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def odt() -> bytes:
    office, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        root = f'<o:document-content xmlns:o="{office}" xmlns:t="{text}"><o:body><o:text><t:p>Торговля растёт.</t:p>'
        archive.writestr("content.xml", f"{root}</o:text></o:body></o:document-content>".encode())
    return buffer.getvalue()


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
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return buffer.getvalue()


SOUND: Mapping[str, bytes] = {
    "tmx": tmx(),
    "xlf": xliff(),
    "tbx": tbx(),
    "po": 'msgid ""\nmsgstr "Language: kk\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Торговля"\n'
    'msgstr "Сауда"\n'.encode(),
    "tsv": "ru\tkk\nТорговля\tСауда\n".encode(),
    "csv": 'ru,kk,note\nТорговля,"Сауда",да\n'.encode(),
    "jsonl": '{"variants": [{"lang": "ru", "text": "Торговля"}, {"lang": "kk", "text": "Сауда"}]}\n'.encode(),
    "txt": "Торговля растёт.\n\nСтороны подписали протокол.\n".encode(),
    "md": "# Торговля\n\nСтороны *подписали* [протокол](x.html).\n".encode(),
    "html": "<html lang='ru'><p>Торговля &amp; <b>рост</b></p><table><tr><td>Да</td></tr></table></html>".encode(),
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n<i>Торговля</i> растёт.\n".encode(),
    "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Айгүл>Торговля &amp; рост\n".encode(),
    "docx": docx(),
    "odt": odt(),
    "xlsx": xlsx(),
    "utf8": "# tmkit: ru kk\nторговля\tсауда\tx\n".encode(),
}
"""A small sound file of each format."""

_WRITERS: Mapping[str, Callable[..., bytes]] = {"tmx": tmx, "xlf": xliff, "tbx": tbx}


def damaged(suffix: str) -> Iterator[tuple[str, bytes]]:
    """The sound file damaged in every usual way; each with a name."""
    sound = SOUND[suffix]
    for length in range(len(sound)):
        yield f"cut at {length}", sound[:length]
    yield "NUL bytes", sound[:20] + b"\0\0" + sound[20:]
    yield "only NUL bytes", b"\0" * 1000
    yield "invalid UTF-8", sound[:30] + b"\xff\xfe\xc3\x28" + sound[30:]
    yield "lone surrogate", sound[:30] + "\ud800".encode("utf-8", "surrogatepass") + sound[30:]
    yield "two byte order marks", b"\xef\xbb\xbf\xef\xbb\xbf" + sound
    yield "UTF-16 mark before UTF-8", b"\xff\xfe" + sound
    yield "twice", sound + sound
    yield "white space", b" \n\t" * 100
    if suffix not in ("docx", "odt", "xlsx"):
        yield "UTF-16", sound.decode().encode("utf-16")
        yield "windows-1251", sound.decode().encode("cp1251", "replace")
    for encoding in ("utf-16", "ascii", "windows-1251", "no-such", "utf-7"):
        if suffix in _WRITERS:
            yield f"declared {encoding}", f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + sound


def _entities() -> str:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>'


def _bombs() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    for suffix in _WRITERS:
        for name in _XML_BOMBS:
            yield suffix, name, partial(_xml_bomb, suffix, name)
    yield "docx", "zip bomb", lambda: docx(parts={"word/document.xml": b"<a>" + b" " * 400_000_000})
    yield "docx", "path names", lambda: docx(parts={"../../../tmp/escaped": b"x", "/etc/escaped": b"x"})
    yield "docx", "deep", lambda: docx("<w:p>" * 100_000 + "</w:p>" * 100_000)
    yield "docx", "entity bomb", lambda: docx(parts={"word/document.xml": f"{_entities()}<x>&e11;</x>".encode()})
    strings = "xl/sharedStrings.xml"
    yield "xlsx", "zip bomb", lambda: xlsx({"xl/worksheets/sheet1.xml": b"<a>" + b" " * 400_000_000})
    yield "xlsx", "path names", lambda: xlsx({"../../../tmp/escaped": b"x", "/etc/escaped": b"x"})
    yield "xlsx", "entity bomb", lambda: xlsx({"xl/worksheets/sheet1.xml": f"{_entities()}<x>&e11;</x>".encode()})
    yield (
        "xlsx",
        "external entity",
        lambda: xlsx({strings: b'<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]><x>&a;</x>'}),
    )
    yield "xlsx", "shared strings", lambda: xlsx({strings: b"<sst>" + b"<si><t>a</t></si>" * 500_000 + b"</sst>"})
    yield "xlsx", "deep", lambda: xlsx({"xl/worksheets/sheet1.xml": b"<a>" * 100_000 + b"</a>" * 100_000})
    yield "csv", "many cells", lambda: SOUND["csv"] + b"," * 2_000_000
    yield "csv", "open quote", lambda: SOUND["csv"] + b'"' + b"a\n" * 1_000_000
    yield "utf8", "long line", lambda: SOUND["utf8"] + b"a" * 2_000_000 + b"\tb\n"
    yield "html", "attribute", lambda: b"<p title='" + b"a" * 1_000_000
    yield "md", "brackets", lambda: b"[" * 10_000 + "Торговля".encode() + b"](" * 10_000
    yield "html", "deep", lambda: b"<div>" * 100_000 + "Торговля".encode()
    yield "md", "quotes", lambda: b"> " * 5_000 + "Торговля".encode()
    yield "po", "long line", lambda: SOUND["po"] + b'\nmsgid "' + b"\\n" * 500_000 + b'"\nmsgstr "a"\n'
    yield "tsv", "many cells", lambda: SOUND["tsv"] + b"\t" * 2_000_000
    yield "txt", "one line", lambda: "Торговля растёт. ".encode() * 300


_HOLDERS = {
    "tmx": "<tu><note>{}</note></tu>",
    "xlf": "<trans-unit id='2'><note>{}</note></trans-unit>",
    "tbx": "<conceptEntry id='x'><note>{}</note></conceptEntry>",
}
_XML_BOMBS = (
    "entity bomb",
    "quadratic blow-up",
    "external entity",
    "external DTD",
    "parameter entity",
    "100,000 elements deep",
    "huge attribute",
    "100,000 attributes",
)


def _xml_bomb(suffix: str, name: str) -> bytes:
    write, holder = _WRITERS[suffix], _HOLDERS[suffix]
    match name:
        case "entity bomb":
            return write(holder.format("&e11;"), _entities())
        case "quadratic blow-up":
            return write(holder.format("&a;" * 50_000), f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>')
        case "external entity":
            return write(holder.format("&a;"), '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
        case "external DTD":
            return write(prolog='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')
        case "parameter entity":
            return write(prolog='<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>')
        case "100,000 elements deep":
            return write("<a>" * 100_000 + "</a>" * 100_000)
        case "huge attribute":
            return write(header=f' o-encoding="{"a" * 100_000_000}"')
    return write(header="".join(f' a{n}="x"' for n in range(100_000)))


BOMBS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    f"{suffix} {name}": (suffix, make) for suffix, name, make in _bombs()
}
"""Files made to exhaust or to lead astray, each with its suffix; they are made when asked for."""
