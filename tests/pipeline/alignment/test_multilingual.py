from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tmkit
from tmkit.errors import UsageError
from tmkit.model import Alignment, Bead, Document, Lang, Segment
from tmkit.pipeline.alignment.multilingual import Row, multilingual_units, rows

LANGS = ("en", "kk", "uz-Latn")


def document(lang: str, size: int) -> Document:
    return Document(f"a.{lang}.txt", Lang(lang), tuple(Segment(f"{lang}{n}", Lang(lang)) for n in range(size)))


def aligned(lang: str, source: Document, shapes: list[tuple[int, int]]) -> Alignment:
    """Beads of these shapes; what is left of the source is not translated."""
    i, j, beads = 0, 0, list[Bead]()
    for n, m in [*shapes, *[(1, 0)] * len(source.segments)]:
        if i + n <= len(source.segments):
            beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), 0.9))
            i, j = i + n, j + m
    return Alignment(source, document(lang, j), tuple(beads))


SHAPES = st.lists(st.sampled_from([(1, 1), (1, 2), (2, 1), (3, 3), (1, 0), (0, 1)]), max_size=10)


@given(st.integers(0, 10), st.lists(SHAPES, min_size=1, max_size=3))
def test_every_text_is_kept_exactly_once_and_in_order(size: int, shapes: list[list[tuple[int, int]]]) -> None:
    source = document("ru", size)
    alignments = [aligned(lang, source, drawn) for lang, drawn in zip(LANGS, shapes, strict=False)]
    made = list(rows(alignments))
    assert [i for row in made for i in row.source] == list(range(size))
    for number, alignment in enumerate(alignments):
        indices = [j for row in made for j in row.targets[number]]
        assert sorted(indices) == list(range(len(alignment.target.segments)))
        inside = [j for row in made if row.source for j in row.targets[number]]
        assert inside == sorted(inside)
        # no bead reaches out of its row, and what stands together in a bead stands together here
        row_of = {j: at for at, row in enumerate(made) for j in row.targets[number]}
        for bead in alignment.beads:
            homes = {at for at, row in enumerate(made) if set(row.source) & set(bead.source)}
            assert len(homes | {row_of[j] for j in bead.target}) == 1


@given(st.integers(1, 8), st.lists(SHAPES, min_size=1, max_size=3))
def test_runs_are_the_smallest(size: int, shapes: list[list[tuple[int, int]]]) -> None:
    source = document("ru", size)
    alignments = [aligned(lang, source, drawn) for lang, drawn in zip(LANGS, shapes, strict=False)]
    for row in rows(alignments):
        for i in row.source[1:]:  # some bead holds this segment together with the one before it
            assert any({i - 1, i} <= set(bead.source) for alignment in alignments for bead in alignment.beads)


def test_runs_where_all_agree() -> None:
    source = document("ru", 4)
    english = aligned("en", source, [(1, 1), (2, 1), (1, 1)])
    kazakh = aligned("kk", source, [(1, 1), (0, 1), (1, 1), (1, 0), (1, 2)])
    assert list(rows([english, kazakh])) == [
        Row((0,), ((0,), (0,)), (0.9, 0.9)),
        Row((), ((), (1,)), (0.0, 0.9)),
        Row((1, 2), ((1,), (2,)), (0.9, 0.9)),
        Row((3,), ((2,), (3, 4)), (0.9, 0.9)),
    ]
    units = multilingual_units([english, kazakh])
    assert [[variant.text for variant in unit.variants] for unit in units] == [
        ["ru0", "en0", "kk0"],
        ["ru1 ru2", "en1", "kk2"],
        ["ru3", "en2", "kk3 kk4"],
    ]


def test_a_language_that_has_nothing_or_is_unsure_leaves_the_others() -> None:
    source = document("ru", 2)
    english = aligned("en", source, [(1, 1), (1, 1)])
    kazakh = aligned("kk", source, [(1, 0), (1, 1)])
    unsure = Alignment(source, kazakh.target, (kazakh.beads[0], kazakh.beads[1]._replace(score=0.3)))
    units = multilingual_units([english, unsure])
    assert [[v.lang for v in unit.variants] for unit in units] == [["ru", "en"], ["ru", "en", "kk"]]
    assert [dict(unit.properties)["x-tmkit-score"] for unit in units] == ["0.90", "0.30"]
    assert [dict(unit.properties)["x-tmkit-beads"] for unit in units] == ["0:0", "1:1:0"]
    sure = multilingual_units([english, unsure], min_score=0.5)
    assert [[v.lang for v in unit.variants] for unit in sure] == [["ru", "en"], ["ru", "en"]]


def test_one_language_twice_is_refused() -> None:
    source = document("ru", 1)
    with pytest.raises(UsageError, match="two targets are in one language"):
        multilingual_units([aligned("en", source, []), aligned("en", source, [])])


def test_the_examples_keep_what_each_pair_has(examples: Path) -> None:
    source = tmkit.read(str(examples / "releases" / "visit.ru.txt"))
    alignments = [tmkit.align(source, tmkit.read(str(examples / "releases" / f"visit.{lang}.txt"))) for lang in LANGS]
    units = multilingual_units(alignments)
    for alignment in alignments:
        lang = alignment.target.lang
        together = " ".join(v.text for unit in units for v in unit.variants if v.lang == lang)
        assert together == " ".join(unit.variants[1].text for unit in tmkit.units(alignment))
