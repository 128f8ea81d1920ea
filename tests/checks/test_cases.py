"""Golden cases of the content checks: ``cases/checks/NAME.tsv``, bad and good ones in every language.

A row is ``lang  source  target  severity  expected  why``. `` | `` parts the segments that stand beside each other,
pair by pair; an empty one is a side without a counterpart. An empty severity is a good case; ``expected`` is
``words > suggestion``. ``warning x2`` is for a fault that is reported at each of its places.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

from tmkit.checks import CHECKS, Context
from tmkit.languages.codes import RU, UZ_CYRL, UZ_LATN
from tmkit.languages.style import style_of
from tmkit.model import Bitext, Block, Lang, Pair, Segment
from tmkit.terms.glossary import Glossary

FOLDER = Path(__file__).parents[1] / "cases" / "checks"
CONTENT = {name: check for name, check in CHECKS.all().items() if not check.CODE.startswith("TM1")}
LANGUAGES = ("en", "kk", "uz-Latn", "uz-Cyrl")
TWINS = ("script-parity",)
"""Checks of the Cyrillic version beside the Latin one: that is their ``source``, and they have no other language."""


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    for name in CONTENT:
        yield from ((name, row) for row in rows(name))


def segments(text: str, lang: str) -> list[tuple[Segment, ...]]:
    found = enumerate(part.strip() for part in text.split(" | "))
    return [(Segment(part, Lang(lang), f"a.{lang}.txt", block=Block(at)),) if part else () for at, part in found]


def _named(value: str | dict[str, str]) -> str:
    return value if isinstance(value, str) else value["why"]


@pytest.mark.parametrize(("name", "row"), list(cases()), ids=_named)
def test_golden(name: str, row: dict[str, str]) -> None:
    sides = zip_longest(segments(row["source"], RU), segments(row["target"], row["lang"]), fillvalue=())
    pairs = tuple(Pair(source, target) for source, target in sides)
    bitext = Bitext(RU, Lang(row["lang"]), "a.ru.txt", f"a.{row['lang']}.txt", pairs)
    latin = segments(row["source"], UZ_LATN) if name in TWINS else ()
    context = Context(Glossary(()), style_of(bitext.target_lang), twin=tuple(s for side in latin for s in side))
    found = list(CONTENT[name].check(bitext, context))
    severity, _, count = row["severity"].partition(" x")
    assert [f.severity.name.lower() for f in found] == ([severity] * int(count or 1) if severity else []), row["why"]
    words, _, suggestion = row["expected"].partition(" > ")
    for finding in found[:1]:
        assert (finding.target.text, finding.suggestion or "") == (words, suggestion), row["why"]
    for finding in found:
        assert (finding.code, finding.check) == (CONTENT[name].CODE, name)
        assert finding.message.endswith((".", "?"))


@pytest.mark.parametrize("name", CONTENT)
def test_every_check_has_a_bad_and_a_good_case_in_every_language(name: str) -> None:
    seen = {(row["lang"], bool(row["severity"])) for row in rows(name)}
    assert seen >= {(lang, bad) for lang in ([UZ_CYRL] if name in TWINS else LANGUAGES) for bad in (True, False)}


@pytest.mark.parametrize("name", CONTENT)
def test_the_docstring_has_a_bad_and_a_good_example(name: str) -> None:
    lines = (CONTENT[name].__doc__ or "").splitlines()
    assert lines[0].endswith(".")
    assert [line[:4] for line in lines if line.startswith(("Bad:", "Good:"))] == ["Bad:", "Good"]
