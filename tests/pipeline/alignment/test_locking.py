from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.model import Alignment, Bead, Document, Lang, Segment
from tmkit.pipeline.alignment.locking import align_around


def document(lang: str, size: int) -> Document:
    code = Lang(lang)
    return Document("", code, tuple(Segment("word " * (1 + n % 5), code) for n in range(size)))


def greedy(shapes: list[tuple[int, int]], source: Document, target: Document) -> Alignment:
    """An aligner that deals out beads of these shapes, then what is left."""
    i, j = 0, 0
    beads: list[Bead] = []
    rest = (len(source.segments), len(target.segments))
    for n, m in [*shapes, *[(1, 0)] * rest[0], *[(0, 1)] * rest[1]]:
        if i + n <= rest[0] and j + m <= rest[1]:
            beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), 0.5))
            i, j = i + n, j + m
    return Alignment(source, target, tuple(beads))


@st.composite
def locked_beads(draw: st.DrawFn, sizes: tuple[int, int]) -> list[Bead]:
    """Beads in order with gaps between them, some with an empty side."""
    i, j = 0, 0
    beads: list[Bead] = []
    while True:
        i, j = i + draw(st.integers(0, 3)), j + draw(st.integers(0, 3))
        n, m = draw(st.sampled_from([(1, 1), (1, 0), (0, 1), (2, 3), (4, 1)]))
        if i + n > sizes[0] or j + m > sizes[1]:
            return beads
        beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), 1.0))
        i, j = i + n, j + m


@settings(deadline=None)
@given(st.data(), st.integers(0, 14), st.integers(0, 14))
def test_locked_beads_are_kept_and_every_segment_stands_once_in_order(data: st.DataObject, n: int, m: int) -> None:
    shapes = data.draw(st.lists(st.sampled_from([(1, 1), (2, 1), (1, 2), (3, 2), (0, 1), (1, 0)]), max_size=12))
    locked = data.draw(locked_beads((n, m)))
    alignment = align_around(locked, document("ru", n), document("kk", m), lambda s, t, **_: greedy(shapes, s, t))
    assert [i for bead in alignment.beads for i in bead.source] == list(range(n))
    assert [j for bead in alignment.beads for j in bead.target] == list(range(m))
    assert set(locked) <= set(alignment.beads)


def test_a_bead_that_reaches_over_an_omission_is_shared_out() -> None:
    source, target = document("ru", 3), document("kk", 2)
    alignment = align_around([Bead((1,), (), 1.0)], source, target, lambda s, t, **_: greedy([(2, 2)], s, t))
    assert alignment.beads == (Bead((0,), (0,), 0.5), Bead((1,), (), 1.0), Bead((2,), (1,), 0.5))


def test_moved_passages_are_kept_within_their_part() -> None:
    def aligned(source: Document, target: Document, *, marks: object) -> Alignment:
        moved = (Bead((0,), (1,), 0.9),) if len(source.segments) > 1 else ()
        return Alignment(source, target, greedy([], source, target).beads, moved)

    alignment = align_around([Bead((1,), (1,), 1.0)], document("ru", 4), document("kk", 4), aligned)
    assert alignment.crossings == (Bead((2,), (3,), 0.9),)
