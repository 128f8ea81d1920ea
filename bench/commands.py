"""How long do the everyday commands take, and how much memory? Whole processes, medians of several runs.

    python bench/commands.py [--runs 5] [--json FILE]

The memories are built into a copy of the examples, so that each run aligns everything.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
TMKIT = [sys.executable, "-m", "tmkit"]


def run(arguments: list[str]) -> tuple[float, float]:
    """Wall seconds and peak resident megabytes of one process."""
    start = time.perf_counter()
    process = subprocess.Popen([*TMKIT, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) == 2:
        raise SystemExit(f"tmkit {' '.join(arguments)} could not run")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def nothing() -> None: ...


def measure(arguments: list[str], runs: int, before: Callable[[], None] = nothing) -> tuple[float, float]:
    """Medians of ``runs`` runs after one that warms the caches."""
    figures = []
    for _ in range(runs + 1):
        before()
        figures.append(run(arguments))
    return statistics.median(f[0] for f in figures[1:]), statistics.median(f[1] for f in figures[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("examples", "glossaries"):
            shutil.copytree(REPOSITORY / name, copy / name)
        releases = copy / "examples" / "releases"

        def clean() -> None:
            shutil.rmtree(copy / "tmx", ignore_errors=True)

        rows = {
            "tmkit --help": measure(["--help"], options.runs),
            "tmkit align visit.ru visit.kk": measure(
                ["align", str(releases / "visit.ru.txt"), str(releases / "visit.kk.txt")], options.runs
            ),
            "tmkit check visit.ru visit.kk": measure(
                ["check", str(releases / "visit.ru.txt"), str(releases / "visit.kk.txt")], options.runs
            ),
            "tmkit build examples, all": measure(["build", str(copy / "examples")], options.runs, clean),
            "tmkit build examples, nothing to do": measure(["build", str(copy / "examples")], options.runs),
            "tmkit lint examples": measure(["lint", str(copy / "examples")], options.runs),
        }
    print(f"{'command':38} {'wall s':>7} {'peak MB':>8}   medians of {options.runs}")
    for name, (seconds, megabytes) in rows.items():
        print(f"{name:38} {seconds:7.2f} {megabytes:8.0f}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
