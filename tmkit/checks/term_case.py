"""A proper term is written with other capitals than the glossary has.

It is asked only where the source writes its own term with capitals, as a name. Words in capitals throughout, title
case in English headings and the first word of a sentence are left alone, and so is a term whose case is free. A body
that a document always writes its own way (senat, Oliy Sud) is a matter of house style, and a note; places are not.

Bad:  открыт Средний коридор -> орта дәліз ашылды
Good: открыт Средний коридор -> Орта дәліз ашылды
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import zip_longest

from tmkit.checks import Context
from tmkit.checks._terms import Occurrence, first_mentions, quoted, term_pairs
from tmkit.languages.codes import EN
from tmkit.model import Bitext, Case, Finding, Kind, Severity
from tmkit.text.edits import fixes
from tmkit.text.words import bare_words, words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM106"
NAME = "term-case"
SEVERITY = Severity.WARNING

_TITLES = frozenset([Kind.HEADING, Kind.CELL])
_PROPER = ("geography", "people")
"""The domains whose names have their capitals in every house."""


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such term, in the order of the text."""
    pairs = term_pairs(bitext, context.glossary)
    settled = {o.hit.concept.id for pair in pairs for o in pair.target if o.allowed and _is_capitalised(o)}
    for pair in pairs:
        wrong = [o for o in pair.target if o.allowed and _recased(o) != o.text]
        mentions = first_mentions(o for o in pair.source if _is_name(o)) if wrong else {}
        places = {(id(o.segment), o.hit.span) for o in pair.target if o not in wrong} if wrong else set()
        for found in wrong:
            source, place = mentions.get(found.hit.concept.id), (id(found.segment), found.hit.span)
            if source is not None and place not in places:
                places.add(place)
                yield _finding(found, source, _severity(found, settled))


def _severity(found: Occurrence, settled: Collection[str]) -> Severity:
    """``settled``: the concepts that the document writes as the glossary does, somewhere."""
    concept, text = found.hit.concept, found.text
    if concept.id in settled or concept.domain in _PROPER:
        return SEVERITY
    more = sum(map(str.isupper, text)) > sum(map(str.isupper, _recased(found)))
    return Severity.INFO if more or len(bare_words(text)) == 1 else SEVERITY


def _is_capitalised(found: Occurrence) -> bool:
    """Whether the capitals are those of the glossary, where no sentence begins."""
    return _recased(found) == found.text and not _begins(found)


def _finding(found: Occurrence, source: Occurrence, level: Severity) -> Finding:
    wanted = _recased(found)
    return Finding(
        CODE,
        NAME,
        level,
        f"Glossary: {quoted(found.hit.term.text)}, with these capitals.",
        found.excerpt,
        source.excerpt,
        found.hit.concept.id,
        wanted,
        fixes(found.segment, *found.hit.span, wanted),
    )


def _is_name(source: Occurrence) -> bool:
    """Whether the source's term has capitals, and the text has them where no sentence begins."""
    term = [word.text for word in words(source.hit.term.text)]
    text = [word.text for word in words(source.text)]
    if source.text.isupper() or (_begins(source) and len(text) == 1):
        return False
    pairs = zip(term, text, strict=False)
    return bool(term) and term[0][0].isupper() and all(b[0].isupper() for a, b in pairs if a[0].isupper())


def _begins(found: Occurrence) -> bool:
    return found.hit.span.start <= _first_letter(found.segment.text)


@lru_cache(maxsize=256)  # asked of one term after the other
def _first_letter(text: str) -> int:
    return next((at for at, character in enumerate(text) if character.isalnum()), len(text))


def _recased(found: Occurrence) -> str:
    """The words with the capitals of their term; as they are where nothing is to be said of them."""
    term, text = found.hit.term, found.text
    doubtful = found.hit.inserted is not None or found.hit.shortened
    if text.startswith(term.text) or term.text.islower() or term.case is not Case.USUAL or doubtful:
        return text
    stored, running = list(words(term.text)), list(words(text))
    if not any(word.text[0].isupper() for word in stored):
        return text
    begins = _begins(found)
    lowered = term.lang != EN and found.segment.block.kind not in _TITLES
    for at, (one, other) in enumerate(zip_longest(stored[: len(running)], running)):
        if one is None or (len(other.text) > 1 and other.text.isupper()):
            continue
        new = _like(other.text, one.text, lowered and not (begins and at == 0))
        text = text[: other.start] + new + text[other.stop :]
    return text


def _like(word: str, term: str, lowered: bool) -> str:
    """The word with the capitals of the term's, letter by letter; its own are taken away only if ``lowered``."""
    letters = list(word)
    for at, (letter, wanted) in enumerate(zip(word, term, strict=False)):
        if letter.casefold() != wanted.casefold():
            break
        if wanted.isupper() or (lowered and at == 0):
            letters[at] = wanted
    return "".join(letters)
