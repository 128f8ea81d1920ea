"""Finding a glossary's terms in running text, inflected: one look-up a word, then the rest of the term is compared."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Prefix

from tmkit.languages.en import ARTICLES
from tmkit.languages.marks import APOSTROPHES
from tmkit.languages.morphology import Morphology, Role, is_acronym, morphology
from tmkit.languages.scripts import unmixed
from tmkit.model import Case, Concept, Lang, Span, Status, Term, TermHit
from tmkit.text.words import Word, words

__all__ = ["Matcher"]

_HYPHENS = "\u2010\u2011-"
_SOFT = re.compile(rf"[\s\u2012-\u2015«»“”„\"{APOSTROPHES}/{_HYPHENS}]{{0,4}}")
"""What may stand between two words of a term, whatever the termbase has there."""
_CACHED_TEXTS = 4096
_CACHED_WORDS = 200_000


class _Entry(NamedTuple):
    """A term as it is looked for."""

    concept: Concept
    term: Term
    keys: tuple[frozenset[str], ...]
    """For each word, what it may be found under."""
    words: tuple[str, ...]
    """As the termbase has them."""
    folded: tuple[str, ...]
    gaps: tuple[str, ...]
    """What has to stand between the words, without blanks: a plus sign, a stop; empty: anything soft."""
    tail: str
    """What follows the last word: the last stop of U.N."""


class _Read(NamedTuple):
    """A running word, understood."""

    folded: str
    keys: frozenset[str]
    """What it may be a form of."""
    candidates: tuple[tuple[_Entry, int], ...]
    """The entries that are looked up by it, with its position in them."""


class _Found(NamedTuple):
    entry: _Entry
    span: Span
    words: int
    """Words of the text that it covers."""
    distance: tuple[int, int]
    """Letters in which the text differs from the term, and letters that differ in case only."""


class Matcher:
    """The terms of one language, of any status, ready to be found.

    An acronym (two capitals or more) is found in its own capitals only, with endings after it (GESini,
    ЕАЭО-ның); everything else in any case, unless the term is case-sensitive.
    """

    def __init__(self, concepts: Iterable[Concept], lang: Lang) -> None:
        self._morphology = morphology(lang)
        self._lang = lang
        entries = [self._entry(c, term) for c in concepts for term in c.in_language(lang)]
        self._index = _index([entry for entry in entries if entry.words])
        self._read = lru_cache(_CACHED_WORDS)(self._understand)
        self._occurrences = lru_cache(_CACHED_TEXTS)(self._search)

    def find(self, text: str) -> tuple[TermHit, ...]:
        """The terms in ``text``, from left to right; the longest wins, and terms inside it are not reported.

        One place may name several concepts; of one concept's terms the one nearest to the text is given, and
        of equally near ones the deprecated.
        """
        taken: list[_Found] = []
        spans: list[Span] = []  # of those taken: sorted, none overlaps another
        for found in sorted(self._occurrences(text), key=lambda f: (-f.words, f.span.start - f.span.stop, f.span)):
            at = bisect_left(spans, found.span)
            if at < len(spans) and spans[at] == found.span:
                taken.append(found)
            elif not any(_overlap(found.span, near) for near in spans[max(at - 1, 0) : at + 1]):
                taken.append(found)
                spans.insert(at, found.span)
        return tuple(_hit(found) for found in sorted(taken, key=lambda f: f.span))

    def find_all(self, text: str) -> tuple[TermHit, ...]:
        """The terms in ``text`` as ``find`` gives them, and those inside or across longer ones too."""
        return tuple(_hit(found) for found in self._occurrences(text))

    def _entry(self, concept: Concept, term: Term) -> _Entry:
        found = list(words(term.text))
        if self._lang == "en" and len(found) > 1 and found[0].text.casefold() in ARTICLES:
            del found[0]
        last = len(found) - 1
        roles = [Role.ONLY if last == 0 else Role.HEAD if at == last else Role.MODIFIER for at in range(len(found))]
        return _Entry(
            concept,
            term,
            tuple(_keys(word.text, role, self._morphology) for word, role in zip(found, roles, strict=True)),
            tuple(word.text for word in found),
            tuple(self._morphology.fold(word.text) for word in found),
            tuple(_gap(term.text, one, other) for one, other in pairwise(found)),
            term.text[found[-1].stop :].strip() if found else "",
        )

    def _understand(self, word: str) -> _Read:
        word = unmixed(word)  # a letter of the other script is a fault of its own
        keys = _lookups(word, self._morphology)
        found = {(id(entry), at): (entry, at) for key in keys for entry, at in self._index.get(key, ())}
        return _Read(self._morphology.fold(word), keys, tuple(found.values()))

    def _search(self, text: str) -> tuple[_Found, ...]:
        running = list(words(text))
        read = [self._read(word.text) for word in running]
        best: dict[tuple[Span, str], _Found] = {}
        for position, word in enumerate(read):
            for entry, at in word.candidates:
                first = position - at
                if first < 0 or not _is_term(entry, read[first : first + len(entry.keys)]):
                    continue
                found = self._found(entry, text, running, read, first)
                if found is not None:
                    place = (found.span, entry.concept.id)
                    if place not in best or _rank(found) < _rank(best[place]):
                        best[place] = found
        return tuple(sorted(best.values(), key=lambda f: (f.span, f.entry.concept.id)))

    def _found(
        self, entry: _Entry, text: str, running: Sequence[Word], read: Sequence[_Read], first: int
    ) -> _Found | None:
        """The entry as found at the word ``first``, whose words are there; None where something stands between them."""
        stop = first + len(entry.keys)
        found = running[first:stop]
        for gap, (one, other) in zip(entry.gaps, pairwise(found), strict=True):
            between = text[one.stop : other.start]
            if "".join(between.split()) != gap if gap else not _SOFT.fullmatch(between):
                return None
        recased = sum(_recased(one, other.text) for one, other in zip(entry.words, found, strict=True))
        if entry.term.case is Case.EXACT and recased:
            return None
        differing = sum(_distance(one.folded, other) for one, other in zip(read[first:stop], entry.folded, strict=True))
        span = Span(found[0].start, self._end(text, running, stop, entry.tail))
        return _Found(entry, span, len(found), (differing, recased))

    def _end(self, text: str, running: Sequence[Word], stop: int, tail: str) -> int:
        """Where a term ends: behind an ending that a hyphen joins to an acronym or a figure, or behind its own tail."""
        last = running[stop - 1]
        if tail and text.startswith(tail, last.stop):
            return last.stop + len(tail)
        if stop < len(running) and (is_acronym(last.text) or last.text[-1].isdigit()):
            ending = running[stop]
            joined = ending.start == last.stop + 1 and text[last.stop] in _HYPHENS
            if joined and self._morphology.is_ending(self._morphology.fold(ending.text)):
                return ending.stop
        return last.stop


def _index(entries: Sequence[_Entry]) -> dict[str, list[tuple[_Entry, int]]]:
    """Key -> the entries that are looked up by it, each by the rarest of its words."""
    frequency = Counter(key for entry in entries for keys in entry.keys for key in keys)
    index: dict[str, list[tuple[_Entry, int]]] = {}
    for entry in entries:
        at = min(range(len(entry.keys)), key=lambda position: max(frequency[k] for k in entry.keys[position]))
        for key in entry.keys[at]:
            index.setdefault(key, []).append((entry, at))
    return index


def _is_term(entry: _Entry, read: Sequence[_Read]) -> bool:
    """Whether the words are forms of the term's, one by one."""
    if len(read) != len(entry.keys):
        return False
    for keys, word in zip(entry.keys, read, strict=True):  # noqa: SIM110 (a million times: twice as fast as all())
        if keys.isdisjoint(word.keys):
            return False
    return True


def _keys(word: str, role: Role, language: Morphology) -> frozenset[str]:
    if word.isdigit() or is_acronym(word):
        return frozenset([_exact(word)])
    return language.keys(word, role)


def _lookups(word: str, language: Morphology) -> frozenset[str]:
    if word.isdigit():
        return frozenset([word])
    found = language.stems(word)
    if not is_acronym(word):
        return found
    exact = _exact(word)
    last = max(at for at, letter in enumerate(exact) if letter.isupper() or letter.isdigit()) + 1
    ending = language.fold(exact[last:])
    inflected = language.is_ending(ending) or language.is_ending(ending.strip("'"))
    return found | ({exact, exact[:last]} if inflected else {exact})


def _exact(word: str) -> str:
    return unicodedata.normalize("NFC", word).translate(_NO_MARKS)


_NO_MARKS = dict.fromkeys(map(ord, APOSTROPHES), "'")


def _gap(text: str, one: Word, other: Word) -> str:
    between = text[one.stop : other.start]
    return "" if _SOFT.fullmatch(between) else "".join(between.split())


def _recased(one: str, other: str) -> int:
    """Letters that differ in case only."""
    if other.startswith(one):
        return 0
    return sum(a != b and a.casefold() == b.casefold() for a, b in zip(one, other, strict=False))


def _distance(one: str, other: str) -> int:
    """Letters that are not part of what both words begin with."""
    return 0 if one == other else len(one) + len(other) - 2 * Prefix.similarity(one, other)


def _rank(found: _Found) -> tuple[tuple[int, int], bool]:
    return found.distance, found.entry.term.status is not Status.DEPRECATED


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.stop and other.start < one.stop


def _hit(found: _Found) -> TermHit:
    return TermHit(found.entry.concept, found.entry.term, found.span)
