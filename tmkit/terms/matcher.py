"""Finding a glossary's terms in running text, inflected: one look-up a word, then the rest of the term is compared."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tmkit.languages.marks import APOSTROPHES
from tmkit.languages.morphology import Morphology, is_acronym, morphology
from tmkit.languages.scripts import unmixed
from tmkit.model import Case, Concept, Lang, Span, Status, TermHit
from tmkit.terms.entries import HYPHENS, SOFT, Entry, entries, exact
from tmkit.terms.gaps import Gap, Shape, find_gap, shape
from tmkit.terms.names import whole_name
from tmkit.text.words import Word, bare_words, words

__all__ = ["Matcher"]

_MARK = re.compile(rf"[^\w\s{APOSTROPHES}]")
_JOINERS = HYPHENS + "–"
"""What joins an ending to an acronym: many type a dash for the hyphen."""
_CACHED_TEXTS = 4096
_CACHED_WORDS = 200_000


class _Read(NamedTuple):
    """A running word, understood."""

    folded: str
    keys: frozenset[str]
    """What it may be a form of."""
    candidates: tuple[tuple[Entry, int], ...]
    """The entries that are looked up by it, with its position in them."""


class _Text(NamedTuple):
    """A text, read."""

    text: str
    words: tuple[Word, ...]
    read: tuple[_Read, ...]
    keys: tuple[frozenset[str], ...]
    """Of each word."""


class _Found(NamedTuple):
    entry: Entry
    span: Span
    words: int
    """Words of the term."""
    distance: tuple[int, int, bool]
    """Letters in which the text differs from the term, letters that differ in case only, and whether marks do too."""
    taken: tuple[Span, ...]
    """What no shorter term may have too: the span, or those words of it that no other member of a list shares."""
    inserted: Span | None = None
    coordinated: bool = False


class Matcher:
    """The terms of one language, of any status, ready to be found.

    An acronym (two capitals or more) is found in its own capitals only, with endings after it (GESini,
    ЕАЭО-ның); everything else in any case, unless the term is case-sensitive.
    """

    def __init__(self, concepts: Iterable[Concept], lang: Lang) -> None:
        self._morphology = morphology(lang)
        found = list(entries(concepts, lang, self._morphology))
        self._index = _index([entry for entry in found if entry.words])
        self._signs: dict[str, list[Entry]] = {}
        for entry in found:
            if not entry.words and any(_is_sign(character) for character in entry.term.text):
                self._signs.setdefault(entry.term.text, []).append(entry)
        self._sign = re.compile("|".join(map(re.escape, self._signs)) or "(?!)")
        self._read = lru_cache(_CACHED_WORDS)(self._understand)
        self._occurrences = lru_cache(_CACHED_TEXTS)(self._search)

    def find(self, text: str) -> tuple[TermHit, ...]:
        """The terms in ``text``, from left to right; the longest wins, and terms inside it are not reported.

        One place may name several concepts; of one concept's terms the one nearest to the text is given, and
        of equally near ones the deprecated. Members of a list share words: «Средний и Северный коридоры».
        """
        chosen: list[_Found] = []
        spans: list[Span] = []  # of those chosen: sorted, none overlaps another
        places: set[tuple[Span, ...]] = set()
        for found in sorted(self._occurrences(text), key=_precedence):
            if found.taken in places:
                chosen.append(found)
            elif not any(_overlaps(piece, spans) for piece in found.taken):
                chosen.append(found)
                places.add(found.taken)
                for piece in found.taken:
                    spans.insert(bisect_left(spans, piece), piece)
        return tuple(_hit(found) for found in sorted(chosen, key=lambda f: f.span))

    def find_all(self, text: str) -> tuple[TermHit, ...]:
        """The terms in ``text`` as ``find`` gives them, and those inside or across longer ones too."""
        return tuple(_hit(found) for found in self._occurrences(text))

    def _understand(self, word: str) -> _Read:
        word = unmixed(word)  # a letter of the other script is a fault of its own
        keys = _lookups(word, self._morphology)
        found = {(id(entry), at): (entry, at) for key in keys for entry, at in self._index.get(key, ())}
        return _Read(self._morphology.fold(word), keys, tuple(found.values()))

    def _search(self, text: str) -> tuple[_Found, ...]:
        read = tuple(map(self._read, bare_words(text)))
        keys = tuple(word.keys for word in read)
        best = {(found.span, found.entry.concept.id): found for found in self._signs_in(text)}
        likely = tuple(_likely(read, frozenset().union(*keys)))
        if likely:
            known = _Text(text, tuple(words(text)), read, keys)
            for entry, at, position in likely:
                found = self._placed(known, entry, at, position)
                if found is not None:
                    place = (found.span, entry.concept.id)
                    if place not in best or _rank(found) < _rank(best[place]):
                        best[place] = found
        return tuple(sorted(best.values(), key=lambda f: (f.span, f.entry.concept.id)))

    def _signs_in(self, text: str) -> Iterator[_Found]:
        for match in self._sign.finditer(text):
            span = Span(*match.span())
            for entry in self._signs[match[0]]:
                yield _Found(entry, span, 1, (0, 0, False), (span,))

    def _placed(self, known: _Text, entry: Entry, at: int, position: int) -> _Found | None:
        """The entry with its word ``at`` at that position of the text; None where the others are not around it."""
        first = position - at
        if first >= 0 and _is_term(entry, known.keys[first : first + len(entry.keys)]):
            return self._found(known, entry, Gap(first, len(entry.keys), 0))
        if len(entry.keys) == 1:
            return None
        gap = find_gap(entry.keys, at, position, known.keys)
        if gap is None:
            return None
        inside = shape(gap, len(entry.keys), known.text, known.words, self._morphology, entry.person)
        return self._found(known, entry, gap, inside) if inside is not None else None

    def _found(self, known: _Text, entry: Entry, gap: Gap, inside: Shape | None = None) -> _Found | None:
        """The entry at its words; None where something parts them, or the case or the given name is not the term's."""
        start, resumed, stop = gap.first, gap.first + gap.slot, gap.first + len(entry.keys) + gap.width
        places = (*range(start, resumed), *range(resumed + gap.width, stop))
        own = [known.words[place] for place in places]
        if not _is_joined(known.text, own, entry.gaps, gap.slot):
            return None
        recased = sum(_recased(one, other.text) for one, other in zip(entry.words, own, strict=True))
        if entry.term.case is Case.EXACT and recased:
            return None
        span = Span(own[0].start, self._end(known.text, known.words, stop, entry.tail))
        if entry.given or (entry.person and len(own) == 1):
            whole = whole_name(known.text, span, entry.given, self._morphology)
            if whole is None:
                return None
            span = whole
        folded = (known.read[place].folded for place in places)
        differing = sum(_distance(one, other) for one, other in zip(folded, entry.folded, strict=True))
        remarked = len(own) > 1 and _marks(entry.term.text) != _marks(known.text[span.start : span.stop])
        found = _Found(entry, span, len(own), (differing, recased, remarked), (span,))
        return found if inside is None else _gapped(found, inside, known.words[resumed - 1 : resumed + gap.width + 1])

    def _end(self, text: str, running: Sequence[Word], stop: int, tail: str) -> int:
        """Where a term ends: behind an ending that a hyphen joins to an acronym or a figure, or behind its own tail."""
        last = running[stop - 1]
        if tail and text.startswith(tail, last.stop):
            return last.stop + len(tail)
        if stop < len(running) and (is_acronym(last.text) or last.text[-1].isdigit()):
            ending = running[stop]
            joined = ending.start == last.stop + 1 and text[last.stop] in _JOINERS
            if joined and self._morphology.is_ending(self._morphology.fold(ending.text)):
                return ending.stop
        return last.stop


def _gapped(found: _Found, inside: Shape, words: Sequence[Word]) -> _Found:
    """The same with a gap: ``words`` are those inside, with the one before and the one after."""
    inserted = Span(words[1].start, words[-2].stop)
    pieces = Span(found.span.start, words[0].stop), Span(words[-1].start, found.span.stop)
    taken = pieces if not inside.coordinated else pieces[1:] if inside.shared_first else pieces[:1]
    return found._replace(inserted=inserted, coordinated=inside.coordinated, taken=taken)


def _is_joined(text: str, own: Sequence[Word], gaps: Sequence[str], slot: int) -> bool:
    """Whether nothing stands between the words of a term but what the term has there; other words at ``slot``."""
    for at, (gap, (one, other)) in enumerate(zip(gaps, pairwise(own), strict=True), 1):
        between = text[one.stop : other.start]
        if at == slot:
            if gap:
                return False
        elif "".join(between.split()) != gap if gap else not SOFT.fullmatch(between):
            return False
    return True


def _precedence(found: _Found) -> tuple[int, bool, int, Span]:
    return -found.words, found.inserted is not None, found.span.start - found.span.stop, found.span


def _index(entries: Sequence[Entry]) -> dict[str, list[tuple[Entry, int]]]:
    """Key -> the entries that are looked up by it, each by the rarest of its words."""
    frequency = Counter(key for entry in entries for keys in entry.keys for key in keys)
    index: dict[str, list[tuple[Entry, int]]] = {}
    for entry in entries:
        at = min(range(len(entry.keys)), key=lambda position: max(frequency[k] for k in entry.keys[position]))
        for key in entry.keys[at]:
            index.setdefault(key, []).append((entry, at))
    return index


def _likely(read: Sequence[_Read], everywhere: frozenset[str]) -> Iterator[tuple[Entry, int, int]]:
    """The entries, with the word by which each is looked up and its place, all of whose words are in the text.

    Nine of ten share a word with the text and no more.
    """
    for position, word in enumerate(read):
        for entry, at in word.candidates:
            for keys in entry.keys:
                if keys.isdisjoint(everywhere):
                    break
            else:
                yield entry, at, position


def _is_term(entry: Entry, running: Sequence[frozenset[str]]) -> bool:
    """Whether the words are forms of the term's, one by one."""
    if len(running) != len(entry.keys):
        return False
    for keys, word in zip(entry.keys, running, strict=True):  # noqa: SIM110 (a million times: twice as fast as all())
        if keys.isdisjoint(word):
            return False
    return True


def _lookups(word: str, language: Morphology) -> frozenset[str]:
    if word.isdigit():
        return frozenset([word])
    found = language.stems(word)
    if not is_acronym(word):
        return found
    plain = exact(word)
    last = max(at for at, letter in enumerate(plain) if letter.isupper() or letter.isdigit()) + 1
    ending = language.fold(plain[last:])
    inflected = language.is_ending(ending) or language.is_ending(ending.strip("'"))
    return found | ({plain, plain[:last]} if inflected else {plain})


def _recased(one: str, other: str) -> int:
    """Letters that differ in case only."""
    if other.startswith(one) or (is_acronym(one) and exact(other).startswith(exact(one))):
        return 0
    return sum(a != b and a.casefold() == b.casefold() for a, b in zip(one, other, strict=False))


def _distance(one: str, other: str) -> int:
    """Letters that are not part of what both words begin with."""
    from rapidfuzz.distance import Prefix

    return 0 if one == other else len(one) + len(other) - 2 * Prefix.similarity(one, other)


def _is_sign(character: str) -> bool:
    """Whether it says something: a full stop or a dash does not."""
    return unicodedata.category(character)[0] == "S" or character in "%‰§&@#"


def _marks(text: str) -> str:
    """What stands between the words: кВт·ч and кВт/ч have the same words."""
    return "".join(_MARK.findall(text))


def _rank(found: _Found) -> tuple[tuple[int, int, bool], bool]:
    return found.distance, found.entry.term.status is not Status.DEPRECATED


def _overlaps(span: Span, spans: Sequence[Span]) -> bool:
    """Whether ``span`` meets one of the sorted ``spans``, none of which overlaps another."""
    at = bisect_left(spans, span)
    return any(span.start < near.stop and near.start < span.stop for near in spans[max(at - 1, 0) : at + 1])


def _hit(found: _Found) -> TermHit:
    entry = found.entry
    shortened = entry.person and len(entry.words) == 1
    return TermHit(entry.concept, entry.term, found.span, found.inserted, found.coordinated, shortened)
