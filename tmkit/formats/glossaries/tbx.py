"""TBX (ISO 30042:2019), the dialect TBX-Basic: version 3 in both its styles and the older version 2 are read,
version 3 in DCA style is written.

Facts of tmkit's own travel as ``projectSubset``, which TBX-Basic has for that: ``x-tmkit:proposed`` (a term that
never causes an error), ``x-tmkit:case-sensitive`` and ``x-tmkit:any-case``. What stands several times, such as
sources, is kept as lines of one field. Not kept: all other categories; a superseded term becomes a deprecated one; a
definition loses its language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import BinaryIO

import tmkit
from tmkit.errors import InputError, UsageError
from tmkit.formats.encoding import decode
from tmkit.formats.glossaries.tbx_tree import CONCEPT, LANGUAGE, TERM, Node, parse
from tmkit.formats.xml import escape, quote
from tmkit.languages import canonical
from tmkit.languages.codes import EN
from tmkit.model import Case, Concept, Lang, Status, Term

__all__ = ["STATUSES", "formatted", "read", "read_head", "write"]

STATUSES = {
    "preferredTerm": Status.PREFERRED,
    "admittedTerm": Status.ADMITTED,
    "deprecatedTerm": Status.DEPRECATED,
    "supersededTerm": Status.DEPRECATED,
}
"""Values of ``administrativeStatus``, without their ending ``-admn-sts``."""
_PROPOSED = "x-tmkit:proposed"
_CASES = {Case.EXACT: "x-tmkit:case-sensitive", Case.FREE: "x-tmkit:any-case"}


def read(data: bytes, path: str) -> tuple[Concept, ...]:
    """The concepts in file order; InputError with line where the file is broken or no TBX.

    A concept without an id gets one from its English term, else its first one.
    """
    root = parse(data, path)
    if root.name not in ("tbx", "martif"):
        raise InputError(f"this is not TBX: the root element is <{root.name}>; give a .tbx file", *root.place)
    concepts: list[Concept] = []
    ids: Counter[str] = Counter()
    for entry in _entries(root):
        terms = tuple(term for section in entry.find(*LANGUAGE) for term in _terms(section))
        name = entry.attributes.get("id") or _derived(terms)
        ids[name] += 1
        if "id" not in entry.attributes and ids[name] > 1:
            name = f"{name}-{ids[name]}"
        concepts.append(_concept(entry, name, terms))
    return tuple(concepts)


def _entries(node: Node) -> Iterator[Node]:
    for text in node.find("text"):
        for body in text.find("body"):
            yield from body.find(*CONCEPT)


def _concept(entry: Node, name: str, terms: tuple[Term, ...]) -> Concept:
    said = entry.fields()
    for section in entry.find(*LANGUAGE):
        for category, texts in section.fields().items():
            if category in ("definition", "note"):
                said[category] += texts
    return Concept(
        name,
        terms,
        "\n".join(said["subjectField"]),
        "\n".join(said["definition"][:1]),
        "\n".join(said["note"]),
        "\n".join(said["source"]),
    )


def _terms(section: Node) -> Iterator[Term]:
    try:
        lang = canonical(section.lang)
    except UsageError as error:
        message = error.message if section.lang else "this language section has no xml:lang; add the language code"
        raise InputError(message, *section.place) from error
    sources = section.fields()["source"]
    seen = False
    for part in section.find(*TERM):
        text = next((term.text for term in part.find("term")), "")
        if text:
            yield _term(part, text, lang, sources, Status.ADMITTED if seen else Status.PREFERRED)
            seen = True


def _term(part: Node, text: str, lang: Lang, sources: Sequence[str], unsaid: Status) -> Term:
    said = part.fields()
    status = [value.removesuffix("-admn-sts") for value in said["administrativeStatus"]]
    return Term(
        text,
        lang,
        STATUSES.get(status[0], Status.ADMITTED) if status else unsaid,
        _PROPOSED not in said["projectSubset"],
        next((case for case, name in _CASES.items() if name in said["projectSubset"]), Case.USUAL),
        "".join(said["partOfSpeech"][:1]),
        "\n".join([*sources, *said["source"]]),
        "\n".join(said["note"]),
        "".join(said["termType"][:1]),
    )


def _derived(terms: Sequence[Term]) -> str:
    text = next((term.text for term in terms if term.lang == EN), terms[0].text if terms else "concept")
    name = re.sub(r"[\W_]+", "-", text.casefold()).strip("-") or "concept"
    return name if name[0].isalpha() else f"c-{name}"


_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>Written by tmkit {tmkit.__version__}.</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
"""
_BEFORE_TEXT = re.compile(r"(<\?xml.*?)[ \t]*<text>", re.DOTALL)


def read_head(data: bytes, path: str) -> str:
    """What stands before ``<text>`` in a file of the dialect that is written, for ``write``; else a plain header."""
    root = parse(data, path)
    match = _BEFORE_TEXT.match(decode(data, path).text.replace("\r\n", "\n"))
    ours = root.name == "tbx" and root.attributes.get("style") == "dca" and "xmlns" in root.attributes
    return match[1] if match and ours else _HEAD


def write(concepts: Iterable[Concept], stream: BinaryIO, head: str = _HEAD) -> None:
    """Write the concepts in their order, each term once, two blanks a level; ``head`` as ``read_head`` gives it."""
    stream.write(head.encode())
    stream.write(b"  <text>\n    <body>\n")
    for concept in concepts:
        stream.write("".join(f"      {line}\n" for line in _entry(concept)).encode())
    stream.write(b"    </body>\n  </text>\n</tbx>\n")


def formatted(data: bytes, path: str) -> bytes:
    """The file in tmkit's own layout, its header kept."""
    stream = BytesIO()
    write(read(data, path), stream, read_head(data, path))
    return stream.getvalue()


def _entry(concept: Concept) -> Iterator[str]:
    yield f"<conceptEntry id={quote(concept.id)}>"
    yield from _lines("  ", "descrip", "subjectField", concept.domain)
    yield from _lines("  ", "descrip", "definition", concept.definition)
    yield from _lines("  ", "admin", "source", concept.source)
    yield from _lines("  ", "note", "", concept.note)
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        yield f'  <langSec xml:lang="{lang}">'
        yield from _section(concept.in_language(lang))
        yield "  </langSec>"
    yield "</conceptEntry>"


def _section(terms: Sequence[Term]) -> Iterator[str]:
    """The terms of one language; the sources that all of them share are said once."""
    first = terms[0].source.splitlines()
    shared = [line for line in first if all(line in term.source.splitlines() for term in terms)]
    yield from _lines("    ", "admin", "source", "\n".join(shared))
    for term in terms:
        yield "    <termSec>"
        yield f"      <term>{escape(term.text)}</term>"
        yield from _lines("      ", "termNote", "administrativeStatus", f"{term.status}Term-admn-sts")
        yield from _lines("      ", "termNote", "partOfSpeech", term.part_of_speech)
        yield from _lines("      ", "termNote", "termType", term.term_type)
        yield from _lines("      ", "admin", "projectSubset", "" if term.verified else _PROPOSED)
        yield from _lines("      ", "admin", "projectSubset", _CASES.get(term.case, ""))
        own = [line for line in term.source.splitlines() if line not in shared]
        yield from _lines("      ", "admin", "source", "\n".join(own))
        yield from _lines("      ", "note", "", term.note)
        yield "    </termSec>"


def _lines(indent: str, name: str, category: str, text: str) -> Iterator[str]:
    """An element for each line of the text."""
    kind = f" type={quote(category)}" if category else ""
    for line in filter(None, text.splitlines()):
        yield f"{indent}<{name}{kind}>{escape(line)}</{name}>"
