"""Is a large memory validated, repaired and converted in little memory? Whole commands, each a process of its own.

    python bench/exchange.py [--megabytes 1000] [--peer-megabytes 100] [--json FILE]

The TMX is made of the examples' units, two to a unit, no two alike; in one of a hundred something is wrong: white space
at an edge, a date, no translation, or a unit that stood there long before. It lies in a temporary folder with what the
commands write, three times its size together. Peak is the resident memory above that of a bare interpreter. The
peers read the smaller file and do nothing with it: lxml's events, and the tree of units of the Translate Toolkit.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tmkit.formats.units import tmx
from tmkit.languages.codes import RU
from tmkit.model import Segment, TranslationUnit

REPOSITORY = Path(__file__).parent.parent
LANGS = ("kk", "en", "uz-Latn", "uz-Cyrl")
DATE = ("creationdate", "20261122T190000Z")
BAD = 100
"""One unit of so many has a fault."""
FAR = 200_000
"""Units between the two of a repetition."""

LAUNCHER = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
said = process.stderr.read()
_, status, use = os.wait4(process.pid, 0)
print(json.dumps([use.ru_utime + use.ru_stime, use.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), said.decode()]))
"""
"""In a process that is small itself: a child never counts less than the process that it was forked from."""
LXML = """
from lxml import etree
for _, element in etree.iterparse({0!r}, tag="tu"):
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
"""
TOOLKIT = "from translate.storage.tmx import tmxfile\nfor u in tmxfile.parsefile({0!r}).units: u.source, u.target"


class Run(NamedTuple):
    """What a process took."""

    seconds: float
    """Of processor time."""
    megabytes: float
    """Peak of resident memory."""
    status: int
    said: str


def run(*command: str) -> Run:
    done = subprocess.run([sys.executable, "-c", LAUNCHER, *command], capture_output=True, text=True, check=True)
    return Run(*json.loads(done.stdout))


def pairs() -> list[list[tuple[str, Segment]]]:
    """For each language the sources and translations of the shipped memories."""
    found = []
    for lang in LANGS:
        of_lang = []
        for path in sorted((REPOSITORY / "tmx").glob(f"*.ru-{lang}.tmx")):
            with path.open("rb") as stream:
                of_lang += [(unit.variants[0].text, unit.variants[1]) for unit in tmx.read(stream, path.name)]
        found.append(of_lang)
    return found


def unit(number: int, known: list[list[tuple[str, Segment]]]) -> TranslationUnit:
    """The unit of that number, no other like it: two of the examples' units, and their round."""
    of_lang = known[number % len(known)]
    number //= len(known)
    (source, target), (more, its) = of_lang[number % len(of_lang)], of_lang[number // len(of_lang) % len(of_lang)]
    tour = number // len(of_lang) ** 2
    end = f" № {tour}" if tour else ""
    texts = f"{source} {more}{end}", f"{target.text} {its.text}{end}"
    variants = (Segment(texts[0], RU), Segment(texts[1], target.lang))
    return TranslationUnit(variants, (("x-tmkit-score", "0.97"), ("x-tmkit-document", "visit.ru.txt")), (), (DATE,))


def units() -> Iterator[TranslationUnit]:
    known = pairs()
    number = 0
    while True:
        made = unit(number, known)
        if number % BAD == 0:
            source, target = made.variants
            match number // BAD % 4:
                case 0:
                    made = replace(made, variants=(source, replace(target, text=f" {target.text}")))
                case 1:
                    made = replace(made, attributes=(("creationdate", "2026-11-22 19:00"),))
                case 2:
                    made = replace(made, variants=(source, replace(target, text="")))
                case _ if number >= FAR:
                    made = unit(number - FAR, known)
        yield made
        number += 1


def make(path: Path, megabytes: int) -> int:
    """Write units until the file has that size; how many."""
    count = 0
    with path.open("wb") as stream:

        def until_full() -> Iterator[TranslationUnit]:
            nonlocal count
            for one in units():
                if count % 1000 == 0 and stream.tell() >= megabytes * 1_000_000:
                    return
                count += 1
                yield one

        tmx.write(until_full(), stream, (RU,))
    return count


def commands(path: Path, folder: Path) -> dict[str, list[str]]:
    tmkit = [sys.executable, "-m", "tmkit"]
    return {
        "validate": [*tmkit, "validate", str(path), "-o", str(folder / "findings.json")],
        "repair": [*tmkit, "repair", str(path), "-o", str(folder / "repaired.tmx")],
        "convert to TSV": [*tmkit, "convert", str(path), str(folder / "out.tsv")],
        "convert to JSON lines": [*tmkit, "convert", str(path), str(folder / "out.jsonl")],
    }


def proof(name: str, folder: Path) -> str:
    """What the command has written, in a word."""
    match name:
        case "validate":
            with (folder / "findings.json").open("rb") as stream:
                count = sum(line.startswith(b'   "code"') for line in stream)
            return f"{count:,} findings"
        case "repair":
            return f"{(folder / 'repaired.tmx').stat().st_size / 1e6:,.0f} MB"
    with (folder / ("out.tsv" if name.endswith("TSV") else "out.jsonl")).open("rb") as stream:
        return f"{sum(1 for _ in stream):,} lines"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--peer-megabytes", type=int, default=100)
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    bare = run(sys.executable, "-c", "pass").megabytes
    rows: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "memory.tmx"
        count = make(path, options.megabytes)
        size = path.stat().st_size / 1e6
        print(f"{count:,} units, {size:,.0f} MB; the interpreter alone has {bare:.1f} MB\n", flush=True)
        print(
            "| | CPU s | MB a CPU s | peak above the interpreter, MB | result |\n|---|---:|---:|---:|---|", flush=True
        )

        def row(what: str, done: Run, size: float, result: str) -> None:
            above = done.megabytes - bare
            rows[what] = {"seconds": done.seconds, "megabytes": size, "above": above, "result": result}
            print(f"| {what} | {done.seconds:.0f} | {size / done.seconds:.1f} | {above:.1f} | {result} |", flush=True)

        for what, command in commands(path, folder).items():
            done = run(*command)
            if done.status not in (0, 1):
                raise SystemExit(f"{what}: status {done.status}: {done.said[-300:]}")
            row(what, done, size, proof(what, folder))
            for written in folder.glob("[!m]*"):
                written.unlink()
        path.unlink()
        make(path, options.peer_megabytes)
        size = path.stat().st_size / 1e6
        for what, command in commands(path, folder).items():
            row(f"{what}, {size:.0f} MB", run(*command), size, proof(what, folder))
        row(f"lxml, {size:.0f} MB", run(sys.executable, "-c", LXML.format(str(path))), size, "elements only")
        if importlib.util.find_spec("translate"):
            done = run(sys.executable, "-c", TOOLKIT.format(str(path)))
            row(f"Translate Toolkit, {size:.0f} MB", done, size, "units read")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
