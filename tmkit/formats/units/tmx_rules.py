"""Is a TMX file sound? Every finding, as a stream.

The grammar is checked here, whole units in ``tmx_unit``, repetitions in ``tmx_repeats``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from tmkit.errors import InputError
from tmkit.formats.languages import judge
from tmkit.formats.rules import BAD_LANGUAGE, MISSPELT_LANGUAGE, TOOL_FORMAT, WRONG_ROOT, malformed
from tmkit.formats.tools import Tool
from tmkit.formats.units.tmx_grammar import ELEMENTS, EVERY_LANGUAGE, INLINE, NATIVE, VALUES, is_date
from tmkit.formats.units.tmx_repeats import Repeats
from tmkit.formats.units.tmx_table import RULES, rule
from tmkit.formats.units.tmx_unit import UNIT_RULES, Inline, Unit, Variant, tag
from tmkit.formats.xml import XmlReader
from tmkit.model import Anchor, Block, Excerpt, Finding, Kind, Lang, Location, Segment, Severity

__all__ = ["RULES", "validate"]

_CHUNK = 1 << 14


def validate(stream: BinaryIO, path: str, tool: Tool | None = None) -> Iterator[Finding]:
    """Every finding in file order, more or less: those about a unit come at its end.

    With a ``tool``, also what that program does not take. After XML that is not well-formed nothing more can be
    said. Memory does not grow with the file.
    """
    for finding in _findings(_Walk(path, tool), stream):
        if tool is None:
            yield finding
        elif finding.code not in tool.unconcerned:
            yield replace(finding, severity=tool.severities.get(finding.code, finding.severity))


def _findings(walk: _Walk, stream: BinaryIO) -> Iterator[Finding]:
    try:
        for chunk in iter(lambda: stream.read(_CHUNK), b""):
            walk.xml.feed(chunk)
            yield from walk.take()
        walk.xml.feed(b"", final=True)
    except InputError as error:
        walk.findings.append(malformed(error))
    yield from walk.take()


@dataclass(slots=True)
class _Open:
    """An element that is open."""

    name: str
    place: Location
    seen: set[str] = field(default_factory=set)
    """Names of its children so far."""


class _Walk:
    """Follows the elements, and keeps the unit that is open."""

    def __init__(self, path: str, tool: Tool | None) -> None:
        self._tool = tool
        self.xml = XmlReader(path)
        self.xml.expat.StartElementHandler = self._start
        self.xml.expat.EndElementHandler = self._end
        self.xml.expat.CharacterDataHandler = self._characters
        self.findings: list[Finding] = []
        self._path = path
        self._open: list[_Open] = []
        self._skipped = 0
        """How many elements are open from one on that has no place there."""
        self._native = 0
        """How many elements with native code are open."""
        self._source = ""
        self._unit = Unit(self.xml.here(), "")
        self._said: set[tuple[str, ...]] = set()
        self._repeats = Repeats()
        self._pieces: list[str] | None = None
        """The text of the seg that is open."""
        self._anchors: list[Anchor] = []
        self._length = 0

    def take(self) -> Iterator[Finding]:
        """The findings since the last time."""
        found, self.findings = self.findings, []
        yield from found

    def _add(self, name: str, target: Excerpt, message: str, suggestion: str | None = None) -> None:
        self.findings.append(rule(name).finding(target, message, suggestion=suggestion))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped or not self._has_place(name):
            self._skipped += 1
            return
        place = self.xml.here()
        if self._tool and self._tool.memory != "tmx" and not self._open:
            message = f"{self._tool.title} is given memories as .{self._tool.memory}; `tmkit convert --tool` writes it."
            self.findings.append(TOOL_FORMAT.finding(tag(place, name), message))
        if self._open:
            self._check_order(self._open[-1], name, place)
            self._open[-1].seen.add(name)
        self._open.append(_Open(name, place))
        self._check_attributes(name, attributes, place)
        self._native += name in NATIVE
        self._collect(name, attributes, place)

    def _has_place(self, name: str) -> bool:
        if not self._open:
            if name != "tmx":
                message = f"The root element is <{name}>, not <tmx>."
                self.findings.append(WRONG_ROOT.finding(tag(self.xml.here(), name), message))
            return name == "tmx"
        parent = self._open[-1].name
        if name in ELEMENTS[parent].children:
            return True
        what = f"<{name}> has no place in <{parent}>" if name in ELEMENTS else f"TMX has no element <{name}>"
        self._add("misplaced-element", tag(self.xml.here(), name), f"{what}.")
        return False

    def _check_order(self, parent: _Open, name: str, place: Location) -> None:
        seen = parent.seen
        if name in ("note", "prop") and ("tuv" in seen or "seg" in seen):
            behind = "tuv" if "tuv" in seen else "seg"
            self._add("element-order", tag(place, name), f"Every <{name}> stands before the first <{behind}>.")
        elif name in ("header", "body", "seg") and name in seen:
            self._add("element-order", tag(place, name), f"There is a <{name}> in this <{parent.name}> already.")
        elif name == "header" and "body" in seen:
            self._add("element-order", tag(place, name), "The header stands before the body.")

    def _check_attributes(self, name: str, attributes: dict[str, str], place: Location) -> None:
        element = ELEMENTS[name]
        for required in element.required:
            if required not in attributes and not (required == "xml:lang" and "lang" in attributes):
                self._add("missing-attribute", tag(place, name), f"<{name}> needs {required}.")
        for attribute, value in self.xml.few(attributes).items():
            self._check_attribute(name, attribute, value, place)

    def _check_attribute(self, name: str, attribute: str, value: str, place: Location) -> None:
        if not ELEMENTS[name].knows(attribute):
            message = f"<{name}> has no attribute {attribute}; put what it says into a prop."
            self._add("unknown-attribute", self._value(attribute, place, name), message)
        elif attribute == "version":
            self._check_version(value, place)
        elif attribute in VALUES and not VALUES[attribute].fits(value):
            message = f"{attribute} is {VALUES[attribute].what}, not «{value}»."
            self._add("attribute-value", self._value(attribute, place, name), message)
        elif attribute.endswith("date") and not is_date(value):
            message = f"{attribute} is a time written YYYYMMDDThhmmssZ, not «{value}»."
            self._add("bad-date", self._value(attribute, place, name), message)
        elif attribute.endswith("lang"):
            self._check_language(name, attribute, value, place)
        elif name == "prop" and self._open[-2].name == "tu" and value in ("file", "id", "prev", "next", "path"):
            message = f"With a prop «{value}», OmegaT uses the unit in that one place only, never as a match."
            self._add("omegat-property", self._value(attribute, place, name), message, f"x-{value}")

    def _check_version(self, value: str, place: Location) -> None:
        target = self._value("version", place, "tmx")
        if value in ("1.1", "1.2", "1.3"):
            message = f"TMX {value} is older than 1.4, which every program reads."
            self.findings.append(rule("tmx-version").finding(target, message, severity=Severity.INFO))
        elif value != "1.4":
            self._add("tmx-version", target, f"«{value}» is no version of TMX.", "1.4")

    def _check_language(self, name: str, attribute: str, value: str, place: Location) -> None:
        if attribute == "lang":
            self._add("lang-attribute", self._value("lang", place, name), "Write xml:lang instead of lang.")
        if self._suits_tool(name, attribute, value, place):
            return
        if attribute == "srclang" and value == EVERY_LANGUAGE:
            return
        _, severity, message, suggestion = judge(value)
        if severity is Severity.ERROR:
            self.findings.append(BAD_LANGUAGE.finding(self._value(attribute, place, name), message))
        elif severity is not None and self._first("language", value):
            found = MISSPELT_LANGUAGE.finding(
                self._value(attribute, place, name),
                f"{message} The same wherever it stands in this file.",
                severity=severity,
                suggestion=suggestion,
            )
            self.findings.append(found)

    def _suits_tool(self, name: str, attribute: str, value: str, place: Location) -> bool:
        """Whether the tool writes the code like that itself; one that it does not even take is a finding."""
        tool = self._tool
        if tool is None or attribute == "adminlang":
            return False
        lang = judge(value).lang
        wanted = tool.spell(lang) if lang else None
        if not tool.accepts(value) and self._first("tool", value):
            message = f"{tool.title} does not take «{value}». The same wherever it stands in this file."
            self._add("tool-language", self._value(attribute, place, name), message, wanted)
        return value == wanted

    def _first(self, *what: str) -> bool:
        """Is it the first time that this is said of the file?"""
        if what in self._said:
            return False
        self._said.add(what)
        return True

    def _value(self, attribute: str, place: Location, name: str) -> Excerpt:
        return self.xml.value(attribute) or tag(place, name)

    def _collect(self, name: str, attributes: dict[str, str], place: Location) -> None:
        if name == "header":
            self._source = attributes.get("srclang", "")
        elif name == "tu":
            self._unit = Unit(place, attributes.get("srclang", self._source))
        elif name == "prop":
            self._unit.properties.append(attributes.get("type", ""))
        elif name == "tuv":
            variant = Variant(place, attributes.get("xml:lang", attributes.get("lang", "")))
            self._unit.variants.append(variant)
            self._compare(variant)
        elif name == "seg":
            self._pieces, self._anchors, self._length = [], [], 0
            self._unit.variants[-1].segment_place = place
        elif name in INLINE and self._pieces is not None:
            self._unit.variants[-1].codes.append(Inline(name, attributes, place, self._length))

    def _compare(self, variant: Variant) -> None:
        source, code = self._unit.source, variant.code
        same = source != EVERY_LANGUAGE and variant.lang is not None and variant.lang == judge(source).lang
        if same and code != source and self._first("source", source, code):
            message = f"srclang says {source}, the variant {code}; some programs find no source then. Write one."
            self._add("source-code-differs", self._value("xml:lang", variant.place, "tuv"), message, source)

    def _characters(self, data: str) -> None:
        if self._pieces is not None:
            if not self._native:
                self._anchors.append(Anchor(self._length, *self.xml.here()[1:]))
                self._pieces.append(data)
                self._length += len(data)
        elif not data.isspace():
            self._check_stray(data)

    def _check_stray(self, data: str) -> None:
        if not self._skipped and self._open and not ELEMENTS[self._open[-1].name].text:
            path, line, column = self.xml.here()
            text, skipped = data.strip(), len(data) - len(data.lstrip())
            start = Location(path, line, column + skipped)
            target = Excerpt(Lang("und"), start, Location(path, line, start.column + len(text)), text)
            self._add("stray-text", target, f"No text may stand in <{self._open[-1].name}>.")

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        ended = self._open.pop()
        self._native -= name in NATIVE
        if name == "seg":
            self._end_segment()
        elif name == "tuv" and "seg" not in ended.seen:
            self._add("missing-element", tag(ended.place, "tuv"), "The tuv has no seg; delete it or add one.")
        elif name == "tu":
            for check in (*UNIT_RULES, self._repeats.check):
                self.findings.extend(check(self._unit))
        elif name == "tmx":
            for child in ("header", "body"):
                if child not in ended.seen:
                    self._add("missing-element", tag(ended.place, "tmx"), f"The file has no {child}.")

    def _end_segment(self) -> None:
        variant = self._unit.variants[-1]
        anchors = tuple(self._anchors) or (Anchor(0, *self.xml.here()[1:]),)
        lang, block = variant.lang or Lang("und"), Block(0, Kind.UNIT)
        variant.segment = Segment("".join(self._pieces or ()), lang, self._path, anchors, (), block)
        self._pieces = None
