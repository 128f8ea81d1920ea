"""WordprocessingML by hand, for what python-docx cannot write."""

import io
import zipfile

from tmkit.model import Document, Segment

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DIGITS = "0123456789"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def relationships(**targets: str) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name.rstrip(DIGITS)}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{entries}</Relationships>'


def types(*kinds: str) -> str:
    parts = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{TYPES}.{kind.rstrip(DIGITS)}+xml"/>' for kind in kinds
    )
    return (
        f'<Types xmlns="{PACKAGE.replace("relationships", "content-types")}"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{parts}<Override '
        f'PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/></Types>'
    )


def package(body: str, **parts: str) -> bytes:
    """A minimal DOCX with this ``w:body`` and related parts, as ``styles="<w:styles>…"``; ``header1`` and ``header2``
    are two of one kind, related by these names.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types(*parts))
        archive.writestr("_rels/.rels", relationships(officeDocument="word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", relationships(**{kind: f"{kind}.xml" for kind in parts}))
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}" xmlns:mc="{MC}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:x" '
            f'xmlns:r="{OFFICE}" xmlns:m="{MATH}" xmlns:wp="{DRAWING}">'
            f"<w:body>{body}</w:body></w:document>",
        )
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", content.replace(">", f' xmlns:w="{W}">', 1))
    return stream.getvalue()


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


def cell(content: str, merge: str = "") -> str:
    return f"<w:tc><w:tcPr>{merge}</w:tcPr>{content}</w:tc>"


def tagged(segment: Segment) -> str:
    text = segment.text
    for code in reversed(segment.codes):
        text = text[: code.offset] + code.data + text[code.offset :]
    return text


def summary(document: Document) -> list[tuple[str, int, str, str]]:
    return [(s.block.kind.value, s.block.level, s.block.place, s.text) for s in document.segments]
