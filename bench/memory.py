"""How fast is the memory, and does it find the best match? Beside other engines, on the same units and queries.

    python bench/memory_data.py --data FOLDER --download      # once: real translations from Debian's packages
    python bench/memory.py --data FOLDER [--sizes 10000 100000 1000000] [--json FILE] [--alone | --concordance]

Each engine runs in a process of its own on one thread; queries per second are per second of CPU time, delays are on the
clock. Slow peers answer a sample of the queries. Recall: how often the best match that comparing with every unit finds,
at 0.7 and 0.5, is as good as the engine's; 1.000 means that nothing better was missed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from memory_data import asked, written
from memory_peers import ENGINES, SYSTRAN

_QUESTIONS = Path(__file__).with_name("memory_questions.py")
Row = dict[str, Any]


def ask(folder: Path, name: str, *arguments: Any) -> Row:
    """The answer of a function in a process of its own."""
    command = [sys.executable, str(_QUESTIONS), str(folder), json.dumps([name, *arguments])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name} {arguments} failed: {done.stderr.strip().splitlines()[-1:]}")
        return {}
    found: Row = json.loads(done.stdout)
    return found


def recall(answers: Sequence[float], best: Sequence[float], threshold: float) -> float | None:
    pairs = [(one, other) for one, other in zip(answers, best, strict=False) if other >= threshold]
    return sum(one >= other - 1e-6 for one, other in pairs) / len(pairs) if pairs else None


def measure(folder: Path, size: int, peers: bool) -> Row:
    """Everything about one size, printed as it comes."""
    print(f"\n{size:,} units", flush=True)
    written(folder, size)
    made, index = ask(folder, "fill", size), ask(folder, "indexed", size)
    print(
        f"  TMX into the store {made['add_cpu']:.1f} s CPU ({made['add_s']:.1f} s), {made['store_mb']:.0f} MB, "
        f"peak {made['peak_mb']:.0f} MB; index {index['index_cpu']:.1f} s CPU ({index['index_s']:.1f} s), "
        f"{index['index_mb']:.0f} MB, peak {index['peak_mb']:.0f} MB",
        flush=True,
    )
    start = ask(folder, "opening", size)
    print(
        f"  first query {start['opened_ms']:.0f} ms after opening, {start['imported_ms']:.0f} ms with the imports; "
        f"{start['before_mb']:.0f} MB resident before, {start['after_mb']:.0f} MB after",
        flush=True,
    )
    same = ask(folder, "exact", size)
    print(f"  exact, in one batch: {same['per_second']:,.0f} a second ({same['found']} of {same['queries']} found)")
    rows = beside(folder, size, peers)
    new = ask(folder, "newcomers", size)  # the last, for it leaves a part in the index
    print(f"  1,000 new units are found after {new['visible_s']:.2f} s")
    return {"fill": made, "index": index, "opening": start, "new": new, "exact": same, "engines": rows}


def beside(folder: Path, size: int, peers: bool) -> dict[str, Row]:
    """Every engine, or tmkit alone, with the same queries."""
    best = ask(folder, "exhaustive", size)["answers"]
    rows: dict[str, Row] = {}

    def engine(name: str, threshold: float, *question: Any) -> None:
        row = ask(folder, *question)
        if row:
            row["recall"] = recall(row.pop("answers"), best, threshold)
            rows[name] = row
            show(name, row, rows)

    for limit in (5, 1):
        for threshold in (0.7, 0.5):
            engine(f"tmkit, top {limit}, {threshold}", threshold, "ours", size, threshold, limit)
    if peers and shutil.which(SYSTRAN) is None:
        print(f"  SYSTRAN fuzzy-match: its command line ({SYSTRAN}) is not on the PATH")
    elif peers:
        for options in ("-f .6 --ml 1 --mr 0", "-f .7 --ml 1 --mr 0", "-f .7"):
            engine(f"SYSTRAN {options}", 0.7, "rival", size, *options.split())
    for name in ENGINES if peers else ():
        engine(name, 0.7, "peer", size, name)
    return rows


def search(folder: Path, size: int) -> Row:
    """A memory filled, and its concordance, printed."""
    written(folder, size)
    made, found = ask(folder, "fill", size), ask(folder, "concordance", size)
    cpu, clock = (made[f"add_{unit}"] + found["words"][f"made_{unit}"] for unit in ("cpu", "s"))
    print(f"\n{size:,} units, concordance; TMX into the store with its word index {cpu:.1f} s CPU ({clock:.1f} s)")
    for name, row in found.items():
        print(
            f"  {name:8} index {row['made_cpu']:5.1f} s CPU ({row['made_s']:.1f} s), {row['mb']:4.0f} MB   "
            f"p50 {row['p50_ms']:6.2f}  p95 {row['p95_ms']:6.2f} ms, of CPU {row['p95_cpu_ms']:6.2f} ms  "
            f"({row['queries']}, {sum(map(bool, row['answers']))} found)",
            flush=True,
        )
    return found


def show(name: str, row: Row, rows: dict[str, Row]) -> None:
    found = "-" if row["recall"] is None else f"{row['recall']:.3f}"
    ratio = rows["tmkit, top 5, 0.7"]["per_second"] / row["per_second"]
    delays = (
        f"p50 {row['p50_ms']:8.2f}  p95 {row['p95_ms']:8.2f} ms  peak {row['peak_mb']:,.0f} MB"
        if "p50_ms" in row
        else ""
    )
    print(
        f"  {name:27} {row['per_second']:10,.1f} q/s CPU  1/{ratio:<8.2f} recall {found}  ({row['queries']})  {delays}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--alone", action="store_true", help="without the other engines")
    parser.add_argument("--concordance", action="store_true", help="only words and characters, in every form")
    options = parser.parse_args()
    if options.concordance:
        for size in options.sizes:
            search(options.data, size)
        return
    print(f"{len(asked(options.data)):,} queries: 300 exact, 500 changed, 200 held out")
    found = {size: measure(options.data, size, not options.alone) for size in options.sizes}
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
