"""How well are messy texts aligned? Strict and lax F1 for every kind of mess and language, beside peers.

    python bench/messy.py [KIND ...] [--seeds 3] [--lang kk] [--text law] [--lines] [--wrong] [--json FILE]

The texts are those of tests/cases/alignment/parallel, in which sentences stand row by row in all languages. Each kind
of ``messing`` is done to them by a seeded random choice; both texts are written to plain text files, read and cut by
tmkit for every aligner, and aligned. ``--lines`` leaves the files out: what would be a sentence is a segment, as with
``tmkit align --segmented``; kinds that are about files alone are left out then. ``--wrong`` shows the wrong beads.

As in vecalign's scorer precision runs over all beads, recall over the gold beads with text on both sides. A bead is
right (strict) when both sides hold all segments of one gold bead and nothing else; lax, when they have a gold bead in
common.
Moved passages count where the aligner says so (crossings). Below the table, how the score of beads keeps its promise.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from align import galechurch
from messing import Line, Part, Scene, Side, complete, scene
from messing.changes import WAYS as CHANGES
from messing.layout import WAYS as LAYOUT
from messing.strangers import WAYS as STRANGERS

from tmkit.languages.scripts import uz_cyrillic
from tmkit.model import Bead, Block, Document, Lang, Segment
from tmkit.pipeline.alignment.aligning import align
from tmkit.pipeline.inputs.documents import read

TEXTS = Path(__file__).resolve().parents[1] / "tests" / "cases" / "alignment" / "parallel"
RU = Lang("ru")
TARGETS = ("en", "kk", "uz-Latn", "uz-Cyrl")
WAYS = {**CHANGES, **LAYOUT, **STRANGERS}
FILES_ONLY = {"lines wrapped", "wrapped, no blank lines", "words hyphenated", "lines for blocks"}
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)

Owners = list[frozenset[int]]
"""For each segment the gold beads that it holds text of."""


class Judged(NamedTuple):
    """A bead, and what the gold standard says of it."""

    bead: Bead
    strict: bool
    lax: bool


class Case(NamedTuple):
    """Two documents and whose text each segment holds."""

    source: Document
    target: Document
    owners: tuple[Owners, Owners]
    paired: frozenset[int]
    """Gold beads with text on both sides."""
    unjudged: frozenset[int]


def rows(path: Path, lang: str) -> list[list[Line]]:
    """The blocks of a parallel text."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    columns = head.split("\t")
    wanted = columns.index("ru"), columns.index("uz-Latn" if lang == "uz-Cyrl" else lang)
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if not line:
            blocks.append([])
            continue
        source, target = (line.split("\t")[n] for n in wanted)
        blocks[-1].append((source, uz_cyrillic(target) if lang == "uz-Cyrl" else target))
    return blocks


def prepared(path: Path, lang: str, way: str, seed: int) -> Scene:
    """The scene of one text, made messy."""
    others = [row for other in sorted(TEXTS.glob("*.tsv")) if other != path for b in rows(other, lang) for row in b]
    strangers = [row for row in others if len(row[0]) > 25 and all(complete(Part(text)) for text in row)]
    made = scene(rows(path, lang), (RU, Lang(lang)), strangers)
    WAYS[way](made, Random(f"{way} {path.stem} {seed}"))
    return made


def case(made: Scene, *, lines: bool) -> Case:
    """The documents, and to which gold bead their segments belong."""
    gold = _gold(made)
    documents, owners = [], []
    for side in made.sides:
        text = [(_written(side, block), [(part.text, part.rows) for part in block]) for block in side.blocks]
        documents.append(_as_lines(side) if lines else _as_file(side, [whole for whole, _ in text]))
        own = _characters(side, gold)
        owners.append(list(_owners(documents[-1], own)))
    both = [frozenset().union(*side) for side in owners]
    unjudged = frozenset(gold[row] for row in made.unjudged)
    return Case(documents[0], documents[1], (owners[0], owners[1]), both[0] & both[1], unjudged)


def _gold(made: Scene) -> dict[int, int]:
    """For each row the least of the rows that are in one gold bead with it."""
    root: dict[int, int] = {}
    parts = [block[place].rows for side in made.sides for block, place in side.parts()]
    for _ in range(4):  # chains of merges on both sides
        for together in parts:
            least = min((root.get(row, row) for row in together), default=0)
            root |= dict.fromkeys(together, least)
    return root


def _written(side: Side, block: Iterable[Part]) -> str:
    text = " ".join(part.text for part in block)
    for lay in side.lay:
        text = lay(text)
    return text


def _as_lines(side: Side) -> Document:
    segments = [Segment(_written(side, [block[place]]), side.lang, block=Block(0)) for block, place in side.parts()]
    return Document("", side.lang, tuple(segments))


def _as_file(side: Side, blocks: Iterable[str]) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "text.txt")
        path.write_text(side.between.join(blocks) + "\n", encoding="utf-8")
        return read(str(path), side.lang)


def _letters(text: str) -> str:
    """Letters and digits alone: whatever reading does to lines, hyphens and marks, these stay."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if unicodedata.category(c) in ("Ll", "Lo", "Nd", "Lu"))


def _characters(side: Side, gold: dict[int, int]) -> list[tuple[str, int]]:
    """Every letter of the text with its gold bead; texts without counterpart have numbers below 0 of their own."""
    found: list[tuple[str, int]] = []
    alone = 0
    for block, place in side.parts():
        part = block[place]
        alone -= not part.rows
        owner = gold[part.rows[0]] if part.rows else alone - 1_000_000 * (side.lang == RU)
        found += ((letter, owner) for letter in _letters(part.text))
    return found


def _owners(document: Document, characters: list[tuple[str, int]]) -> Iterator[frozenset[int]]:
    """What the reader left out (list marks) is skipped."""
    text = "".join(letter for letter, _ in characters)
    at = 0
    for segment in document.segments:
        letters = _letters(segment.text)
        found = text.find(letters, at)
        if found < 0:
            raise SystemExit(f"not in the text any more: {segment.text}")
        at = found + len(letters)
        yield frozenset(owner for _, owner in characters[found:at])


def judge(one: Case, beads: Iterable[Bead]) -> list[Judged]:
    """Every bead but those that hold text nobody can judge."""
    found = []
    for bead in beads:
        sides = [[own[n] for n in side] for own, side in zip(one.owners, bead[:2], strict=True)]
        held = [frozenset().union(*side) for side in sides]
        if (held[0] | held[1]) & one.unjudged:
            continue
        if not bead.source or not bead.target:
            right = not (held[0] | held[1]) & one.paired
            found.append(Judged(bead, right, right))
            continue
        common = held[0] & held[1]
        whole = all(
            sum(owner <= common for owner in own) == len(side) for own, side in zip(one.owners, bead[:2], strict=True)
        )
        found.append(Judged(bead, held[0] == held[1] and len(held[0]) == 1 and whole, bool(common)))
    return found


def score(judged: Sequence[Judged], gold: int) -> tuple[float, float]:
    """Strict and lax F1."""
    two = [one for one in judged if one.bead.source and one.bead.target]
    strict = _f1(_share(one.strict for one in judged), sum(one.strict for one in two) / max(gold, 1))
    return strict, _f1(_share(one.lax for one in judged), min(sum(one.lax for one in two) / max(gold, 1), 1.0))


def _share(flags: Iterable[bool]) -> float:
    known = list(flags)
    return sum(known) / max(len(known), 1)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def ours(one: Case) -> list[Bead]:
    """Beads of tmkit; segments of a crossing count there and not as left out."""
    found = align(one.source, one.target)
    moved: tuple[set[int], set[int]] = (set(), set())
    for bead in found.crossings:
        moved[0].update(bead.source)
        moved[1].update(bead.target)
    kept = [b for b in found.beads if (b.source and b.target) or not ({*b.source} & moved[0] or {*b.target} & moved[1])]
    return [*kept, *found.crossings]


def theirs(one: Case) -> list[Bead]:
    """Those of galechurch."""
    beads = galechurch(list(one.source.segments), list(one.target.segments))
    return [Bead(source, target, 1.0) for source, target in beads]


def show(one: Case, judged: Sequence[Judged], title: str) -> None:
    """The beads that are wrong."""
    print(f"\n{title}")
    for bead, strict, lax in judged:
        if not strict:
            sides = zip(one[:2], bead[:2], strict=True)
            texts = [" | ".join(document.segments[n].text for n in side) for document, side in sides]
            print(f"  {bead.score:.2f} {'lax' if lax else '   '} {texts[0]}\n           {texts[1]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", default=list(WAYS), metavar="KIND")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--lang", action="append")
    parser.add_argument("--text", default="*")
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    langs = options.lang or TARGETS
    peers = {"tmkit": ours} | ({"galechurch": theirs} if importlib.util.find_spec("galechurch") else {})
    table: dict[str, dict[str, tuple[float, float]]] = {}
    scored: list[Judged] = []
    width = 24
    print(f"{'strict/lax F1':{width}}" + "".join(f"{f'{name} {lang}':^20}" for name in peers for lang in langs))
    for way in options.kinds:
        if options.lines and way in FILES_ONLY:
            continue
        cells = table.setdefault(way, {})
        for name, aligner in peers.items():
            for lang in langs:
                judged: list[Judged] = []
                gold = 0
                for path in sorted(TEXTS.glob(f"{options.text}.tsv")):
                    for seed in range(options.seeds):
                        one = case(prepared(path, lang, way, seed), lines=options.lines)
                        new = judge(one, aligner(one))
                        judged += new
                        gold += len(one.paired - one.unjudged)
                        if options.wrong and name == "tmkit":
                            show(one, new, f"{way}, {path.stem}, {lang}, seed {seed}")
                cells[f"{name} {lang}"] = score(judged, gold)
                scored += judged if name == "tmkit" else []
        print(f"{way:{width}}" + "".join(f"{f'{s:.3f}/{x:.3f}':^20}" for s, x in cells.values()), flush=True)
    means = [sum(v) / len(v) for v in zip(*([s for s, _ in cells.values()] for cells in table.values()), strict=True)]
    print(f"{'mean strict':{width}}" + "".join(f"{mean:^20.3f}" for mean in means))
    print("\ntmkit: two-sided beads by score")
    for low, high in zip(EDGES, (*EDGES[1:], 2), strict=True):
        some = [one for one in scored if one.bead.source and one.bead.target and low <= one.bead.score < high]
        strict, lax = _share(one.strict for one in some), _share(one.lax for one in some)
        print(f"  from {low:.2f}: {len(some):6} beads, strict {strict:.3f}, lax {lax:.3f}")
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
