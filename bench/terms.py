"""How well and how fast terms are matched: recall of inflected forms, false matches, sentences a second.

For each language, over all nouns of a treebank: positives are all forms of a lemma; negatives are the other words
that share its first letters (all but two, at least three). A word that is spelled as the lemma itself is a true
homograph: counted and left out. Run: ``python bench/terms.py [--json FILE] [--misses]``.
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
TERM_CHECKS = ("term-missing", "term-forbidden", "term-inconsistent")
SUFFIX_LENGTH = {RU: 6, KK: 20, UZ_LATN: 20}
"""Letters that a rule by suffix length allows in a fusional and an agglutinative language."""

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
    start = time.perf_counter()
    missed = [pair for pair in positives if not rule(*pair)]
    false = [pair for pair in negatives if rule(*pair)]
    seconds = time.perf_counter() - start
    if show:
        print("missed:", *missed, "\nfalse:", *false)
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
    """So many phrases of two words of a text; every tenth stands in it so."""
    running = [word.text for line in lines for word in words(line) if len(word.text) > 4]
    real = [" ".join(running[at : at + 2]) for at in chance.sample(range(len(running) - 1), count // 10)]
    made = [f"{chance.choice(running)} {chance.choice(running)}" for _ in range(count - len(real))]
    return real + made


def speed(name: str, target: Lang, *, concepts: int = 5_000, pairs: int = 10_000) -> dict[str, float]:
    """All terminology checks over Russian lines and lines of the target language, no two alike."""
    chance = random.Random(1)
    texts = {
        lang: [line[:200] for line in (DATA / f"mono/{file}.txt").read_text("utf-8").splitlines() if line.strip()]
        for lang, file in ((RU, "ru.ntrex"), (target, name))
    }
    start = time.perf_counter()
    terms = {lang: phrases(lines, concepts, chance) for lang, lines in texts.items()}
    glossary = Glossary(
        Concept(str(number), (Term(source, RU), Term(wanted, target)))
        for number, (source, wanted) in enumerate(zip(terms[RU], terms[target], strict=True))
    )
    for lang in texts:
        glossary.find("", lang)
    loaded = time.perf_counter()
    bitext = Bitext(RU, target, "source", "target", tuple(line_pairs(texts[RU], texts[target], target, pairs)))
    found = sum(1 for check in TERM_CHECKS for _ in CHECKS.load(check).check(bitext, Context(glossary)))
    return {"load": loaded - start, "check": time.perf_counter() - loaded, "findings": found}


def line_pairs(source: list[str], target: list[str], lang: Lang, count: int) -> Iterator[Pair]:
    for at in range(count):
        block = Block(at)
        one = Segment(f"{source[at % len(source)]} {at}", RU, "source", block=block)
        yield Pair((one,), (Segment(f"{target[at % len(target)]} {at}", lang, "target", block=block),))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--misses", action="store_true", help="list what tmkit gets wrong")
    options = parser.parse_args()
    if not DATA.is_dir():
        print(f"no evaluation data at {DATA}", file=sys.stderr)
        return 2
    scores = []
    print(
        f"{'set':8} {'rule':14} {'recall':>7} {'infl.':>7} {'false':>7} {'pos':>6} {'neg':>6} {'homogr.':>7} {'s':>6}"
    )
    for lang, name in SETS:
        known = load(name, morphology(lang).fold)
        for rule_name, rule in rules(lang).items():
            line = score(name, rule_name, rule, known, show=options.misses and rule_name == "tmkit")
            scores.append(line._asdict())
            print("{:8} {:14} {:7.4f} {:7.4f} {:7.4f} {:6} {:6} {:7} {:6.2f}".format(*line))
    print("\nterminology checks of 10,000 pairs against 5,000 concepts, one core")
    speeds = {lang: speed(name, lang) for lang, name in ((EN, "en.ntrex"), (KK, "kk.ntrex"), (UZ_LATN, "uz.ntrex"))}
    for lang, seconds in speeds.items():
        print("ru-{:8} load {load:.2f} s, check {check:.2f} s, {findings} findings".format(lang, **seconds))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of it all {memory:.0f} MB")
    if options.json:
        options.json.write_text(json.dumps({"matching": scores, "speed": speeds}, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
