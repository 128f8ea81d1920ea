"""The segments of a document, for people and for programs."""

from __future__ import annotations

import json

from tmkit.files import read_bytes
from tmkit.formats.documents._blocks import Lines
from tmkit.formats.encoding import decode
from tmkit.model import Document, Location, Segment

__all__ = ["as_json", "as_text"]


def as_text(document: Document) -> str:
    """One segment a line; line breaks inside a segment become spaces."""
    return "".join(" ".join(segment.text.split("\n")) + "\n" for segment in document.segments)


def as_json(document: Document) -> str:
    """The segments with their places.

    ``start`` and ``end`` are code points from 0 into the decoded file, ``end`` exclusive, mark-up between
    them included; null in packed formats, where ``place`` says it. Lines and columns count from 1.
    """
    starts = None
    if document.segments[0].locate(0).clickable:
        starts = Lines(decode(read_bytes(document.path), document.path, document.encoding).text).starts
    content = {
        "path": document.path,
        "lang": document.lang,
        "encoding": document.encoding,
        "segments": [_segment(segment, starts) for segment in document.segments],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _segment(segment: Segment, starts: list[int] | None) -> dict[str, object]:
    first, last = segment.locate(0), segment.locate_end(len(segment.text))
    return {
        "text": segment.text,
        "start": _offset(first, starts),
        "end": _offset(last, starts),
        "line": first.line,
        "column": first.column,
        "kind": segment.block.kind,
        "block": segment.block.number,
        "place": segment.block.place,
    }


def _offset(place: Location, starts: list[int] | None) -> int | None:
    return None if starts is None else starts[place.line - 1] + place.column - 1
