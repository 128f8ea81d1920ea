"""Will a CAT program take this TBX file, and take it as it is meant? TM932, TM988 and TM989."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from tmkit.errors import InputError
from tmkit.formats.glossaries.tbx_tree import CONCEPT, LANGUAGE, TERM, Node, descendants, parse
from tmkit.formats.languages import judge
from tmkit.formats.rules import TOOL_FORMAT, TOOL_LANGUAGE, Rule
from tmkit.formats.tools import Termbase, Tool
from tmkit.model import Finding, Severity

__all__ = ["RULES", "validate"]

# fmt: off
_TERMS = Rule("TM989", "tool-terms", Severity.WARNING,
    "The program named with --tool takes terms otherwise than they are meant; `tmkit convert --tool` mends it.",
    "a concept with a deprecated term for Weblate, which drops it", "the right terms, a pair in each concept")
# fmt: on

RULES: Mapping[str, Rule] = {rule.code: rule for rule in (TOOL_FORMAT, _TERMS)}
"""By code."""


def validate(data: bytes, path: str, tool: Tool) -> Iterator[Finding]:
    """What that program does not take, each thing once; nothing where the XML is not well-formed."""
    try:
        root = parse(data, path)
    except InputError:
        return
    termbase = tool.termbase("tbx")
    if termbase is None:
        known = " or ".join(f".{form.suffix}" for form in tool.glossaries)
        message = f"reads glossaries as {known}, not as TBX" if known else "has no glossary"
        yield TOOL_FORMAT.finding(root.tag(), f"{tool.title} {message}.")
        return
    dialect = "martif" if root.name == "martif" else root.attributes.get("style", "dca")
    if dialect != (termbase.dialect or "dca"):
        message = f"{tool.title} reads the dialect {termbase.dialect}, this is {dialect}."
        yield TOOL_FORMAT.finding(root.tag(), message)
    entries = [node for node in descendants(root) if node.name in CONCEPT]
    yield from chain(_languages(entries, tool), _terms(entries, termbase, tool))


def _languages(entries: Iterable[Node], tool: Tool) -> Iterator[Finding]:
    seen: set[str] = set()
    for section in chain.from_iterable(entry.find(*LANGUAGE) for entry in entries):
        code = section.lang
        if not code or code in seen:
            continue
        seen.add(code)
        lang = judge(code)[0]
        wanted = tool.spell(lang) if lang else None
        if code != wanted and not tool.accepts(code):
            message = f"{tool.title} does not take «{code}». The same wherever it stands in this file."
            yield TOOL_LANGUAGE.finding(section.tag(), message, suggestion=wanted)


def _terms(entries: Iterable[Node], termbase: Termbase, tool: Tool) -> Iterator[Finding]:
    several, forbidding = [], []
    for entry in entries:
        terms = [list(section.find(*TERM)) for section in entry.find(*LANGUAGE)]
        if any(len(found) > 1 for found in terms):
            several.append(entry)
        if any(map(_is_forbidden, chain.from_iterable(terms))):
            forbidding.append(entry)
    if several and termbase.one_term:
        message = f"{tool.title} reads the first term of a language only; {_here(several)} more."
        yield _TERMS.finding(several[0].tag(), message)
    if forbidding and not termbase.forbids:
        message = f"{tool.title} offers forbidden terms as right ones, or drops the concept; {_here(forbidding)} some."
        yield _TERMS.finding(forbidding[0].tag(), message)


def _is_forbidden(term: Node) -> bool:
    return any(
        part.category == "administrativeStatus" and part.text.startswith(("deprecated", "superseded"))
        for part in term.parts()
    )


def _here(entries: list[Node]) -> str:
    return f"{len(entries)} concepts, from this one on, have" if len(entries) > 1 else "this concept has"
