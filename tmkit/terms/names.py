"""Names of persons: the surname alone, with initials before or after it, or with another given name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tmkit.languages.morphology import Morphology
from tmkit.model import Concept, Span, Status
from tmkit.text.words import words

__all__ = ["is_person", "whole_name"]

_DOMAINS = frozenset(["people", "person", "persons", "personal names"])
_INITIAL = r"(?P<first>[^\W\d_][^\W\d_]?)\.(?:[ \u00a0\u202f-]?[^\W\d_][^\W\d_]?\.){0,2}"
_BEFORE = re.compile(rf"(?<![^\W\d_]){_INITIAL}[ \u00a0\u202f]?\Z")
_AFTER = re.compile(rf"[ \u00a0\u202f]{_INITIAL}")
_LOOKED_BACK = 16
"""Characters before a surname in which its initials stand."""
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)[ \u00a0]\Z")


def is_person(concept: Concept) -> bool:
    """Whether the concept is one person: of the people, and every preferred name of two words or more in capitals."""
    if concept.domain.casefold() not in _DOMAINS:
        return False
    names = [term.text for term in concept.terms if term.status is Status.PREFERRED]
    return bool(names) and all(map(_is_full_name, names))


def _is_full_name(text: str) -> bool:
    found = [word.text for word in words(text)]
    return len(found) > 1 and all(word[0].isupper() and not word.isupper() for word in found)


def whole_name(text: str, surname: Span, given: Sequence[str], language: Morphology) -> Span | None:
    """A surname with the initials beside it; None where they, or the name before it, are another person's.

    ``given`` are the folded given names that belong to the surname.
    """
    if not text[surname.start].isupper():
        return None
    start = max(surname.start - _LOOKED_BACK, 0)
    before, after = _BEFORE.search(text, start, surname.start), _AFTER.match(text, surname.stop)
    for initials in filter(None, (before, after)):
        if not any(name.startswith(language.fold(initials["first"])) for name in given):
            return None
        return Span(min(initials.start(), surname.start), max(initials.end(), surname.stop)) if given else None
    named = _WORD_BEFORE.search(text, start, surname.start)
    if named and named["word"][0].isupper() and language.is_given_name(named["word"]):
        return surname if language.stems(named["word"]) & set(given[:1]) else None
    return surname
