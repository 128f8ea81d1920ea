"""What is wrong with a memory as a table that a person decides in: tab-separated, a row a unit."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import NamedTuple

from tmkit.errors import InputError, UsageError
from tmkit.files import read_bytes
from tmkit.languages import canonical
from tmkit.model import Lang
from tmkit.pipeline.memory.cleaning import Fault
from tmkit.pipeline.memory.repeated_units import INHERITED

__all__ = ["Decided", "decided", "rows"]

_COLUMNS = ("decision", "rule", "group", "unit", "status", "uses", "changed", "document", "why", "langs")
_DECISIONS = ("remove", "keep", "")


def rows(faults: Iterable[Fault]) -> Iterator[str]:
    """The table, line by line; the texts of the unit are the last columns."""
    yield _line([*_COLUMNS, "texts"])
    for fault in faults:
        stored = fault.stored
        day = datetime.fromtimestamp(stored.changed, UTC).date().isoformat()
        decision = " ".join([fault.decision, *fault.langs])
        told = [decision, fault.rule, fault.group or "", stored.id, stored.status, fault.uses or "", day]
        texts = [variant.text for variant in stored.unit.variants]
        langs = " ".join(variant.lang for variant in stored.unit.variants)
        yield _line([*told, stored.origin.document, fault.why, langs, *texts])


def _line(cells: Iterable[object]) -> str:
    buffer = StringIO()
    csv.writer(buffer, "excel-tab", lineterminator="\n").writerow(list(cells))
    return buffer.getvalue()


class Decided(NamedTuple):
    """What a row says of a unit that is not to stay as it is."""

    unit: str
    """Its id."""
    langs: tuple[Lang, ...]
    """What is to be removed of it; none: all of it."""
    heir: str
    """The id of the unit that is met in its places; empty for none."""


def decided(path: str) -> list[Decided]:
    """The rows that say ``remove``; InputError, with line, where the table cannot be understood."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8; save the table as UTF-8, tab-separated", path) from error
    reader = csv.DictReader(StringIO(text, newline=""), dialect="excel-tab", restval="")
    if not {"decision", "unit"} <= set(reader.fieldnames or ()):
        raise InputError("the first row must name the columns, decision and unit among them", path, 1)
    found = []
    stays: dict[str, str] = {}
    for row in reader:
        word, *langs = row["decision"].strip().split() or [""]
        unit = row["unit"].strip()
        if word.lower() not in _DECISIONS or (langs and word.lower() != "remove") or not unit:
            raise InputError("a row must say remove, keep or nothing, and name its unit", path, reader.line_num)
        group = row.get("group", "") if row.get("rule", "") in INHERITED else ""
        if word.lower() == "keep" and group:
            stays[group] = "" if group in stays else unit  # of two that stay none is the heir
        elif word.lower() == "remove":
            found.append((unit, tuple(_lang(code, path, reader.line_num) for code in langs), group))
    return [Decided(unit, langs, stays.get(group, "") if group else "") for unit, langs, group in found]


def _lang(code: str, path: str, line: int) -> Lang:
    try:
        return canonical(code)
    except UsageError as error:
        raise InputError(f"{error.message}; write remove, or remove kk", path, line) from error
