from __future__ import annotations

import json
import random
from io import BytesIO

import pytest

from tmkit.alignment.align import align_segments
from tmkit.alignment.crossings import find_crossings
from tmkit.model import Alignment, Document, Lang, Segment
from tmkit.pipeline.alignment.aligning import bitext, units
from tmkit.pipeline.alignment.alignments import write
from tmkit.pipeline.alignment.moving import rising
from tmkit.pipeline.alignment.rereading import from_units

RU, EN = Lang("ru"), Lang("en")
LETTERS = "бвгдзклмнпрстфх"


def prose(sentences: int, seed: int) -> list[str]:
    """Sentences of invented words, all different."""
    rng = random.Random(seed)

    def word() -> str:
        return "".join(rng.choice(LETTERS) + rng.choice("аеиоу") for _ in range(rng.randint(2, 4)))

    return [" ".join(word() for _ in range(rng.randint(4, 14))).capitalize() + "." for _ in range(sentences)]


def segments(texts: list[str], lang: Lang = RU) -> list[Segment]:
    return [Segment(text, lang) for text in texts]


@pytest.mark.parametrize("sentences", [40, 700])
def test_a_moved_passage_is_a_crossing(sentences: int) -> None:
    texts = prose(sentences, 3)
    source = segments(texts)
    target = segments([*texts[:10], *texts[14:30], *texts[10:14], *texts[30:]])
    beads = align_segments(source, target)
    assert [(b.source, b.target) for b in beads if 10 <= min(b.source, default=0) < 14] == [
        ((n,), ()) for n in range(10, 14)
    ]
    crossings = find_crossings(source, target, beads)
    assert [(b.source, b.target) for b in crossings] == [((10 + n,), (26 + n,)) for n in range(4)]
    assert all(0.5 < b.score <= 1 for b in crossings)


def test_what_is_new_on_both_sides_does_not_cross() -> None:
    texts, new = prose(40, 4), prose(8, 5)
    source = segments([*texts[:10], *new[:4], *texts[10:]])
    target = segments([*texts[:30], *new[4:], *texts[30:]])
    assert find_crossings(source, target, align_segments(source, target)) == ()


def test_nothing_left_over_does_not_cross() -> None:
    source = segments(prose(5, 6))
    assert find_crossings(source, source, align_segments(source, source)) == ()
    assert find_crossings(source, [], align_segments(source, [])) == ()


def test_crossings_are_reported_and_become_units() -> None:
    texts = prose(20, 7)
    source, target = segments(texts), segments([*texts[:4], *texts[6:15], *texts[4:6], *texts[15:]])
    beads = align_segments(source, target)
    crossings = find_crossings(source, target, beads)
    documents = Document("a.ru.txt", RU, tuple(source)), Document("b.ru.txt", RU, tuple(target))
    alignment = Alignment(*documents, beads, crossings)
    made = [[variant.text for variant in unit.variants] for unit in units(alignment)]
    assert made == [[text, text] for text in texts]
    assert all(pair.source and pair.target for pair in bitext(alignment).pairs)
    again = from_units(*documents, units(alignment))
    assert again is not None
    assert [bead[:2] for bead in again.beads] == [bead[:2] for bead in beads]
    assert [bead[:2] for bead in again.crossings] == [bead[:2] for bead in crossings]
    stream = BytesIO()
    write(alignment, stream, "json")
    first = json.loads(stream.getvalue())["crossings"][0]
    assert first["source"] == [4]
    assert first["source_text"] == first["target_text"] == [texts[4]]


@pytest.mark.parametrize(
    ("values", "run"),
    [([], []), ([5], [0]), ([0, 1, 2], [0, 1, 2]), ([0, 7, 8, 1, 2, 3], [0, 3, 4, 5]), ([3, 0, 1, 5], [1, 2, 3])],
)
def test_the_longest_rising_run(values: list[int], run: list[int]) -> None:
    assert rising(values) == run
