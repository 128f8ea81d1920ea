"""Do our sentence boundaries beat the other segmenters', and how fast are they?

Prints boundary F1 on every set of ``../shared/eval/dev/mono``, the mean over a language's sets, and
sentences a second, for tmkit and each peer that is installed, in one run. Each system gets the text of one
paragraph at a time and is scored by the evaluation's own ``score.py``. sentence-splitter has no Kazakh or
Uzbek: it gets the Russian and the English rules there.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from tmkit.languages import canonical
from tmkit.text.sentences import split

EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
MONO = EVAL / "dev" / "mono"

Splitter = Callable[[str], Iterable[str]]


class Score(NamedTuple):
    """What a system did on one set."""

    precision: float
    recall: float
    f1: float
    speed: float
    """Sentences found a second."""


def tmkit(lang: str) -> Splitter:
    code = canonical(lang)
    split("", code)  # the rules are compiled once a run
    return lambda text: [text[start:stop] for start, stop in split(text, code)]


def razdel(lang: str) -> Splitter | None:
    if lang != "ru":
        return None
    sentenize = import_module("razdel").sentenize
    return lambda text: [sentence.text for sentence in sentenize(text)]


def pysbd(lang: str) -> Splitter | None:
    if lang == "uz":
        return None
    segmenter = import_module("pysbd").Segmenter(language=lang, clean=False)
    return lambda text: list(segmenter.segment(text))


def sentence_splitter(lang: str) -> Splitter:
    rules = {"kk": "ru", "uz": "en"}.get(lang, lang)
    splitter = import_module("sentence_splitter").SentenceSplitter(language=rules)
    return lambda text: list(splitter.split(text))


SYSTEMS: dict[str, Callable[[str], Splitter | None]] = {
    "tmkit": tmkit,
    "razdel": razdel,
    "pysbd": pysbd,
    "sentence-splitter": sentence_splitter,
}


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{EVAL / 'score.py'}: not found; the evaluation data is needed")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(splitter: Splitter, name: str, score: Any) -> Score:
    text = (MONO / f"{name}.txt").read_text(encoding="utf-8")
    paragraphs = json.loads((MONO / f"{name}.gold.json").read_text(encoding="utf-8"))["paragraphs"]
    texts = [text[paragraph["start"] : paragraph["ends"][-1]] for paragraph in paragraphs]
    start = time.perf_counter()
    lines = [line for one in texts for line in splitter(one)]
    seconds = time.perf_counter() - start
    hits, found, gold = score.seg_counts(text, paragraphs, lines)
    precision, recall = hits / found, hits / gold
    return Score(precision, recall, score.f1(precision, recall), len(lines) / seconds)


def run() -> tuple[dict[str, dict[str, Score]], list[str]]:
    """Scores by set and system, and the systems that are absent."""
    score = scorer()
    names = sorted(path.name.removesuffix(".gold.json") for path in MONO.glob("*.gold.json"))
    results: dict[str, dict[str, Score]] = {name: {} for name in names}
    absent = []
    for system, build in SYSTEMS.items():
        try:
            for name in names:
                splitter = build(name.partition(".")[0])
                if splitter is not None:
                    results[name][system] = measure(splitter, name, score)
        except ModuleNotFoundError as error:
            absent.append(f"{system} ({error})")
    return results, absent


def means(results: dict[str, dict[str, Score]]) -> dict[str, dict[str, float]]:
    """The mean F1 of each system over the sets of a language."""
    by_language: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name, scores in results.items():
        for system, score in scores.items():
            by_language[name.partition(".")[0]][system].append(score.f1)
    return {
        lang: {system: statistics.mean(f1s) for system, f1s in systems.items()} for lang, systems in by_language.items()
    }


def ratios(results: dict[str, dict[str, Score]]) -> dict[str, float]:
    """How many times faster tmkit is than each peer: the median over the sets both did."""
    return {
        peer: statistics.median(s["tmkit"].speed / s[peer].speed for s in results.values() if peer in s)
        for peer in list(SYSTEMS)[1:]
        if any(peer in scores for scores in results.values())
    }


def row(label: str, values: dict[str, float], form: str = ".4f") -> str:
    cells = (format(values[system], form) if system in values else "–" for system in SYSTEMS)
    return f"{label:<12}" + "".join(f"{cell:>20}" for cell in cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    target = parser.parse_args().json
    if not MONO.is_dir():
        raise SystemExit(f"{MONO}: not found; the evaluation data is needed")
    results, absent = run()
    mean, ratio = means(results), ratios(results)

    print("Boundary F1 (sentence-splitter: Russian rules for kk, English rules for uz)")
    print(f"{'':12}" + "".join(f"{system:>20}" for system in SYSTEMS))
    for name, scores in results.items():
        print(row(name, {system: score.f1 for system, score in scores.items()}))
    print("\nMean over a language's sets")
    for lang, values in mean.items():
        print(row(lang, values))
    print("\nSentences a second (median over the sets)")
    speeds = {s: [scores[s].speed for scores in results.values() if s in scores] for s in SYSTEMS}
    print(row("speed", {system: statistics.median(values) for system, values in speeds.items() if values}, ",.0f"))
    print(row("tmkit is ×", ratio, ".1f"))
    for system in absent:
        print(f"absent: {system}")

    if target is not None:
        figures = {
            "sets": {name: {s: score._asdict() for s, score in scores.items()} for name, scores in results.items()},
            "means": mean,
            "times_faster": ratio,
            "absent": absent,
        }
        target.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
