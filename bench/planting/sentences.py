"""Faults of whole sentences: said twice, translated in two ways, different in the other script."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from planting import Kind, Planted, Scene, in_text, places, with_target
from tmkit.model import Lang, Pair, Segment, Severity
from tmkit.text.words import words

__all__ = ["KINDS"]

_FEWEST = 5
"""Words of a sentence that is worth planting a fault in."""
_LONG = 80
"""Characters of a sentence that can lose two thirds."""


def _words(segment: Segment) -> int:
    return len(list(words(segment.text)))


def _twice(scene: Scene) -> Planted | None:
    for at, pair, number, segment in places(scene):
        if _words(segment) >= _FEWEST and len(pair.target) == 1:
            return Planted(with_target(scene.bitext, at, (segment, replace(segment))), frozenset([segment.text]))
        del number
    return None


def _twice_worded(scene: Scene) -> Planted | None:
    """The sentence again, with one word gone and two others in another order."""
    for at, pair, _, segment in places(scene):
        running = segment.text.split()
        spare = [at for at, word in enumerate(running[2:-2], 2) if word.isalpha()]
        if len(running) >= 8 and len(pair.target) == 1 and spare:
            del running[scene.random.choice(spare)]
            cut = scene.random.randrange(1, len(running) - 2)
            running[cut], running[cut + 1] = running[cut + 1], running[cut]
            second = replace(segment, text=" ".join(running))
            return Planted(with_target(scene.bitext, at, (segment, second)), frozenset([second.text]))
    return None


def _other_translation(scene: Scene) -> Planted | None:
    """A pair again at the end, translated with the first two words gone."""
    for _, pair, _, segment in places(scene):
        running = segment.text.split()
        if len(pair.source) == len(pair.target) == 1 and len(running) >= _FEWEST:
            other = replace(segment, text=" ".join(running[2:]))
            pairs = (*scene.bitext.pairs, Pair(pair.source, (other,), pair.score))
            return Planted(replace(scene.bitext, pairs=pairs), frozenset([other.text]))
    return None


def _same_translation(scene: Scene) -> Planted | None:
    """One sentence under two sources."""
    spots = [
        spot
        for spot in places(scene)
        if len(spot.pair.source) == len(spot.pair.target) == 1
        and min(_words(spot.segment), _words(spot.pair.source[0])) >= _FEWEST
    ]
    if len(spots) < 2:
        return None
    first, second = sorted(spots[:2], key=lambda spot: spot.at)
    target = (replace(second.segment, text=first.segment.text),)
    return Planted(with_target(scene.bitext, second.at, target), frozenset([first.segment.text]))


def _other_word(scene: Scene) -> Planted | None:
    """A word of the Cyrillic version changed for another of the text."""
    if not scene.context.twin:
        return None
    spots = list(places(scene))
    every = [word.text for spot in spots for word in words(spot.segment.text) if len(word.text) > 4]
    change = in_text(lambda text, lang, random: _exchanged(text, lang, random.choice(every)))
    return change(scene)


def _exchanged(text: str, lang: Lang, other: str) -> str | None:
    found = [word for word in words(text) if len(word.text) > 4]
    if len(found) < _FEWEST:
        return None
    word = found[len(found) // 2]
    return text[: word.start] + other + text[word.stop :] if word.text.lower() != other.lower() else None


def _left_out(scene: Scene) -> Planted | None:
    for at, pair, _, segment in places(scene):
        if len(pair.source) == len(pair.target) == 1 and _words(segment) >= _FEWEST:
            return Planted(with_target(scene.bitext, at, ()), frozenset())
    return None


def _made_up(scene: Scene) -> Planted | None:
    """A sentence of halves of two others, with nothing in the source."""
    spots = [spot for spot in places(scene) if _words(spot.segment) >= 2 * _FEWEST]
    if len(spots) < 2:
        return None
    one, other = spots[:2]
    head, tail = one.segment.text.split()[:_FEWEST], other.segment.text.split()[-_FEWEST:]
    made = replace(one.segment, text=" ".join([*head, *tail]))
    pairs = [*scene.bitext.pairs]
    pairs.insert(one.at + 1, Pair((), (made,), 1.0))
    return Planted(replace(scene.bitext, pairs=tuple(pairs)), frozenset([made.text]))


def _untranslated(scene: Scene) -> Planted | None:
    for at, pair, _, segment in places(scene):
        if len(pair.source) == len(pair.target) == 1 and _words(segment) >= _FEWEST:
            target = (replace(segment, text=pair.source[0].text),)
            return Planted(with_target(scene.bitext, at, target), frozenset([target[0].text]))
    return None


def _word_left(scene: Scene) -> Planted | None:
    """A word of the translation that became one of the source: five letters or more, loans that nobody can tell too."""
    for at, pair, _, segment in places(scene):
        left = [w.text for s in pair.source for w in words(s.text) if len(w.text) > 4 and w.text.islower()]
        right = [w for w in words(segment.text) if len(w.text) > 4 and w.text.islower()]
        if len(pair.source) == len(pair.target) == 1 and left and right:
            word = scene.random.choice(right)
            text = segment.text[: word.start] + scene.random.choice(left) + segment.text[word.stop :]
            return Planted(with_target(scene.bitext, at, (replace(segment, text=text),)), frozenset([text]))
    return None


def _clause_lost(text: str, lang: Lang, random: Random) -> str | None:
    """Without a part between two commas, a fifth to three fifths of the sentence."""
    parts = re.split(r"(?<=,) ", text)
    spare = [at for at, part in enumerate(parts) if 0.2 < len(part) / len(text) < 0.6]
    if len(text) <= _LONG or len(parts) < 2 or not spare:
        return None
    del parts[random.choice(spare)]
    return " ".join(parts)


def _cut_short(text: str, lang: Lang, random: Random) -> str | None:
    return text[: len(text) // 3] if len(text) > _LONG else None


KINDS = (
    Kind("TM206", "sentence as in the source", _untranslated),
    Kind("TM206", "word as in the source", _word_left, Severity.WARNING),
    Kind("TM207", "sentence left out", _left_out),
    Kind("TM208", "sentence made up", _made_up, Severity.WARNING),
    Kind("TM210", "clause lost", in_text(_clause_lost), Severity.INFO),
    Kind("TM210", "two thirds of it missing", in_text(_cut_short), Severity.WARNING),
    Kind("TM209", "sentence twice", _twice),
    Kind("TM209", "sentence twice, reworded", _twice_worded, Severity.WARNING),
    Kind("TM211", "one source, two translations", _other_translation, Severity.WARNING),
    Kind("TM211", "two sources, one translation", _same_translation, Severity.WARNING),
    Kind("TM406", "another word in one script", _other_word, Severity.WARNING, ("uz-Cyrl",)),
)
