"""TBX (ISO 30042:2019), the dialect TBX-Basic: version 3 in its styles DCA and DCT, and the older version 2 (martif).

All of them are read and written; ``Wanted.dialect`` chooses, DCA without it. Facts of tmkit's own travel as
``projectSubset`` (``subsets`` lists them), houses as ``customerSubset``. What stands several times, such as sources, is
kept as lines of one field. Elements that tmkit does not understand are kept as they are, the header and what follows
the body where the dialect stays the same. Not kept: comments, mark-up inside a term or a note, the words of a cross
reference; a superseded term becomes a deprecated one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import BinaryIO

from tmkit.errors import InputError
from tmkit.formats.glossaries import Wanted, subsets
from tmkit.formats.glossaries.ids import named
from tmkit.formats.glossaries.tbx_concepts import STATUSES, concepts
from tmkit.formats.glossaries.tbx_styles import Style, frame, style_of, styled
from tmkit.formats.glossaries.tbx_tree import parse
from tmkit.formats.xml import escape, quote
from tmkit.model import Concept, Extra, Lang, Term

__all__ = ["STATUSES", "formatted", "read", "write"]


def read(data: bytes, path: str) -> tuple[Concept, ...]:
    """The concepts in file order; InputError with line where the file is broken or no TBX.

    A concept without an id gets one from its English term, else its first one.
    """
    root = parse(data, path)
    if root.name not in ("tbx", "martif"):
        raise InputError(f"this is not TBX: the root element is <{root.name}>; give a .tbx file", *root.place)
    return tuple(named(concepts(root)))


def write(concepts: Iterable[Concept], stream: BinaryIO, wanted: Wanted = Wanted()) -> None:
    """Write the concepts in their order, two blanks a level; ``wanted.like`` gives the header where it fits."""
    style = style_of(wanted.dialect)
    head, back = frame(wanted.like, "", style) if wanted.like else (style.head, "")
    stream.write(head.encode())
    stream.write(b"  <text>\n    <body>\n")
    for concept in concepts:
        stream.write("".join(f"      {line}\n" for line in _entry(concept, style)).encode())
    stream.write(f"    </body>{back}\n  </text>\n</{style.root}>\n".encode())


def formatted(data: bytes, path: str) -> bytes:
    """The file in tmkit's own layout, its header kept."""
    stream = BytesIO()
    write(read(data, path), stream, Wanted(like=data))
    return stream.getvalue()


def _entry(concept: Concept, style: Style) -> Iterator[str]:
    yield f"<{style.concept} id={quote(concept.id)}{_attributes(concept.extra, None)}>"
    yield from _lines("  ", style, "subjectField", concept.domain)
    if concept.definition_lang is None:
        yield from _lines("  ", style, "definition", concept.definition)
    for value in subsets.of_concept(concept):
        yield f"  {style.element('projectSubset', value)}"
    for other in concept.related:
        yield f"  {style.element('crossReference', other, target=other)}"
    yield from _lines("  ", style, "source", concept.source)
    yield from _lines("  ", style, "note", concept.note)
    yield from (f"  {line}" for line in _kept(concept.extra, style, None))
    langs = [term.lang for term in concept.terms] + [extra.lang for extra in concept.extra if extra.lang]
    for lang in dict.fromkeys(langs):
        yield f'  <{style.language} xml:lang="{lang}"{_attributes(concept.extra, lang)}>'
        if lang == concept.definition_lang:
            yield from _lines("    ", style, "definition", concept.definition)
        yield from (f"    {line}" for line in _kept(concept.extra, style, lang))
        yield from _section(concept.in_language(lang), style)
        yield f"  </{style.language}>"
    yield f"</{style.concept}>"


def _section(terms: Sequence[Term], style: Style) -> Iterator[str]:
    """The terms of one language; the sources that all of them share are said once."""
    first = terms[0].source.splitlines() if terms else []
    shared = [line for line in first if all(line in term.source.splitlines() for term in terms)]
    yield from _lines("    ", style, "source", "\n".join(shared))
    for term in terms:
        yield f"    <{style.term}{_attributes(term.extra, None)}>"
        yield from (f"      {line}" for line in _term(term, style, shared))
        yield f"    </{style.term}>"


def _term(term: Term, style: Style, shared: Sequence[str]) -> Iterator[str]:
    """A term note comes before all else: the older version has them in this order."""
    kept = list(_kept(term.extra, style, None))
    yield f"<term{_attributes(term.extra, None, 'term')}>{escape(term.text)}</term>"
    yield style.element("administrativeStatus", f"{term.status}Term-admn-sts")
    yield from _lines("", style, "partOfSpeech", term.part_of_speech)
    yield from _lines("", style, "termType", term.term_type)
    yield from (line for line in kept if line.startswith("<termNote"))
    for value in subsets.of_term(term):
        yield style.element("projectSubset", value)
    yield from _lines("", style, "customerSubset", term.house)
    own = [line for line in term.source.splitlines() if line not in shared]
    yield from _lines("", style, "source", "\n".join(own))
    yield from _lines("", style, "note", term.note)
    yield from (line for line in kept if not line.startswith("<termNote"))


def _lines(indent: str, style: Style, category: str, text: str) -> Iterator[str]:
    """An element for each line of the text."""
    for line in filter(None, text.splitlines()):
        yield f"{indent}{style.element(category, line)}"


def _kept(extras: Sequence[Extra], style: Style, lang: Lang | None) -> Iterator[str]:
    return (styled(extra.value, style) for extra in extras if not extra.name and extra.lang == lang)


def _attributes(extras: Sequence[Extra], lang: Lang | None, element: str = "") -> str:
    """The attributes that were kept of an element; those of ``<term>`` are marked so."""
    return "".join(
        f" {extra.name.removeprefix(f'@{element}')}={quote(extra.value)}"
        for extra in extras
        if extra.lang == lang and extra.name.startswith("@") and extra.name.startswith("@term") == bool(element)
    )
