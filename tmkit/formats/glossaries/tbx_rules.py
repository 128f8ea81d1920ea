"""Is a TBX file sound? Its elements, TM901, TM902 and TM950 to TM956; what its terms say is in ``concept_rules``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tmkit.errors import InputError
from tmkit.formats.glossaries import tool_rules
from tmkit.formats.glossaries.concept_rules import BAD_DATE, NO_TERMS, contents
from tmkit.formats.glossaries.subsets import VALID_FROM, VALID_UNTIL, day
from tmkit.formats.glossaries.tbx_concepts import STATUSES, concepts
from tmkit.formats.glossaries.tbx_tree import CONCEPT, LANGUAGE, TERM, Node, descendants, parse
from tmkit.formats.languages import judge
from tmkit.formats.rules import BAD_LANGUAGE, MALFORMED, MISSPELT_LANGUAGE, WRONG_ROOT, Rule, malformed
from tmkit.formats.tools import Tool
from tmkit.model import Finding, Lang, Severity

__all__ = ["RULES", "structure", "validate"]

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# fmt: off
_DIALECT = Rule("TM950", "tbx-dialect", _I,
    "The dialect or version is another than TBX-Basic of version 3; some programs refuse it.",
    '<martif type="TBX">', '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">')
_NO_ID = Rule("TM951", "missing-id", _W, "The concept has no id, so nothing can refer to it for good.",
    "<conceptEntry>", '<conceptEntry id="middle-corridor">')
_REPEATED_ID = Rule("TM952", "repeated-id", _E, "An id names one element of the file only.",
    '<conceptEntry id="c1"> twice', '<conceptEntry id="c1"> and <conceptEntry id="c2">')
_EMPTY_TERM = Rule("TM954", "empty-term", _E, "The term has no text.", "<term/>", "<term>сауда</term>")
_REPEATED_SECTION = Rule("TM955", "repeated-section", _W,
    "A concept has one section for a language; programs may read the first only.",
    '<langSec xml:lang="kk"> twice', "one section with all terms")
_STATUS = Rule("TM956", "unknown-status", _E, "The value is no administrative status of TBX.",
    '<termNote type="administrativeStatus">forbidden</termNote>',
    '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>')
# fmt: on

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        *(MALFORMED, WRONG_ROOT, BAD_LANGUAGE, MISSPELT_LANGUAGE, _DIALECT, _NO_ID, _REPEATED_ID),
        *(NO_TERMS, _EMPTY_TERM, _REPEATED_SECTION, _STATUS, BAD_DATE),
    )
}
"""By code."""


def validate(data: bytes, path: str, tool: Tool | None = None) -> Iterator[Finding]:
    """Every finding; after XML that is not well-formed nothing more can be said.

    With a ``tool``, also what that program does not take; the dialect and the codes that it wants are right then.
    """
    yield from structure(data, path, tool)
    if tool is not None:
        yield from tool_rules.validate(data, path, tool)
    try:
        root = parse(data, path)
    except InputError:
        return
    yield from contents(tuple(concepts(root, strict=False)))


def structure(data: bytes, path: str, tool: Tool | None = None) -> Iterator[Finding]:
    """What is wrong with the elements, whatever the terms say; ``tool`` as in ``validate``."""
    try:
        root = parse(data, path)
    except InputError as error:
        yield malformed(error)
        return
    if root.name not in ("tbx", "martif"):
        yield WRONG_ROOT.finding(root.tag(), f"The root element is <{root.name}>, not <tbx>.")
        return
    if tool is None:
        yield from _dialect(root)
    yield from _ids(root)
    for entry in descendants(root):
        if entry.name in CONCEPT:
            yield from _concept(entry, tool)


def _dialect(root: Node) -> Iterator[Finding]:
    if root.name == "martif":
        yield _DIALECT.finding(root.tag(), "This is TBX of version 2 (martif); `tmkit convert` writes version 3.")
    elif root.attributes.get("type") != "TBX-Basic":
        said = root.attributes.get("type") or "not said"
        yield _DIALECT.finding(root.tag(), f"The dialect is {said}; what TBX-Basic does not have is passed over.")


def _ids(root: Node) -> Iterator[Finding]:
    seen: dict[str, Node] = {}
    for node in descendants(root):
        name = node.attributes.get("id")
        if name and (first := seen.setdefault(name, node)) is not node:
            yield _REPEATED_ID.finding(node.tag(), f"The id «{name}» stands in line {first.place.line} already.")


def _concept(entry: Node, tool: Tool | None) -> Iterator[Finding]:
    name = entry.attributes.get("id", "")
    if not name:
        yield _NO_ID.finding(entry.tag(), f"<{entry.name}> has no id; give it a readable one.")
    sections = list(entry.find(*LANGUAGE))
    if not sections:
        yield NO_TERMS.finding(entry.tag(), f"The concept {name or 'here'} has no terms; add some or delete it.")
    seen: set[Lang] = set()
    for section in sections:
        lang, severity, message, suggestion = judge(section.lang)
        if severity is Severity.ERROR or lang is None:
            yield BAD_LANGUAGE.finding(section.tag(), message if section.lang else "The section has no xml:lang.")
            continue
        if severity is not None and not (tool and section.lang == tool.spell(lang)):
            yield MISSPELT_LANGUAGE.finding(section.tag(), message, severity=severity, suggestion=suggestion)
        if lang in seen:
            yield _REPEATED_SECTION.finding(section.tag(), f"The concept {name} has a section for {lang} already.")
        seen.add(lang)
        yield from _section(section, name, lang)


def _section(section: Node, concept: str, lang: Lang) -> Iterator[Finding]:
    is_empty = True
    for part in section.find(*TERM):
        term = next(part.find("term"), None)
        if term is None or not term.text:
            yield _EMPTY_TERM.finding((term or part).tag(), f"The term of {concept} in {lang} is empty; delete it.")
            continue
        is_empty = False
        for note in part.parts():
            if note.category == "administrativeStatus" and note.text.removesuffix("-admn-sts") not in STATUSES:
                message = f"«{note.text}» is no status; write preferredTerm-admn-sts, admitted... or deprecated..."
                yield _STATUS.finding(note.words(Lang("und")), message)
            elif note.category == "projectSubset":
                yield from _date(note)
    if is_empty:
        yield NO_TERMS.finding(section.tag(), f"The section has no term in {lang}; add one or delete it.")


def _date(note: Node) -> Iterator[Finding]:
    for name in (VALID_FROM, VALID_UNTIL):
        if note.text.startswith(name) and day(note.text.removeprefix(name)) is None:
            yield BAD_DATE.finding(note.words(Lang("und")), f"«{note.text}» has no date; write {name}2026-01-31.")
