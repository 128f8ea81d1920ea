"""Kill processes that add, correct, clean, index and join, again and again: the memory stays sound and loses nothing.

    python tests/memory/killing.py [--rounds 300]

The tests run a few rounds. The child prints a number when its commit has returned; after each kill the parent checks
the file, that all numbers printed are in it, and that a lookup finds each of the last ones.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tmkit.languages.codes import KK, RU
from tmkit.memory import adding, index, joining
from tmkit.memory.reading import Selection
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin, Sought, UnitStatus
from tmkit.model import Segment, TranslationUnit
from tmkit.pipeline.memory.cleaning import Cleaning, Cut, apply, faults

_LAST = 5


def unit(number: int, target: str = "өзгеріссіз") -> TranslationUnit:
    """A unit of its own for each number."""
    source = f"Документ номер {number} от {number % 28 + 1} ноября принят."
    return TranslationUnit((Segment(source, RU), Segment(f"{number} құжат {target} қабылданды.", KK)))


def work(path: str, first: int) -> None:
    """Add units from ``first`` on, ten a document in several batches, correct, clean and undo some, and index them.

    Every now and then another process joins parts of the index meanwhile; it goes on when this one is killed.
    """
    adding._BATCH, index._AT_ONCE = 4, 100
    with Store(path, create=True) as store:
        for number in range(first, first + 100_000, 10):
            document = Adding(Origin(f"document {number}"))
            store.add((unit(n) for n in range(number, number + 10)), document)
            change = store.add(
                [unit(number, "түзетіліп"), *(unit(n) for n in range(number + 1, number + 10))], document
            )
            if number % 30 == 0:
                store.undo(change.run)
            clean(store, number)
            sys.stdout.write(f"{number + 9}\n")
            sys.stdout.flush()
            next(store.lookup([Sought(unit(number).variants[0])], KK))


def clean(store: Store, number: int) -> None:
    """Add drafts that are duplicates of a document, take them out, and bring some of them back."""
    drafts = [replace(one, variants=tuple(map(_loud, one.variants))) for one in map(unit, range(number, number + 10))]
    store.add(drafts, Adding(Origin(f"copy {number}"), UnitStatus.DRAFT))
    chosen = Selection(documents=(f"document {number}", f"copy {number}"))
    cut = Cut()
    for fault in faults(store, Cleaning(("duplicate",), selection=chosen)):
        cut.note(fault)
    done = apply(store, cut, "clean")
    if number % 40 == 0 and done.run:
        store.undo(done.run)


def _loud(segment: Segment) -> Segment:
    return replace(segment, text=segment.text.upper())


def sound(path: str, last: int) -> None:
    """AssertionError where the memory is damaged or lacks a unit up to ``last``."""
    with Store(path) as store:
        assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for of in ("segment WHERE id / 256", "place WHERE unit"):
            orphans = f"SELECT count(*) FROM {of} NOT IN (SELECT id FROM unit)"
            assert store.connection.execute(orphans).fetchone() == (0,)
        assert all(done.command for done in store.history())
        sources = {stored.unit.variants[0].text for stored in store.units()}
        missing = [number for number in range(last + 1) if unit(number).variants[0].text not in sources]
        assert not missing, missing
        wanted = [Sought(unit(number).variants[0]) for number in range(max(0, last - _LAST), last + 1)]
        for one, matches in zip(wanted, store.lookup(wanted, KK, threshold=0.9), strict=True):
            assert matches
            assert matches[0].source.text == one.segment.text


def kills(path: str, rounds: int, seed: int = 1) -> Iterator[int]:
    """Kill after a random time, check, and give the number of the last unit that was committed."""
    rng, last = random.Random(seed), -1
    for _ in range(rounds):
        command = [sys.executable, __file__, "--work", path, str(last + 1)]
        join = [sys.executable, "-c", joining.CODE, path, RU]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process, subprocess.Popen(join) as joiner:
            assert process.stdout is not None
            begun = process.stdout.readline()
            time.sleep(rng.uniform(0, 0.3))
            process.kill()
            time.sleep(rng.uniform(0, 0.1))
            joiner.kill()
            lines = (begun + process.stdout.read()).splitlines(keepends=True)
        printed = [int(line) for line in lines if line.endswith("\n")]
        last = printed[-1]
        sound(path, last)
        yield last


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work[0], int(options.work[1]))
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for number, last in enumerate(kills(str(Path(folder, "m.tmkit")), options.rounds), 1):
            if number % 25 == 0:
                sys.stdout.write(f"{number} kills, {last + 1} units, sound\n")


if __name__ == "__main__":
    main()
