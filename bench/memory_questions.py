"""The questions of bench/memory.py, each answered in a process of its own."""

from __future__ import annotations

import json
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from memory_data import asked, data, memory, written
from memory_peers import ENGINES, systran, truth

from tmkit.formats.units import tmx
from tmkit.languages.codes import KK, RU
from tmkit.memory.fulltext import Kind
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin, Sought
from tmkit.model import Segment, TranslationUnit
from tmkit.text.words import bare_words

SAMPLE = 200
"""Queries of which the truth is known."""
PATIENCE = 60.0
"""Seconds of CPU that a peer may take for its queries."""
Row = dict[str, Any]


def fill(folder: Path, size: int) -> Row:
    """Read the memory from TMX into the store; what it took."""
    path = folder / f"bench-{size}.tmkit"
    for old in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        old.unlink(missing_ok=True)
    shutil.rmtree(f"{path}-index", ignore_errors=True)
    source = written(folder, size)
    with Store(str(path), create=True) as store, source.open("rb") as stream:
        row = timed("add", lambda: store.add(tmx.read(stream, source.name), Adding(Origin(source.name))))
    return row | {"store_mb": megabytes(path), "peak_mb": peak()}


def indexed(folder: Path, size: int) -> Row:
    """Make the fuzzy index of the memory; what it took."""
    path = folder / f"bench-{size}.tmkit"
    with Store(str(path)) as store:
        row = timed("index", store.index(RU).refresh)
    return row | {"index_mb": sum(map(megabytes, Path(f"{path}-index").glob("*.part"))), "peak_mb": peak()}


def timed(name: str, work: Callable[[], object]) -> Row:
    begun, clock = time.process_time(), time.perf_counter()
    work()
    return {f"{name}_cpu": time.process_time() - begun, f"{name}_s": time.perf_counter() - clock}


def megabytes(path: Path) -> float:
    return path.stat().st_size / 1e6


def peak() -> float:
    """Megabytes of memory at most; getrusage would count what the parent had."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(folder: Path, size: int, threshold: float, limit: int) -> Row:
    """Look every query up through the Python API, one call each."""
    queries = [query.text for query in asked(folder)]
    with Store(str(folder / f"bench-{size}.tmkit"), readonly=True) as store:

        def answer(query: str) -> float:
            (found,) = store.lookup([Sought(Segment(query, RU))], KK, threshold=threshold, limit=limit)
            return found[0].similarity if found else 0.0

        answer(queries[0])
        row = answered(answer, queries)
    return row | {"peak_mb": peak()}


_OPENING = """
import sys, time
begun = time.perf_counter()
from tmkit.languages.codes import KK, RU
from tmkit.memory.store import Store
from tmkit.memory.units import Sought
from tmkit.model import Segment
import numpy
imported = time.perf_counter()
status = lambda: int(open("/proc/self/status").read().partition("VmRSS:")[2].split()[0]) / 1024
before = status()
with Store(sys.argv[1], readonly=True) as store:
    list(store.lookup([Sought(Segment(sys.argv[2], RU))], KK))
    done = time.perf_counter()
    print((done - begun) * 1000, (done - imported) * 1000, before, status())
"""


def opening(folder: Path, size: int) -> Row:
    """The first query of a fresh interpreter, with and without importing tmkit and numpy: the median of nine."""
    query = next(query.text for query in asked(folder) if query.kind == "fuzzy")
    command = [sys.executable, "-c", _OPENING, str(folder / f"bench-{size}.tmkit"), query]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(9)]
    names = ("imported_ms", "opened_ms", "before_mb", "after_mb")
    return {name: median(map(float, column)) for name, column in zip(names, zip(*runs, strict=True), strict=True)}


def answered(answer: Callable[[str], float], queries: Sequence[str]) -> Row:
    """Ask as many queries as patience allows; answers, and what they took."""
    answers, delays, costs = [], [], []
    begun = time.process_time()
    for query in queries:
        clock, cpu = time.perf_counter(), time.process_time()
        answers.append(answer(query))
        delays.append((time.perf_counter() - clock) * 1000)
        costs.append((time.process_time() - cpu) * 1000)
        if time.process_time() - begun > PATIENCE:
            break
    spent = time.process_time() - begun
    cuts = quantiles(delays, n=20) if len(delays) > 1 else delays * 19
    return {
        "queries": len(answers),
        "per_second": len(answers) / spent,
        "p50_ms": cuts[9],
        "p95_ms": cuts[18],
        "p95_cpu_ms": quantiles(costs, n=20)[18] if len(costs) > 1 else costs[0],
        "answers": answers,
    }


def peer(folder: Path, size: int, name: str) -> Row:
    units, queries = data(folder)
    sources = [unit.source for unit in memory(units, size)]
    begun = time.process_time()
    answer = ENGINES[name](sources)
    built = time.process_time() - begun
    return answered(answer, [query.text for query in queries]) | {"index_cpu": built, "peak_mb": peak()}


def rival(folder: Path, size: int, *options: str) -> Row:
    """SYSTRAN's fuzzy-match, which answers batches only: no delays are known."""
    units, queries = data(folder)
    sources = [unit.source for unit in memory(units, size)]
    answers, seconds, index = systran(sources, [query.text for query in queries], *options)
    return {"answers": answers, "queries": len(answers), "per_second": 1 / seconds, "index_cpu": index}


def exhaustive(folder: Path, size: int) -> Row:
    units, queries = data(folder)
    sources = (unit.source for unit in memory(units, size))
    return {"answers": truth(sources, [query.text for query in queries[:SAMPLE]])}


def newcomers(folder: Path, size: int) -> Row:
    """A thousand units into the memory, until a lookup finds the last of them; taken back afterwards."""
    with Store(str(folder / f"bench-{size}.tmkit")) as store:
        next(store.lookup([Sought(Segment("начало", RU))], KK))
        fresh = [
            TranslationUnit((Segment(f"Новая запись номер {n} здесь", RU), Segment(f"{n}", KK))) for n in range(1000)
        ]
        clock = time.perf_counter()
        change = store.add(fresh, Adding(Origin("fresh")))
        (found,) = store.lookup([Sought(fresh[-1].variants[0])], KK, limit=1)
        seconds = time.perf_counter() - clock
        store.undo(change.run)
    return {"visible_s": seconds, "found": found[0].similarity}


def exact(folder: Path, size: int) -> Row:
    """Exact lookups of sources of the memory, in one batch; the median of five."""
    with written(folder, size).open("rb") as stream:
        wanted = [Sought(unit.variants[0]) for unit in islice(tmx.read(stream, ""), 0, 50_000, 3)]
    spent = []
    with Store(str(folder / f"bench-{size}.tmkit"), readonly=True) as store:
        for _ in range(5):
            begun = time.process_time()
            found = sum(bool(matches) for matches in store.lookup(wanted, KK, threshold=1.0, limit=1))
            spent.append(time.process_time() - begun)
    return {"per_second": len(wanted) / median(spent), "found": found, "queries": len(wanted)}


def concordance(folder: Path, size: int) -> Row:
    """One to three words of a unit, in the form they have there, or any 3 to 14 characters; 500 of each."""
    rng = random.Random(11)
    path = folder / f"bench-{size}.tmkit"
    with Store(str(path), readonly=True) as store, written(folder, size).open("rb") as stream:
        texts = [unit.variants[0].text for unit in islice(tmx.read(stream, ""), 20_000)]
        row: Row = {}
        for kind in Kind:
            index = Path(f"{path}-index", f"ru-{kind.value}.sqlite")
            index.unlink(missing_ok=True)
            made = timed("made", store.full_text(RU, kind).refresh) | {"mb": megabytes(index)}
            asking = [_words(text, rng) if kind is Kind.WORDS else _letters(text, rng) for text in _drawn(texts, rng)]

            def answer(query: str, *, substring: bool = kind is Kind.LETTERS) -> float:
                return len(store.concordance([query], RU, KK, substring=substring))

            row[kind.value] = answered(answer, asking) | made
    return row


def _drawn(texts: Sequence[str], rng: random.Random) -> list[str]:
    """Texts with three words and fourteen characters or more."""
    return rng.sample([text for text in texts if len(bare_words(text)) > 2 and len(text) > 13], 500)


def _words(text: str, rng: random.Random) -> str:
    words = bare_words(text)
    count = rng.randint(1, 3)
    start = rng.randrange(len(words) - count + 1)
    return " ".join(words[start : start + count])


def _letters(text: str, rng: random.Random) -> str:
    count = rng.randint(3, 14)
    start = rng.randrange(len(text) - count + 1)
    return text[start : start + count]


QUESTIONS: dict[str, Callable[..., Row]] = {
    function.__name__: function
    for function in (fill, indexed, ours, opening, peer, rival, exhaustive, newcomers, exact, concordance)
}


def main() -> None:
    name, *arguments = json.loads(sys.argv[2])
    print(json.dumps(QUESTIONS[name](Path(sys.argv[1]), *arguments)))


if __name__ == "__main__":
    main()
