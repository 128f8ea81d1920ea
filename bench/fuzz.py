"""Does any reader fall over what a fuzzer makes? Each input must end in a result or in one line that refuses it.

    pip install atheris  # optional: coverage tells the fuzzer which inputs lead on
    python bench/fuzz.py [READER ...] [--inputs 100000] [--seconds 1800] [--seed 1] [--finds DIR] [--json FILE]

The seeds are the sound files of the hostile tests and the cases of the same suffix. A quarter of the inputs has single
bytes changed, the others whole elements, words and lines (``fuzzing/mutation.py``). Packages are fuzzed part by part,
and memories row by row, and packed before they are read. A finding is an exception that is no TmkitError, or more than
five CPU seconds; each place of the code counts once, and its first input is written to DIR.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType

from fuzzing.mutation import mutated, structured
from fuzzing.packages import packed
from fuzzing.readers import READERS
from fuzzing.seeds import LARGEST, seeds

from tmkit.errors import TmkitError

SLOW = 5.0
"""CPU seconds of one input."""
BYTES = 0.25
"""The share of inputs that are changed byte by byte."""


class SlowError(BaseException):
    """An input took too long; no reader may take it for a fault of the file."""


class Tally:
    """What became of the inputs of one reader."""

    def __init__(self, read: Callable[[bytes], object], finds: Path | None, name: str) -> None:
        self.inputs = self.refused = 0
        self.slowest = 0.0
        """CPU seconds of one input."""
        self.found: dict[str, str] = {}
        self._read, self._finds, self._name = read, finds, name

    def look(self, data: bytes) -> None:
        """Read one input and count what became of it."""
        self.inputs += 1
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SLOW)
        try:
            self._read(data)
        except TmkitError:
            self.refused += 1
        except (Exception, SlowError) as error:
            self._keep(error, data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self.slowest = max(self.slowest, time.process_time() - begun)

    def _keep(self, error: BaseException, data: bytes) -> None:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "tmkit/" in f.filename]
        what = type(error).__name__
        place = f"{what} {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else repr(error)
        if place not in self.found:
            self.found[place] = str(error)[:100]
            if self._finds:
                self._finds.mkdir(parents=True, exist_ok=True)
                suffix, _, kind = self._name.partition(":")
                (self._finds / f"{kind}-{len(self.found)}.{suffix}").write_bytes(packed(data))

    def __str__(self) -> str:
        told = {"inputs": self.inputs, "refused": self.refused, "slowest": self.slowest, "found": self.found}
        return json.dumps(told | {"seconds": time.process_time()})


def inputs(known: Sequence[bytes], rng: random.Random) -> Iterator[bytes]:
    """The seeds, and then what changes make of them."""
    yield from known
    while True:
        change = mutated if rng.random() < BYTES else structured
        yield change(rng.choice(known), known, rng, LARGEST)


def slow(number: int, frame: FrameType | None) -> None:
    raise SlowError(f"more than {SLOW} s")


def fuzz_one(options: argparse.Namespace) -> None:
    """In a process of its own: the fuzzer ends it."""
    read = READERS[options.one]
    known = seeds(options.one)
    atheris = importlib.import_module("atheris") if options.engine == "atheris" else None
    if atheris:
        with atheris.instrument_imports(include=["tmkit"]):
            read_once(read, known[0], options.one)
    tally = Tally(read, options.finds, options.one)
    signal.signal(signal.SIGPROF, slow)
    end = time.monotonic() + options.seconds

    def look(data: bytes) -> None:
        tally.look(data)
        if tally.inputs >= options.inputs or time.monotonic() > end:
            print(tally, flush=True)
            os._exit(0)

    if atheris:

        def change(data: bytes, largest: int, seed: int) -> bytes:
            rng = random.Random(seed)
            if rng.random() < BYTES or not data:
                return bytes(atheris.Mutate(data, largest))
            return structured(data, known, rng, largest)

        corpus = Path(tempfile.mkdtemp())
        for number, seed in enumerate(known):
            (corpus / str(number)).write_bytes(seed)
        flags = [f"-seed={options.seed}", f"-max_len={LARGEST}", "-verbosity=0", "-rss_limit_mb=0", str(corpus)]
        atheris.Setup([sys.argv[0], *flags], look, custom_mutator=change)
        atheris.Fuzz()
    for data in inputs(known, random.Random(options.seed)):
        look(data)


def read_once(read: Callable[[bytes], object], seed: bytes, name: str) -> None:
    """What a reader imports when it is used is instrumented too."""
    try:
        read(seed)
    except Exception as error:
        print(f"{name}: the first seed is refused: {error}", file=sys.stderr)


def run(name: str, engine: str) -> dict[str, object] | str:
    """What the process of a reader tells, or why it stopped."""
    command = [sys.executable, __file__, *sys.argv[1:], "--engine", engine, "--one", name]
    fast = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=fast, ignore_cleanup_errors=True) as folder:
        done = subprocess.run(
            command, env={**os.environ, "TMPDIR": folder}, capture_output=True, text=True, check=False
        )
    lines = [line for line in done.stdout.splitlines() if line.startswith('{"inputs"')]
    told: dict[str, object] | str = json.loads(lines[-1]) if lines else done.stderr[-300:]
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=1800, help="at most, for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--finds", type=Path, help="folder for the inputs that were found")
    parser.add_argument("--engine", choices=("atheris", "mutation"))
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    engine = options.engine or ("atheris" if importlib.util.find_spec("atheris") else "mutation")
    if options.one:
        fuzz_one(options)
        return
    if engine == "mutation":
        print("seeds are changed at random, without coverage: atheris is not installed, or not wanted")
    head = f"| reader | inputs ({engine}) | refused | findings | CPU s | slowest input |"
    print(f"{head}\n|---|---:|---:|---:|---:|---:|", flush=True)
    rows: dict[str, object] = {}
    for name in options.readers or READERS:
        told = rows[name] = run(name, engine)
        if isinstance(told, str):
            print(f"| {name} | the fuzzer stopped: {told} |", flush=True)
            continue
        found, seconds, slowest = told["found"], told["seconds"], told["slowest"]
        assert isinstance(found, dict)
        counts = f"{told['inputs']:,} | {told['refused']:,} | {len(found)}"
        print(f"| {name} | {counts} | {seconds:.0f} | {1000 * float(str(slowest)):.0f} ms |", flush=True)
        for place, message in found.items():
            print(f"  {name}: {place}: {message}", file=sys.stderr, flush=True)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
