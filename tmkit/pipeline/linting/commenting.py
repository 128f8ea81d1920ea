"""The draft as a Word document with every finding as a comment: what an editor is sent by e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tmkit.errors import UsageError
from tmkit.files import STANDARD, read_bytes
from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.documents import docx as word
from tmkit.formats.documents.docx import Comment
from tmkit.formats.documents.docx_new import new_document
from tmkit.languages.codes import UND
from tmkit.model import Excerpt, Finding, Location, Report, Segment
from tmkit.pipeline.inputs.documents import suffix_of

__all__ = ["commented"]

_AROUND = 60
"""Characters of the source shown before and after the words meant."""


def commented(report: Report) -> bytes:
    """A copy of the only draft of the report, in Word whatever it was, with a comment a finding.

    UsageError where there is not just one, or where it is no document.
    """
    if len(report.files) != 1 or report.files[0] == STANDARD:
        raise UsageError("a .docx report is a copy of one draft with comments; name one translation, or write .html")
    path = report.files[0]
    suffix = suffix_of(path)
    if suffix not in {*DOCUMENTS.names(), ""}:
        raise UsageError("a .docx report is a copy of a document; write .html for this file", path)
    data = read_bytes(path)
    if suffix == "docx":
        return word.comment(data, path, map(_comment, report.findings))
    blocks = DOCUMENTS.load(suffix or "txt").read(data, path, UND).segments
    blocks = tuple(replace(block, text=_flat(block.text)) for block in blocks)
    comments = [_comment(_moved(finding, blocks)) for finding in report.findings]
    return word.comment(new_document(blocks), path, comments)


def _flat(text: str) -> str:
    """Tabs and breaks as spaces, one for one, so that offsets stay."""
    return "".join(" " if character.isspace() and character != "\u00a0" else character for character in text)


def _moved(finding: Finding, blocks: Sequence[Segment]) -> Finding:
    """The finding at its paragraph in the copy: line is the number of the block, column counts in its text."""
    start = finding.target.start
    number, offset = next(_places(start, blocks), (0, 0))
    place = Location(start.path, number + 1, offset + 1)
    return replace(finding, target=replace(finding.target, start=place))


def _places(place: Location, blocks: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    for number, block in enumerate(blocks):
        ends = [*(anchor.offset for anchor in block.anchors[1:]), len(block.text) + 1]
        for anchor, end in zip(block.anchors, ends, strict=True):
            offset = anchor.offset + place.column - anchor.column
            if anchor.line == place.line and anchor.offset <= offset < end:
                yield number, offset


def _comment(finding: Finding) -> Comment:
    target = finding.target
    start = target.start.column - 1
    said = [finding.message]
    if finding.suggestion:
        said.append(f"Write: {finding.suggestion}")
    if finding.source is not None and finding.source.text:
        said.append(f"{finding.source.lang.upper()}: {_around(finding.source)}")
    said.append(f"{finding.severity.name.lower()} {finding.code} {finding.check} [{finding.id}]")
    if target.place and not target.text:
        said.insert(0, f"({target.place})")
    return Comment(target.start.line, start, start + len(target.text), tuple(said))


def _around(excerpt: Excerpt) -> str:
    before, after = excerpt.before, excerpt.after
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + "…"
    return " ".join(f"{before}[{excerpt.text}]{after}".split())
