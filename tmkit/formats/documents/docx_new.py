"""A new Word document of plain paragraphs, headings and items: for drafts that are no Word documents themselves."""

from __future__ import annotations

import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tmkit.formats.xml import escape
from tmkit.model import Kind, Segment

__all__ = ["new_document"]

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = f"""{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/></Types>"""
_RELATIONS = f"""{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="r1" Target="%s" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/></Relationships>"""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEADING = """<w:style w:type="paragraph" w:styleId="Heading%d"><w:name w:val="heading %d"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="%d"/></w:pPr>\
<w:rPr><w:b/><w:sz w:val="%d"/></w:rPr></w:style>"""
_SIZES = (32, 28, 26, 24, 24, 24)
"""Of headings by level, in half points."""


def new_document(segments: Iterable[Segment]) -> bytes:
    """A paragraph a segment, its number the line of its location; the same segments, the same bytes."""
    body = "".join(map(_paragraph, segments))
    headings = "".join(_HEADING % (n, n, n - 1, size) for n, size in enumerate(_SIZES, 1))
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    normal += '<w:pPr><w:spacing w:after="120"/></w:pPr></w:style>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS % ("word/document.xml", "officeDocument"),
        "word/_rels/document.xml.rels": _RELATIONS % ("styles.xml", "styles"),
        "word/document.xml": f"{_DECLARATION}<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"{_DECLARATION}<w:styles {_W}>{normal}{headings}</w:styles>",
    }
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name), content.encode(), ZIP_DEFLATED)
    return buffer.getvalue()


def _paragraph(segment: Segment) -> str:
    block = segment.block
    style = ""
    if block.kind is Kind.HEADING:
        style = f'<w:pPr><w:pStyle w:val="Heading{min(block.level, len(_SIZES))}"/></w:pPr>'
    elif block.kind is Kind.ITEM:
        style = f'<w:pPr><w:ind w:left="{360 * max(block.level, 1)}"/></w:pPr>'
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(segment.text)}</w:t></w:r></w:p>'
