"""An alignment as one page for people: both texts side by side, the doubtful coloured, a plot of the path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import PurePath

from tmkit import pages
from tmkit.model import Alignment, Bead, Document, Kind, Segment
from tmkit.pipeline.alignment.aligning import pairs

__all__ = ["page"]

_HIGH, _MIDDLE = 0.9, 0.5
"""Scores from which on a bead is sure, and likely."""
_WIDTH = 300.0
"""Of the plot, in its own units; its height follows the lengths of the texts."""


def page(alignment: Alignment) -> str:
    """HTML that needs nothing from elsewhere, the same for the same alignment."""
    source, target = alignment.source, alignment.target
    return pages.page(
        "alignment",
        title=escape(f"{_name(source)} – {_name(target)}"),
        heading=f"{escape(_name(source))} <span>–</span> {escape(_name(target))}",
        counts=_counts(alignment.beads),
        source=f"{escape(source.lang)} · {escape(_name(source))}",
        target=f"{escape(target.lang)} · {escape(_name(target))}",
        rows="".join(_rows(alignment)),
        plot=_plot(alignment),
    )


def _name(document: Document) -> str:
    return PurePath(document.path).name


def _grade(bead: Bead) -> str:
    if not bead.source or not bead.target:
        return "alone"
    return "high" if bead.score >= _HIGH else "middle" if bead.score >= _MIDDLE else "low"


def _counts(beads: Sequence[Bead]) -> str:
    grades = [_grade(bead) for bead in beads]
    items = [
        ("high", grades.count("high"), f"sure, from {_HIGH}"),
        ("middle", grades.count("middle"), f"doubtful, from {_MIDDLE}"),
        ("low", grades.count("low"), f"unlikely, below {_MIDDLE}"),
        ("alone", sum(not bead.target for bead in beads), "only in the source"),
        ("alone", sum(not bead.source for bead in beads), "only in the target"),
    ]
    return "".join(f'<li class="{grade}"><b>{count}</b> {what}</li>' for grade, count, what in items)


def _rows(alignment: Alignment) -> Iterator[str]:
    blocks: set[tuple[int, int]] = set()
    """Blocks that have begun: side and number."""
    moved = _moved(alignment)
    for number, (bead, pair) in enumerate(zip(alignment.beads, pairs(alignment), strict=True)):
        new = {(side, s.block.number) for side, run in enumerate((pair.source, pair.target)) for s in run} - blocks
        classes = f"{_grade(bead)} block" if new else _grade(bead)
        shape = "" if (len(bead.source), len(bead.target)) == (1, 1) else f"{len(bead.source)}:{len(bead.target)}"
        source = _cell(pair.source, moved.get(number, "added in the target"))
        target = _cell(pair.target, moved.get(number, "not translated"))
        yield (
            f'<tr id="b{number}" class="{classes}">'
            f'<td class="score"><a href="#b{number}">{bead.score:.2f}</a> <small>{shape}</small></td>'
            f'<td lang="{escape(alignment.source.lang)}">{source}</td>'
            f'<td lang="{escape(alignment.target.lang)}">{target}</td></tr>\n'
        )
        blocks |= new


def _moved(alignment: Alignment) -> dict[int, str]:
    """What stands in place of a counterpart that is elsewhere, by row: a link to it."""
    source_rows = {i: number for number, bead in enumerate(alignment.beads) for i in bead.source}
    target_rows = {j: number for number, bead in enumerate(alignment.beads) for j in bead.target}
    links: dict[int, str] = {}
    for bead in alignment.crossings:
        here, there = [source_rows[i] for i in bead.source], [target_rows[j] for j in bead.target]
        links |= dict.fromkeys(here, f'moved: <a href="#b{there[0]}">see there</a>')
        links |= dict.fromkeys(there, f'moved: <a href="#b{here[0]}">see there</a>')
    return links


def _cell(segments: Sequence[Segment], nothing: str) -> str:
    if not segments:
        return f'<p class="nothing">{nothing}</p>'
    return "".join(_paragraph(segment) for segment in segments)


def _paragraph(segment: Segment) -> str:
    block = segment.block
    classes = [str(block.kind), *([f"level{block.level}"] if block.kind is Kind.HEADING else [])]
    place = f'<span class="place">{escape(block.place)}</span>' if block.kind in (Kind.CELL, Kind.FOOTNOTE) else ""
    return f'<p class="{" ".join(classes)}">{place}{escape(segment.text)}</p>'


def _plot(alignment: Alignment) -> str:
    rows, columns = len(alignment.source.segments), len(alignment.target.segments)
    across = _WIDTH / max(columns, 1)
    down = min(max(_WIDTH * rows / max(columns, 1), _WIDTH / 2), _WIDTH * 2) / max(rows, 1)
    marks, path = [], ["0,0"]
    for number, bead in enumerate(alignment.beads):
        marks.append(f'<a href="#b{number}" class="{_grade(bead)}">{_mark(bead, across, down)}</a>')
        if bead.source and bead.target:
            path += [
                f"{bead.target[0] * across:.1f},{bead.source[0] * down:.1f}",
                f"{(bead.target[-1] + 1) * across:.1f},{(bead.source[-1] + 1) * down:.1f}",
            ]
    marks += (f'<g class="moved">{_mark(bead, across, down)}</g>' for bead in alignment.crossings)
    return (
        f'<svg viewBox="-8 -8 {_WIDTH + 16:.0f} {rows * down + 16:.0f}" role="img" aria-label="Plot of the alignment">'
        f'<polyline points="{" ".join(path)}"/>{"".join(marks)}</svg>'
    )


def _mark(bead: Bead, across: float, down: float) -> str:
    if not bead.target:
        top = bead.source[0] * down
        return f'<line x1="-4" x2="-4" y1="{top:.1f}" y2="{top + down:.1f}"/>'
    left = bead.target[0] * across
    if not bead.source:
        return f'<line x1="{left:.1f}" x2="{left + across:.1f}" y1="-4" y2="-4"/>'
    width, height = len(bead.target) * across, len(bead.source) * down
    return f'<rect x="{left:.1f}" y="{bead.source[0] * down:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
