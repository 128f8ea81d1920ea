"""Make tmkit/data/frequencies.tsv: how often landmarks are met in a sentence, so that no document need say it.

    python tools/frequencies.py --packages DIR --kaznerd DIR

Sources are the running texts of ``tools/distil.py``: only counts are taken. The rate of a landmark is the mean over
the four languages, for a segment of LENGTH characters; what is rarer than ``chance`` tells apart is left out. To be run
again when lines of ``tmkit/data/seed.tsv`` are added or moved, for their numbers are landmarks too.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import wordlists

from tmkit.model import Lang
from tmkit.text.frequencies import RAREST, TABLE
from tmkit.text.landmarks import Landmark, landmarks

LANGUAGES = {"ru": Lang("ru"), "en": Lang("en"), "kk": Lang("kk"), "uz": Lang("uz-Latn")}
LENGTH = 110
SENTENCES = 12_000
LONGEST = 400


def rates(lang: str, packages: Path, kaznerd: Path) -> Counter[Landmark]:
    """How often each landmark is met in LENGTH characters of running text."""
    texts = wordlists.kaznerd_sentences(kaznerd) if lang == "kk" else wordlists.sentences(packages, lang)
    found = [text for text in dict.fromkeys(texts) if len(text) <= LONGEST]
    random.Random(1).shuffle(found)
    counts = Counter(mark for text in found[:SENTENCES] for mark in landmarks(text, LANGUAGES[lang]))
    characters = sum(map(len, found[:SENTENCES]))
    return Counter({mark: n * LENGTH / characters for mark, n in counts.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, required=True, help="where Python packages are unzipped")
    parser.add_argument("--kaznerd", type=Path, required=True, help="the folder KazNERD of its repository")
    options = parser.parse_args()
    total: Counter[Landmark] = Counter()
    for lang in LANGUAGES:
        total.update(rates(lang, options.packages, options.kaznerd))
    lines = ["# How often a landmark is met in a segment, made by tools/frequencies.py: kind, key, times in 10,000."]
    for mark, rate in sorted(total.items()):
        if rate / len(LANGUAGES) > RAREST:
            lines.append(f"{mark.kind.name.lower()}\t{mark.key}\t{10_000 * rate / len(LANGUAGES):.0f}")
    path = Path(__file__).resolve().parents[1] / "tmkit" / "data" / TABLE
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{path}: {len(lines) - 1} landmarks")


if __name__ == "__main__":
    main()
