"""Translations put into an XLIFF file: targets that are empty are filled, every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

from tmkit.errors import InputError
from tmkit.formats.documents._blocks import Lines
from tmkit.formats.encoding import decode, encode
from tmkit.formats.filling import Filled, Filling, Source
from tmkit.formats.patching import Edit
from tmkit.formats.placing import tagged
from tmkit.formats.units.xliff_ids import ids, unused
from tmkit.formats.units.xliff_languages import languages
from tmkit.formats.units.xliff_matches import MATCHES, Match, alternative, candidate
from tmkit.formats.units.xliff_phrase import is_of_phrase, lifted
from tmkit.formats.units.xliff_segments import definitions, is_locked, marks
from tmkit.formats.units.xliff_text import prefixed, segment
from tmkit.formats.units.xliff_tree import Element, Unit, units
from tmkit.formats.xml import declared_encoding, escape, quote
from tmkit.model import Block, Kind, Lang, Segment

__all__ = ["fill", "sources"]

_WAITING = frozenset({"new", "needs-translation"})
"""States of a target that holds no translation, whatever stands in it."""
_STATE = re.compile(r"""\s(?:state|state-qualifier|subState)\s*=\s*(?:"[^"]*"|'[^']*')""")
_TAG = re.compile(r"""<([^\s/>]+)(?:[^"'>]|"[^"]*"|'[^']*')*>""")


class _Row(NamedTuple):
    """A segment, with the elements of its unit."""

    segment: Segment
    is_open: bool
    source: Element
    """``source``, or ``mrk`` in it."""
    target: Element | None
    """The same of the translation."""
    holder: Element
    """``trans-unit`` or the ``segment`` of XLIFF 2."""
    mark: bool
    """Whether the unit has several segments, as ``mrk``."""
    unit: Element


def sources(data: bytes, path: str, langs: Sequence[Lang]) -> list[Source]:
    """The segments in file order; open are those whose target is missing, empty or new, and that nobody has locked."""
    return [Source(row.segment, row.is_open) for row in _rows(data, path, langs)]


def _rows(data: bytes, path: str, langs: Sequence[Lang]) -> Iterator[_Row]:
    for unit in units(BytesIO(data), path):
        lang = languages(unit, path, langs)[0]
        block = Block(unit.number - 1, Kind.UNIT, 0, f"segment {unit.number}")
        for source, target, is_open, holder, mark in _parts(unit):
            found = segment(source, lang, path, block)
            found = lifted(found) if is_of_phrase(unit.element) else found
            if found.text.strip():
                yield _Row(found, is_open, source, target, holder, mark, unit.element)


def _parts(unit: Unit) -> Iterator[tuple[Element, Element | None, bool, Element, bool]]:
    element = unit.element
    locked = is_locked(element.attributes)
    if element.name == "unit":
        for row in element.find("segment"):
            source, target = row.first("source"), row.first("target")
            if source is not None:
                yield source, target, not locked and _is_empty(target), row, False
        return
    source, target = element.first("source"), element.first("target")
    if source is None:
        return
    marked = marks(element.first("seg-source") or source)
    if not marked:
        waiting = target is not None and target.attributes.get("state") in _WAITING
        yield source, target, not locked and (waiting or _is_empty(target)), element, False
        return
    there = marks(target) if target is not None else {}
    if not there:
        locked = locked or not _is_empty(target)
    described = definitions(element)
    for number, mark in marked.items():
        shut = locked or described.get(number, {}).get("locked") == "true" or (bool(there) and number not in there)
        yield mark, there.get(number), not shut and _is_empty(there.get(number)), element, True


def _is_empty(element: Element | None) -> bool:
    """Whether there is neither text nor a code."""
    return element is None or not (element.text.strip() or any(isinstance(one, Element) for one in element.children))


def fill(data: bytes, path: str, fillings: Iterable[Filling], langs: Sequence[Lang]) -> Filled:
    """The file with the translations in it. Targets say ``translated``, those that are not certain
    ``needs-review-translation`` (in XLIFF 2 ``initial``); each match stands beside its target too.

    InputError where the encoding of the file cannot be written back.
    """
    text, encoding = decode(data, path, declared_encoding(data))
    if encode(text, encoding, data) != data:
        raise InputError(f"{encoding} cannot be written back; save the file as UTF-8", path)
    writing = _Writing(text, Lines(text))
    by_source = {one.source: one for one in fillings}
    written = []
    together: list[_Row] = []
    for row in _rows(data, path, langs):
        if together and together[0].holder is not row.holder:
            writing.marked(together, by_source)
            together = []
        filling = by_source.get(row.segment)
        if filling is not None:
            written.append(row.segment)
        if row.mark and row.target is None:
            together.append(row)
        elif filling is not None:
            writing.filled(row, filling)
    if together:
        writing.marked(together, by_source)
    writing.candidates()
    pieces, at = [], 0
    for edit in sorted(writing.edits, key=lambda edit: (edit.start, edit.stop)):
        pieces += [text[at : edit.start], edit.text.encode(encoding, "xmlcharrefreplace").decode(encoding)]
        at = edit.stop
    text = "".join([*pieces, text[at:]])
    return Filled(encode(text, encoding, data), tuple(written), tuple(writing.loose))


@dataclass(slots=True)
class _Writing:
    """The changes of a file, as they are found."""

    text: str
    lines: Lines
    edits: list[Edit] = field(default_factory=list)
    loose: list[Segment] = field(default_factory=list)
    found: dict[tuple[int, int], tuple[Element, list[Match]]] = field(default_factory=dict)
    """By the place of a unit of XLIFF 2: the unit, and the matches that belong there."""

    def filled(self, row: _Row, filling: Filling) -> None:
        """Fill a target of its own, or a ``mrk`` that is there."""
        content, sure = self._content(row, filling)
        if row.mark and row.target is not None:
            start, stop = self._span(row.target)
            tag = self._start_tag(start)
            self.edits.append(Edit(start, stop, f"{_opened(tag)}{content}</{_name(tag)}>"))
            self._alternative(row, filling, self._span(row.holder.first("target") or row.target)[1])
            return
        version_2 = row.holder.name == "segment"
        state = "translated" if sure else "initial" if version_2 else "needs-review-translation"
        if version_2:
            self._candidate(row, filling, state)
        self._target(row, content, "" if version_2 else state)
        if not version_2:
            place = row.target or row.holder.first("seg-source") or row.source
            self._alternative(row, filling, self._span(place)[1])

    def marked(self, rows: Sequence[_Row], fillings: dict[Segment, Filling]) -> None:
        """Make the target of a unit of several segments that has none: its source with other words in the marks."""
        chosen = [(row, fillings[row.segment]) for row in rows if row.segment in fillings]
        if not chosen:
            return
        whole = rows[0].holder.first("seg-source") or rows[0].holder.first("source") or rows[0].source
        start, stop = self._span(whole)
        inner_start = start + len(self._start_tag(start))
        inner_stop = self.text.rindex("</", start, stop)
        copy, at, sure = [], inner_start, True
        for row in rows:
            left, right = self._span(row.source)
            tag = self._start_tag(left)
            content = ""
            if row.segment in fillings:
                content, certain = self._content(row, fillings[row.segment])
                sure = sure and certain
            copy += [self.text[at:left], _opened(tag), content, f"</{_name(tag)}>"]
            at = right
        content = "".join([*copy, self.text[at:inner_stop]])
        self._target(rows[0]._replace(target=rows[0].holder.first("target")), content, _state(sure))
        for row, filling in chosen:
            self._alternative(row, filling, self._span(rows[0].holder.first("target") or whole)[1])

    def _content(self, row: _Row, filling: Filling) -> tuple[str, bool]:
        """The translation as XML with the codes of the source, and whether nobody has to look at it."""
        target, sure = tagged(row.segment, filling.target)
        if not sure:
            self.loose.append(row.segment)
        prefix = self._prefix(row)
        pieces, at = [], 0
        for code in target.codes:
            pieces += [escape(target.text[at : code.offset]), _as_xml(code.data, prefix)]
            at = code.offset
        return "".join([*pieces, escape(target.text[at:])]), sure and filling.certain

    def _target(self, row: _Row, content: str, state: str) -> None:
        """Write a whole target, over the empty one or behind the source."""
        said = f' state="{state}"' if state else ""
        if row.target is not None:
            start, stop = self._span(row.target)
            tag = _opened(self._start_tag(start))
            tag = f"{_STATE.sub('', tag)[:-1]}{said}>" if state else tag
            self.edits.append(Edit(start, stop, f"{tag}{content}</{_name(tag)}>"))
            return
        before = row.holder.first("seg-source") or row.holder.first("source") or row.source
        start, stop = self._span(before)
        name = f"{self._prefix(row)}target"
        self.edits.append(Edit(stop, stop, f"{self._indent(start)}<{name}{said}>{content}</{name}>"))

    def _alternative(self, row: _Row, filling: Filling, at: int) -> None:
        """Write the match behind the target."""
        name = row.source.attributes.get("mid", "") if row.mark else ""
        made = alternative(Match.of(filling, name), self._prefix(row))
        self.edits.append(Edit(at, at, f"{self._indent(self._offset(row.holder.first('source') or row.source))}{made}"))

    def _candidate(self, row: _Row, filling: Filling, state: str) -> None:
        """Give the segment its state and the id that its match refers to."""
        start = self._offset(row.holder)
        tag = self._start_tag(start)
        there = self.found.setdefault(row.unit.place[1:], (row.unit, []))[1]
        name = row.holder.attributes.get("id", "")
        said = ""
        if not name:
            name = unused(ids(row.unit) | {one.reference for one in there})
            said = f' id="{name}"'
        there.append(Match.of(filling, name))
        self.edits.append(Edit(start, start + len(tag), f'{_STATE.sub("", tag)[:-1]}{said} state="{state}">'))

    def candidates(self) -> None:
        """Write the matches of each unit of XLIFF 2: behind those that it has, or first of all."""
        for unit, matches in self.found.values():
            start = self._offset(unit)
            tag = self._start_tag(start)
            prefix = _name(tag).removesuffix(unit.name)
            existing = unit.first("mtc:matches")
            namespace = f" xmlns:mtc={quote(MATCHES)}"
            made = "".join(candidate(one, prefix, namespace if existing else "") for one in matches)
            if existing is not None:
                at = self.text.rindex("</", 0, self._span(existing)[1])
                self.edits.append(Edit(at, at, made))
                continue
            first = next((one for one in unit.children if isinstance(one, Element)), unit)
            at = start + len(tag)
            gap = self._indent(self._offset(first))
            self.edits.append(Edit(at, at, f"{gap}<mtc:matches{namespace}>{made}</mtc:matches>"))

    def _prefix(self, row: _Row) -> str:
        """That of XLIFF's own elements in this file, with its colon."""
        return _name(self._start_tag(self._offset(row.source))).removesuffix(row.source.name)

    def _offset(self, element: Element) -> int:
        return self.lines.starts[element.place.line - 1] + element.place.column - 1

    def _start_tag(self, start: int) -> str:
        tag = _TAG.match(self.text, start)
        return tag[0] if tag else ""

    def _span(self, element: Element) -> tuple[int, int]:
        """From the start tag to behind the end tag; elements of the same name may stand inside."""
        start = self._offset(element)
        tag = self._start_tag(start)
        if tag.endswith("/>"):
            return start, start + len(tag)
        depth, at = 1, start + len(tag)
        for found in re.compile(rf"<(/?){re.escape(_name(tag))}(?=[\s/>])(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>").finditer(
            self.text, at
        ):
            depth += -1 if found[1] else 0 if found[0].endswith("/>") else 1
            if depth == 0:
                return start, found.end()
        return start, len(self.text)

    def _indent(self, start: int) -> str:
        """The line break and the white space before an element that begins a line; else nothing."""
        gap = self.text[max(self.text.rfind("\n", 0, start), 0) : start]
        return gap if gap.startswith("\n") and not gap.strip() else ""


def _opened(tag: str) -> str:
    """The start tag of an element that is not empty any more."""
    return f"{tag[:-2].rstrip()}>" if tag.endswith("/>") else tag


def _name(tag: str) -> str:
    found = _TAG.match(tag)
    return found[1] if found else ""


def _as_xml(data: str, prefix: str) -> str:
    """A code of the source: an element, or a tag that the program writes as text."""
    return prefixed(data, prefix) if data.startswith("<") and data.endswith(">") else escape(data)


def _state(sure: bool) -> str:
    return "translated" if sure else "needs-review-translation"
