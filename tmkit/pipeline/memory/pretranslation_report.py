"""What a memory gave for a file, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.pipeline.memory import leverage
from tmkit.pipeline.memory.pretranslating import Outcome, Pretranslated, State, origin

__all__ = ["as_json", "as_text"]

_SHOWN = 70
"""Code points of a source in a line."""


def as_text(made: Pretranslated) -> str:
    """The table of the analysis, and a line for each segment that somebody has to look at."""
    lines = [_line(one) for one in made.outcomes if one.state is State.NEEDS_WORK or one.reason]
    listed = ["", "To be looked at:", *lines] if lines else []
    return leverage.as_table([made.analysis]) + "".join(f"{line}\n" for line in listed)


def _line(one: Outcome) -> str:
    score = f"{one.match.score:.0%}" if one.match is not None else ""
    text = one.source.text if len(one.source.text) <= _SHOWN else f"{one.source.text[: _SHOWN - 1]}…"
    reason = f"  ({one.reason})" if one.reason else ""
    return f"  {_place(one)}  {score} {one.state}  {text}{reason}"


def _place(one: Outcome) -> str:
    first = one.source.locate(0)
    return one.source.block.place or f"line {first.line}"


def as_json(made: Pretranslated) -> dict[str, object]:
    """The analysis, and all segments in their order."""
    return leverage.as_json([made.analysis]) | {"segments": list(_segments(made))}


def _segments(made: Pretranslated) -> Iterator[dict[str, object]]:
    for one in made.outcomes:
        first = one.source.locate(0)
        match = one.match
        found = None
        if match is not None:
            found = {
                "source": match.source.text,
                "target": match.target.text,
                "match": match.kind.value,
                "score": round(match.score, 6),
                "penalties": [[name, amount] for name, amount in match.penalties],
                "unit": match.stored.id,
                "origin": origin(match),
            }
        yield {
            "source": one.source.text,
            "line": first.line,
            "column": first.column,
            "place": one.source.block.place,
            "state": one.state.value,
            "reason": one.reason,
            "best": found,
        }
