"""From the tree of a TBX file to concepts; what is not understood goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tmkit.errors import InputError, UsageError
from tmkit.formats.glossaries import subsets
from tmkit.formats.glossaries.tbx_styles import plain
from tmkit.formats.glossaries.tbx_tree import CONCEPT, LANGUAGE, TERM, Node
from tmkit.languages import canonical
from tmkit.model import Case, Concept, Extra, Lang, Status, Term

__all__ = ["STATUSES", "concepts"]

STATUSES = {
    "preferredTerm": Status.PREFERRED,
    "admittedTerm": Status.ADMITTED,
    "deprecatedTerm": Status.DEPRECATED,
    "supersededTerm": Status.DEPRECATED,
}
"""Values of ``administrativeStatus``, without their ending ``-admn-sts``."""

_OF_CONCEPT = frozenset(
    {"crossReference", "customerSubset", "definition", "note", "projectSubset", "source", "subjectField"}
)
_OF_LANGUAGE = frozenset({"definition", "source"})
_OF_TERM = frozenset(
    {"administrativeStatus", "customerSubset", "note", "partOfSpeech", "projectSubset", "source", "termType"}
)
_NAMESPACE = "xmlns:"


def concepts(root: Node, *, strict: bool = True) -> Iterator[Concept]:
    """The concepts in file order; one without an id has an empty one.

    InputError at a language code or a date that is none; not ``strict``, what they belong to is left out.
    """
    prefixes = {
        name.removeprefix(_NAMESPACE): uri for name, uri in root.attributes.items() if name.startswith(_NAMESPACE)
    }
    reader = _Reader(prefixes, strict)
    for text in root.find("text"):
        for body in text.find("body"):
            yield from map(reader.concept, body.find(*CONCEPT))


@dataclass(frozen=True, slots=True)
class _Reader:
    namespaces: Mapping[str, str]
    strict: bool

    def concept(self, entry: Node) -> Concept:
        said, others = entry.sort(_OF_CONCEPT)
        columns, flags = self._subsets(said["projectSubset"], others)
        others += said["definition"][1:]
        others += [node for node in said["crossReference"] if "://" in node.attributes.get("target", "")]
        terms: list[Term] = []
        extra = [*_attributes(entry, None), *columns, *self._kept(others)]
        definition, lang = next(iter(_texts(said["definition"])), ""), None
        for section in entry.find(*LANGUAGE):
            code = self._lang(section)
            if code is None:
                continue
            own, rest = section.sort(_OF_LANGUAGE)
            if own["definition"] and not definition:
                definition, lang = own["definition"].pop(0).text, code
            extra += _attributes(section, code) + self._kept([*own["definition"], *rest], code)
            terms += self._terms(section, code, _texts(own["source"]))
            said["descripSource"] += own["descripSource"]
        return Concept(
            entry.attributes.get("id", ""),
            tuple(_of_houses(terms, _texts(said["customerSubset"]))),
            "\n".join(_texts(said["subjectField"])),
            definition,
            "\n".join(_texts(said["note"])),
            "\n".join(_texts([*said["source"], *said["descripSource"]])),
            lang,
            tuple(filter(None, (_target(node) for node in said["crossReference"]))),
            subsets.DO_NOT_TRANSLATE in flags,
            tuple(extra),
            entry.place,
        )

    def _lang(self, section: Node) -> Lang | None:
        try:
            return canonical(section.lang)
        except UsageError as error:
            if not self.strict:
                return None
            message = error.message if section.lang else "this language section has no xml:lang; add the language code"
            raise InputError(message, *section.place) from error

    def _terms(self, section: Node, lang: Lang, sources: Sequence[str]) -> Iterator[Term]:
        seen = False
        for part in section.find(*TERM):
            node = next(part.find("term"), None)
            if node is not None and node.text:
                unsaid = Status.ADMITTED if seen else Status.PREFERRED
                yield self._term(part, node, replace(Term(node.text, lang, unsaid), place=node.text_place), sources)
                seen = True

    def _term(self, part: Node, node: Node, bare: Term, sources: Sequence[str]) -> Term:
        said, others = part.sort(_OF_TERM)
        columns, flags = self._subsets(said["projectSubset"], others)
        for category in ("partOfSpeech", "termType"):
            others += said[category][1:]
        status = [value.removesuffix("-admn-sts") for value in _texts(said["administrativeStatus"])]
        return replace(
            bare,
            status=STATUSES.get(status[0], Status.ADMITTED) if status else bare.status,
            verified=subsets.PROPOSED not in flags,
            case=next((case for name, case in subsets.CASES.items() if name in flags), Case.USUAL),
            part_of_speech="".join(_texts(said["partOfSpeech"])[:1]),
            source="\n".join([*sources, *_texts(said["source"])]),
            note="\n".join(_texts(said["note"])),
            term_type="".join(_texts(said["termType"])[:1]),
            valid_from=self._day(flags, subsets.VALID_FROM),
            valid_until=self._day(flags, subsets.VALID_UNTIL),
            house="\n".join(_texts(said["customerSubset"])),
            extra=(*_attributes(part, None), *_attributes(node, None), *columns, *self._kept(others)),
        )

    def _subsets(self, nodes: Sequence[Node], others: list[Node]) -> tuple[list[Extra], dict[str, Node]]:
        """Columns of a table, and tmkit's other values with their places; those of other programs join ``others``."""
        columns, flags = [], {}
        for node in nodes:
            found = subsets.column(node.text)
            if found is not None:
                columns.append(found)
            elif node.text.startswith("x-tmkit:"):
                flags[node.text] = node
            elif node.text:
                others.append(node)
        return columns, flags

    def _day(self, flags: Mapping[str, Node], name: str) -> date | None:
        for value, node in flags.items():
            if value.startswith(name):
                found = subsets.day(value.removeprefix(name))
                if found is None and self.strict:
                    raise InputError(f"{value!r} has no date; write it as {name}2026-01-31", *node.place)
                return found
        return None

    def _kept(self, nodes: Sequence[Node], lang: Lang | None = None) -> list[Extra]:
        return [Extra("", plain(node, self.namespaces), lang) for node in sorted(nodes, key=lambda node: node.place)]


def _texts(nodes: Sequence[Node]) -> list[str]:
    return [node.text for node in nodes if node.text]


def _target(node: Node) -> str:
    target = node.attributes.get("target") or node.text
    return "" if "://" in target else target.removeprefix("#")


def _attributes(node: Node, lang: Lang | None) -> list[Extra]:
    own = {"xml:lang", "lang"} | ({"id"} if node.name in CONCEPT else set())
    return [
        Extra(f"@{node.name if node.name == 'term' else ''}{name}", value, lang)
        for name, value in node.attributes.items()
        if name not in own and not name.startswith("xmlns")
    ]


def _of_houses(terms: Sequence[Term], houses: Sequence[str]) -> Iterator[Term]:
    """The terms; what a concept says of its customers is said of each that names none."""
    for term in terms:
        yield replace(term, house="\n".join(houses)) if houses and not term.house else term
