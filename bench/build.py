"""What does ``tmkit build -j N`` give on many releases? Wall and CPU seconds for several numbers of processes.

    python bench/build.py [--releases 200] [--jobs 1 2]

The releases are those of the examples over and over under other names. CPU seconds are those of all processes: what
they exceed one process by is the cost of starting more. On a busy machine only they mean anything.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
SETTINGS = """\
targets = ["en", "kk", "uz-Latn"]
releases = "releases/{name}.{lang}.*"
output = "tmx"
"""


def project(folder: Path, releases: int) -> None:
    """A project with copies of the releases of the examples."""
    (folder / "releases").mkdir(parents=True)
    (folder / "tmkit.toml").write_text(SETTINGS, encoding="utf-8")
    names = sorted({path.name.split(".")[0] for path in (REPOSITORY / "examples" / "releases").glob("*.ru.*")})
    for number, name in zip(range(releases), cycle(names), strict=False):
        for path in (REPOSITORY / "examples" / "releases").glob(f"{name}.*"):
            if ".review." not in path.name:
                shutil.copy(path, folder / "releases" / f"r{number:04}{path.name.removeprefix(name)}")


def build(folder: Path, jobs: int) -> tuple[float, float]:
    """Wall seconds, and CPU seconds of all processes."""
    shutil.rmtree(folder / "tmx", ignore_errors=True)
    begun, before = time.perf_counter(), sum(os.times()[2:4])
    command = [sys.executable, "-m", "tmkit", "build", str(folder), "-j", str(jobs)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun, sum(os.times()[2:4]) - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=int, default=200)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        project(root, options.releases)
        for jobs in options.jobs:
            wall, cpu = build(root, jobs)
            made = len(list((root / "tmx").glob("*.tmx")))
            print(f"-j {jobs}: {made} memories, {wall:6.1f} s wall, {cpu:6.1f} s CPU, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
