"""Comments in a Word document: its text stays, runs are cut where the words of a comment begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from tmkit.formats.documents._docx_package import Package, W
from tmkit.formats.documents._pieces import Paragraph, Piece

__all__ = ["Comment", "comment_package"]

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PART = "word/comments.xml"


class Comment(NamedTuple):
    """What is said about some words of a paragraph."""

    line: int
    """The paragraph, as in locations."""
    start: int
    """Code points from 0, in the text of the paragraph."""
    stop: int
    """Exclusive; the same as ``start`` where something is missing."""
    paragraphs: tuple[str, ...]
    author: str = "tmkit"


def comment_package(
    package: Package, paragraphs: Mapping[int, Paragraph[etree._Element]], comments: Iterable[Comment]
) -> bytes:
    """The package with the comments added to those that it has; ``paragraphs`` by the lines of locations.

    Words in notes and text boxes, where Word has no comments, are spoken of at the first paragraph.
    """
    main = package.document
    home = {line for line, one in paragraphs.items() if one.pieces and _can_hold(one.pieces[0].origin, main)}
    root, name = package.part("comments") or (etree.Element(W + "comments", nsmap={"w": W[1:-1]}), _PART)
    number = max((int(one.get(W + "id", "0")) for one in root.iter(W + "comment")), default=-1) + 1
    by_line: dict[int, list[tuple[Comment, int]]] = {}
    for comment in comments:
        line = comment.line if comment.line in home else min(home, default=0)
        placed = comment if line == comment.line else comment._replace(start=0, stop=0)
        by_line.setdefault(line, []).append((placed, number))
        root.append(_element(comment, number))
        number += 1
    for line, placed_here in by_line.items():
        if line:
            _place(paragraphs[line], placed_here)
    changed = {package.main: _bytes(main), name: _bytes(root)}
    if name not in package.names:
        changed |= _announced(package, name)
    return package.rewritten(changed)


def _can_hold(element: etree._Element, main: etree._Element) -> bool:
    return element.getroottree().getroot() is main and next(element.iterancestors(W + "txbxContent"), None) is None


def _element(comment: Comment, number: int) -> etree._Element:
    element = etree.Element(W + "comment", {W + "id": str(number), W + "author": comment.author, W + "initials": "tm"})
    for text in comment.paragraphs:
        run = etree.SubElement(etree.SubElement(element, W + "p"), W + "r")
        written = etree.SubElement(run, W + "t", {_XML_SPACE: "preserve"})
        written.text = "".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return element


def _place(paragraph: Paragraph[etree._Element], comments: Sequence[tuple[Comment, int]]) -> None:
    """The marks of the comments around their words."""
    spans = []
    for comment, number in comments:
        left = paragraph.raw(comment.start)
        right = paragraph.raw(comment.stop - 1) + 1 if comment.stop > comment.start else left
        spans.append((left, right, number))
    pieces = _cut(paragraph.pieces, {edge for left, right, _ in spans for edge in (left, right)})
    for left, right, number in spans:
        first = next((piece for piece in pieces if piece.start >= left), None)
        last = next((piece for piece in reversed(pieces) if piece.start + piece.length <= max(right, left)), None)
        begin = etree.Element(W + "commentRangeStart", {W + "id": str(number)})
        end = etree.Element(W + "commentRangeEnd", {W + "id": str(number)})
        mark = etree.Element(W + "r")
        etree.SubElement(mark, W + "commentReference", {W + "id": str(number)})
        if right > left and first is not None and last is not None:
            _run(last.origin).addnext(end)
            _run(first.origin).addprevious(begin)
        elif first is not None:
            _run(first.origin).addprevious(begin)
            begin.addnext(end)
        else:
            _run(pieces[-1].origin).addnext(begin)
            begin.addnext(end)
        end.addnext(mark)


def _run(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None, "text stands in a run"
    return parent


def _cut(pieces: Sequence[Piece[etree._Element]], edges: set[int]) -> list[Piece[etree._Element]]:
    """The pieces, so that each edge is one of a run."""
    found: list[Piece[etree._Element]] = []
    for piece in pieces:
        inner = sorted(edge for edge in edges if piece.start < edge < piece.start + piece.length)
        if piece.start in edges:
            _split_before(piece.origin)
        if piece.start + piece.length in edges:
            _split_after(piece.origin)
        element, start = piece.origin, piece.start
        for edge in inner:
            rest = _split_text(element, edge - start)
            found.append(Piece(start, element, edge - start))
            element, start = rest, edge
        found.append(Piece(start, element, piece.start + piece.length - start))
    return found


def _split_text(element: etree._Element, at: int) -> etree._Element:
    """Cut a ``w:t`` in two, the second in a run of its own, and return that."""
    text = element.text or ""
    rest = etree.Element(W + "t")
    for part, content in ((element, text[:at]), (rest, text[at:])):
        part.text = content
        part.set(_XML_SPACE, "preserve")
    element.addnext(rest)
    _split_before(rest)
    return rest


def _split_before(element: etree._Element) -> None:
    """Give the element, and what follows it in its run, a run of its own."""
    run = _run(element)
    before = [one for one in element.itersiblings(preceding=True) if one.tag != W + "rPr"]
    if not before:
        return
    new = etree.Element(W + "r", dict(run.attrib))
    properties = run.find(W + "rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    for one in [element, *element.itersiblings()]:
        new.append(one)
    run.addnext(new)


def _split_after(element: etree._Element) -> None:
    following = next(element.itersiblings(), None)
    if following is not None:
        _split_before(following)


def _announced(package: Package, name: str) -> dict[str, bytes]:
    """The lists of parts and of relations, with the new part in them."""
    types = etree.fromstring(package.content("[Content_Types].xml"))
    etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": _CONTENT_TYPE})
    listed = package.relations_of(package.main)
    relations = (
        etree.fromstring(package.content(listed))
        if listed in package.names
        else etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    )
    taken = {one.get("Id") for one in relations}
    identifier = next(f"tmkit{number}" for number in range(len(taken) + 1) if f"tmkit{number}" not in taken)
    attributes = {"Id": identifier, "Type": _KIND, "Target": f"/{name}"}
    etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", attributes)
    return {"[Content_Types].xml": _bytes(types), listed: _bytes(relations)}


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
