"""What are the static vectors worth? Retrieval among lines, F1 of the aligner with and without them, and speed.

    python bench/static.py [--table FILE] [--sets hard noisy_web natural]

Retrieval: for each Russian line of ``clean`` its translation among all lines of the pair (uzcyrl: of the documents that
exist in it), accuracy@1 by cosine, and by cosine less the mean of the four nearest on both sides (margin). The lines
took no part in making the table.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
from align import SETS, TARGETS, Aligner, cases, lexical, measure, scorer, show, tmkit, use_table
from numpy.typing import NDArray

from tmkit.encoders import static
from tmkit.model import Lang

NEIGHBOURS = 4


def retrieval(source: NDArray[np.float32], target: NDArray[np.float32]) -> tuple[float, float]:
    """Accuracy@1 by cosine and by margin."""
    cosines = source @ target.T
    truth = np.arange(len(cosines))
    ours = np.sort(cosines, axis=1)[:, -NEIGHBOURS:].mean(axis=1, keepdims=True)
    theirs = np.sort(cosines, axis=0)[-NEIGHBOURS:].mean(axis=0, keepdims=True)
    margins = cosines - (ours + theirs) / 2
    return float((cosines.argmax(axis=1) == truth).mean()), float((margins.argmax(axis=1) == truth).mean())


def lines(pair: str) -> tuple[list[str], list[str]]:
    """The lines of the set ``clean`` that are translated one to one."""
    found = [
        (case.source[left[0]].text, case.target[right[0]].text)
        for case in cases(("clean",))
        if case.pair == pair
        for left, right in case.gold
        if len(left) == len(right) == 1
    ]
    return [left for left, _ in found], [right for _, right in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=Path, help="another table than the shipped one")
    parser.add_argument("--sets", nargs="*", default=("hard", "noisy_web", "natural"), choices=SETS)
    options = parser.parse_args()
    if options.table:
        use_table(options.table)
    begun = time.perf_counter()
    static.encode(["слово"], Lang("ru"))
    print(f"first sentence after {1000 * (time.perf_counter() - begun):.1f} ms")
    for pair, lang in TARGETS.items():
        source, target = lines(pair)
        begun = time.process_time()
        left, right = unit(static.encode(source, Lang("ru"))), unit(static.encode(target, lang))
        speed = 2 * len(source) / (time.process_time() - begun)
        cosine, margin = retrieval(left, right)
        own = retrieval(*(unit(rows - rows.mean(axis=0)) for rows in (left, right)))
        print(
            f"{pair}: {len(source)} lines, {cosine:.3f} by cosine, {margin:.3f} by margin (centred on these lines"
            f" {own[0]:.3f}, {own[1]:.3f}), {speed:.0f} lines a CPU second"
        )
    documents = list(cases(tuple(options.sets)))
    aligners: dict[str, Aligner] = {"without vectors": lexical, "with static vectors": tmkit}
    for name, aligner in aligners.items():
        show(name, measure(aligner, documents, scorer()))


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length 1."""
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


if __name__ == "__main__":
    main()
