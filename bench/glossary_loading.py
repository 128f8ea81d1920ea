"""How fast is a termbase of 5,000 concepts there: from its TBX, and from the cache?

Each concept of the shipped termbase stands there many times, its terms with another made-up word at their end.
Every load is a process of its own; CPU seconds and the peak of memory are those of the process, imports included.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tmkit.data import glossary_path
from tmkit.formats.glossaries import tbx
from tmkit.languages.codes import EN, UZ_LATN

CONCEPTS = 5000
SYLLABLES = {EN: "ka ro li to sta pe mi na do re", UZ_LATN: "qa ro li toʻ sta pe mi na gʻo re"}
OTHERS = "ка ро ли то ста пе ми на до ре"
LOAD = """
import resource, sys, time
from tmkit.pipeline.inputs.glossary import glossary
concepts = glossary([sys.argv[1]]).concepts
usage = resource.getrusage(resource.RUSAGE_SELF)
print(len(concepts), sum(len(c.terms) for c in concepts), time.process_time(), usage.ru_maxrss / 1024)
"""


def grow(path: Path) -> None:
    """Write the large termbase."""
    chance = random.Random(1)
    shipped = tbx.read(glossary_path().read_bytes(), "central-asia.tbx")
    made = []
    for number in range(CONCEPTS):
        concept = shipped[number % len(shipped)]
        if number >= len(shipped):
            terms = []
            for term in concept.terms:
                word = "".join(chance.choices(SYLLABLES.get(term.lang, OTHERS).split(), k=3))
                terms.append(replace(term, text=f"{term.text} {word}"))
            concept = replace(concept, id=f"{concept.id}-{number}", terms=tuple(terms))
        made.append(concept)
    with path.open("wb") as stream:
        tbx.write(made, stream)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.tbx"
        grow(path)
        rows = []
        for name in ("from TBX, cache written", "from the cache", "from the cache, again"):
            environment = {**os.environ, "XDG_CACHE_HOME": folder}
            command = [sys.executable, "-c", LOAD, str(path)]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
            concepts, terms, seconds, megabytes = done.stdout.split()
            rows.append((name, int(concepts), int(terms), float(seconds), float(megabytes)))
    print(f"{'':26}{'concepts':>10}{'terms':>8}{'CPU s':>8}{'MB':>7}")
    for row in rows:
        print("{:26}{:>10}{:>8}{:>8.2f}{:>7.0f}".format(*row))
    print(json.dumps([dict(zip(("load", "concepts", "terms", "cpu", "mb"), row, strict=True)) for row in rows]))


if __name__ == "__main__":
    main()
