"""Fit the weights of ``tmkit/alignment/weights.py``, and say how good they are on documents that they did not see.

    python bench/fit_align.py --folds 4      cross-validated strict/lax F1 for every set and pair
    python bench/fit_align.py                weights from all documents, printed as a table to paste

The evidence is a conditional random field over paths of beads: the gradient of the log-likelihood is the expected
sum of each column under the model minus that over the paths which agree with the gold standard; Adam climbs it, with a
quadratic pull to where it starts, and weights whose sign is certain stay on their side. One set of weights
for all languages and sets. Folds are made by document: a document is on the same side in every pair and set, for the
sets share their texts. Sets with merges and omissions that people made count several times (``REPEAT``), so that
seeded changes do not decide alone; the sets of clean lines, which repeat ``hard``, are thinned.
"""

from __future__ import annotations

import argparse
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from align import Beads, Case, cases, measure, scorer, show, static_rows, use_table
from numpy.typing import NDArray

from tmkit.alignment.align import prepare
from tmkit.alignment.band import SHAPES, Band, full_band
from tmkit.alignment.evidence import columns, fitting, gaps, likenesses
from tmkit.alignment.lexical import Overlaps
from tmkit.alignment.search import Evidence, Posteriors, best_path, posteriors

Floats = NDArray[np.float64]

START = {
    "bead 1-1": 0.5, "bead 1-2": -2.5, "bead 2-2": -5.5, "bead 1-3": -5.5, "bead many": -2.7,
    "gap": -2.0, "gap open": -1.5,
    "gap length": 0.0, "gap final": -0.3, "gap surplus": 4.0,
    "hit number": 0.5, "hit link": 0.5, "hit sound": 0.2, "hit sounds": 0.1,
    "hit name": 0.2, "hit names": 0.1, "hit meaning": 0.5, "hit mark": 0.5, "hit term": 0.3, "miss number": 0.3,
    "miss link": 0.3, "miss sound": 0.0, "miss sounds": 0.0, "miss name": 0.1, "miss names": 0.0,
    "miss meaning": 0.1, "miss mark": 0.3, "miss term": 0.1, "share": 0.5, "share root": 0.5, "weakest 1": 0.2,
    "weakest 2": 0.7, "length": 1.3, "length n:m": 0.1, "sentences": -0.8, "clauses": 0.5, "final same": 0.6,
    "final none": 0.6, "final one": -1.0, "quotes": -0.5, "seam": -1.0, "border both": 0.5, "border one": -0.5,
    "border inside": -1.0, "kinds inside": -4.0, "kind differs": -1.5, "vector known": -3.0, "vector": 6.0,
    "vector weakest": 1.0, "vector gain": 1.0,
}  # fmt: skip
"""Set by hand, from what the columns mean. What the documents hardly show (links, terms, kinds of blocks) stays so."""
NAMES = list(START)
OPEN = NAMES.index("gap open")
POSITIVE = np.array([name.startswith(("hit", "miss", "share", "weakest")) for name in NAMES])
VECTORS = np.array([name.startswith("vector") for name in NAMES])
BLIND = 0.25
"""So often a document is seen without its vectors: the weights must do for languages that have none, too."""
REPEAT = {"natural": 4, "natural_paragraphs": 2, "udhr": 3, "udhr_paragraphs": 3, "handbook_paragraphs": 3}
FORBIDDEN = -1e4
PULL = 0.01
BATCH = 8


@dataclass(frozen=True)
class Design:
    """A document as the columns of its evidence."""

    case: Case
    band: Band
    beads: NDArray[np.float32]
    """Shape (shapes, K, nodes); nan where no bead fits."""
    source_gaps: Floats
    """Shape (K, N)."""
    target_gaps: Floats

    def evidence(self, weights: Floats) -> Evidence:
        """The scores under these weights."""
        beads = np.array([np.nan_to_num(weights @ columns, nan=-np.inf) for columns in self.beads])
        return Evidence(self.band, beads, weights @ self.source_gaps, weights @ self.target_gaps, float(weights[OPEN]))

    def expected(self, chances: Posteriors) -> Floats:
        """The expected sum of each column."""
        total = self.source_gaps @ chances.source_gaps + self.target_gaps @ chances.target_gaps
        total[OPEN] += chances.runs
        for rows, chance in zip(self.beads, chances.beads, strict=True):
            total += np.nan_to_num(rows) @ chance
        return np.asarray(total)


def design(case: Case) -> Design:
    """The columns; what single landmarks say is linear in the weights, so each is their sum under one weight alone."""
    known = prepare(case.source, case.target, vectors=static_rows(case.source, case.target))
    band = full_band(len(case.source), len(case.target))
    nothing = dict.fromkeys(NAMES, 0.0)
    each = {name: {**nothing, name: 1.0} for name in NAMES}
    span = 0, band.rows
    lexical = {
        name: Overlaps(known.lexicon.weighed(weights), band, *span)
        for name, weights in each.items()
        if name.startswith(("hit", "miss"))
    }
    alike = likenesses(known, band, *span)
    beads = np.zeros((len(SHAPES), len(NAMES), band.size), np.float32)
    for rows, c in zip(beads, fitting(known, band, SHAPES, *span), strict=True):
        found = dict(columns(known, lexical["hit name"], alike, c))
        found |= {name: overlaps.scores(*c[:4]) for name, overlaps in lexical.items()}
        for name, column in found.items():
            rows[NAMES.index(name), c.node] = column
        rows[:, np.setdiff1d(np.arange(band.size), c.node)] = np.nan
    sides = zip(*(gaps(known, weights) for weights in each.values()), strict=True)
    return Design(case, band, beads, *map(np.array, sides))


def agreeing(document: Design, evidence: Evidence) -> Evidence:
    """The same scores with every bead forbidden that contradicts the gold standard; ignored segments are free."""
    band = document.band
    allowed = np.full((len(SHAPES), band.size), -np.inf)
    gaps = np.full(len(evidence.source_gaps), FORBIDDEN), np.full(len(evidence.target_gaps), FORBIDDEN)
    free: tuple[set[int], set[int]] = (set(), set())
    for bead in document.case.ignored:
        for side, segments in zip(free, bead, strict=True):
            side.update(segments)
    for bead in document.case.gold:
        left, right = (sorted(segments) for segments in bead)
        if free[0].intersection(left) or free[1].intersection(right):
            free[0].update(left)
            free[1].update(right)
        elif left and right:
            if (len(left), len(right)) in SHAPES:
                allowed[SHAPES.index((len(left), len(right))), band.at(left[0], right[0])] = 0.0
        else:
            gaps[0][left] = 0.0
            gaps[1][right] = 0.0
    for i in free[0]:
        allowed[SHAPES.index((1, 1)), [band.at(i, j) for j in free[1]]] = 0.0
    for side, gap in zip(free, gaps, strict=True):
        gap[list(side)] = 0.0
    return Evidence(
        band,
        evidence.beads + allowed,
        evidence.source_gaps + gaps[0],
        evidence.target_gaps + gaps[1],
        evidence.gap_open,
    )


def gradient(document: Design, weights: Floats) -> Floats | None:
    """Of the negative log-likelihood; None where gold needs a bead that the search does not know."""
    evidence = document.evidence(weights)
    every, right = posteriors(evidence), posteriors(agreeing(document, evidence))
    if right.log_total - every.log_total < FORBIDDEN / 2:
        return None
    return document.expected(every) - document.expected(right)


def fit(documents: list[Design], epochs: int) -> Floats:
    """The mean of the weights over the second half of the epochs."""
    rng = np.random.default_rng(0)
    before = np.array(list(START.values()))
    weights, momentum, spread, steps = before.copy(), np.zeros(len(NAMES)), np.zeros(len(NAMES)), 0
    kept = []
    for epoch in range(epochs):
        order = rng.permutation([n for n, d in enumerate(documents) for _ in range(REPEAT.get(d.case.set, 1))])
        for first in range(0, len(order), BATCH):
            seen = [~VECTORS | (rng.random() >= BLIND) for _ in order[first : first + BATCH]]
            slope = PULL * (weights - before)
            for n, mask in zip(order[first : first + BATCH], seen, strict=True):
                found = gradient(documents[n], mask * weights)
                if found is not None:
                    slope += mask * found / BATCH
            steps += 1
            momentum, spread = 0.9 * momentum + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
            size = 0.05 * 0.75**epoch
            weights = weights - size * momentum / (1 - 0.9**steps) / (np.sqrt(spread / (1 - 0.99**steps)) + 1e-8)
            weights = np.where(POSITIVE, np.maximum(weights, 0.0), weights)
            if epoch >= epochs // 2:
                kept.append(weights)
    return np.asarray(np.mean(kept, axis=0))


def wanted(case: Case) -> bool:
    """Whether the document takes part in fitting."""
    return case.set != "clean" or case.pair == "ru-kk"


def fold(case: Case, folds: int) -> int:
    """The same for a document in every set and pair."""
    return zlib.crc32(case.name.encode()) % folds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument(
        "--without", action="append", default=[], metavar="NAME", help="leave a column out, to see what it gives"
    )
    parser.add_argument("--table", type=Path, help="another table of static vectors than the shipped one")
    options = parser.parse_args()
    if options.table:
        use_table(options.table)
    documents = [design(case) for case in cases()]
    for document in documents:
        for name in options.without:
            document.beads[:, NAMES.index(name)] *= 0
    learning = [d for d in documents if wanted(d.case)]
    if not options.folds:
        for name, weight in zip(NAMES, fit(learning, options.epochs), strict=True):
            print(f'    "{name}": {weight:.2f},')
        return
    weights = [
        fit([d for d in learning if fold(d.case, options.folds) != k], options.epochs) for k in range(options.folds)
    ]
    for title, seen in (("", np.ones(len(NAMES))), (", without vectors", ~VECTORS)):
        found = {id(d.case.source): decode(d, seen * weights[fold(d.case, options.folds)]) for d in documents}
        table = measure(lambda source, target: found[id(source)], [d.case for d in documents], scorer())  # noqa: B023
        mean = sum(row["strict"] for row in table.values()) / len(table)
        show(f"cross-validated over {options.folds} folds{title}: mean {mean:.4f}, strict/lax F1", table)
    spread = np.std(weights, axis=0)
    print("\nweights that differ most between folds:")
    for k in np.argsort(-spread)[:8]:
        print(f"  {NAMES[k]:16}" + " ".join(f"{w[k]:6.2f}" for w in weights))


def decode(document: Design, weights: Floats) -> Beads:
    """The best path under these weights."""
    return [(tuple(range(i, i + n)), tuple(range(j, j + m))) for i, j, (n, m) in best_path(document.evidence(weights))]


if __name__ == "__main__":
    main()
