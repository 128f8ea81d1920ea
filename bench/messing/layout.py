"""What files do to texts: lines, hyphens, blocks, and characters that do not show."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from random import Random

from messing import Scene, Side, Way, complete

__all__ = ["WAYS"]

_WIDTHS = (58, 66, 74)
_VOWEL = r"[аеёиоуыэюяәөұүіaeiou]"
_SYLLABLE = re.compile(rf"(?i)(?<=[^\W\d_]{{2}})(?<={_VOWEL})(?=[^\W\d_]{_VOWEL}[^\W\d_])")
_MARKER = re.compile(r"^(?:\d+[.)]|-|—|–) ")


def _wrapped(scene: Scene, random: Random) -> None:
    for side in scene.sides:
        side.lay.append(_wrap(random.choice(_WIDTHS)))


def _wrapped_without_blank_lines(scene: Scene, random: Random) -> None:
    _wrapped(scene, random)
    _lines_for_blocks(scene, random)


def _wrap(width: int) -> Callable[[str], str]:
    return lambda text: "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


def _hyphenated(scene: Scene, random: Random) -> None:
    for side in scene.sides:
        side.lay.append(_with_hyphens(random.choice(_WIDTHS)))


def _with_hyphens(width: int) -> Callable[[str], str]:
    """Lines as full as syllables allow, as a scanned book has them."""

    def lay(text: str) -> str:
        lines = [""]
        for word in text.split():
            pieces = _SYLLABLE.sub("\0", word).split("\0")
            lines[-1] += " " * bool(lines[-1])
            for number, piece in enumerate(pieces):
                last = number == len(pieces) - 1
                if len(lines[-1]) + len(piece) + (not last) > width and lines[-1].strip():
                    lines[-1] = lines[-1].rstrip() + "-" * bool(number)
                    lines.append("")
                lines[-1] += piece
        return "\n".join(lines)

    return lay


def _soft_hyphens(scene: Scene, random: Random) -> None:
    for side in scene.sides:
        side.lay.append(lambda text: _SYLLABLE.sub("\u00ad", text).replace(" — ", "\u00a0— "))


def _lines_for_blocks(scene: Scene, random: Random) -> None:
    for side in scene.sides:
        side.between = "\n"


def _blocks_joined(scene: Scene, random: Random) -> None:
    """The translation stands in a few long paragraphs."""
    _regroup(scene.target, random, 0.2)


def _blocks_cut(scene: Scene, random: Random) -> None:
    """Every sentence of the translation is a paragraph."""
    scene.target.blocks[:] = [[part] for block in scene.target.blocks for part in block]


def _blocks_differ(scene: Scene, random: Random) -> None:
    for side in scene.sides:
        _regroup(side, random, 0.35)


def _regroup(side: Side, random: Random, share: float) -> None:
    parts = [part for block in side.blocks for part in block]
    side.blocks[:] = [[]]
    for part in parts:
        before = side.blocks[-1][-1:]
        if before and (random.random() < share or not complete(before[0]) or not complete(part)):
            side.blocks.append([])
        side.blocks[-1].append(part)


def _markers_gone(scene: Scene, random: Random) -> None:
    for block, place in scene.target.parts():
        block[place].text = _MARKER.sub("", block[place].text) or block[place].text


def _capitals(scene: Scene, random: Random) -> None:
    """Headings of the translation in capitals."""
    for block in scene.target.blocks:
        if len(block) == 1 and block[0].text[-1].isalnum():
            block[0].text = block[0].text.upper()


def _misread(scene: Scene, random: Random) -> None:
    """A scanner took letters for others, and lost stops at the end of paragraphs."""
    for side in scene.sides:
        for block, place in side.parts():
            text = "".join(_READ_AS.get(c, c) if random.random() < 0.06 else c for c in block[place].text)
            lost = place == len(block) - 1 and random.random() < 0.1
            block[place].text = text.rstrip(".") if lost and len(text) > 9 else text


_READ_AS = dict(zip("онпиіыеқғңүoelirnt", "сипнlмсктнуceіlmpf", strict=True))


def _straight_marks(scene: Scene, random: Random) -> None:
    """Typed in haste: straight quotes and apostrophes, hyphens for dashes."""
    table = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "ʻ": "'", "ʼ": "'", "’": "'", "—": "-", "–": "-"})
    for side in scene.sides:
        side.lay.append(lambda text: text.translate(table))


WAYS: dict[str, Way] = {
    "lines wrapped": _wrapped,
    "wrapped, no blank lines": _wrapped_without_blank_lines,
    "words hyphenated": _hyphenated,
    "soft hyphens": _soft_hyphens,
    "lines for blocks": _lines_for_blocks,
    "blocks joined": _blocks_joined,
    "blocks cut": _blocks_cut,
    "blocks differ": _blocks_differ,
    "list marks gone": _markers_gone,
    "headings in capitals": _capitals,
    "letters misread": _misread,
    "typewriter marks": _straight_marks,
}
