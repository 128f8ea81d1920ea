"""What people remark in a review file besides beads: findings that are meant, and doubts about the source.

[[waiver]]
rule = "TM104"
finding = "a41c9e"
concept = "water-shortage"
reason = "the second wording is a quotation from the law"
until = 2027-06-30

[[query]]
source = "товарооборот вырос на 3,5 %"
question = "The statistics office gives 25 %; which is right?"
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tmkit.errors import ConfigError
from tmkit.model import Finding
from tmkit.tables import TableReader

__all__ = ["Doubt", "Waiver", "doubt", "doubt_table", "quoted", "waiver", "waiver_table"]

_WAIVER = ("rule", "finding", "concept", "reason", "until")
_QUERY = ("source", "question")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that is meant to stay, or all of one rule, or of one rule about one concept."""

    reason: str
    rule: str = ""
    """A code, its beginning, or a name: ``TM104``, ``TM1``, ``term-inconsistent``; empty: as the id says."""
    finding: str = ""
    """The id of one finding; empty: every one that the rest describes."""
    concept: str = ""
    """The id of a concept; empty: whatever the finding is about."""
    until: date | None = None
    """The last day on which it holds; None: for good."""
    line: int = 0
    """In the file, from 1; 0: not in a file yet."""

    def covers(self, finding: Finding) -> bool:
        """Whether the finding, its id given, is one that is meant; whatever the date."""
        return (
            self.finding in ("", finding.id)
            and self.concept in ("", finding.concept)
            and (finding.code.startswith(self.rule.upper()) or finding.check == self.rule)
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody asks whether the source is right about a fact."""

    source: str
    """Words of the source: a sentence, or a part of one."""
    question: str
    line: int = 0
    """In the file, from 1; 0: not in a file yet."""


def waiver(reader: TableReader, table: Mapping[str, Any], line: int) -> Waiver:
    """A ``[[waiver]]``; ConfigError where it waives nothing, or says no reason."""
    reader.known(table, _WAIVER)
    rule, finding, concept = (reader.text(table, key) if key in table else "" for key in _WAIVER[:3])
    if not rule and not finding:
        raise reader.error("waiver", "this waiver has neither 'rule' nor 'finding'; say what it is for")
    if "reason" not in table:
        raise reader.error("waiver", "this waiver has no 'reason'; say why the finding is to stay")
    return Waiver(reader.text(table, "reason"), rule, finding, concept, _date(reader, table), line)


def _date(reader: TableReader, table: Mapping[str, Any]) -> date | None:
    match table.get("until"):
        case None:
            return None
        case date() as until if not isinstance(until, datetime):
            return until
        case str(text) if _DATE.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                pass
    error: ConfigError = reader.error("until", "'until' must be a date, such as 2027-06-30")
    raise error


def doubt(reader: TableReader, table: Mapping[str, Any], line: int) -> Doubt:
    """A ``[[query]]``; ConfigError where the words of the source or the question are missing."""
    reader.known(table, _QUERY)
    for key in _QUERY:
        if key not in table:
            raise reader.error("query", f"this query has no {key!r}; give words of the source and a question")
    return Doubt(reader.text(table, "source"), reader.text(table, "question"), line)


def waiver_table(one: Waiver) -> str:
    """The waiver as a table of the file."""
    texts = {"rule": one.rule, "finding": one.finding, "concept": one.concept, "reason": one.reason}
    lines = ["[[waiver]]", *(f"{key} = {quoted(text)}" for key, text in texts.items() if text)]
    return "\n".join([*lines, *([f"until = {one.until}"] if one.until else [])]) + "\n"


def doubt_table(one: Doubt) -> str:
    """The query as a table of the file."""
    return f"[[query]]\nsource = {quoted(one.source)}\nquestion = {quoted(one.question)}\n"


def quoted(text: str) -> str:
    """A TOML basic string: JSON's, but that DEL too must be escaped."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "\\u007f")
