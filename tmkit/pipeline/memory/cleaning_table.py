"""What is wrong with a memory as a table that a person decides in: tab-separated, a row a unit."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import StringIO

from tmkit.errors import InputError
from tmkit.files import read_bytes
from tmkit.pipeline.memory.cleaning import Fault

__all__ = ["decided", "rows"]

_COLUMNS = ("decision", "rule", "group", "unit", "status", "uses", "changed", "document", "why", "langs")
_DECISIONS = ("remove", "keep", "")


def rows(faults: Iterable[Fault]) -> Iterator[str]:
    """The table, line by line; the texts of the unit are the last columns."""
    yield _line([*_COLUMNS, "texts"])
    for fault in faults:
        stored = fault.stored
        day = datetime.fromtimestamp(stored.changed, UTC).date().isoformat()
        told = [fault.decision, fault.rule, fault.group or "", stored.id, stored.status, fault.uses or "", day]
        texts = [variant.text for variant in stored.unit.variants]
        langs = " ".join(variant.lang for variant in stored.unit.variants)
        yield _line([*told, stored.origin.document, fault.why, langs, *texts])


def _line(cells: Iterable[object]) -> str:
    buffer = StringIO()
    csv.writer(buffer, "excel-tab", lineterminator="\n").writerow(list(cells))
    return buffer.getvalue()


def decided(path: str) -> list[str]:
    """The ids of the units that the table says ``remove`` of; InputError, with line, where it cannot be understood."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8; save the table as UTF-8, tab-separated", path) from error
    reader = csv.reader(StringIO(text, newline=""), "excel-tab")
    header = next(reader, [])
    if not {"decision", "unit"} <= set(header):
        raise InputError("the first row must name the columns, decision and unit among them", path, 1)
    at, unit = header.index("decision"), header.index("unit")
    found = []
    for cells in reader:
        decision = cells[at].strip().lower() if len(cells) > max(at, unit) else None if any(cells) else ""
        if decision not in _DECISIONS:
            raise InputError("a row must say remove, keep or nothing, and name its unit", path, reader.line_num)
        if decision == "remove":
            found.append(cells[unit].strip())
    return found
