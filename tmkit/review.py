"""The review file beside a translation: what people decided about it, for people to read and edit.

``visit.kk.review.toml`` lies beside ``visit.kk.docx``:

    [[bead]]
    state = "corrected"
    source = ["Стороны договорились.", "Встреча завершилась."]
    target = ["Тараптар келісіп, кездесу аяқталды."]
    at = [12, 12]

Texts are those of whole segments, so that they are found again when lines move; white space does not count.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from tmkit.errors import ConfigError
from tmkit.files import write_atomic
from tmkit.tables import TableReader, parse

__all__ = ["SUFFIX", "LockedBead", "State", "read", "review_path", "write"]

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


def review_path(translation: str) -> str:
    """``visit.kk.review.toml`` for ``visit.kk.docx``."""
    return str(Path(translation).with_suffix(SUFFIX))


def read(path: str) -> tuple[LockedBead, ...]:
    """The beads of a review file in its order, none where there is no file; ConfigError where it is unsound."""
    if not Path(path).is_file():
        return ()
    text, table = parse(path)
    reader = TableReader(path, text)
    reader.known(table, ("bead",))
    beads = table.get("bead", [])
    if not isinstance(beads, list) or not all(isinstance(bead, dict) for bead in beads):
        raise reader.error("bead", "write each bead as a table of its own: [[bead]]")
    lines = _lines_of_beads(text)
    if len(lines) != len(beads):  # one list in brackets
        lines = [1] * len(beads)
    return tuple(_bead(TableReader(path, text, line), bead, line) for bead, line in zip(beads, lines, strict=True))


def _lines_of_beads(text: str) -> list[int]:
    lines = enumerate(text.splitlines(), 1)
    return [number for number, line in lines if "".join(line.partition("#")[0].split()) == "[[bead]]"]


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


def write(path: str, beads: Iterable[LockedBead]) -> None:
    """Write the file, sorted by place in the source; first what has none there."""
    ordered = sorted(beads, key=lambda bead: (bead.at or (0, 0), bead.source, bead.target))
    with write_atomic(path) as stream:
        stream.write("\n".join([_HEAD, *map(_table, ordered)]).encode())


def _table(bead: LockedBead) -> str:
    lines = ["[[bead]]", f'state = "{bead.state}"', _row("source", bead.source), _row("target", bead.target)]
    if bead.at is not None:
        lines.append(f"at = [{bead.at[0]}, {bead.at[1]}]")
    if bead.note:
        lines.append(f"note = {_quoted(bead.note)}")
    return "\n".join(lines) + "\n"


def _row(key: str, texts: tuple[str, ...]) -> str:
    if len(texts) < 2:
        return f"{key} = [{', '.join(map(_quoted, texts))}]"
    return "\n".join([f"{key} = [", *(f"  {_quoted(text)}," for text in texts), "]"])


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's, but that DEL too must be escaped."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "\\u007f")
