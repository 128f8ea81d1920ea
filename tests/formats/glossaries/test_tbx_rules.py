from __future__ import annotations

from pathlib import Path

import pytest

from tmkit.formats.glossaries import concept_rules, tbx_rules, use_rules
from tmkit.formats.rules import Rule

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "tests/cases/tbx").glob("*.findings"))


def rows(path: Path) -> list[str]:
    found = sorted(tbx_rules.validate(path.read_bytes(), path.name), key=lambda f: (f.target.start, f.code, f.message))
    return [
        f"{f.code} {f.severity.name.lower()} {f.target.start.line}:{f.target.start.column}"
        f"-{f.target.end.line}:{f.target.end.column}"
        for f in found
    ]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_golden_files(path: Path) -> None:
    assert rows(path.with_suffix(".tbx")) == path.read_text().splitlines()


def test_every_rule_has_a_golden_finding() -> None:
    seen = {line.split()[0] for path in FILES for line in path.read_text().splitlines()}
    assert seen == set(tbx_rules.RULES) | set(concept_rules.RULES)


def test_the_shipped_termbase_is_sound() -> None:
    found = tbx_rules.validate((ROOT / "glossaries/central-asia.tbx").read_bytes(), "central-asia.tbx")
    assert [f.message for f in found if f.severity > 1] == []


RULES = {**tbx_rules.RULES, **concept_rules.RULES, **use_rules.RULES}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rules_explain_themselves(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.bad != rule.good
