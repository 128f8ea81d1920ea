"""Does any reader fall over what a fuzzer makes? Each input must end in a result or in one line that refuses it.

    pip install atheris  # optional: coverage tells the fuzzer which inputs lead on
    python bench/fuzz.py [READER ...] [--inputs 100000] [--seconds 600] [--seed 1] [--finds DIR]

The seeds are the sound files of the hostile tests and the cases of the same suffix. A finding is an exception that is
no TmkitError, or more than five CPU seconds; each place of the code counts once, and its first input is written to
DIR. Without atheris the seeds are mutated at random.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import FrameType

REPOSITORY = Path(__file__).parent.parent
PARTS = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}
"""The part of a package that ``SUFFIX:part`` fuzzes; the bytes of a whole package mostly fail at its checksums."""
SLOW = 5.0
LARGEST = 4096
"""Bytes of an input."""
TOKENS = [
    b"<",
    b">",
    b"&",
    b"\0",
    b"\xff\xfe",
    b"\n",
    b"\t",
    b'"',
    b"]]>",
    b"<!DOCTYPE",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
]


class SlowError(Exception):
    """An input took too long."""


def documents(suffix: str, data: bytes) -> object:
    from tmkit.formats.documents import DOCUMENTS
    from tmkit.model import Lang

    return DOCUMENTS.load(suffix).read(data, f"file.{suffix}", Lang("ru"))


def units(suffix: str, data: bytes) -> object:
    from tmkit.formats.units import UNITS
    from tmkit.model import Lang

    return list(UNITS.load(suffix).read(io.BytesIO(data), f"file.{suffix}", [Lang("ru"), Lang("kk")]))


def terms(suffix: str, data: bytes) -> object:
    from tmkit.formats.glossaries import GLOSSARIES

    return GLOSSARIES.load(suffix).read(data, f"file.kk.{suffix}")


def settings(suffix: str, data: bytes) -> object:
    from tmkit import config, review

    path = Path(tempfile.gettempdir(), f"fuzz-{os.getpid()}.{suffix}")
    path.write_bytes(data)
    return review.read(str(path)) if suffix == "review.toml" else config.load(path)


def part(suffix: str, data: bytes) -> object:
    return (documents if suffix == "docx" else terms)(suffix, packed(suffix, PARTS[suffix], data))


READERS: dict[str, Callable[[bytes], object]] = {
    f"{suffix}:{read.__name__}": partial(read, suffix)
    for read, suffixes in (
        (documents, ("docx", "html", "md", "srt", "txt", "vtt", "xlsx")),
        (units, ("csv", "jsonl", "po", "tmx", "tsv", "xlf", "xlsx")),
        (terms, ("csv", "tbx", "tsv", "utf8", "xlsx")),
        (part, ("docx", "xlsx")),
        (settings, ("review.toml", "tmkit.toml")),
    )
    for suffix in suffixes
}
"""``SUFFIX:KIND`` -> reads bytes to the end."""


def sound(suffix: str) -> bytes:
    sys.path.insert(0, str(REPOSITORY / "tests" / "hostile"))
    return bytes(importlib.import_module("hostile_corpus").SOUND.get(suffix, b""))


def packed(suffix: str, part: str, data: bytes) -> bytes:
    """The sound package with another part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound(suffix))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return buffer.getvalue()


def seeds(reader: str) -> list[bytes]:
    suffix, _, kind = reader.partition(":")
    if kind == "part":
        with zipfile.ZipFile(io.BytesIO(sound(suffix))) as package:
            return [package.read(PARTS[suffix])]
    name = "tmkit.toml" if suffix == "tmkit.toml" else f"*.{suffix}"
    files = sorted(path for folder in ("tests/cases", "examples") for path in (REPOSITORY / folder).rglob(name))
    return [sound(suffix), *(path.read_bytes() for path in files)]


class Tally:
    """What became of the inputs of one reader."""

    def __init__(self, read: Callable[[bytes], object], finds: Path | None, name: str) -> None:
        from tmkit.errors import TmkitError

        self.inputs = self.refused = 0
        self.found: dict[str, str] = {}
        self._read, self._finds, self._name, self._refusal = read, finds, name.replace(":", "-"), TmkitError

    def look(self, data: bytes) -> None:
        """Read one input and count what became of it."""
        self.inputs += 1
        signal.setitimer(signal.ITIMER_PROF, SLOW)
        try:
            self._read(data)
        except self._refusal:
            self.refused += 1
        except Exception as error:
            self._keep(error, data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def _keep(self, error: Exception, data: bytes) -> None:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "tmkit" in f.filename]
        place = (
            f"{type(error).__name__} {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else repr(error)
        )
        if place not in self.found:
            self.found[place] = str(error)[:100]
            if self._finds:
                self._finds.mkdir(parents=True, exist_ok=True)
                (self._finds / f"{self._name}.{len(self.found)}").write_bytes(data)

    def __str__(self) -> str:
        return json.dumps({"inputs": self.inputs, "refused": self.refused, "found": self.found})


def mutated(known: Sequence[bytes], rng: random.Random) -> Iterator[bytes]:
    """Seeds with bytes changed, left out, doubled, put in, and joined to other seeds."""
    while True:
        data = bytearray(rng.choice(known)[:LARGEST])
        for _ in range(rng.randint(1, 8)):
            at = rng.randrange(len(data) + 1)
            stop = min(at + rng.randint(1, 16), len(data))
            match rng.randrange(5):
                case 0:
                    data[at:stop] = bytes(rng.randrange(256) for _ in range(stop - at))
                case 1:
                    del data[at:stop]
                case 2:
                    data[at:at] = data[at:stop] * rng.randint(1, 40)
                case 3:
                    data[at:at] = rng.choice(TOKENS)
                case _:
                    data[at:] = rng.choice(known)[at : LARGEST + at]
        yield bytes(data)


def slow(number: int, frame: FrameType | None) -> None:
    raise SlowError(f"more than {SLOW} s")


def fuzz_one(options: argparse.Namespace) -> None:
    """In a process of its own: the fuzzer ends it."""
    read = READERS[options.one]
    atheris = importlib.import_module("atheris") if options.engine == "atheris" else None
    if atheris:
        with atheris.instrument_imports(include=["tmkit"]):
            read_once(read, options.one)
    tally = Tally(read, options.finds, options.one)
    signal.signal(signal.SIGPROF, slow)
    end = time.monotonic() + options.seconds

    def look(data: bytes) -> None:
        tally.look(data)
        if tally.inputs >= options.inputs or time.monotonic() > end:
            print(tally, flush=True)
            os._exit(0)

    if atheris:
        with tempfile.TemporaryDirectory() as corpus:
            for number, seed in enumerate(seeds(options.one)):
                Path(corpus, str(number)).write_bytes(seed[:LARGEST])
            flags = [f"-seed={options.seed}", f"-max_len={LARGEST}", "-verbosity=0", "-rss_limit_mb=0", corpus]
            atheris.Setup([sys.argv[0], *flags], look)
            atheris.Fuzz()
    for data in mutated(seeds(options.one), random.Random(options.seed)):
        look(data)


def read_once(read: Callable[[bytes], object], name: str) -> None:
    """What a reader imports when it is used is instrumented too."""
    try:
        read(seeds(name)[0])
    except Exception as error:
        print(f"{name}: the first seed is refused: {error}", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=600, help="at most, for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--finds", type=Path, help="folder for the inputs that were found")
    parser.add_argument("--engine", choices=("atheris", "mutation"))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.engine is None:
        options.engine = "atheris" if importlib.util.find_spec("atheris") else "mutation"
    if options.one:
        fuzz_one(options)
        return
    if options.engine == "mutation":
        print("atheris is not installed: seeds are mutated at random, without coverage")
    print(f"| reader | inputs ({options.engine}) | refused | findings |\n|---|---:|---:|---:|", flush=True)
    for name in options.readers or READERS:
        command = [sys.executable, __file__, *sys.argv[1:], "--engine", options.engine, "--one", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = [line for line in done.stdout.splitlines() if line.startswith('{"inputs"')]
        if not lines:
            print(f"| {name} | the fuzzer stopped: {done.stderr[-300:]} |")
            continue
        told = json.loads(lines[-1])
        print(f"| {name} | {told['inputs']:,} | {told['refused']:,} | {len(told['found'])} |", flush=True)
        for place, message in told["found"].items():
            print(f"  {name}: {place}: {message}", file=sys.stderr)


if __name__ == "__main__":
    main()
