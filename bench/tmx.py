"""How fast is TMX read, written and validated, and in how much memory? One child process a question.

    python bench/tmx.py [--units 100000] [--json FILE]

The memory holds the sentences of the examples over and over, each with a number, so that no two units are the same.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from tmkit.formats.units import tmx, tmx_rules
from tmkit.languages.codes import KK, RU
from tmkit.model import Segment, TranslationUnit

REPOSITORY = Path(__file__).parent.parent


def units(count: int) -> Iterator[TranslationUnit]:
    """Units of the built memories, each with a number of its own."""
    pairs = []
    for path in sorted((REPOSITORY / "tmx").glob("*.ru-kk.tmx")):
        with path.open("rb") as stream:
            pairs += [unit.variants for unit in tmx.read(stream, path.name)]
    for number in range(count):
        source, target = pairs[number % len(pairs)]
        variants = (Segment(f"{source.text} № {number}", RU), Segment(f"{target.text} № {number}", KK))
        yield TranslationUnit(variants, (("x-tmkit-score", "0.97"), ("x-tmkit-document", "releases/visit.ru.txt")))


def write(path: Path, count: int) -> float:
    made = list(units(count))
    begun = time.process_time()
    with path.open("wb") as stream:
        tmx.write(made, stream, (RU, KK))
    return time.process_time() - begun


def drain(reader: Callable[[BinaryIO, str], Iterator[object]], path: Path) -> float:
    """CPU seconds until the reader has given all that it finds in the file."""
    begun = time.process_time()
    with path.open("rb") as stream:
        for _ in reader(stream, path.name):
            pass
    return time.process_time() - begun


def child(question: str, path: Path, count: int) -> None:
    """Print seconds and peak megabytes as JSON."""
    match question:
        case "write":
            seconds = write(path, count)
        case "read":
            seconds = drain(tmx.read, path)
        case _:
            seconds = drain(tmx_rules.validate, path)
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child[0], Path(options.child[1]), options.units)
        return
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory.tmx")
        for question in ("write", "read", "validate"):
            command = [sys.executable, __file__, "--units", str(options.units), "--child", question, str(path)]
            seconds, megabytes = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            rows[question] = {"units_per_second": round(options.units / seconds), "peak_megabytes": round(megabytes)}
        size = path.stat().st_size / 1e6
    print(f"{options.units:,} units, {size:.0f} MB, CPU time of one core")
    for question, row in rows.items():
        note = " (with all units in memory)" if question == "write" else ""
        print(f"{question:10} {row['units_per_second']:9,} units/s  peak {row['peak_megabytes']} MB{note}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
