"""The rendering matrix as a text for the terminal, as a table, as JSON, or as a page."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from tmkit.model import Excerpt
from tmkit.pipeline.terminology.matrix_page import page
from tmkit.pipeline.terminology.rendering_matrix import Matrix, Mention, Row, State, Use

__all__ = ["FORMS", "NOTHING", "render"]

FORMS = ("human", "html", "json", "csv", "tsv")
NOTHING = "(none that the glossary knows)"


def render(matrix: Matrix, form: str) -> str:
    """The matrix in one of ``FORMS``; the tables have a line for each rendering in each release."""
    match form:
        case "human":
            return "\n".join(_paragraph(row) for row in matrix.rows)
        case "html":
            return page(matrix)
        case "json":
            return _json(matrix)
        case "csv":
            return _table(matrix, ",")
        case "tsv":
            return _table(matrix, "\t")
    raise ValueError(form)


def _paragraph(row: Row) -> str:
    lines = [f"{row.source}  [{row.concept.id}]"]
    for lang, uses in row.uses.items():
        mark = f"  <- {row.state(lang)}" if row.state(lang) in (State.MIXED, State.REJECTED) else ""
        lines.append(f"  {lang:8}{'; '.join(map(_counted, uses))}{mark}")
    return "\n".join(lines) + "\n"


def _counted(use: Use) -> str:
    releases = Counter(mention.release for mention in use.mentions)
    where = ", ".join(f"{release} {count}" for release, count in releases.items())
    return f"{use.text or NOTHING} {len(use.mentions)}× ({where})"


def _table(matrix: Matrix, delimiter: str) -> str:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    head = ["concept", "domain", matrix.source, "language", "rendering", "status", "release", "changed"]
    writer.writerow([*head, "count", "places"])
    for row in matrix.rows:
        writer.writerows(_lines(row))
    return stream.getvalue()


def _lines(row: Row) -> Iterator[list[str]]:
    for lang, uses in row.uses.items():
        for use in uses:
            by_release: dict[str, list[Mention]] = {}
            for mention in use.mentions:
                by_release.setdefault(mention.release, []).append(mention)
            for release, found in by_release.items():
                head = [row.concept.id, row.concept.domain, row.source, lang, use.text, use.status or ""]
                places = "; ".join(place(mention.target) for mention in found)
                yield [*head, release, str(found[0].changed or ""), str(len(found)), places]


def place(excerpt: Excerpt) -> str:
    """``line 4``; the place itself where lines mean nothing."""
    return f"line {excerpt.start.line}" if excerpt.start.clickable else excerpt.place


def _json(matrix: Matrix) -> str:
    content = {
        "source": matrix.source,
        "languages": matrix.langs,
        "releases": matrix.releases,
        "concepts": [
            {
                "concept": row.concept.id,
                "domain": row.concept.domain or None,
                "term": row.source,
                "renderings": {lang: [_use(use) for use in uses] for lang, uses in row.uses.items()},
                "state": {lang: row.state(lang) for lang in matrix.langs},
            }
            for row in matrix.rows
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _use(use: Use) -> dict[str, object]:
    return {"text": use.text or None, "status": use.status, "mentions": [_mention(one) for one in use.mentions]}


def _mention(one: Mention) -> dict[str, object]:
    return {
        "release": one.release,
        "changed": str(one.changed) if one.changed else None,
        **_excerpt(one.target),
        "source": _excerpt(one.source),
    }


def _excerpt(excerpt: Excerpt) -> dict[str, object]:
    return {
        "path": excerpt.start.path,
        "line": excerpt.start.line,
        "column": excerpt.start.column,
        "place": excerpt.place,
        "text": excerpt.text,
    }
