"""Golden cases: the shipped termbase in running text, ``cases/termbase/running.tsv``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tmkit.model import Lang
from tmkit.pipeline.inputs.glossary import glossary
from tmkit.terms.glossary import Glossary

CASES = Path(__file__).parents[1] / "cases" / "termbase" / "running.tsv"


@cache
def shipped() -> Glossary:
    return glossary()


def rows() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("lang", "concept", "marked"), rows())
def test_what_stands_in_brackets_is_the_term(lang: str, concept: str, marked: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    hits = [text[slice(*hit.span)] for hit in shipped().find(text, Lang(lang)) if hit.concept.id == concept]
    assert hits == re.findall(r"\[([^\]]*)\]", marked)
