"""How well and how fast terms are matched: recall of inflected forms, false matches, sentences a second.

For each language, over all nouns of a treebank: positives are all forms of a lemma; negatives are the other words
that share its first letters (all but two, at least three). A word that is spelled as the lemma itself is a true
homograph: listed and left out. Speed is CPU time of one core, all terminology rules together, with the peak memory of
a process that does nothing else; cost by pairs and by concepts.

    python bench/terms.py [--json FILE] [--misses] [--matching | --speed]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from tmkit.checks import CHECKS, Context
from tmkit.languages.codes import EN, KK, RU, UZ_LATN
from tmkit.languages.morphology import morphology
from tmkit.model import Bitext, Block, Concept, Lang, Pair, Segment, Term
from tmkit.terms.glossary import Glossary
from tmkit.text.words import words

DATA = Path(__file__).resolve().parents[2] / "shared/eval/dev"
SETS = ((RU, "ru.gsd"), (RU, "ru.pud"), (KK, "kk.ktb"), (UZ_LATN, "uz.ut"))
SUFFIX_LENGTH = {RU: 6, KK: 20, UZ_LATN: 20}
"""Letters that a rule by suffix length allows in a fusional and an agglutinative language."""

REAL = 500
"""Terms that occur, so that more concepts are not more findings."""

Rule = Callable[[str, str], bool]
"""(term, word), both folded -> whether they match."""


class Score(NamedTuple):
    """A line of the table."""

    set: str
    rule: str
    recall: float
    inflected: float
    """Recall of the forms that differ from the lemma."""
    false: float
    positives: int
    negatives: int
    homographs: int
    seconds: float
    """CPU time."""


def rules(lang: Lang) -> dict[str, Rule]:
    language, longest = morphology(lang), SUFFIX_LENGTH[lang]
    return {
        "exact": lambda term, word: word == term,
        "50 % prefix": lambda term, word: word.startswith(term) and 2 * len(term) >= len(word),
        f"suffix <= {longest}": lambda term, word: word.startswith(term) and len(word) - len(term) <= longest,
        "fuzzy 70": lambda term, word: fuzz.ratio(term, word) >= 70,
        "tmkit": lambda term, word: not language.keys(term).isdisjoint(language.stems(word)),
    }


class Words(NamedTuple):
    """A treebank, folded."""

    nouns: dict[str, set[str]]
    """Lemma -> forms as a noun."""
    forms: dict[str, set[str]]
    """Lemma -> forms as any part of speech."""
    by_prefix: dict[str, set[str]]


def load(name: str, fold: Callable[[str], str]) -> Words:
    nouns, forms, by_prefix = defaultdict(set), defaultdict(set), defaultdict(set)
    with open(DATA / f"lemma/{name}.tsv", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            form, lemma = fold(row["form"]), fold(row["lemma"])
            forms[lemma].add(form)
            if row["upos"] == "NOUN":
                nouns[lemma].add(form)
            for length in range(3, len(form) + 1):
                by_prefix[form[:length]].add(form)
    return Words(nouns, forms, by_prefix)


def score(name: str, rule_name: str, rule: Rule, known: Words, *, show: bool = False) -> Score:
    positives = [(lemma, form) for lemma, forms in known.nouns.items() for form in sorted(forms)]
    near = [
        (lemma, form)
        for lemma in known.nouns
        for form in sorted(known.by_prefix.get(lemma[: max(3, len(lemma) - 2)], set()) - known.forms[lemma])
    ]
    negatives = [(lemma, form) for lemma, form in near if lemma != form]
    start = time.process_time()
    missed = [pair for pair in positives if not rule(*pair)]
    false = [pair for pair in negatives if rule(*pair)]
    seconds = time.process_time() - start
    if show:
        print("missed:", *missed, "\nfalse:", *false)
    if rule_name == "tmkit" and len(near) > len(negatives):
        print(f"{name:8} homographs:", *sorted({form for lemma, form in near if lemma == form}))
    inflected = sum(lemma != form for lemma, form in positives)
    return Score(
        name,
        rule_name,
        1 - len(missed) / len(positives),
        1 - sum(lemma != form for lemma, form in missed) / inflected,
        len(false) / len(negatives),
        len(positives),
        len(negatives),
        len(near) - len(negatives),
        seconds,
    )


def phrases(lines: list[str], count: int, chance: random.Random) -> list[str]:
    """So many phrases of two words of a text; ``REAL`` of them stand in it so, however many there are."""
    running = [word.text for line in lines for word in words(line) if len(word.text) > 4]
    real = [" ".join(running[at : at + 2]) for at in chance.sample(range(len(running) - 1), REAL)]
    made = [f"{chance.choice(running)} {chance.choice(running)}" for _ in range(count - len(real))]
    return real + made


def speed(name: str, target: Lang, *, concepts: int = 5_000, pairs: int = 10_000) -> dict[str, float]:
    """All terminology rules over Russian lines and lines of the target language, no two alike; seconds of CPU."""
    chance = random.Random(1)
    texts = {
        lang: [line[:200] for line in (DATA / f"mono/{file}.txt").read_text("utf-8").splitlines() if line.strip()]
        for lang, file in ((RU, "ru.ntrex"), (target, name))
    }
    checks = [check for check in CHECKS.all().values() if check.CODE.startswith("TM1")]
    terms = {lang: phrases(lines, concepts, chance) for lang, lines in texts.items()}
    start = time.process_time()
    glossary = Glossary(
        Concept(str(number), (Term(source, RU), Term(wanted, target)))
        for number, (source, wanted) in enumerate(zip(terms[RU], terms[target], strict=True))
    )
    for lang in texts:
        glossary.find("", lang)
    loaded = time.process_time()
    bitext = Bitext(RU, target, "source", "target", tuple(line_pairs(texts[RU], texts[target], target, pairs)))
    ready = time.process_time()
    found = sum(1 for check in checks for _ in check.check(bitext, Context(glossary)))
    return {
        "concepts": concepts,
        "pairs": pairs,
        "load": loaded - start,
        "check": time.process_time() - ready,
        "findings": found,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def alone(name: str, target: Lang, concepts: int, pairs: int) -> dict[str, float]:
    """``speed`` in a process of its own, so that no run warms another's caches."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(speed, name, target, concepts=concepts, pairs=pairs).result()


def line_pairs(source: list[str], target: list[str], lang: Lang, count: int) -> Iterator[Pair]:
    for at in range(count):
        block = Block(at)
        one = Segment(f"{source[at % len(source)]} {at}", RU, "source", block=block)
        yield Pair((one,), (Segment(f"{target[at % len(target)]} {at}", lang, "target", block=block),))


def matching(*, misses: bool) -> list[Score]:
    scores = []
    print(
        f"{'set':8} {'rule':14} {'recall':>7} {'infl.':>7} {'false':>7} {'pos':>6} {'neg':>6} {'homogr.':>7} {'s':>6}"
    )
    for lang, name in SETS:
        known = load(name, morphology(lang).fold)
        for rule_name, rule in rules(lang).items():
            line = score(name, rule_name, rule, known, show=misses and rule_name == "tmkit")
            scores.append(line)
            print("{:8} {:14} {:7.4f} {:7.4f} {:7.4f} {:6} {:6} {:7} {:6.2f}".format(*line))
    return scores


def speeds() -> list[dict[str, float | str]]:
    """5,000 concepts and 10,000 pairs in each language; for Kazakh fewer and more of either."""
    print(f"\n{'pair':10} {'concepts':>8} {'pairs':>7} {'load s':>7} {'check s':>8} {'MB':>5} {'findings':>9}")
    files = {EN: "en.ntrex", KK: "kk.ntrex", UZ_LATN: "uz.ntrex"}
    sizes = [(lang, 5_000, 10_000) for lang in files]
    sizes += [(KK, 5_000, 2_500), (KK, 5_000, 5_000), (KK, 5_000, 20_000), (KK, 1_000, 10_000), (KK, 20_000, 10_000)]
    rows: list[dict[str, float | str]] = []
    for lang, concepts, pairs in sizes:
        row = alone(files[lang], lang, concepts, pairs)
        rows.append({"pair": f"ru-{lang}", **row})
        line = "{pair:10} {concepts:8} {pairs:7} {load:7.2f} {check:8.2f} {memory:5.0f} {findings:9}"
        print(line.format(**rows[-1]), flush=True)
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--misses", action="store_true", help="list what tmkit gets wrong")
    parser.add_argument("--matching", action="store_true", help="no speed")
    parser.add_argument("--speed", action="store_true", help="speed alone")
    options = parser.parse_args()
    if not DATA.is_dir():
        print(f"no evaluation data at {DATA}", file=sys.stderr)
        return 2
    scores = [] if options.speed else matching(misses=options.misses)
    measured = [] if options.matching else speeds()
    if options.json:
        figures = {"matching": [line._asdict() for line in scores], "speed": measured}
        options.json.write_text(json.dumps(figures, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
