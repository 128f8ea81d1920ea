from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.alignment.align import Rows, align_segments, prepare, weigh_all
from tmkit.alignment.search import Evidence
from tmkit.encoders import static
from tmkit.model import Bead, Block, Kind, Lang, Segment
from tmkit.pipeline.inputs.documents import read

RU, EN = Lang("ru"), Lang("en")
LETTERS = "бвгдзклмнпрстфх"
TEXTS = st.lists(st.text("абвгд ,.?!:«»123\n", max_size=30), max_size=8)


def segments(texts: list[str], lang: Lang = RU, blocks: list[Block] | None = None) -> list[Segment]:
    return [Segment(text, lang, block=blocks[n] if blocks else Block(0)) for n, text in enumerate(texts)]


def prose(sentences: int, seed: int) -> list[str]:
    """Sentences of invented words, all different."""
    rng = random.Random(seed)

    def word() -> str:
        return "".join(rng.choice(LETTERS) + rng.choice("аеиоу") for _ in range(rng.randint(2, 4)))

    return [" ".join(word() for _ in range(rng.randint(4, 14))).capitalize() + "." for _ in range(sentences)]


def shapes(beads: tuple[Bead, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


@settings(deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([EN, RU, Lang("kk"), Lang("uz-Cyrl"), Lang("fr")]))
def test_every_segment_once_and_in_order(source: list[str], target: list[str], lang: Lang) -> None:
    beads = align_segments(segments(source), segments(target, lang))
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(0.0 <= bead.score <= 1.0 for bead in beads)


def edited(seed: int) -> tuple[list[str], list[str]]:
    """A text and the same with sentences joined, dropped and added on either side."""
    rng = random.Random(seed)
    sides: tuple[list[str], list[str]] = ([], [])
    for sentence in prose(14, seed):
        side = rng.randrange(2)
        change = rng.choice(["none"] * 6 + ["drop", "join"])
        for number, texts in enumerate(sides):
            if change == "join" and number == side and texts:
                texts[-1] += " " + sentence
            elif change != "drop" or number != side:
                texts.append(sentence)
    return sides


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000))
def test_swapping_the_sides_mirrors_the_beads(seed: int) -> None:
    source, target = edited(seed)
    there = align_segments(segments(source, RU), segments(target, EN))
    back = align_segments(segments(target, EN), segments(source, RU))
    assert sorted(shapes(there)) == sorted((source, target) for target, source in shapes(back))
    scores = {(bead.source, bead.target): bead.score for bead in there}
    assert {(bead.target, bead.source): pytest.approx(bead.score, abs=1e-6) for bead in back} == scores


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 30), st.integers(0, 10_000))
def test_a_text_aligns_with_itself(sentences: int, seed: int) -> None:
    texts = prose(sentences, seed)
    beads = align_segments(segments(texts), segments(texts))
    assert shapes(beads) == [((n,), (n,)) for n in range(sentences)]


def test_empty_sides() -> None:
    assert align_segments([], []) == ()
    assert shapes(align_segments(segments(["Раз.", "Два."]), [])) == [((0,), ()), ((1,), ())]
    (alone,) = align_segments([], segments(["One."]))
    assert alone == Bead((), (0,), alone.score)
    assert alone.score == pytest.approx(1.0)


def test_the_same_twice_is_the_same() -> None:
    source, target = edited(3)
    assert align_segments(segments(source), segments(target)) == align_segments(segments(source), segments(target))


def test_a_missing_passage_does_not_derail_the_rest() -> None:
    texts = prose(60, 1)
    beads = align_segments(segments(texts), segments(texts[:20] + texts[45:]))
    assert shapes(beads)[:20] == [((n,), (n,)) for n in range(20)]
    assert shapes(beads)[20:45] == [((n,), ()) for n in range(20, 45)]
    assert shapes(beads)[45:] == [((n,), (n - 25,)) for n in range(45, 60)]


def test_a_joined_pair_of_sentences() -> None:
    source = ["Президент Токаев прибыл в Ташкент.", "Его встретил Мирзиёев.", "Переговоры начались в 15:00."]
    target = ["President Tokayev arrived in Tashkent, where Mirziyoyev met him.", "The talks began at 15:00."]
    beads = align_segments(segments(source), segments(target, EN))
    assert shapes(beads) == [((0, 1), (0,)), ((2,), (1,))]


def test_a_sure_bead_scores_higher_than_a_doubtful_one() -> None:
    source = ["Экспорт в Казахстан в 2025 году вырос на 12,5 %, до 3,2 млрд долларов.", "Ну и ладно, сказали они."]
    target = ["Exports to Kazakhstan grew by 12.5% to 3.2 billion dollars in 2025.", "Ok?", "As you like it, sir!"]
    first, *rest = align_segments(segments(source), segments(target, EN))
    assert first.score > 0.8
    assert all(bead.score < first.score for bead in rest)


def test_terms_are_evidence() -> None:
    source = segments(["Аба вага дала.", "Ела жила зала.", "Кила мила нила."])
    target = segments(["Orir usus etet."], EN)
    assert ((0,), (0,)) not in shapes(align_segments(source, target))
    terms = [frozenset({"middle-corridor", "summit"}), frozenset[str](), frozenset[str]()]
    assert ((0,), (0,)) in shapes(align_segments(source, target, terms=(terms, terms[:1])))


def test_vectors_are_evidence() -> None:
    source, target = segments(["Аба вага дала."] * 12), segments(["Iris olal upul."] * 11, EN)
    rows = np.random.default_rng(0).normal(size=(12, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    beads = align_segments(source, target, vectors=(rows, np.delete(rows, 4, axis=0)))
    assert ((4,), ()) in shapes(beads)
    assert sum(len(bead.source) == len(bead.target) == 1 for bead in beads) == 11
    nothing = np.zeros((12, 0), np.float32), np.zeros((11, 0), np.float32)
    assert align_segments(source, target, vectors=nothing) == align_segments(source, target)


def test_vectors_of_a_merge_are_pooled() -> None:
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(10, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    joined = np.vstack([rows[:3], rows[3:5].mean(axis=0, keepdims=True), rows[5:]])
    source = segments(["Аба вага дала."] * 10)
    target = segments([*["Iris olal upul."] * 3, "Iris olal upul iris olal upul.", *["Iris olal upul."] * 5], EN)
    beads = align_segments(source, target, vectors=(rows, joined))
    assert ((3, 4), (3,)) in shapes(beads)


def test_a_heading_is_not_glued_to_the_paragraph_below() -> None:
    heading, paragraph = Block(0, Kind.HEADING, 1), Block(1)
    source = segments(["Новая дорога", "Работы начались.", "Их ведёт завод."], RU, [heading, paragraph, paragraph])
    target = segments(["Works have begun.", "A plant does them."], EN, [Block(0)] * 2)
    beads = align_segments(source, [*target[:1], *target[1:]])
    assert shapes(beads)[0] == ((0,), ())


def test_long_texts_use_a_band_and_agree_with_themselves() -> None:
    texts = prose(700, 5)
    beads = align_segments(segments(texts), segments(texts[:300] + texts[500:]))
    expected = [((n,), (n,)) for n in range(300)] + [((n,), ()) for n in range(300, 500)]
    assert shapes(beads) == expected + [((n,), (n - 200,)) for n in range(500, 700)]


def static_rows(source: Sequence[Segment], target: Sequence[Segment]) -> Rows:
    left, right = (static.encode([segment.text for segment in side], side[0].lang) for side in (source, target))
    return left, right


def test_an_unrelated_end_changes_nothing_in_real_texts(repository: Path) -> None:
    pairs = [
        (read(str(path), None).segments, read(str(path).replace(".ru.", f".{lang}."), None).segments)
        for path in sorted((repository / "examples").rglob("*.ru.*"))
        for lang in ("en", "kk", "uz")
        if Path(str(path).replace(".ru.", f".{lang}.")).exists()
    ]
    assert len(pairs) > 2

    def aligned(source: Sequence[Segment], target: Sequence[Segment]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
        beads = align_segments(source, target, vectors=static_rows(source, target))
        return {bead[:2] for bead in beads if bead.source and bead.target}

    for number, (source, target) in enumerate(pairs):
        before = aligned(source, target)
        other = pairs[(number + 4) % len(pairs)]
        for texts in (([*source, *other[0]], target), (source, [*target, *other[1]])):
            assert before <= aligned(*texts)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.booleans(), st.booleans())
def test_the_evidence_does_not_depend_on_the_rest_of_the_document(seed: int, longer: bool, vectors: bool) -> None:
    source, target = (segments(texts, lang) for texts, lang in zip(edited(seed), (RU, Lang("kk")), strict=True))
    end = segments(prose(6, seed + 1), Lang("kk") if longer else RU)

    def evidence(source: Sequence[Segment], target: Sequence[Segment]) -> Evidence:
        return weigh_all(prepare(source, target, vectors=static_rows(source, target) if vectors else None))

    before, after = evidence(source, target), evidence(*((source, target + end) if longer else (source + end, target)))
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            here = before.beads[:, before.band.at(i, j)]
            fits = np.isfinite(here)
            assert after.beads[fits, after.band.at(i, j)] == pytest.approx(here[fits], abs=1e-4)
    assert after.source_gaps[: len(source)] == pytest.approx(before.source_gaps)
    assert after.target_gaps[: len(target)] == pytest.approx(before.target_gaps)


def test_an_unrelated_end_changes_nothing_in_a_long_text() -> None:
    texts = prose(600, 8)
    target = [*texts[:200], " ".join(texts[200:202]), *texts[202:350], *texts[420:]]
    before = shapes(align_segments(segments(texts), segments(target)))
    after = shapes(align_segments(segments(texts), segments([*target, *prose(50, 9)])))
    assert after == before + [((), (j,)) for j in range(len(target), len(target) + 50)]


def test_a_menu_on_one_side_stays_alone() -> None:
    texts = prose(30, 10)
    menu = ["Басты бет", "Жаңалықтар", "Байланыс", "Сондай-ақ оқыңыз", "© 2026"]
    target = [*menu, *texts[:20], *menu[3:], *texts[20:]]
    beads = shapes(align_segments(segments(texts), segments(target, Lang("kk"))))
    places = [*range(5, 25), *range(27, 37)]
    assert [bead for bead in beads if bead[0]] == [((n,), (place,)) for n, place in enumerate(places)]


def test_four_sentences_may_be_one() -> None:
    texts = prose(24, 11)
    joined = " ".join(texts[10:14]).replace(".", ",").capitalize()
    source, target = segments(texts), segments([*texts[:10], joined[:-1] + ".", *texts[14:]])
    assert ((10, 11, 12, 13), (10,)) in shapes(align_segments(source, target))
    assert ((10,), (10, 11, 12, 13)) in shapes(align_segments(target, source))


@pytest.mark.parametrize("sentences", [12, 500])
def test_no_bead_crosses_a_mark(sentences: int) -> None:
    texts = prose(sentences, 12)
    marks = ((3, 5), (8, 6))
    beads = align_segments(segments(texts), segments(texts), marks=marks)
    assert [i for bead in beads for i in bead.source] == list(range(sentences))
    assert [j for bead in beads for j in bead.target] == list(range(sentences))
    for i, j in marks:
        assert all(max(bead.source, default=0) < i for bead in beads if min(bead.target, default=j) < j and bead.source)
        assert all(min(bead.source, default=i) >= i for bead in beads if max(bead.target, default=0) >= j)
    assert ((9,), (9,)) in shapes(beads)


def test_a_mark_parts_what_would_be_one_bead() -> None:
    texts = prose(3, 13)
    source, target = segments(texts), segments([f"{texts[0]} {texts[1]}", texts[2]])
    assert ((0, 1), (0,)) in shapes(align_segments(source, target))
    beads = shapes(align_segments(source, target, marks=[(1, 1)]))
    assert ((0,), (0,)) in beads
    assert ((1,), ()) in beads


@pytest.mark.parametrize("marks", [[(1, 3), (2, 1)], [(9, 1)], [(-1, 0)]])
def test_marks_must_rise(marks: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="marks must rise on both sides"):
        align_segments(segments(prose(3, 1)), segments(prose(3, 1)), marks=marks)
