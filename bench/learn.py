"""What does a memory teach the aligner? Strict and lax F1 with half of the documents as memory for the other half.

    python bench/learn.py [SET ...] [--json FILE]

The memory holds the line pairs of the set ``clean`` from every second document; the other documents are aligned with
and without it, then the halves change places.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from align import Case, cases, scorer, show, static_rows

from tmkit.alignment.align import align_segments
from tmkit.pipeline.alignment.learning import WordPairs, learn

SETS = ("hard", "noisy_web", "natural")
NOTHING = WordPairs({}, {})


def taught(documents: list[Case]) -> WordPairs:
    """What the translations of these documents teach."""
    return learn(
        (" ".join(case.source[i].text for i in left), " ".join(case.target[j].text for j in right))
        for case in documents
        for left, right in case.gold
        if left and right
    )


def count(documents: list[Case], learned: WordPairs) -> list[int]:
    """The scorer's counts."""
    score, total = scorer(), [0] * 9
    for case in documents:
        terms = learned.in_source(case.source), learned.in_target(case.target)
        rows = static_rows(case.source, case.target)
        found = align_segments(case.source, case.target, vectors=rows, terms=terms)
        beads = [(bead.source, bead.target) for bead in found]
        total = [a + b for a, b in zip(total, score.align_counts(case.gold, beads, case.ignored), strict=True)]
    return total


def compare(known: list[Case], unknown: list[Case]) -> tuple[list[int], list[int]]:
    """The counts without and with a memory, each half of the names taught by the other."""
    names = sorted({case.name for case in known})
    without, with_memory = [0] * 9, [0] * 9
    for half in (0, 1):
        teachers = set(names[half::2])
        held = [case for case in unknown if case.name not in teachers]
        learned = taught([case for case in known if case.name in teachers])
        without = [a + b for a, b in zip(without, count(held, NOTHING), strict=True)]
        with_memory = [a + b for a, b in zip(with_memory, count(held, learned), strict=True)]
    return without, with_memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    score, known = scorer(), list(cases(("clean",)))
    tables: dict[str, dict[str, dict[str, float]]] = {"without": {}, "with a memory": {}}
    for name in options.sets:
        unknown = list(cases((name,)))
        for pair in sorted({case.pair for case in unknown}):
            counts = compare([c for c in known if c.pair == pair], [c for c in unknown if c.pair == pair])
            for table, total in zip(tables.values(), counts, strict=True):
                report = score.align_report(total)
                table[f"{name} {pair}"] = {"strict": report["strict"]["F1"], "lax": report["lax"]["F1"]}
    for title, table in tables.items():
        show(f"{title}: strict/lax F1", table)
    if options.json:
        options.json.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
