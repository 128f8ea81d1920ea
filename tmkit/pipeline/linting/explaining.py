"""What the rules mean: their own documentation, for the terminal and for the docs."""

from __future__ import annotations

import inspect
from collections.abc import Collection
from difflib import get_close_matches

from tmkit.checks import CHECKS, Check
from tmkit.errors import UsageError
from tmkit.formats.rules import Rule
from tmkit.model import RuleText
from tmkit.pipeline.linting.validating import RULES

__all__ = ["documentation", "explain", "how_to_ignore", "listing", "rule_texts", "rules"]


def explain(name: str) -> str:
    """What the rule of that code or name means and how to leave it out; UsageError where there is none."""
    code, text = documentation(name)
    return f"{text}\n\n{how_to_ignore(code)}"


def documentation(name: str) -> tuple[str, str]:
    """The code and the documentation of the rule of that code or name; UsageError where there is none."""
    wanted = name.casefold()
    for check in CHECKS.all().values():
        if wanted in (check.CODE.casefold(), check.NAME):
            return check.CODE, _of_check(check)
    for rule in RULES.values():
        if wanted in (rule.code.casefold(), rule.name):
            return rule.code, _of_rule(rule)
    near = get_close_matches(wanted, [rule for _, rule, _ in rules()], n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    raise UsageError(f"no rule {name!r}; {hint}`tmkit explain` lists them all")


def rules() -> list[tuple[str, str, str]]:
    """Every rule by code: code, name, what it finds."""
    rows = [(check.CODE, check.NAME, _first_line(check)) for check in CHECKS.all().values()]
    rows += [(rule.code, rule.name, rule.summary) for rule in RULES.values()]
    return sorted(rows)


def rule_texts(codes: Collection[str]) -> tuple[RuleText, ...]:
    """What the rules of these codes say of themselves; nothing about those that are not known."""
    found = [
        RuleText(rule.code, rule.name, rule.summary, _body(_of_rule(rule)), rule.severity)
        for code, rule in RULES.items()
        if code in codes
    ]
    if not RULES.keys() >= set(codes):  # the checks take a while to load
        found += [
            RuleText(check.CODE, check.NAME, _first_line(check), _body(_of_check(check)), check.SEVERITY)
            for check in CHECKS.all().values()
            if check.CODE in codes
        ]
    return tuple(sorted(found))


def _body(text: str) -> str:
    """The documentation without its first line, code and name."""
    return text.partition("\n\n")[2]


def listing() -> str:
    """Every rule, a line each."""
    return "\n".join(f"{code}  {name:24} {summary}" for code, name, summary in rules())


def _first_line(check: Check) -> str:
    return inspect.cleandoc(check.__doc__ or "").partition("\n")[0]


def _of_check(check: Check) -> str:
    body = inspect.cleandoc(check.__doc__ or "")
    return f"{check.CODE} {check.NAME} ({check.SEVERITY.name.lower()})\n\n{body}"


def _of_rule(rule: Rule) -> str:
    head = f"{rule.code} {rule.name} ({rule.severity.name.lower()})\n\n{rule.summary}"
    return f"{head}\n\nBad:  {rule.bad}\nGood: {rule.good}"


def how_to_ignore(code: str) -> str:
    """How a rule is left out."""
    return (
        f'To leave it out of one run: --ignore {code}. For a project, in tmkit.toml: [lint] ignore = ["{code}"],\n'
        "or for some files only, in a [[lint.override]]. To let one finding stand: tmkit waive ID --reason TEXT,\n"
        f"or <!-- tmkit: ignore {code} --> beside it in Markdown or HTML, # tmkit: ignore {code} in PO."
    )
