"""What the check of names looks at: the names of a source, each with how the translation writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Prefix

from tmkit.languages.morphology import Morphology, morphology
from tmkit.model import Bitext, Excerpt, Lang, Pair, Segment
from tmkit.text.names import likeness, names
from tmkit.text.words import Word

__all__ = ["Name", "Place", "Spelling", "base", "found_names", "misspelt", "rendering"]

_ALIKE = 0.6
"""The likeness from which on a word renders a name."""
_REACH = 50
"""Names before and behind the same place in the translation among which a name is looked for."""
_LONG = 5
"""Letters of a name from which on one wrong letter leaves no doubt which name it is."""
_LONGER = 9
"""And from which on two wrong letters do not."""


class Place(NamedTuple):
    """A word in its segment."""

    segment: Segment
    word: Word

    @property
    def text(self) -> str:
        """The word as it stands."""
        return self.word.text

    @property
    def excerpt(self) -> Excerpt:
        """The word with its place in the file."""
        return self.segment.excerpt(self.word.start, self.word.stop)


@dataclass(slots=True)
class Spelling:
    """One way to write a name, in whatever form."""

    mentions: list[Place] = field(default_factory=list)
    """In the source, in order."""
    places: list[Place] = field(default_factory=list)
    """In the translation, one for each mention."""


@dataclass(slots=True)
class Name:
    """A name of the source and the spellings of its renderings."""

    forms: frozenset[str]
    """Dictionary forms that all its mentions may have."""
    spellings: list[Spelling] = field(default_factory=list)
    lost: list[tuple[Place, Pair]] = field(default_factory=list)
    """Mentions beside which nothing sounds like it."""

    @property
    def main(self) -> Spelling:
        """The spelling that stands most often, the first of equals."""
        return max(self.spellings, key=lambda spelling: len(spelling.places))


def found_names(bitext: Bitext) -> list[Name]:
    """The names that the translation renders by their sound, in the order of their first mention."""
    source, target = morphology(bitext.source_lang), morphology(bitext.target_lang)
    found: list[Name] = []
    by_form: dict[str, Name] = {}
    for pair in bitext.pairs:
        for mention, place in _rendered(pair, bitext, source):
            forms = source.stems(mention.text)
            name = next((by_form[form] for form in sorted(forms) if form in by_form), None)
            if name is None:
                name = Name(forms)
                found.append(name)
            by_form |= dict.fromkeys(forms, name)
            if place is None:
                name.lost.append((mention, pair))
            else:
                _file(name, mention, place, target)
    return [name for name in found if name.spellings]


def rendering(forms: frozenset[str], pair: Pair, bitext: Bitext) -> Place | None:
    """The word of the translation that sounds most like a name."""
    ranked = [
        (_alike(forms, word.text, bitext.source_lang, bitext.target_lang), at, Place(segment, word))
        for at, segment in enumerate(pair.target)
        for word in names(segment.text)
    ]
    best = max(ranked, key=lambda row: row[:2], default=None)
    return best[2] if best and best[0] >= _ALIKE else None


@lru_cache(maxsize=1 << 14)
def _alike(forms: frozenset[str], word: str, source: Lang, target: Lang) -> float:
    """How alike a word of the translation sounds to the dictionary form that it is most like."""
    return max(likeness(form, source, word, target) for form in forms)


def _rendered(pair: Pair, bitext: Bitext, language: Morphology) -> Iterator[tuple[Place, Place | None]]:
    """The names of a pair with what sounds like them most, each word of the translation once."""
    mentions = [Place(segment, word) for segment in pair.source for word in names(segment.text)]
    running = [Place(segment, word) for segment in pair.target for word in names(segment.text)]
    ranked = []
    for at, mention in enumerate(mentions):
        forms = language.stems(mention.text)
        near = max(at * len(running) // len(mentions) - _REACH, 0)
        for to, place in enumerate(running[near : near + 2 * _REACH], near):
            alike = _alike(forms, place.text, bitext.source_lang, bitext.target_lang)
            if alike >= _ALIKE:
                ranked.append((-alike, at, to))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, to in sorted(ranked):
        if at not in found and to not in taken:
            found[at] = to
            taken.add(to)
    for at, mention in enumerate(mentions):
        yield mention, running[found[at]] if at in found else None


def _file(name: Name, mention: Place, place: Place, language: Morphology) -> None:
    for spelling in name.spellings:
        if not _differ(spelling.places[0].text, place.text, language):
            break
    else:
        spelling = Spelling()
        name.spellings.append(spelling)
    spelling.mentions.append(mention)
    spelling.places.append(place)


def _differ(one: str, other: str, language: Morphology) -> bool:
    """Whether letters differ before the end of the shorter one; what follows may be an ending."""
    a, b = _nouns(one, language), _nouns(other, language)
    if not a.isdisjoint(b):
        return False
    short, long = sorted((min(a, key=len), min(b, key=len)), key=len)
    return Prefix.similarity(short, long) < len(short) - 1


def _nouns(word: str, language: Morphology) -> frozenset[str]:
    """The stems but for those of verbs."""
    return frozenset(stem for stem in language.stems(word) if stem[:1] != "~")


def base(places: Sequence[Place], forms: frozenset[str], bitext: Bitext) -> str:
    """The name without endings, as the translation spells it: the stem that sounds most like one of ``forms``."""
    language = morphology(bitext.target_lang)
    shared = frozenset.intersection(*(language.stems(place.text) for place in places))
    text = min((place.text for place in places), key=len)
    heads = [text[:stop] for stop in range(len(text), 2, -1) if language.fold(text[:stop]) in shared]
    langs = bitext.source_lang, bitext.target_lang
    return max(heads or [text], key=lambda head: (_alike(forms, head, *langs), -len(head)))


def misspelt(name: str, pair: Pair, bitext: Bitext, *, inside: bool = False) -> Place | None:
    """A word of the translation that is ``name`` but for a letter, or two that changed places.

    With ``inside``, and always in English, the letter is none of the last: German is no slip for Germany.
    """
    language = morphology(bitext.target_lang)
    wanted = language.fold(name)
    allowed = 2 if len(wanted) >= _LONGER else 1
    for segment in pair.target if len(wanted) >= _LONG else ():
        for word in names(segment.text):
            stems = _nouns(word.text, language)
            nearest = min(stems, key=lambda stem: (OSA.distance(wanted, stem), stem))
            within = Prefix.similarity(wanted, nearest) < min(len(wanted), len(nearest)) - 1
            nearly = wanted not in stems and OSA.distance(wanted, nearest) <= allowed
            if nearly and (within or not (inside or bitext.target_lang == "en")):
                return Place(segment, word)
    return None
