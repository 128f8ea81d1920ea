"""What translators do: they join and cut sentences, leave out, add, repeat and move."""

from __future__ import annotations

from random import Random

from messing import Part, Scene, Side, Way, complete

__all__ = ["WAYS"]

_JOINED = 0.2
_LOST = 0.08
_FINAL = ".!?…"


def _join(side: Side, random: Random, share: float, size: int) -> None:
    """Make one sentence of ``size`` neighbours here and there."""
    for block in side.blocks:
        place = 0
        while place + size <= len(block):
            parts = block[place : place + size]
            if all(part.text[-1] == "." for part in parts) and random.random() < share:
                block[place : place + size] = [_joined(parts, random)]
            place += 1


def _joined(parts: list[Part], random: Random) -> Part:
    text = parts[0].text
    for part in parts[1:]:
        text = text.rstrip(_FINAL) + random.choice(("; ", ", ", " — ")) + part.text[:1].lower() + part.text[1:]
    return Part(text, tuple(row for part in parts for row in part.rows))


def _pairs_joined(scene: Scene, random: Random) -> None:
    for side in scene.sides:
        _join(side, random, _JOINED, 2)


def _threes_joined(scene: Scene, random: Random) -> None:
    _join(random.choice(scene.sides), random, _JOINED, 3)


def _border_moved(scene: Scene, random: Random) -> None:
    """The clause behind the last comma of a sentence opens the next one: two sentences to two."""
    for block, place in list(scene.target.parts()):
        if place + 1 < len(block) and random.random() < _JOINED and "," in block[place].text[10:-10]:
            first, second = block[place], block[place + 1]
            if len(first.rows) == len(second.rows) == 1:
                head, _, tail = first.text.rpartition(",")
                rows = first.rows + second.rows
                moved = tail.strip(" .") + ", " + second.text
                block[place : place + 2] = [Part(head + ".", rows), Part(moved[:1].upper() + moved[1:], rows)]


def _drop(side: Side, random: Random, share: float) -> None:
    for block in side.blocks:
        block[:] = [part for part in block if random.random() >= share]
    side.blocks[:] = [block for block in side.blocks if block]


def _sentences_lost(scene: Scene, random: Random) -> None:
    for side in scene.sides:
        _drop(side, random, _LOST)


def _summary(scene: Scene, random: Random) -> None:
    _drop(scene.target, random, 0.5)


def _passage_lost(scene: Scene, random: Random) -> None:
    for side in scene.sides:
        size = random.randint(2, 5)
        first = random.randrange(max(len(side.blocks) - size, 1))
        del side.blocks[first : first + size]


def _insert(side: Side, scene: Scene, random: Random, share: float) -> None:
    """Sentences of other texts, never the same on both sides, each behind one of this text."""
    column = scene.sides.index(side)
    strangers = scene.strangers[column::2]
    for block in side.blocks:
        for place in range(len(block), 0, -1):
            if complete(block[place - 1]) and random.random() < share:
                block.insert(place, Part(random.choice(strangers)[column]))


def _sentences_added(scene: Scene, random: Random) -> None:
    for side in scene.sides:
        _insert(side, scene, random, _LOST)


def _commentary(scene: Scene, random: Random) -> None:
    _insert(scene.target, scene, random, 0.8)


def _neighbours_swapped(scene: Scene, random: Random) -> None:
    for block, place in scene.target.parts():
        if place + 1 < len(block) and random.random() < _LOST:
            block[place], block[place + 1] = block[place + 1], block[place]
            scene.unjudged.update(block[place].rows, block[place + 1].rows)


def _block_moved(scene: Scene, random: Random) -> None:
    blocks = scene.target.blocks
    long = [n for n, block in enumerate(blocks) if len(block) > 2]
    if len(long) > 1:
        moved = blocks.pop(random.choice(long))
        blocks.insert(random.randrange(len(blocks)), moved)


def _repeated(scene: Scene, random: Random) -> None:
    """One sentence stands again and again, not always on both sides."""
    block, place = random.choice([(b, p) for b, p in scene.source.parts() if len(b[p].text) > 30])
    row = block[place].rows[0]
    refrain = [next(b[p].text for b, p in side.parts() if b[p].rows == (row,)) for side in scene.sides]
    number = 1 + max(row for side in scene.sides for b, p in side.parts() for row in b[p].rows)
    for other, (ours, theirs) in enumerate(zip(scene.source.blocks, scene.target.blocks, strict=True)):
        if complete(ours[-1]) and random.random() < 0.4:
            ours.append(Part(refrain[0], (number + other,)))
            if random.random() < 0.8:
                theirs.append(Part(refrain[1], (number + other,)))


WAYS: dict[str, Way] = {
    "as they are": lambda scene, random: None,
    "pairs joined": _pairs_joined,
    "threes joined": _threes_joined,
    "border moved": _border_moved,
    "sentences lost": _sentences_lost,
    "passage lost": _passage_lost,
    "summary": _summary,
    "sentences added": _sentences_added,
    "commentary": _commentary,
    "neighbours swapped": _neighbours_swapped,
    "block moved": _block_moved,
    "sentence repeated": _repeated,
}
