"""Putting one Russian term into the case and number of another: adjectives before a noun, and the noun."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tmkit.languages.ru import fold, parses

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

__all__ = ["declined"]

_WORD = re.compile(r"[^\W\d_]+")
_ATTRIBUTES = frozenset(["ADJF", "PRTF"])


class _Place(NamedTuple):
    case: str
    number: str


def declined(found: str, stored: str, wanted: str) -> str | None:
    """``wanted`` in the case and number in which ``found`` has ``stored``; None where they cannot be told."""
    running, kept, new = (_WORD.findall(text) for text in (found, stored, wanted))
    head, target = _head(kept), _head(new)
    if head is None or target is None or len(running) != len(kept):
        return None
    if [fold(word) for word in running[head + 1 :]] != [fold(word) for word in kept[head + 1 :]]:
        return None
    own = {parse.tag.number for parse in _nominative(kept[head])}
    theirs = {parse.tag.number for parse in _nominative(new[target])}
    forms = set()
    for place in _places(running[: head + 1], kept[: head + 1]):
        number = "plur" if theirs == {"plur"} else "sing" if own == {"plur"} else place.number
        forms.add(_inflected(wanted, new, target, _Place(place.case, number)))
    return forms.pop() if len(forms) == 1 else None


def _head(words: Sequence[str]) -> int | None:
    """The noun in the nominative, with nothing but adjectives before it."""
    for at, word in enumerate(words):
        if any(_nominative(word)):
            return at
        if not any(parse.tag.POS in _ATTRIBUTES for parse in parses(fold(word))):
            return None
    return None


def _nominative(word: str) -> list[Parse]:
    return [parse for parse in parses(fold(word)) if parse.tag.POS == "NOUN" and parse.tag.case == "nomn"]


def _places(running: Sequence[str], stored: Sequence[str]) -> frozenset[_Place]:
    """The cases and numbers that all the words may stand in together."""
    common: frozenset[_Place] | None = None
    for word, lemma in zip(running, stored, strict=True):
        own = frozenset(_word_places(word, lemma))
        common = own if common is None else common & own
    return common or frozenset()


def _word_places(word: str, stored: str) -> Iterator[_Place]:
    lemmas = {fold(parse.normal_form) for parse in parses(fold(stored))}
    for parse in parses(fold(word)):
        if fold(parse.normal_form) in lemmas and parse.tag.case and parse.tag.number:
            yield _Place(_CASES.get(parse.tag.case, parse.tag.case), parse.tag.number)


_CASES = {"gen2": "gent", "loc2": "loct", "acc2": "accs", "gen1": "gent"}


def _inflected(wanted: str, words: Sequence[str], head: int, place: _Place) -> str | None:
    noun = next(iter(_nominative(words[head])))
    form = noun.inflect({place.case, place.number})
    if form is None:
        return None
    made = [*(_attribute(word, noun, place) for word in words[:head]), form.word]
    new = wanted
    for match, text in reversed(list(zip(_WORD.finditer(wanted), made, strict=False))):
        if text is None:
            return None
        new = new[: match.start()] + _cased(text, match[0]) + new[match.end() :]
    return new


def _attribute(word: str, noun: Parse, place: _Place) -> str | None:
    gender = {noun.tag.gender} if place.number == "sing" and noun.tag.gender else set()
    animacy = {noun.tag.animacy} if place.case == "accs" and (place.number == "plur" or gender == {"masc"}) else set()
    for parse in parses(fold(word)):
        if parse.tag.POS in _ATTRIBUTES and parse.tag.case == "nomn":
            form = parse.inflect({place.case, place.number} | gender | animacy)
            if form is not None:
                return str(form.word)
    return None


def _cased(text: str, like: str) -> str:
    return text[:1].upper() + text[1:] if like[:1].isupper() else text
