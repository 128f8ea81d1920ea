"""OmegaT glossaries: UTF-8 text, a line each of source term, target term and comment, parted by tabs; # is a remark.

One file holds one pair of languages: the first remark that tmkit writes names them, else the name of the file tells the
target (``glossary.kk.utf8``) and the source is Russian. Each right term of the source stands beside each right one of
the target, the preferred one first. OmegaT shows the renderings of a term together, in the order of the alphabet, and
numbers their comments; it has no column for status. So the comment of the first says that it is preferred, where there
are others, and which renderings are wrong, and the domain. All else is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from tmkit.errors import InputError, UsageError
from tmkit.formats.encoding import decode
from tmkit.formats.glossaries import Wanted
from tmkit.formats.glossaries.ids import named
from tmkit.languages import canonical, from_filename
from tmkit.languages.codes import RU
from tmkit.model import Concept, Lang, Location, Status, Term

__all__ = ["pair_of", "pairs", "read", "write"]

_HEAD = "# tmkit: "
_RIGHT = (Status.PREFERRED, Status.ADMITTED)


def read(data: bytes, path: str) -> tuple[Concept, ...]:
    """A concept for each source term; InputError where no language can be told or a line has no two columns."""
    lines = decode(data, path).text.splitlines()
    source, target = _pair(lines, path)
    found: dict[str, Concept] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        one, *rest = (cell.strip() for cell in line.split("\t"))
        if not (one and rest and rest[0]):
            raise InputError("two columns are needed here, a term and its rendering, with a tab between", path, number)
        concept = found.get(one) or Concept(
            "", (Term(one, source, place=Location(path, number, 1)),), note=rest[1] if len(rest) > 1 else ""
        )
        status = Status.ADMITTED if concept.in_language(target) else Status.PREFERRED
        place = Location(path, number, line.index("\t") + 2)
        term = Term(rest[0], target, status, place=place)
        found[one] = Concept("", (*concept.terms, term), note=concept.note, place=Location(path, number, 1))
    return tuple(named(found.values()))


def _pair(lines: Sequence[str], path: str) -> tuple[Lang, Lang]:
    head = next((line for line in lines if line.startswith(_HEAD)), "")
    if match := re.fullmatch(r"([\w-]+) ([\w-]+)", head.removeprefix(_HEAD).strip()):
        try:
            return canonical(match[1]), canonical(match[2])
        except UsageError as error:
            raise InputError(error.message, path, lines.index(head) + 1) from error
    target = from_filename(path)
    if target is None:
        raise InputError("cannot tell the language of the renderings; name it in the file name: glossary.kk.utf8", path)
    return RU, target


def write(concepts: Iterable[Concept], stream: BinaryIO, wanted: Wanted = Wanted()) -> None:
    """Write the pair of ``wanted.langs``; UsageError where they are not two and the concepts have more."""
    if wanted.dialect:
        raise UsageError("an OmegaT glossary has no dialects")
    found = list(concepts)
    source, target = pair_of(found, wanted.langs)
    stream.write(f"{_HEAD}{source} {target}\n".encode())
    for cells in pairs(found, source, target):
        stream.write(("\t".join(_BREAKS.sub(" ", cell) for cell in cells) + "\n").encode("utf-8", "replace"))


def pair_of(concepts: Iterable[Concept], wanted: Sequence[Lang]) -> tuple[Lang, Lang]:
    """The two languages to write, source first; UsageError where they are not two."""
    langs = wanted or tuple(dict.fromkeys(term.lang for concept in concepts for term in concept.terms))
    if len(langs) != 2:
        raise UsageError(
            "an OmegaT glossary has two languages; write one for each: glossary.{lang}.utf8, or say --target-lang"
        )
    return langs[0], langs[1]


_BREAKS = re.compile(r"[\t\r\n]+")


def pairs(concepts: Iterable[Concept], source: Lang, target: Lang) -> Iterator[tuple[str, str, str]]:
    """Source term, target term and comment, a row for each line of a glossary of two languages."""
    for concept in concepts:
        right = [term for status in _RIGHT for term in concept.in_language(target, status)]
        for term in concept.in_language(source, *_RIGHT):
            for number, rendering in enumerate(right):
                yield term.text, rendering.text, "" if number else _comment(concept, right)


def _comment(concept: Concept, right: Sequence[Term]) -> str:
    is_choice = len(right) > 1 and right[0].status is Status.PREFERRED
    wrong = [term.text for term in concept.in_language(right[0].lang, Status.DEPRECATED)]
    said = (concept.domain, "preferred" if is_choice else "", f"not: {', '.join(wrong)}" if wrong else "")
    return "; ".join(filter(None, said))
