"""A concept for people and for programs: a card, and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tmkit.model import Case, Concept, Lang, Location, Status, Term

__all__ = ["as_json", "card"]

_LABELS = {Status.ADMITTED: "also", Status.DEPRECATED: "not"}


def card(concept: Concept) -> str:
    """The concept as a few lines: what to write in each language, what else may be written, and what not."""
    return "".join(f"{line}\n" for line in _lines(concept))


def _lines(concept: Concept) -> Iterator[str]:
    yield f"{concept.id}  ({concept.domain})" if concept.domain else concept.id
    if concept.do_not_translate:
        yield "  Not to be translated."
    yield from _field("Definition", concept.definition)
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        yield from _language(lang, concept.in_language(lang))
    yield from _field("Note", concept.note)
    yield from _field("See", ", ".join(concept.related))
    yield from _field("Source", concept.source.replace("\n", "; "))
    if concept.place is not None:
        yield f"  {_clickable(concept.place)}"


def _language(lang: Lang, terms: Sequence[Term]) -> Iterator[str]:
    name = f"  {lang:8}"
    for term in terms:
        if term.status is Status.PREFERRED:
            yield f"{name}{_said(term)}"
            name = " " * len(name)
    for status, label in _LABELS.items():
        found = [term for term in terms if term.status is status]
        if found:
            yield f"{name}{label}: {', '.join(map(_said, found))}"
            name = " " * len(name)
    for term in terms:
        if term.note:
            yield f"{name}«{term.text}»: {' '.join(term.note.splitlines())}"


def _said(term: Term) -> str:
    remarks = [
        "" if term.verified else "proposed",
        "in this case only" if term.case is Case.EXACT else "",
        f"from {term.valid_from}" if term.valid_from else "",
        f"until {term.valid_until}" if term.valid_until else "",
        ", ".join(term.house.splitlines()),
    ]
    said = ", ".join(filter(None, remarks))
    return f"{term.text} ({said})" if said else term.text


def _field(name: str, text: str) -> Iterator[str]:
    if text:
        yield f"  {name}: {' '.join(text.splitlines())}"


def _clickable(place: Location) -> str:
    return f"{place.path}:{place.line}:{place.column}" if place.clickable else f"{place.path}, row {place.line}"


def as_json(concept: Concept) -> dict[str, Any]:
    """The concept as an object; what is empty is left out, but for the terms."""
    said = {
        "id": concept.id,
        "domain": concept.domain,
        "definition": concept.definition,
        "note": concept.note,
        "source": concept.source,
        "related": list(concept.related),
        "do_not_translate": concept.do_not_translate,
        "path": concept.place.path if concept.place else "",
        "line": concept.place.line if concept.place else 0,
    }
    return {name: value for name, value in said.items() if value} | {"terms": [_term(term) for term in concept.terms]}


def _term(term: Term) -> dict[str, Any]:
    said = {
        "part_of_speech": term.part_of_speech,
        "term_type": term.term_type,
        "case": "" if term.case is Case.USUAL else str(term.case),
        "valid_from": _day(term.valid_from),
        "valid_until": _day(term.valid_until),
        "house": term.house,
        "source": term.source,
        "note": term.note,
    }
    always = {"text": term.text, "lang": term.lang, "status": str(term.status), "verified": term.verified}
    return always | {name: value for name, value in said.items() if value}


def _day(day: date | None) -> str:
    return str(day or "")
