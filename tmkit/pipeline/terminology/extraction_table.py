"""Proposals of terms in the form that a person reads, or that a table program and tmkit itself do."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO

from tmkit.model import Lang
from tmkit.pipeline.terminology.extracting import Extraction, Proposal

__all__ = ["FORMS", "render"]

FORMS = ("human", "csv", "tsv", "json")


def render(extraction: Extraction, form: str) -> str:
    """The proposals in the form ``human``, ``csv``, ``tsv`` or ``json``.

    The tables have a column for each language, by its code, in which several renderings are parted by a semicolon
    and marked by an asterisk as proposed, as in a glossary; rows that are not wanted are deleted, the rest is one.
    """
    match form:
        case "human":
            return "\n".join(_paragraph(number, one) for number, one in enumerate(extraction.proposals, 1))
        case "csv":
            return _table(extraction, ",")
        case "tsv":
            return _table(extraction, "\t")
        case "json":
            rows = [_content(one) for one in extraction.proposals]
            return json.dumps({"candidates": rows}, ensure_ascii=False, indent=1) + "\n"
    raise ValueError(form)


def _paragraph(number: int, one: Proposal) -> str:
    times = f"{one.candidate.frequency}× in {one.documents} document{'' if one.documents == 1 else 's'}"
    lines = [f"{number:4}  {one.candidate.text}  ({times}{', known: ' + one.concept if one.concept else ''})"]
    for lang, _ in one.renderings:
        if shown := _shown(one, lang):
            lines.append(f"      {lang.partition('-')[0].upper()}  {shown}")
    return "\n".join([*lines, f"      {one.place}: {one.context}"]) + "\n"


def _shown(one: Proposal, lang: Lang) -> str:
    return "; ".join(f"{r.text} {len(r.pairs)}×" for r in dict(one.renderings)[lang])


def _table(extraction: Extraction, delimiter: str) -> str:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    counts = [f"consistency {lang}" for lang in extraction.langs]
    writer.writerow(["id", "ru", *extraction.langs, "frequency", "documents", *counts, "context", "place"])
    writer.writerows(_row(one, extraction.langs) for one in extraction.proposals)
    return stream.getvalue()


def _row(one: Proposal, langs: tuple[Lang, ...]) -> Iterator[str]:
    renderings = dict(one.renderings)
    yield one.concept
    yield one.candidate.text
    yield from ("; ".join(f"*{r.text}" for r in renderings.get(lang, ())) for lang in langs)
    yield from (str(one.candidate.frequency), str(one.documents))
    for lang in langs:
        consistency = one.consistency(lang)
        yield "" if consistency is None else f"{consistency:.2f}"
    yield from (one.context, one.place)


def _content(one: Proposal) -> dict[str, object]:
    return {
        "term": one.candidate.text,
        "frequency": one.candidate.frequency,
        "documents": one.documents,
        "concept": one.concept or None,
        "context": one.context,
        "place": one.place,
        "renderings": {
            lang: [{"text": r.text, "frequency": len(r.pairs), "score": round(r.score, 2)} for r in found]
            for lang, found in one.renderings
        },
        "consistency": {lang: one.consistency(lang) for lang, _ in one.renderings},
    }
