"""Are faults found? Recall of each kind of fault, planted by a seed into good translations.

    python bench/lint_faults.py [SET ...] [--seed N] [--misses] [--json FILE]

The sets are those of ``bench/lint.py``. Into each text goes one fault of a kind at a time, in a sentence drawn by the
seed; it is found where a finding of its rule stands in that sentence that was not there before. A sentence is left out
or added before the text is aligned, so that the aligner's mistakes count too; all else goes into the pairs as they are.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from lint import EVAL, SETS, Text, document, texts

from tmkit.checks import CHECKS, Context
from tmkit.languages.codes import EN, KK, UZ_CYRL, UZ_LATN, script_of
from tmkit.languages.style import style_of
from tmkit.model import Bitext, Finding, Lang, Segment, Severity
from tmkit.pipeline.aligning import align, bitext
from tmkit.pipeline.glossary import glossary

Planter = Callable[[str, str, Lang, random.Random], str | None]
"""Source, translation, language and chance -> the translation with a fault, None where it has no place for one."""

_MONTHS = {
    EN: ("(?:September|October)", "June"),
    KK: ("(?:қыркүйек|қазан)", "маусым"),
    UZ_LATN: ("(?:sentabr|oktabr)", "iyun"),
    UZ_CYRL: ("(?:сентабр|октабр|сентябр|октябр)", "июн"),
}
_LATIN_TWIN = dict(zip("аеорсху", "aeopcxy", strict=True))
_CYRILLIC_TWIN = {latin: cyrillic for cyrillic, latin in _LATIN_TWIN.items()}


def _at(pattern: str, text: str, chance: random.Random, change: Callable[[re.Match[str]], str]) -> str | None:
    """The text with one match of the pattern changed."""
    found = [match for match in re.finditer(pattern, text) if change(match) != match[0]]
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start()] + change(match) + text[match.end() :]


def _turned_digits(source: str, text: str, lang: Lang, chance: random.Random) -> str | None:
    return _at(
        r"(?<![\d.,:-])\d{2,3}(?![\d.,:-])", text, chance, lambda match: match[0][1] + match[0][0] + match[0][2:]
    )


def _other_month(source: str, text: str, lang: Lang, chance: random.Random) -> str | None:
    one, other = _MONTHS[lang]
    return _at(rf"\b{one}(?=\W|[дd][аa])", text, chance, lambda match: other)


def _twin(source: str, text: str, lang: Lang, chance: random.Random) -> str | None:
    twins = _LATIN_TWIN if script_of(lang) == "Cyrl" else _CYRILLIC_TWIN
    inside = rf"(?<=[^\W\d_]{{2}})[{''.join(twins)}](?=[^\W\d_]{{2}})"
    return _at(inside, text, chance, lambda match: twins[match[0]])


def _apostrophe(source: str, text: str, lang: Lang, chance: random.Random) -> str | None:
    if lang == "uz-Latn":
        return _at("(?<=[og])ʻ(?=[a-z])", text, chance, lambda match: "ʼ")
    return None


def _change(pattern: str, text: str) -> Planter:
    """A planter that writes ``text``, a template, in place of the pattern."""
    return lambda _, target, __, chance: _at(pattern, target, chance, lambda match: match.expand(text))


PLANTERS: dict[str, tuple[str, Planter]] = {
    "digits that changed places": ("number date unit currency", _turned_digits),
    "another month": ("date", _other_month),
    "left in the source language": ("untranslated", lambda source, *_: source if len(source.split()) > 3 else None),
    "half of it missing": ("length", lambda _, t, __, ___: t[: len(t) // 3] if len(t) > 80 else None),
    "a word twice": ("doubled-word", _change(r"\b([^\W\d_]{2,})\b(?= )", r"\1 \1")),
    "two spaces": ("spaces", _change(r"(?<=\w) (?=\w)", "  ")),
    "a space before a comma": ("spaces", _change(r"(?<=\w),(?= )", " ,")),
    "a bracket lost": ("brackets", _change(r"(?<=\w)\)", "")),
    "a quotation mark lost": ("quotes", _change("[»”](?=[ .,])", "")),
    "a question mark lost": ("end-punctuation", _change(r"\?$", ".")),
    "the full stop lost": ("end-punctuation", _change(r"(?<=\w{3})\.$", "")),
    "a dash without its space": ("dash", _change(r"(?<=\w{2}) ([—–]) (?=\w{2})", r" \1")),
    "a small letter at the start": (
        "capital",
        lambda _, t, __, ___: t[:1].lower() + t[1:] if t[:2].istitle() else None,
    ),
    "a letter of an address": ("url", _change(r"(?<=://)(\w)(\w)", r"\2\1")),
    "a letter of the other script": ("mixed-script", _twin),
    "the tutuq belgisi in oʻ": ("apostrophe", _apostrophe),
    "a zero-width space": ("invisible-character", _change(r"(?<=\w)(?=\w)", "\u200b")),
}


class Row(NamedTuple):
    """A line of the table."""

    fault: str
    check: str
    lang: str
    planted: int
    found: int
    recall: float


def told(checks: str, text: Bitext) -> list[Finding]:
    """What the checks of those names find."""
    context = Context(glossary(), style_of(text.target_lang))
    return [finding for name in checks.split() for finding in CHECKS.load(name).check(text, context)]


def plant(text: Text, planter: Planter, chance: random.Random) -> tuple[Bitext, Segment] | None:
    """The text with one fault, and the segment that has it; only pairs of one segment with one."""
    pairs = list(text.bitext.pairs)
    numbers = [n for n, pair in enumerate(pairs) if len(pair.source) == len(pair.target) == 1]
    for number in chance.sample(numbers, len(numbers)):
        (source,), (target,) = pairs[number][:2]
        changed = planter(source.text, target.text, target.lang, chance)
        if changed is not None and changed != target.text:
            segment = replace(target, text=changed)
            pairs[number] = pairs[number]._replace(target=(segment,))
            return replace(text.bitext, pairs=tuple(pairs)), segment
    return None


def is_found(check: str, before: Bitext, after: Bitext) -> bool:
    """Whether the check says something that it did not say before, or has more places to mend."""
    found = told(check, before), told(check, after)
    said = [
        Counter((f.target.start.line, f.target.text) for f in these if f.severity > Severity.INFO) for these in found
    ]
    places = [sum(len(finding.fixes) for finding in these) for these in found]
    return bool(said[1] - said[0]) or places[1] > places[0]


def _said(found: list[Finding]) -> Counter[tuple[int, str]]:
    return Counter((f.target.start.line, f.target.text) for f in found if f.severity > Severity.INFO)


def moved(text: Text, other: Text, chance: random.Random, *, add: bool) -> bool | None:
    """Whether a sentence left out, or added from another text, is told after aligning anew; None: none fits."""
    pairs = text.bitext.pairs
    source = [segment for pair in pairs for segment in pair.source]
    target = [segment for pair in pairs for segment in pair.target]
    places = [n for n, pair in enumerate(pairs[1:-1], 1) if len(pair.source) == len(pair.target) == 1]
    if not places or not other.bitext.pairs[-1].target:
        return None
    pair = pairs[chance.choice(places)]
    at = target.index(pair.target[0])
    if add:
        alien = chance.choice([p.target[0] for p in other.bitext.pairs if p.target])
        target.insert(at, replace(alien, path=target[0].path))
        aligned = bitext(align(document(source), document(target)))
        return any(finding.target.text == alien.text for finding in told("added", aligned))
    del target[at]
    aligned = bitext(align(document(source), document(target)))
    wanted = pair.source[0].text
    return any(finding.source is not None and finding.source.text == wanted for finding in told("omitted", aligned))


def results(chosen: list[Text], seed: int, *, misses: bool) -> Iterator[tuple[str, str, Lang, bool]]:
    """Fault, check, language and whether it was found."""
    for fault, (check, planter) in PLANTERS.items():
        for number, text in enumerate(chosen):
            chance = random.Random(f"{seed} {fault} {number}")
            planted = plant(text, planter, chance)
            if planted is None:
                continue
            found = is_found(check, text.bitext, planted[0])
            if misses and not found:
                print(f"{fault}: {planted[1].path}:{planted[1].locate(0).line}: {planted[1].text}")
            yield fault, check, text.bitext.target_lang, found
    by_lang: dict[Lang, list[Text]] = defaultdict(list)
    for text in chosen:
        by_lang[text.bitext.target_lang].append(text)
    for lang, alike in by_lang.items():
        for number, text in enumerate(alike):
            chance = random.Random(f"{seed} sentence {number}")
            for fault, check, add in (("a sentence left out", "omitted", False), ("a sentence added", "added", True)):
                told_ = moved(text, alike[number - 1], chance, add=add)
                if told_ is not None:
                    yield fault, check, lang, told_


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(SETS)}; default: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    options = parser.parse_args()
    if not EVAL.is_dir():
        print(f"no evaluation data at {EVAL}", file=sys.stderr)
        return 2
    chosen = [text for name in options.sets or SETS for text in texts(name)]
    counts: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for fault, check, lang, found in results(chosen, options.seed, misses=options.misses):
        counts[fault, check, lang].append(found)
        counts[fault, check, "all"].append(found)
    rows = [Row(*key, len(found), sum(found), sum(found) / len(found)) for key, found in counts.items()]
    print(f"{'fault':30} {'check':26} {'lang':8} {'planted':>7} {'found':>6} {'recall':>7}")
    for row in rows:
        print("{:30} {:26} {:8} {:7} {:6} {:7.3f}".format(*row))
    if options.json:
        options.json.write_text(json.dumps([row._asdict() for row in rows], indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
