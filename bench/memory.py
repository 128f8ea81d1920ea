"""How fast is the memory, and does it find the best match? Beside other engines, on the same units and queries.

    python bench/memory_data.py --data FOLDER --download      # once: real translations from Debian's packages
    python bench/memory.py --data FOLDER [--sizes 10000 100000 1000000] [--json FILE] [--concordance]

Each engine runs in a process of its own on one thread; queries per second are per second of CPU time, delays are on the
clock. Slow peers answer a sample of the queries. Recall: how often the best match that comparing with every unit finds,
at 0.7 and 0.5, is as good as the engine's; 1.000 means that nothing better was missed.
"""

from __future__ import annotations

import argparse
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
from statistics import quantiles
from typing import Any

from memory_data import asked, data, memory, written
from memory_peers import ENGINES, Coded, systran, truth

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
    """Read the memory from TMX into the store, and make its index; what each took."""
    path = folder / f"bench-{size}.tmkit"
    for old in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        old.unlink(missing_ok=True)
    shutil.rmtree(f"{path}-index", ignore_errors=True)
    source = written(folder, size)
    with Store(str(path), create=True) as store, source.open("rb") as stream:
        row = timed("add", lambda: store.add(tmx.read(stream, source.name), Adding(Origin(source.name))))
        row |= timed("index", store.index(RU).refresh)
    row["store_mb"] = megabytes(path)
    row["index_mb"] = sum(map(megabytes, Path(f"{path}-index").iterdir()))
    return row | {"peak_mb": peak()}


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
    before = peak()
    begun = time.perf_counter()
    with Store(str(folder / f"bench-{size}.tmkit"), readonly=True) as store:

        def answer(query: str) -> float:
            (found,) = store.lookup([Sought(Segment(query, RU))], KK, threshold=threshold, limit=limit)
            return found[0].similarity if found else 0.0

        answer(queries[0])
        first = time.perf_counter() - begun
        row = answered(answer, queries)
    return row | {"first_ms": first * 1000, "peak_mb": peak(), "before_mb": before}


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


def exhaustive(folder: Path, size: int) -> Row:
    units, queries = data(folder)
    coded = Coded([unit.source for unit in memory(units, size)])
    return {"answers": truth(coded, [query.text for query in queries[:SAMPLE]])}


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
    """Exact lookups of sources of the memory, in one batch."""
    with written(folder, size).open("rb") as stream:
        wanted = [Sought(unit.variants[0]) for unit in islice(tmx.read(stream, ""), 0, 50_000, 3)]
    with Store(str(folder / f"bench-{size}.tmkit"), readonly=True) as store:
        begun = time.process_time()
        found = sum(bool(matches) for matches in store.lookup(wanted, KK, threshold=1.0, limit=1))
        spent = time.process_time() - begun
    return {"per_second": len(wanted) / spent, "found": found, "queries": len(wanted)}


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
    function.__name__: function for function in (fill, ours, peer, exhaustive, newcomers, exact, concordance)
}


def ask(folder: Path, name: str, *arguments: Any) -> Row:
    """The answer of a function in a process of its own."""
    command = [sys.executable, __file__, "--data", str(folder), "--child", json.dumps([name, *arguments])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name} {arguments} failed: {done.stderr.strip().splitlines()[-1:]}")
        return {}
    found: Row = json.loads(done.stdout)
    return found


def recall(answers: Sequence[float], best: Sequence[float], threshold: float) -> float | None:
    pairs = [(one, other) for one, other in zip(answers, best, strict=False) if other >= threshold]
    return sum(one >= other - 1e-6 for one, other in pairs) / len(pairs) if pairs else None


def measure(folder: Path, size: int) -> Row:
    """Everything about one size, printed as it comes."""
    print(f"\n{size:,} units", flush=True)
    made = ask(folder, "fill", size)
    print(
        f"  TMX into the store {made['add_cpu']:.1f} s CPU ({made['add_s']:.1f} s), index {made['index_cpu']:.1f} s, "
        f"{made['index_mb']:.0f} MB beside {made['store_mb']:.0f} MB, peak {made['peak_mb']:.0f} MB"
    )
    best = ask(folder, "exhaustive", size)["answers"]
    rows: dict[str, Row] = {}
    for limit in (5, 1):
        for threshold in (0.7, 0.5):
            name = f"tmkit, top {limit}, {threshold}"
            rows[name] = ask(folder, "ours", size, threshold, limit)
            rows[name]["recall"] = recall(rows[name]["answers"], best, threshold)
            show(name, rows[name], rows)
    for name in ENGINES:
        rows[name] = ask(folder, "peer", size, name)
        if rows[name]:
            rows[name]["recall"] = recall(rows[name]["answers"], best, 0.7)
            show(name, rows[name], rows)
    if systran([], []) is None:
        print("  SYSTRAN fuzzy-match: its command line (FuzzyMatch-cli) is not on the PATH")
    new, same = ask(folder, "newcomers", size), ask(folder, "exact", size)
    print(f"  1,000 new units are found after {new['visible_s']:.2f} s")
    print(f"  exact, in one batch: {same['per_second']:,.0f} a second ({same['found']} of {same['queries']} found)")
    for row in rows.values():
        row.pop("answers", None)
    return {"fill": made, "engines": rows, "new": new, "exact": same}


def search(folder: Path, size: int) -> Row:
    """A memory filled, and its concordance, printed."""
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
    first = f"  first {row['first_ms']:.0f} ms" if "first_ms" in row else ""
    print(
        f"  {name:22} {row['per_second']:10,.1f} q/s CPU  1/{ratio:<8.2f} p50 {row['p50_ms']:8.2f}  "
        f"p95 {row['p95_ms']:8.2f} ms  recall {found}  peak {row['peak_mb']:,.0f} MB  ({row['queries']}){first}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--concordance", action="store_true", help="only words and characters, in every form")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        name, *arguments = json.loads(options.child)
        print(json.dumps(QUESTIONS[name](options.data, *arguments)))
        return
    if options.concordance:
        for size in options.sizes:
            search(options.data, size)
        return
    print(f"{len(asked(options.data)):,} queries: 300 exact, 500 changed, 200 held out")
    found = {size: measure(options.data, size) for size in options.sizes}
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
