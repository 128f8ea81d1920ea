"""The alignments of the example releases, checked by hand.

``cases/alignment/RELEASE.LANG.tsv``: in the first line how many sentences source and target have, then each bead that
is not one to one, as indices from 0 joined by commas; what lies between them is one to one, in order.
``known-failures.tsv`` lists the beads that the aligner does not find yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tmkit.pipeline.alignment.aligning import align
from tmkit.pipeline.inputs.glossary import glossary

CASES = Path(__file__).parent / "cases" / "alignment"
FAILURES = CASES / "known-failures.tsv"
PAIRS = sorted(path.stem for path in CASES.glob("*.tsv") if path != FAILURES)
Beads = list[tuple[str, str]]


def rows(path: Path) -> Beads:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(cells[0], cells[1]) for line in lines if not line.startswith("#") for cells in [line.split("\t")]]


def expected(pair: str) -> Beads:
    (sources, targets), *merged = rows(CASES / f"{pair}.tsv")
    return list(_filled(merged, int(sources), int(targets)))


def _filled(merged: Beads, sources: int, targets: int) -> Iterator[tuple[str, str]]:
    at, to = 0, 0
    for source, target in [*merged, (str(sources), str(targets))]:
        first, other = int(source.split(",")[0]), int(target.split(",")[0])
        assert first - at == other - to, f"between {at} and {source} there are not as many sentences on both sides"
        yield from ((str(at + k), str(to + k)) for k in range(first - at))
        at, to = int(source.split(",")[-1]) + 1, int(target.split(",")[-1]) + 1
        if first < sources:
            yield source, target


def known_failures(pair: str) -> set[tuple[str, str]]:
    lines = [line.split("\t") for line in FAILURES.read_text(encoding="utf-8").splitlines()]
    return {(cells[1], cells[2]) for cells in lines if cells[0] == pair}


@pytest.mark.parametrize("pair", PAIRS)
def test_the_beads_are_the_right_ones_but_for_the_known_failures(pair: str, examples: Path) -> None:
    release, lang = pair.split(".")
    (source,), (target,) = ((examples / "releases").glob(f"{release}.{code}.*") for code in ("ru", lang))
    alignment = align(str(source), str(target), glossary=glossary())
    sizes = rows(CASES / f"{pair}.tsv")[0]
    assert (str(len(alignment.source.segments)), str(len(alignment.target.segments))) == sizes, "cut in another way"
    found = {(",".join(map(str, bead.source)), ",".join(map(str, bead.target))) for bead in alignment.beads}
    assert {bead for bead in expected(pair) if bead not in found} == known_failures(pair)


def test_every_pair_of_the_examples_has_a_golden_file(examples: Path) -> None:
    names = (path.name.split(".")[:2] for path in (examples / "releases").iterdir())
    assert sorted(f"{release}.{lang}" for release, lang in names if lang != "ru") == PAIRS
