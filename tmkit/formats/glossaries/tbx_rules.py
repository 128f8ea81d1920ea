"""Is a termbase sound? Every finding in a TBX file: TM901, TM902 and TM950 to TM969."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tmkit.errors import InputError
from tmkit.formats.glossaries.tbx import STATUSES
from tmkit.formats.glossaries.tbx_tree import CONCEPT, LANGUAGE, TERM, Node, parse
from tmkit.formats.languages import judge, other_script
from tmkit.formats.rules import (
    BAD_LANGUAGE,
    MALFORMED,
    MISSPELT_LANGUAGE,
    WRONG_ROOT,
    WRONG_SCRIPT,
    Rule,
    malformed,
)
from tmkit.model import Finding, Lang, Severity, Status

__all__ = ["RULES", "validate"]

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# fmt: off
_DIALECT = Rule("TM950", "tbx-dialect", _I,
    "The dialect or version is another than TBX-Basic of version 3; some programs refuse it.",
    '<martif type="TBX">', '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">')
_NO_ID = Rule("TM951", "missing-id", _W, "The concept has no id, so nothing can refer to it for good.",
    "<conceptEntry>", '<conceptEntry id="middle-corridor">')
_REPEATED_ID = Rule("TM952", "repeated-id", _E, "An id names one element of the file only.",
    '<conceptEntry id="c1"> twice', '<conceptEntry id="c1"> and <conceptEntry id="c2">')
_NO_TERMS = Rule("TM953", "no-terms", _E, "A concept has no language section, or a language section no term.",
    '<langSec xml:lang="kk"></langSec>', '<langSec xml:lang="kk"><termSec><term>сауда</term></termSec></langSec>')
_EMPTY_TERM = Rule("TM954", "empty-term", _E, "The term has no text.", "<term/>", "<term>сауда</term>")
_REPEATED_SECTION = Rule("TM955", "repeated-section", _W,
    "A concept has one section for a language; programs may read the first only.",
    '<langSec xml:lang="kk"> twice', "one section with all terms")
_STATUS = Rule("TM956", "unknown-status", _E, "The value is no administrative status of TBX.",
    '<termNote type="administrativeStatus">forbidden</termNote>',
    '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>')
_NO_PREFERRED = Rule("TM957", "no-preferred-term", _W,
    "No term of the language is preferred, so there is none to recommend.",
    "сауда as admittedTerm-admn-sts alone", "сауда as preferredTerm-admn-sts")
_TWO_PREFERRED = Rule("TM958", "two-preferred-terms", _W, "Two terms of one concept are preferred in the language.",
    "сауда and коммерция, both preferredTerm-admn-sts", "one of them as admittedTerm-admn-sts")
_CONTRADICTION = Rule("TM959", "preferred-and-deprecated", _W,
    "The term is preferred in one concept and deprecated in another; it is only a fault where the other is meant.",
    "heads preferred for главы, deprecated for лидеры", "a note at the deprecated one that says when it is right")
_REPEATED_TERM = Rule("TM960", "repeated-term", _W, "The term stands twice in one language of the concept.",
    "<term>сауда</term> twice", "<term>сауда</term> once")
_MIXED = Rule("TM961", "mixed-script-term", _E,
    "A word has Latin and Cyrillic letters; no text that is spelt right will match it.",
    "<term>Қытaй</term> with a Latin a", "<term>Қытай</term>")
# fmt: on

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        *(MALFORMED, WRONG_ROOT, BAD_LANGUAGE, MISSPELT_LANGUAGE, WRONG_SCRIPT, _DIALECT, _NO_ID, _REPEATED_ID),
        *(_NO_TERMS, _EMPTY_TERM, _REPEATED_SECTION, _STATUS, _NO_PREFERRED, _TWO_PREFERRED, _CONTRADICTION),
        *(_REPEATED_TERM, _MIXED),
    )
}
"""By code."""


class _Used(NamedTuple):
    """A term in its place."""

    concept: str
    term: Node
    lang: Lang
    status: Status | None
    """None where the file does not say it, or says what is none."""
    is_explained: bool
    """There is a note at the term."""


def validate(data: bytes, path: str) -> Iterator[Finding]:
    """Every finding; after XML that is not well-formed nothing more can be said."""
    try:
        root = parse(data, path)
    except InputError as error:
        yield malformed(error)
        return
    if root.name not in ("tbx", "martif"):
        yield WRONG_ROOT.finding(root.tag(), f"The root element is <{root.name}>, not <tbx>.")
        return
    yield from _dialect(root)
    yield from _ids(root)
    terms: list[_Used] = []
    for entry in _descendants(root):
        if entry.name in CONCEPT:
            yield from _concept(entry, terms)
    yield from _contradictions(terms)


def _descendants(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _descendants(child)


def _dialect(root: Node) -> Iterator[Finding]:
    if root.name == "martif":
        yield _DIALECT.finding(root.tag(), "This is TBX of version 2 (martif); `tmkit convert` writes version 3.")
    elif root.attributes.get("type") != "TBX-Basic":
        said = root.attributes.get("type") or "not said"
        yield _DIALECT.finding(root.tag(), f"The dialect is {said}; what TBX-Basic does not have is passed over.")


def _ids(root: Node) -> Iterator[Finding]:
    seen: dict[str, Node] = {}
    for node in _descendants(root):
        name = node.attributes.get("id")
        if name and (first := seen.setdefault(name, node)) is not node:
            yield _REPEATED_ID.finding(node.tag(), f"The id «{name}» stands in line {first.place.line} already.")


def _concept(entry: Node, terms: list[_Used]) -> Iterator[Finding]:
    name = entry.attributes.get("id", "")
    if not name:
        yield _NO_ID.finding(entry.tag(), f"<{entry.name}> has no id; give it a readable one.")
    sections = list(entry.find(*LANGUAGE))
    if not sections:
        yield _NO_TERMS.finding(entry.tag(), f"The concept {name or 'here'} has no terms; add some or delete it.")
    seen: set[Lang] = set()
    for section in sections:
        lang, severity, message, suggestion = judge(section.lang)
        if severity is Severity.ERROR or lang is None:
            yield BAD_LANGUAGE.finding(section.tag(), message if section.lang else "The section has no xml:lang.")
            continue
        if severity is not None:
            yield MISSPELT_LANGUAGE.finding(section.tag(), message, severity=severity, suggestion=suggestion)
        if lang in seen:
            yield _REPEATED_SECTION.finding(section.tag(), f"The concept {name} has a section for {lang} already.")
        seen.add(lang)
        yield from _section(section, name, lang, terms)


def _section(section: Node, concept: str, lang: Lang, terms: list[_Used]) -> Iterator[Finding]:
    found: list[_Used] = []
    for part in section.find(*TERM):
        term = next(part.find("term"), None)
        if term is None or not term.text:
            yield _EMPTY_TERM.finding((term or part).tag(), f"The term of {concept} in {lang} is empty; delete it.")
            continue
        said = part.fields()
        status, faults = None, []
        for note in part.parts():
            if note.category == "administrativeStatus":
                status = STATUSES.get(note.text.removesuffix("-admn-sts"))
                faults += [note] if status is None else []
        for note in faults:
            message = f"«{note.text}» is no status; write preferredTerm-admn-sts, admitted... or deprecated..."
            yield _STATUS.finding(note.words(Lang("und")), message)
        used = _Used(concept, term, lang, status, bool(said["note"]))
        yield from _spelling(used)
        if any(other.term.text == term.text for other in found):
            yield _REPEATED_TERM.finding(term.words(lang), f"«{term.text}» stands in this section already.")
        found.append(used)
    if not found:
        yield _NO_TERMS.finding(section.tag(), f"The section has no term in {lang}; add one or delete it.")
    else:
        yield from _preferred(section, found)
    terms += found


def _preferred(section: Node, found: list[_Used]) -> Iterator[Finding]:
    preferred = [used for used in found if used.status is Status.PREFERRED]
    if not preferred and any(used.status for used in found):
        message = f"{found[0].concept} has no preferred term in {found[0].lang}; say which one to write."
        yield _NO_PREFERRED.finding(section.tag(), message)
    for used in preferred[1:]:
        message = f"«{preferred[0].term.text}» is preferred already; make one of the two an admitted term."
        yield _TWO_PREFERRED.finding(used.term.words(used.lang), message)


_WORD = re.compile(r"[^\W\d_]+")


def _spelling(used: _Used) -> Iterator[Finding]:
    text = used.term.text
    for word in _WORD.findall(text):
        if re.search("[A-Za-z]", word) and re.search("[\u0400-\u052f]", word):
            yield _MIXED.finding(used.term.words(used.lang), f"«{word}» has Latin and Cyrillic letters in one word.")
    if name := other_script(text, used.lang):
        message = f"Declared as {used.lang}, but the letters are mostly {name}."
        yield WRONG_SCRIPT.finding(used.term.words(used.lang), message)


def _contradictions(terms: list[_Used]) -> Iterator[Finding]:
    """Terms that are preferred in one concept and deprecated in another; worth an info where a note explains it."""
    preferred = {(used.lang, used.term.text.casefold()): used for used in terms if used.status is Status.PREFERRED}
    for used in terms:
        other = preferred.get((used.lang, used.term.text.casefold()))
        if used.status is Status.DEPRECATED and other is not None and other.concept != used.concept:
            message = f"«{used.term.text}» is deprecated for {used.concept}, but preferred for {other.concept}."
            severity = Severity.INFO if used.is_explained else None
            yield _CONTRADICTION.finding(used.term.words(used.lang), message, severity=severity)
