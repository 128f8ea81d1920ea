"""The review file beside a translation: what people decided about it, for people to read and edit.

``visit.kk.review.toml`` lies beside ``visit.kk.docx``:

    [[bead]]
    state = "corrected"
    source = ["Стороны договорились.", "Встреча завершилась."]
    target = ["Тараптар келісіп, кездесу аяқталды."]
    at = [12, 12]

Texts of beads are those of whole segments, so that they are found again when lines move; white space does not count.
Waivers and queries stand in the same file: see ``remarks``. Beside a source, ``visit.ru.review.toml`` holds the queries
that every translation shares.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from tmkit.errors import ConfigError
from tmkit.files import write_atomic
from tmkit.remarks import Doubt, Waiver, doubt, doubt_table, quoted, waiver, waiver_table
from tmkit.tables import TableReader, parse

__all__ = ["SUFFIX", "LockedBead", "Review", "State", "read", "review_path", "write"]

R = TypeVar("R")

SUFFIX = ".review.toml"
_KEYS = ("state", "source", "target", "at", "note")
_HEAD = "# What people decided about this translation. tmkit keeps it sorted; it can be edited.\n"


class State(StrEnum):
    """What somebody did with a bead. The aligner keeps both."""

    LOCKED = "locked"
    """Looked at: it is right."""
    CORRECTED = "corrected"
    """The aligner had it otherwise."""


@dataclass(frozen=True, slots=True)
class LockedBead:
    """Segments that belong together because somebody says so."""

    source: tuple[str, ...]
    """The texts of the segments; empty: the target has been added."""
    target: tuple[str, ...]
    """Empty: the source is not translated."""
    state: State = State.LOCKED
    at: tuple[int, int] | None = None
    """Numbers from 0 of the first source and target segment when it was decided, as in ``--format beads``.
    They tell which is meant where a text occurs twice."""
    note: str = ""
    line: int = 0
    """In the file, from 1; 0: not in a file yet."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a review file holds, each kind in the order of the file."""

    beads: tuple[LockedBead, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    queries: tuple[Doubt, ...] = ()


def review_path(translation: str) -> str:
    """``visit.kk.review.toml`` for ``visit.kk.docx``."""
    return str(Path(translation).with_suffix(SUFFIX))


def read(path: str) -> Review:
    """What the review file says, nothing where there is no file; ConfigError where it is unsound."""
    if not Path(path).is_file():
        return Review()
    text, table = parse(path)
    TableReader(path, text).known(table, ("bead", "waiver", "query"))

    def each(name: str, read_one: Callable[[TableReader, dict[str, Any], int], R]) -> tuple[R, ...]:
        return tuple(
            read_one(TableReader(path, text, line), one, line) for line, one in _tables(path, text, table, name)
        )

    return Review(each("bead", _bead), each("waiver", waiver), each("query", doubt))


def _tables(path: str, text: str, table: dict[str, Any], name: str) -> list[tuple[int, dict[str, Any]]]:
    """The tables of that name, each with its line."""
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise TableReader(path, text).error(name, f"write each {name} as a table of its own: [[{name}]]")
    lines = _lines_of(name, text)
    if len(lines) != len(found):  # one list in brackets
        lines = [1] * len(found)
    return list(zip(lines, found, strict=True))


def _lines_of(name: str, text: str) -> list[int]:
    lines = enumerate(text.splitlines(), 1)
    return [number for number, line in lines if "".join(line.partition("#")[0].split()) == f"[[{name}]]"]


def _bead(reader: TableReader, table: dict[str, Any], line: int) -> LockedBead:
    reader.known(table, _KEYS)
    source, target = reader.texts(table, "source"), reader.texts(table, "target")
    if not source and not target:
        raise reader.error("bead", "this bead has neither 'source' nor 'target'; give the texts of its segments")
    state = table.get("state", State.LOCKED)
    if state not in list(State):
        raise reader.error("state", f"unknown state {state!r}; write {' or '.join(State)}")
    note = reader.text(table, "note") if "note" in table else ""
    return LockedBead(source, target, State(state), _at(reader, table), note, line)


def _at(reader: TableReader, table: dict[str, Any]) -> tuple[int, int] | None:
    match table.get("at"):
        case None:
            return None
        case [int(source), int(target)] if source >= 0 and target >= 0:
            return source, target
    error: ConfigError = reader.error("at", "'at' must be two numbers of segments, such as [12, 14]")
    raise error


def write(path: str, review: Review) -> None:
    """Write the file, sorted: beads by place in the source, first what has none there; then waivers and queries."""
    beads = sorted(review.beads, key=lambda bead: (bead.at or (0, 0), bead.source, bead.target))
    waivers = sorted(review.waivers, key=lambda one: (one.rule, one.concept, one.finding, one.reason))
    queries = sorted(review.queries, key=lambda one: (one.source, one.question))
    tables = [*map(_table, beads), *map(waiver_table, waivers), *map(doubt_table, queries)]
    with write_atomic(path) as stream:
        stream.write("\n".join([_HEAD, *tables]).encode())


def _table(bead: LockedBead) -> str:
    lines = ["[[bead]]", f'state = "{bead.state}"', _row("source", bead.source), _row("target", bead.target)]
    if bead.at is not None:
        lines.append(f"at = [{bead.at[0]}, {bead.at[1]}]")
    if bead.note:
        lines.append(f"note = {quoted(bead.note)}")
    return "\n".join(lines) + "\n"


def _row(key: str, texts: tuple[str, ...]) -> str:
    if len(texts) < 2:
        return f"{key} = [{', '.join(map(quoted, texts))}]"
    return "\n".join([f"{key} = [", *(f"  {quoted(text)}," for text in texts), "]"])
