"""How long does lint take on a thousand releases, and how much memory, with the alignments of built memories?

    python bench/lint_scale.py [--releases 1000] [--segments 35] [--jobs 1 2] [--memory] [--json FILE]

The releases are drawn by a seed from the units of ``tmx/``: the same sentences in Russian, English, Kazakh and Uzbek, a
paragraph each, their digits changed alike in all four, so that hardly two releases are the same. The memories are built
first, which is timed too. Wall and processor seconds are of all processes; memory is the largest sum of what they hold
at one moment, sampled ten times a second (Linux). The reports of the runs must be the same. With ``--memory`` lint runs
once more, held against the project's memory, which has all the releases.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tmkit.formats.units import tmx

ROOT = Path(__file__).resolve().parents[1]
TARGETS = ("en", "kk", "uz-Latn")
SEED = 20260115
SETTINGS = """source = "ru"
targets = ["en", "kk", "uz-Latn"]
releases = "releases/{{name}}.{{lang}}.txt"
glossaries = ["{glossary}"]
output = "tmx"
"""
MEMORY = 'memory = "memory.tmkit"\n'


class Run(NamedTuple):
    """What a command took."""

    wall: float
    """Seconds."""
    processor: float
    memory: float
    """Megabytes of all its processes together, at most."""
    report: str
    """Digest of what it printed."""


def sentences() -> list[tuple[str, ...]]:
    """The sentences that the memories have in all languages, Russian first."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((ROOT / "tmx").glob("*.tmx")):
        with path.open("rb") as stream:
            for unit in tmx.read(stream, str(path)):
                source, target = unit.variants
                found.setdefault(source.text, {})[target.lang] = target.text
    return [
        (source, *(texts[lang] for lang in TARGETS))
        for source, texts in sorted(found.items())
        if all(lang in texts for lang in TARGETS)
    ]


def write_project(folder: Path, releases: int, segments: int) -> None:
    """A project of so many releases."""
    pool, draw = sentences(), random.Random(SEED)
    (folder / "releases").mkdir()
    glossary = (ROOT / "glossaries" / "central-asia.tbx").as_posix()
    (folder / "tmkit.toml").write_text(SETTINGS.format(glossary=glossary), encoding="utf-8")
    for number in range(releases):
        chosen = draw.sample(pool, segments)
        # digits that no day or month begins with: the dates stay dates
        digits = str.maketrans("56789", "".join(draw.sample("56789", 5)))
        for at, lang in enumerate(("ru", *TARGETS)):
            text = "\n\n".join(row[at].translate(digits) for row in chosen)
            (folder / "releases" / f"r{number:04}.{lang}.txt").write_text(f"{text}\n", encoding="utf-8")


def descendants(pid: int) -> Iterator[int]:
    """The process and all that it started."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from descendants(int(child))


def resident(pid: int) -> float:
    """Megabytes that the processes hold now."""
    pages = 0
    for one in descendants(pid):
        try:
            pages += int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[1])
        except OSError:  # it has just ended
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def run(*arguments: str) -> Run:
    """One command of tmkit, measured."""
    before, start, most = os.times(), time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([sys.executable, "-m", "tmkit", *arguments], stdout=out, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(0.1)
        wall, after = time.perf_counter() - start, os.times()
        if process.returncode == 2:
            raise SystemExit(f"tmkit {' '.join(arguments)} could not run")
        out.seek(0)
        digest = hashlib.sha256(out.read()).hexdigest()[:12]
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, used, most, digest)


def main() -> int:
    """Print the table; 1 where the number of processes changes the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=int, default=1000)
    parser.add_argument("--segments", type=int, default=35)
    parser.add_argument("--jobs", type=int, nargs="+", default=[2])
    parser.add_argument("--memory", action="store_true", help="lint against a memory too")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_project(folder, options.releases, options.segments)
        settings = folder / "tmkit.toml"
        alone = settings.read_text(encoding="utf-8")
        if options.memory:
            settings.write_text(alone + MEMORY, encoding="utf-8")
        runs = {"build -j 2": run("build", name, "-j", "2")}
        settings.write_text(alone, encoding="utf-8")
        for jobs in options.jobs:
            runs[f"lint -j {jobs}"] = run("lint", name, "-j", str(jobs), "--format", "json")
        if options.memory:
            settings.write_text(alone + MEMORY, encoding="utf-8")
            for jobs in options.jobs:
                runs[f"memory -j {jobs}"] = run("lint", name, "-j", str(jobs), "--format", "json")
    print(f"{options.releases} releases of {options.segments} segments in {len(TARGETS) + 1} languages")
    print(f"{'command':12} {'wall s':>8} {'processor s':>12} {'memory MB':>10}  report")
    for command, row in runs.items():
        print(f"{command:12} {row.wall:8.1f} {row.processor:12.1f} {row.memory:10.0f}  {row.report}")
    if options.json:
        options.json.write_text(json.dumps({key: row._asdict() for key, row in runs.items()}, indent=1) + "\n")
    kinds = ("lint", "memory")
    return any(len({row.report for command, row in runs.items() if command.startswith(kind)}) > 1 for kind in kinds)


if __name__ == "__main__":
    sys.exit(main())
