"""How term candidates were rendered: the words of aligned translations that stand where they stand.

A rendering is wanted that is there where the candidate is and nowhere else (Dice), and whose words answer to its
words: they stand in the same sentences, look alike (коридор, corridor), or mean the same in the built-in word list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tmkit.languages.bare import bare
from tmkit.languages.codes import RU
from tmkit.languages.morphology import morphology
from tmkit.languages.ru_readings import dictionary_forms
from tmkit.model import Lang
from tmkit.text.seed import meanings
from tmkit.text.skeleton import skeleton
from tmkit.text.words import Word, words

__all__ = ["Renderer", "Rendering"]

_LONGEST = 6
"""Words of a rendering."""
_MOST = 3
"""Renderings that are told of a candidate."""
_LENGTH = 0.2
"""What a rendering of another length loses at most: «World» is there whenever «World Bank» is."""
_COMPANY = 0.9
"""What standing in the same sentences tells, where words that look alike or are in the word list tell 1."""
_LEAST = 0.4
"""The score of a rendering that is told."""


_LINKS = {
    "en": "a an the of to in on for and with by from at as is are was were be been will would has have had its their it"
    " this that these which not or than also we they he who",
    "kk": "мен пен бен және да де та те үшін туралы бойынша бұл осы сол ол деп еді болды болады бар бір арқылы"
    " дейін кейін",
    "uz": "va bilan uchun ham bu shu u deb edi boʻldi boʻladi bor bir orqali haqida boʻyicha keyin esa yoki hamda"
    " ва билан учун ҳам бу шу у деб эди бўлди бўлади бор бир орқали ҳақида бўйича кейин эса ёки ҳамда",
}
"""Words that begin and end no term."""


class Rendering(NamedTuple):
    """Words that render a candidate."""

    text: str
    """As they stand most often, without the case of the last."""
    pairs: tuple[int, ...]
    """Numbers of the pairs whose translation has them, among those asked about."""
    score: float
    """How sure it is, in [0, 1]."""
    written: tuple[str, ...] = ()
    """What stands there in the translation of each of ``pairs``."""


class _Gram(NamedTuple):
    """A run of words of a translation."""

    stems: tuple[str, ...]
    text: str


class Renderer:
    """Aligned texts of one language pair, from ``source`` to ``lang``, ready to be asked for renderings."""

    def __init__(self, pairs: Sequence[tuple[str, str]], lang: Lang, source: Lang = RU) -> None:
        self._lang = lang
        self._from = source[:2]
        self._source_stem = None if source == RU else _stemmer((text for text, _ in pairs), source)
        fold = morphology(lang).fold
        self._links = frozenset(map(fold, _LINKS.get(lang[:2], "").split()))
        self._stem = _stemmer((target for _, target in pairs), lang)
        self._grams = [tuple(self._runs(target)) for _, target in pairs]
        self._stems = [frozenset(gram.stems for gram in grams) for grams in self._grams]
        self._frequency = Counter(stems for here in self._stems for stems in here)
        self._together: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        self._in_source: Counter[str] = Counter()
        for (text, _), here in zip(pairs, self._stems, strict=True):
            single = [stems for stems in here if len(stems) == 1]
            for word in set(self.key(text)):
                self._in_source[word] += 1
                self._together[word].update(single)
        self._answers = lru_cache(1 << 18)(self._answer)

    def key(self, text: str) -> list[str]:
        """What the words of a source text are known by."""
        if self._source_stem is None:
            return dictionary_forms(text)
        return [self._source_stem(word.text) for word in words(text)]

    def renderings(self, key: Sequence[str], pairs: Iterable[int]) -> tuple[Rendering, ...]:
        """The renderings of a candidate of those words in the pairs of those numbers, the most frequent first."""
        left = [number for number in dict.fromkeys(pairs) if self._grams[number]]
        found: dict[str, Rendering] = {}
        while left and len(found) < _MOST:
            best = self._best(key, left)
            if best is None:
                break
            same = found.get(best.text.casefold(), Rendering(best.text, (), best.score))
            pairs_of, written = (*same.pairs, *best.pairs), (*same.written, *best.written)
            found[best.text.casefold()] = same._replace(pairs=pairs_of, written=written)
            left = [number for number in left if number not in best.pairs]
        return tuple(sorted(found.values(), key=lambda one: (-len(one.pairs), -one.score, one.text)))

    def _best(self, key: Sequence[str], numbers: Sequence[int]) -> Rendering | None:
        where: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number in numbers:
            for stems in self._stems[number]:
                where[stems].append(number)
        scored = ((self._score(key, stems, len(at), len(numbers)), stems) for stems, at in where.items())
        empty: tuple[float, tuple[str, ...]] = (0.0, ())
        score, stems = max(scored, default=empty, key=lambda one: (one[0], -len(one[1]), one[1]))
        if score < _LEAST:
            return None
        each = [[gram.text for gram in self._grams[number] if gram.stems == stems] for number in where[stems]]
        cited = Counter(bare(text, stems[-1], self._lang) for texts in each for text in texts)
        text = min(cited, key=lambda text: (-cited[text], len(text), text))
        return Rendering(text, tuple(where[stems]), score, tuple(texts[0] for texts in each))

    def _score(self, key: Sequence[str], stems: tuple[str, ...], together: int, sought: int) -> float:
        """Dice of the whole, and how well the words answer each other: the geometric mean, less what length tells."""
        wanted = [word for word in key if len(word) > 2] or list(key)
        given = [stem for stem in stems if stem not in self._links and not stem.isdigit()]
        forth = sum(max(self._answers(word, stem) for stem in given) for word in wanted) / len(wanted)
        back = sum(max(self._answers(word, stem) for word in wanted) for stem in given) / len(given)
        dice = 2 * together / (sought + self._frequency[stems])
        length = 1 - _LENGTH * abs(len(wanted) - len(given)) / max(len(wanted), len(given))
        return length * (dice * 2 * forth * back / (forth + back)) ** 0.5 if forth and back else 0.0

    def _answer(self, word: str, stem: str) -> float:
        """How well a target word answers to a source word, in [0, 1]."""
        known = meanings(word, self._from)
        if known and known & meanings(stem, self._lang[:2]):
            return 1.0
        one, other = skeleton(word, self._from), skeleton(stem, self._lang[:2])
        if len(one) > 2 and one == other:
            return 1.0
        together = self._together[word][stem,]
        if together < 2:
            return 0.0
        return _COMPANY * 2 * together / (self._in_source[word] + self._frequency[stem,])

    def _runs(self, text: str) -> Iterable[_Gram]:
        """Every run of up to six words that no punctuation parts and no link word begins or ends."""
        running = list(words(text))
        stems = [self._stem(word.text) for word in running]
        for first, word in enumerate(running):
            if stems[first] in self._links or word.text.isdigit():
                continue
            for last in range(first, min(first + _LONGEST, len(running))):
                if last > first and not _joined(text, running[last - 1], running[last]):
                    break
                if stems[last] not in self._links:
                    yield _Gram(tuple(stems[first : last + 1]), text[word.start : running[last].stop])


def _stemmer(texts: Iterable[str], lang: Lang) -> Callable[[str], str]:
    """Word -> what stands for all its forms: of the stems that it may have, the one that most other words share."""
    language = morphology(lang)
    forms = {language.fold(word.text): word.text for text in texts for word in words(text)}
    shared = Counter(stem for form in forms.values() for stem in language.stems(form) if not stem.startswith("~"))

    def stem(word: str) -> str:
        folded = language.fold(word)
        return max(language.stems(word) | {folded}, key=lambda stem: (shared[stem], stem == folded, -len(stem), stem))

    return lru_cache(1 << 18)(stem)


def _joined(text: str, one: Word, other: Word) -> bool:
    between = text[one.stop : other.start]
    return not between.strip(" \n\t\u00a0\u202f-\u2010\u2011–'’ʻʼ") and "\n\n" not in between
