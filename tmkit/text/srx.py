"""Sentence breaks by SRX rules (Segmentation Rules eXchange 2.0, LISA OSCAR 2008).

At every place between two characters the rules are tried in the order of the file; the first whose
``beforebreak`` matches the text that ends there and whose ``afterbreak`` matches what follows says
whether there is a break. A place that no rule speaks of has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import regex  # type: ignore[import-untyped]  # no stubs; re has no look-behind of variable length

from tmkit.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Breaker", "Rule", "RuleSet"]

_NS = {"srx": "http://www.lisa.org/srx20"}


class Rule(NamedTuple):
    """One rule; its two patterns are regular expressions as ICU and Java know them."""

    breaks: bool
    before: str
    """Matches text that ends at the place in question; empty: any."""
    after: str
    """Matches text that starts there; empty: any."""


class RuleSet:
    """The rules of an SRX file and the languages they are for.

    InputError, naming ``path``, where the file is not well-formed XML or refers to rules it lacks.
    """

    def __init__(self, data: bytes, path: str) -> None:
        from lxml import etree

        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, remove_comments=True))
        except etree.XMLSyntaxError as error:
            raise InputError(f"not well-formed XML ({error.msg}); mend the file", path, error.lineno) from error
        groups = {
            group.get("languagerulename"): tuple(_rules(group)) for group in root.iterfind(".//srx:languagerule", _NS)
        }
        maps = [
            (map_.get("languagepattern", ""), map_.get("languagerulename"))
            for map_ in root.iterfind(".//srx:languagemap", _NS)
        ]
        for _, name in maps:
            if name not in groups:
                raise InputError(f"a language map names the rules {name!r}, which the file does not hold", path)
        self._maps = [(regex.compile(pattern), groups[name]) for pattern, name in maps]
        header = root.find("srx:header", _NS)
        self._cascade = header is not None and header.get("cascade") == "yes"

    def rules(self, lang: str) -> tuple[Rule, ...]:
        """The rules for a language, in order: of every map that fits it, or, without cascade, of the first."""
        fitting = [rules for pattern, rules in self._maps if pattern.fullmatch(lang)]
        return tuple(rule for rules in (fitting if self._cascade else fitting[:1]) for rule in rules)


def _rules(group: etree._Element) -> Iterator[Rule]:
    for rule in group.iterfind("srx:rule", _NS):
        before = rule.findtext("srx:beforebreak", "", _NS)
        after = rule.findtext("srx:afterbreak", "", _NS)
        yield Rule(rule.get("break", "yes") == "yes", before, after)


class Breaker:
    """Rules in order, compiled into two patterns.

    ``_candidates`` finds the places where some break rule matches, ``_decision`` tries all rules in
    order at such a place; its last group tells which kind of rule was the first to match.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = tuple(rules)
        places = [_place(rule) for rule in rules if rule.breaks]
        self._candidates = regex.compile("|".join(places) or "(?!)")
        self._decision = regex.compile(
            "|".join(_place(rule) + ("(?P<break>)" if rule.breaks else "(?P<join>)") for rule in rules)
        )

    def breaks(self, text: str) -> Iterator[int]:
        """Every offset, in code points, at which a new segment starts, the ends of the text left out."""
        decide = self._decision.match
        for candidate in self._candidates.finditer(text):
            place = candidate.start()
            if 0 < place < len(text) and decide(text, place).lastgroup == "break":
                yield place


def _place(rule: Rule) -> str:
    """A pattern without width that matches where the rule does."""
    before = f"(?<={rule.before})" if rule.before else ""
    after = f"(?={rule.after})" if rule.after else ""
    return before + after
