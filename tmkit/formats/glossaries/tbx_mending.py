"""The language codes of a termbase put right where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.formats.code_mending import Place, xml_codes
from tmkit.formats.glossaries.tbx_tree import LANGUAGE, TERM, Node, parse
from tmkit.model import Excerpt, Fix

__all__ = ["codes"]


def codes(data: bytes, path: str) -> Iterator[tuple[Excerpt, Fix]]:
    """What is to be replaced, in file order; the script of Uzbek is that of the terms in its section.

    InputError where the XML is broken.
    """
    yield from xml_codes(data, path, ("xml:lang", "lang"), dict(_texts(parse(data, path))))


def _texts(node: Node) -> Iterator[tuple[Place, str]]:
    for child in node.children:
        if child.name in LANGUAGE:
            terms = (term.text for part in child.find(*TERM) for term in part.find("term"))
            yield child.place[1:], " ".join(terms)
        else:
            yield from _texts(child)
