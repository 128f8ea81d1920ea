"""A proper term is written with other capitals than the glossary has.

It is asked only where the source writes its own term with capitals, as a name. Words in capitals throughout, title
case in English headings and the first word of a sentence are left alone, and so is a term whose case is free.

Bad:  открыт Средний коридор -> орта дәліз ашылды
Good: открыт Средний коридор -> Орта дәліз ашылды
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from tmkit.checks import Context
from tmkit.checks._terms import Occurrence, first_mentions, quoted, term_pairs
from tmkit.languages.codes import EN
from tmkit.model import Bitext, Case, Finding, Kind, Severity
from tmkit.text.edits import fixes
from tmkit.text.words import words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM106"
NAME = "term-case"
SEVERITY = Severity.WARNING

_TITLES = frozenset([Kind.HEADING, Kind.CELL])


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such term, in the order of the text."""
    for pair in term_pairs(bitext, context.glossary):
        wrong = [o for o in pair.target if o.allowed and _recased(o) != o.text]
        mentions = first_mentions(o for o in pair.source if _is_name(o)) if wrong else {}
        places = {(id(o.segment), o.hit.span) for o in pair.target if o not in wrong} if wrong else set()
        for found in wrong:
            source, place = mentions.get(found.hit.concept.id), (id(found.segment), found.hit.span)
            if source is not None and place not in places:
                places.add(place)
                yield _finding(found, source)


def _finding(found: Occurrence, source: Occurrence) -> Finding:
    wanted = _recased(found)
    return Finding(
        CODE,
        NAME,
        SEVERITY,
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
    begins = not any(character.isalnum() for character in source.segment.text[: source.hit.span.start])
    if source.text.isupper() or (begins and len(text) == 1):
        return False
    pairs = zip(term, text, strict=False)
    return bool(term) and term[0][0].isupper() and all(b[0].isupper() for a, b in pairs if a[0].isupper())


def _recased(found: Occurrence) -> str:
    """The words with the capitals of their term; as they are where nothing is to be said of them."""
    term, text = found.hit.term, found.text
    doubtful = found.hit.inserted is not None or found.hit.shortened
    if text.startswith(term.text) or term.text.islower() or term.case is not Case.USUAL or doubtful:
        return text
    stored, running = list(words(term.text)), list(words(text))
    if not any(word.text[0].isupper() for word in stored):
        return text
    begins = not any(character.isalnum() for character in found.segment.text[: found.hit.span.start])
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
