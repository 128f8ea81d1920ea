"""The texts of ``cases/alignment/parallel``: a row holds a sentence in every language, blank lines part blocks."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tmkit.languages.scripts import uz_cyrillic
from tmkit.model import Bead, Document
from tmkit.pipeline.alignment.aligning import align, units
from tmkit.pipeline.inputs.documents import read

TEXTS = sorted((Path(__file__).parents[1] / "cases" / "alignment" / "parallel").glob("*.tsv"))
TARGETS = ("en", "kk", "uz-Latn", "uz-Cyrl")


def blocks(path: Path, lang: str) -> Iterator[list[str]]:
    block: list[str] = []
    column = "uz-Latn" if lang == "uz-Cyrl" else lang
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in [*rows[1:], []]:
        if row:
            text = row[rows[0].index(column)]
            block.append(uz_cyrillic(text) if lang == "uz-Cyrl" else text)
        elif block:
            yield block
            block = []


def document(folder: Path, lang: str, texts: list[list[str]]) -> Document:
    path = folder / f"text.{lang}.txt"
    path.write_text("\n\n".join(" ".join(block) for block in texts), encoding="utf-8")
    return read(str(path))


@pytest.mark.parametrize("lang", TARGETS)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_sentence_finds_its_own(path: Path, lang: str, tmp_path: Path) -> None:
    source, target = (document(tmp_path, code, list(blocks(path, code))) for code in ("ru", lang))
    assert len(source.segments) == sum(map(len, blocks(path, "ru")))
    assert [bead[:2] for bead in align(source, target).beads] == [
        Bead((n,), (n,), 1.0)[:2] for n in range(len(source.segments))
    ]


@pytest.mark.parametrize("lang", TARGETS)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_third_of_the_blocks_is_missing(path: Path, lang: str, tmp_path: Path) -> None:
    rng = random.Random(path.stem)
    whole = list(blocks(path, lang))
    kept = sorted(rng.sample(range(len(whole)), len(whole) * 2 // 3))
    source = document(tmp_path, "ru", list(blocks(path, "ru")))
    target = document(tmp_path, lang, [whole[n] for n in kept])
    first = [sum(map(len, whole[:n])) for n in range(len(whole))]
    gold = [first[n] + k for n in kept for k in range(len(whole[n]))]
    found = {bead[:2] for bead in align(source, target).beads}
    right = sum(((i,), (j,)) in found for j, i in enumerate(gold))
    assert right >= 0.95 * len(gold)


@pytest.mark.parametrize("lang", TARGETS)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_block_that_stands_elsewhere_is_found_there(path: Path, lang: str, tmp_path: Path) -> None:
    whole = list(blocks(path, lang))
    moved = max(range(len(whole) - 5), key=lambda n: len(whole[n]))
    order = [n for n in range(len(whole)) if n != moved]
    order.insert(len(order) if moved < len(whole) // 2 else 1, moved)
    source = document(tmp_path, "ru", list(blocks(path, "ru")))
    target = document(tmp_path, lang, [whole[n] for n in order])
    in_order = document(tmp_path, lang, whole)
    rows = {(one.text, other.text) for one, other in zip(source.segments, in_order.segments, strict=True)}
    made = {(unit.variants[0].text, unit.variants[1].text) for unit in units(align(source, target))}
    assert len(rows - made) <= 2
    assert len(made - rows) <= 1


@pytest.mark.parametrize("lang", TARGETS)
def test_passages_that_changed_places_are_not_paired_with_each_other(lang: str, tmp_path: Path) -> None:
    (path,) = (path for path in TEXTS if path.stem == "summit")
    whole = list(blocks(path, lang))
    whole[6], whole[14] = whole[14], whole[6]
    source, target = document(tmp_path, "ru", list(blocks(path, "ru"))), document(tmp_path, lang, whole)
    first = [sum(map(len, whole[:n])) for n in range(len(whole))]
    here, there = (range(first[n], first[n] + 4) for n in (6, 14))
    alignment = align(source, target)
    assert len(here) == len(there) == len(whole[6]) == len(whole[14])
    assert len({bead[:2] for bead in alignment.beads} & {((n,), (n,)) for n in (*here, *there)}) <= 2
    crossings = {bead[:2] for bead in alignment.crossings}
    swapped = zip([*here, *there], [*there, *here], strict=True)
    assert sum(((i,), (j,)) in crossings for i, j in swapped) >= 5
