"""Does lint find the faults that are planted in good translations? Recall of every kind of fault.

    python bench/planted.py [SET ...] [--seed N] [--rounds N] [--select CODE] [--misses] [--json FILE]

The sets are those of ``bench/lint.py``; ``examples`` unless said otherwise. Each round plants each kind of fault once
in every text, at a place that the seed draws, and runs the rule that is to find it. Found is a fault with a finding of
that rule, in its segment, that was not there before and matters enough: kinds at the level of errors need an error.
Beside it stands how often any other rule found fault there at a warning or more, which is what a reader would have had
without the rule. The faulty text keeps the alignment of the sound one, unless ``--aligned`` aligns it anew, as lint
does with a draft.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from random import Random
from typing import NamedTuple

import planting
from lint import EVAL, SETS, texts
from planting import Kind, Planted, Scene

from tmkit.checks import CHECKS, Check, Context
from tmkit.languages.codes import UZ_CYRL, UZ_LATN
from tmkit.languages.style import style_of
from tmkit.model import Bitext, Document, Finding, Segment, Severity
from tmkit.pipeline.alignment.aligning import align, bitext
from tmkit.pipeline.inputs.glossary import glossary

NEEDED = 0.95
"""Recall of kinds at the level of errors."""


class Row(NamedTuple):
    """A line of the table."""

    code: str
    kind: str
    lang: str
    planted: int
    recall: float
    others: float
    """Share that another rule found fault with."""
    weight: str


def kinds() -> list[Kind]:
    """Every kind of every module of ``planting``, by code."""
    modules = [import_module(f"planting.{module.name}") for module in iter_modules(planting.__path__)]
    return sorted((kind for module in modules for kind in module.KINDS), key=lambda kind: kind.code)


def scenes(sets: Sequence[str], random: Random) -> Iterator[Scene]:
    """The texts of the sets, each with what its checks may look at."""
    terms = glossary()
    every = [text.bitext for name in sets for text in texts(name)]
    for text in every:
        twins = [
            t
            for t in every
            if (t.target_lang, text.target_lang) == (UZ_LATN, UZ_CYRL) and t.source_path == text.source_path
        ]
        twin: tuple[Segment, ...] = tuple(s for t in twins for pair in t.pairs for s in pair.target)
        yield Scene(text, Context(terms, style_of(text.target_lang), twin=twin), random)


def found_in(check: Check, bitext: Bitext, context: Context) -> Counter[tuple[str, str, Severity]]:
    """The findings of a check by segment and words."""
    return Counter(_key(finding) for finding in check.check(bitext, context))


def aligned(text: Bitext, context: Context) -> Bitext:
    """The same sentences, aligned by tmkit."""
    source = tuple(segment for pair in text.pairs for segment in pair.source)
    target = tuple(segment for pair in text.pairs for segment in pair.target)
    documents = (
        Document(text.source_path, text.source_lang, source),
        Document(text.target_path, text.target_lang, target),
    )
    return bitext(align(*documents, glossary=context.glossary))


def _key(finding: Finding) -> tuple[str, str, Severity]:
    target = finding.target
    return target.before + target.text + target.after, target.text, finding.severity


def is_found(new: Counter[tuple[str, str, Severity]], planted: Planted, weight: Severity) -> bool:
    """Whether a new finding stands where the fault is and matters enough."""
    return any(
        (not planted.segments or segment in planted.segments) and severity >= weight for segment, _, severity in new
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], help=f"of {', '.join(SETS)}; default: examples")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5, help="faults of each kind in each text; default: 5")
    parser.add_argument("--select", default="", metavar="CODE", help="a code or prefix")
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    parser.add_argument("--alone", action="store_true", help="leave the other rules out, which is much faster")
    parser.add_argument("--aligned", action="store_true", help="align the faulty text anew")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    options = parser.parse_args()
    if {*options.sets} - {"examples"} and not EVAL.is_dir():
        print(f"no evaluation data at {EVAL}", file=sys.stderr)
        return 2
    checks = {check.CODE: check for check in CHECKS.all().values()}
    planted: dict[tuple[Kind, str], int] = defaultdict(int)
    found: Counter[tuple[Kind, str]] = Counter()
    others: Counter[tuple[Kind, str]] = Counter()
    for scene in scenes(options.sets or SETS[:1], Random(options.seed)):
        lang = scene.bitext.target_lang
        clean = {code: found_in(check, scene.bitext, scene.context) for code, check in checks.items()}
        for kind in [k for k in kinds() if k.code.startswith(options.select) and k.code in checks and lang in k.langs]:
            for _ in range(options.rounds):
                fault = kind.plant(scene)
                if fault is None:
                    continue
                if options.aligned:
                    fault = fault._replace(bitext=aligned(fault.bitext, scene.context))
                planted[kind, lang] += 1
                new = found_in(checks[kind.code], fault.bitext, scene.context) - clean[kind.code]
                hit = is_found(new, fault, kind.weight)
                found[kind, lang] += hit
                if options.misses and not hit:
                    print(f"{kind.code} {kind.name} [{lang}]: {' / '.join(fault.segments)}", file=sys.stderr)
                others[kind, lang] += not options.alone and any(
                    is_found(found_in(check, fault.bitext, scene.context) - clean[code], fault, Severity.WARNING)
                    for code, check in checks.items()
                    if code != kind.code
                )
    rows = [
        Row(kind.code, kind.name, lang, count, found[kind, lang] / count, others[kind, lang] / count, kind.weight.name)
        for (kind, lang), count in planted.items()
    ]
    return report(rows, options.json, alone=options.alone)


def report(rows: list[Row], file: Path | None, *, alone: bool) -> int:
    """Print a line a kind, with a column a language; 1 where a kind at the level of errors is found too seldom."""
    table: dict[tuple[str, str, str], dict[str, Row]] = defaultdict(dict)
    for row in rows:
        table[row.code, row.kind, row.weight][row.lang] = row
    langs = sorted({row.lang for row in rows})
    columns = "".join(f" {lang:>13}" for lang in langs)
    print(f"{'rule':6} {'kind of fault':30} {'level':8}{columns} {'recall':>7} {'others':>7}")
    short = 0
    for (code, name, weight), by_lang in sorted(table.items()):
        count = sum(row.planted for row in by_lang.values())
        recall = sum(row.recall * row.planted for row in by_lang.values()) / count
        other = sum(row.others * row.planted for row in by_lang.values()) / count
        cells = "".join(
            f" {f'{by_lang[lang].recall:.3f} of {by_lang[lang].planted}' if lang in by_lang else '':>13}"
            for lang in langs
        )
        print(f"{code:6} {name:30} {weight.lower():8}{cells} {recall:7.3f} {'' if alone else f'{other:.3f}':>7}")
        short += weight == Severity.ERROR.name and recall < NEEDED
    print(f"{short} kinds at the level of errors are found in less than {NEEDED:.0%}")
    if file:
        file.write_text(json.dumps([row._asdict() for row in rows], indent=1), "utf-8")
    return 1 if short else 0


if __name__ == "__main__":
    raise SystemExit(main())
