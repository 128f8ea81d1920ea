"""How often does lint find fault with good translations? Findings of each check in 200 segments.

    python bench/lint.py [SET ...] [--select CODE] [--aligned] [--sample N] [--json FILE]

The sets are the releases in ``examples`` and, by their gold alignment, ``clean`` and ``natural`` of
../shared/eval/dev/align: news translated by people. Nobody typeset those, so that not every finding is a false
one: ``--sample`` prints so many of each check, drawn by a seed, for reading. ``--aligned`` aligns by tmkit instead of
by gold, for the checks of sentences left out or added.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tmkit.checks import CHECKS
from tmkit.config import load
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Anchor, Bitext, Block, Document, Finding, Lang, Pair, Segment, Severity
from tmkit.pipeline.alignment.aligning import align, bitext
from tmkit.pipeline.inputs.documents import read
from tmkit.pipeline.inputs.glossary import glossary
from tmkit.pipeline.linting.examining import Standard, findings, segment_count
from tmkit.pipeline.linting.reporting import Choice
from tmkit.releases import releases

ROOT = Path(__file__).resolve().parents[1]
EVAL = ROOT.parent / "shared/eval/dev/align"
SETS = ("examples", "clean", "natural")
PAIRS = {"ru-en": EN, "ru-kk": KK, "ru-uz": UZ_LATN, "ru-uzcyrl": UZ_CYRL}
PER = 200
"""Segments that the figures are for."""


class Text(NamedTuple):
    """A text of a set with its translation."""

    set: str
    bitext: Bitext


def texts(name: str, *, aligned: bool = False) -> Iterator[Text]:
    """The texts of a set, in order."""
    if name == "examples":
        yield from _examples()
        return
    for pair, lang in PAIRS.items():
        for folder in sorted((EVAL / name / pair).glob("*/")):
            source, target = _lines(folder / "src.txt", RU), _lines(folder / "tgt.txt", lang)
            if aligned:
                yield Text(name, bitext(align(document(source), document(target))))
                continue
            beads = [line.split("\t") for line in (folder / "gold.tsv").read_text("utf-8").splitlines()]
            pairs = tuple(Pair(_chosen(source, left), _chosen(target, right)) for left, right in beads)
            yield Text(name, Bitext(RU, lang, source[0].path, target[0].path, pairs))


def _examples() -> Iterator[Text]:
    project = load(ROOT / "examples/tmkit.toml")
    for release in releases(project):
        source = read(str(release.source), RU)
        for lang, path in release.targets:
            yield Text("examples", bitext(align(source, read(str(path), lang), glossary=glossary())))


def _lines(path: Path, lang: Lang) -> list[Segment]:
    lines = enumerate(path.read_text("utf-8").splitlines())
    place = str(path.relative_to(EVAL))
    return [Segment(line, lang, place, (Anchor(0, at + 1, 1),), block=Block(at)) for at, line in lines]


def document(segments: Sequence[Segment]) -> Document:
    """The segments of one file as a document."""
    return Document(segments[0].path, segments[0].lang, tuple(segments))


def _chosen(segments: Sequence[Segment], indices: str) -> tuple[Segment, ...]:
    return tuple(segments[int(index)] for index in indices.split(",") if index)


class Row(NamedTuple):
    """A line of the table: findings in ``PER`` segments."""

    set: str
    lang: str
    segments: int
    code: str
    errors: float
    warnings: float
    infos: float


def rows(counts: Counter[tuple[str, str, str, Severity]], segments: Counter[tuple[str, str]]) -> Iterator[Row]:
    """For each set and language the sum of all checks, then each check that found anything."""
    codes = {check.CODE: name for name, check in CHECKS.all().items()}
    for (set_, lang), count in segments.items():
        table = {
            code: [counts[set_, lang, code, level] for level in sorted(Severity, reverse=True)]
            for code in sorted(codes)
        }
        total = [sum(column) for column in zip(*table.values(), strict=True)]
        yield Row(set_, lang, count, "all", *(PER * number / count for number in total))
        for code, numbers in table.items():
            if any(numbers):
                yield Row(set_, lang, count, f"{code} {codes[code]}", *(PER * number / count for number in numbers))


def sample(found: Sequence[Finding], size: int, seed: int) -> Iterator[str]:
    """So many findings of one check, with their words, for reading."""
    for finding in random.Random(seed).sample(found, min(size, len(found))):
        target, source = finding.target, finding.source
        yield f"{finding.code} {finding.severity.name.lower()} {target.start.path}:{target.start.line}"
        if source is not None:
            yield f"    {source.before}[[{source.text}]]{source.after}"
        yield f"    {target.before}[[{target.text}]]{target.after}"
        yield f"    {finding.message} > {finding.suggestion or ''}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], help=f"of {', '.join(SETS)}; default: all")
    parser.add_argument("--select", action="append", default=[], metavar="CODE", help="a code or prefix; repeatable")
    parser.add_argument("--lang", action="append", default=[], choices=list(PAIRS.values()), help="only this one")
    parser.add_argument("--aligned", action="store_true", help="align by tmkit, not by gold")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print so many findings of each check")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    options = parser.parse_args()
    if not EVAL.is_dir():
        print(f"no evaluation data at {EVAL}", file=sys.stderr)
        return 2
    standard = Standard(glossary(), Choice(select=tuple(options.select)))
    counts: Counter[tuple[str, str, str, Severity]] = Counter()
    segments: Counter[tuple[str, str]] = Counter()
    samples: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    seconds = 0.0
    for set_, text in (text for name in options.sets or SETS for text in texts(name, aligned=options.aligned)):
        if options.lang and text.target_lang not in options.lang:
            continue
        segments[set_, text.target_lang] += segment_count(text)
        start = time.process_time()
        for finding in findings(text, standard):
            counts[set_, text.target_lang, finding.code, finding.severity] += 1
            samples[finding.code, text.target_lang].append(finding)
        seconds += time.process_time() - start
    for key in sorted(samples) if options.sample else ():
        print(*sample(samples[key], options.sample, options.seed), sep="\n")
    table = list(rows(counts, segments))
    print(f"{'set':9} {'lang':8} {'segments':>8} {'check':26} {'errors':>8} {'warnings':>8} {'infos':>8}")
    for row in table:
        print("{:9} {:8} {:8} {:26} {:8.2f} {:8.2f} {:8.2f}".format(*row))
    print(f"findings in {PER} segments; {sum(segments.values())} segments checked in {seconds:.1f} s of CPU time")
    if options.json:
        options.json.write_text(json.dumps([row._asdict() for row in table], indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
