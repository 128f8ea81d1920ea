"""What a memory saves: the segments of files by how near its best match is, in segments, words and characters."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tmkit.memory.units import Match, MatchKind, UnitStatus
from tmkit.model import Segment
from tmkit.text.normalise import normal_form
from tmkit.text.words import bare_words

__all__ = [
    "BANDS",
    "LEAST",
    "Analysis",
    "Counts",
    "Row",
    "analysis",
    "as_csv",
    "as_json",
    "as_table",
    "certain",
    "rows",
]

BANDS = ("context", "repetition", "exact", "95-99", "85-94", "75-84", "50-74", "new", "translated")
"""Names of the bands, from what costs least to what costs most; ``translated`` is what the file has already."""
LEAST = 0.5
"""The least similarity that counts as a match in an analysis."""
_FUZZY = ((95, "95-99"), (85, "85-94"), (75, "75-84"), (50, "50-74"))


class Row(NamedTuple):
    """A segment to translate, and the best that the memory has for it."""

    source: Segment
    match: Match | None
    """Of ``LEAST`` or more; None where there is none."""
    repeated: bool
    """Whether an earlier segment of the run says the same."""


class Counts(NamedTuple):
    """How much there is of something."""

    segments: int = 0
    words: int = 0
    characters: int = 0
    """Code points, spaces included."""

    def plus(self, text: str) -> Counts:
        """With one more segment."""
        return Counts(self.segments + 1, self.words + len(bare_words(text)), self.characters + len(text))


@dataclass(frozen=True, slots=True)
class Analysis:
    """The segments of a file, counted."""

    path: str
    bands: tuple[tuple[str, Counts], ...]
    """All of ``BANDS``, in their order."""

    @property
    def total(self) -> Counts:
        """Of all bands."""
        return _sum(counts for _, counts in self.bands)


def _sum(counts: Iterable[Counts]) -> Counts:
    columns = zip(*counts, strict=True)
    return Counts(*map(sum, columns))


def certain(match: Match) -> bool:
    """Whether the unit may stand as it is: its source is the same, it is approved, and nothing speaks against it.

    Other tags do not: where the formatting goes is said apart.
    """
    reasons = [penalty for penalty in match.penalties if penalty.name != "tags"]
    return match.kind is not MatchKind.FUZZY and match.stored.status is UnitStatus.APPROVED and not reasons


def rows(matched: Iterable[tuple[Segment, Sequence[Match]]], seen: set[str]) -> Iterator[Row]:
    """A row a segment; ``seen`` holds the normal forms met before, and gets those of these segments."""
    for source, matches in matched:
        form = normal_form(source.text, source.lang)
        yield Row(source, matches[0] if matches else None, form in seen)
        seen.add(form)


def analysis(path: str, counted: Iterable[Row], translated: Iterable[str] = ()) -> Analysis:
    """The rows of a file, and the sources of what it has translations of already."""
    bands = dict.fromkeys(BANDS, Counts())
    for row in counted:
        name = band(row)
        bands[name] = bands[name].plus(row.source.text)
    for text in translated:
        bands["translated"] = bands["translated"].plus(text)
    return Analysis(path, tuple(bands.items()))


def band(row: Row) -> str:
    """The band of a segment. What the context confirms is worth more than a repetition, which is translated once."""
    match = row.match
    sure = match is not None and certain(match)
    if match is not None and sure and match.kind is MatchKind.CONTEXT:
        return "context"
    if row.repeated:
        return "repetition"
    if match is None:
        return "new"
    if sure:
        return "exact"
    percent = int(round(match.score * 100, 6))
    return next((name for least, name in _FUZZY if percent >= least), "new")


def as_table(analyses: Sequence[Analysis]) -> str:
    """For people: a table a file, and one of all where there are several."""
    tables = [*analyses, *([_all(analyses)] if len(analyses) > 1 else [])]
    return "\n".join("\n".join(_table(one)) + "\n" for one in tables)


def _table(one: Analysis) -> Iterator[str]:
    yield one.path
    yield f"  {'match':12}{'segments':>10}{'words':>10}{'characters':>12}{'words %':>9}"
    words = one.total.words
    for name, counts in (*one.bands, ("total", one.total)):
        if counts.segments or name in ("new", "total"):
            share = counts.words / words if words else 0.0
            yield f"  {name:12}{counts.segments:>10,}{counts.words:>10,}{counts.characters:>12,}{share:>9.1%}"


def _all(analyses: Sequence[Analysis]) -> Analysis:
    columns = zip(*(one.bands for one in analyses), strict=True)
    bands = tuple((column[0][0], _sum(counts for _, counts in column)) for column in columns)
    return Analysis(f"{len(analyses)} files", bands)


def as_json(analyses: Sequence[Analysis]) -> dict[str, object]:
    """For programs: the files, and all of them together."""
    return {"files": [_content(one) for one in analyses], "total": _content(_all(analyses))}


def _content(one: Analysis) -> dict[str, object]:
    bands = {name: counts._asdict() for name, counts in (*one.bands, ("total", one.total))}
    return {"path": one.path, "bands": bands}


def as_csv(analyses: Sequence[Analysis]) -> str:
    """For spreadsheets: a row a band and file."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("file", "match", *Counts._fields))
    for one in analyses:
        writer.writerows((_cell(one.path), name, *counts) for name, counts in one.bands)
    return stream.getvalue()


def _cell(text: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def dumped(content: dict[str, object]) -> str:
    """JSON as tmkit prints it."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
