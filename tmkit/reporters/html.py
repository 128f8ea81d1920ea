"""Findings as one page that needs nothing from elsewhere: side by side with the source, to filter, read and print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from tmkit.model import Excerpt, Finding, Query, Report, Severity
from tmkit.pages import page
from tmkit.reporters._wording import advice, by_rule, place, plural, posix, severity

__all__ = ["render"]


def render(report: Report, *, colour: bool = False, width: int = 80) -> Iterator[str]:
    """The page; ``colour`` and ``width`` have no meaning here."""
    head, foot = page(
        "report",
        title=f"tmkit: {_heading(report)}",
        heading=_heading(report),
        counts="".join(_counts(report)),
        severities="".join(_severities(report)),
        rules="".join(_rules(report)),
        filters="" if report.findings else " hidden",
    ).split("<!-- files -->")
    yield head
    for path, findings in groupby(report.findings, key=lambda finding: finding.target.start.path):
        yield from _file(path, list(findings))
    if report.queries:
        yield '<section class="file queries"><h2>Queries about the source</h2>\n'
        yield from map(_query, report.queries)
        yield "</section>\n"
    yield foot


def _heading(report: Report) -> str:
    if not report.findings:
        return "Nothing found"
    files = len({finding.target.start.path for finding in report.findings})
    return f"{plural(len(report.findings), 'finding')} in {plural(files, 'file')}"


def _counts(report: Report) -> Iterator[str]:
    for level in sorted(Severity, reverse=True):
        name, count = level.name.lower(), report.count(level)
        yield f'<li class="{name}"><b>{count}</b> {plural(count, name).partition(" ")[2]}</li>'
    looked_at = plural(report.segments, "segment").partition(" ")[2] + " looked at"
    for count, what in ((report.segments, looked_at), (len(report.waived), "waived")):
        if count:
            yield f"<li><b>{count}</b> {what}</li>"
    if report.frozen:
        yield f"<li><b>{report.frozen}</b> in the baseline</li>"


def _severities(report: Report) -> Iterator[str]:
    for level in sorted(Severity, reverse=True):
        if report.count(level):
            name = level.name.lower()
            yield f'<label class="{name}"><input type="checkbox" name="severity" value="{name}" checked>{name}</label>'


def _rules(report: Report) -> Iterator[str]:
    texts = {rule.code: rule.summary for rule in report.rules}
    for code, name, count, _ in by_rule(report.findings):
        title = f' title="{escape(texts[code])}"' if code in texts else ""
        box = f'<input type="checkbox" name="rule" value="{escape(code)}" checked>'
        yield f"<label{title}>{box}{escape(code)} {escape(name)} <small>{count}</small></label>"


class _Segment(NamedTuple):
    """A segment of the translation by what is known of it."""

    place: str
    text: str
    lang: str


def _segment(finding: Finding) -> _Segment:
    target = finding.target
    return _Segment(target.place, target.before + target.text + target.after, target.lang)


def _file(path: str, findings: Sequence[Finding]) -> Iterator[str]:
    yield f'<section class="file"><h2>{escape(posix(path))}</h2>\n'
    for segment, group in groupby(findings, key=_segment):
        yield from _row(segment, list(group))
    yield "</section>\n"


def _row(segment: _Segment, findings: Sequence[Finding]) -> Iterator[str]:
    """A sentence beside its source, what was found in it below."""
    yield '<article class="row">\n<div class="sides">\n'
    sources = dict.fromkeys(
        (one.source.lang, one.source.before + one.source.text + one.source.after) for one in findings if one.source
    )
    yield "<div>\n"
    for lang, text in sources:
        spans = [(one, one.source) for one in findings if one.source is not None and _text(one.source) == text]
        yield _side(lang, text, spans, "source")
    yield "</div>\n"
    yield _side(segment.lang, segment.text, [(one, one.target) for one in findings], "target")
    yield "</div>\n"
    for finding in findings:
        yield _card(finding)
    yield "</article>\n"


def _text(excerpt: Excerpt) -> str:
    return excerpt.before + excerpt.text + excerpt.after


def _side(lang: str, text: str, spans: Sequence[tuple[Finding, Excerpt]], kind: str) -> str:
    shown = _marked(text, spans) if text else '<i class="nothing">nothing stands here</i>'
    code = "" if lang == "und" else f'<span class="lang">{escape(lang)}</span>'
    attribute = "" if lang == "und" else f' lang="{escape(lang)}"'
    return f'<p class="{kind}"{attribute}>{code}{shown}</p>\n'


def _marked(text: str, spans: Sequence[tuple[Finding, Excerpt]]) -> str:
    """The text with a mark on the words of each finding; where several meet, the gravest shows."""
    places = [(len(one.before), len(one.before) + len(one.text), finding) for finding, one in spans]
    cuts = sorted({0, len(text), *(edge for start, stop, _ in places for edge in (start, stop))})
    pieces = []
    for start, stop in zip(cuts, [*cuts[1:], len(text)], strict=True):
        gaps = [finding for left, right, finding in places if left == right == start]
        pieces.append(_mark("", gaps) if gaps else "")
        here = [finding for left, right, finding in places if left <= start and stop <= right and left < right]
        piece = escape(text[start:stop])
        pieces.append(_mark(piece, here) if here and piece else piece)
    return "".join(pieces)


def _mark(piece: str, findings: Sequence[Finding]) -> str:
    gravest = max(findings, key=lambda finding: finding.severity)
    ids = " ".join(dict.fromkeys(finding.id for finding in findings))
    empty = "" if piece else " gap"
    return f'<mark class="{severity(gravest)}{empty}" data-ids="{escape(ids)}">{piece}</mark>'


def _card(finding: Finding) -> str:
    level = severity(finding)
    kind, _, write = advice(finding).partition(": ")
    written = (
        f'<p class="write">{kind}: <b lang="{escape(finding.target.lang)}">{escape(write)}</b></p>' if write else ""
    )
    return (
        f'<div class="card {level}" data-id="{escape(finding.id)}" '
        f'data-rule="{escape(finding.code)}" data-severity="{level}">'
        f'<p class="rule"><b>{level}</b> {escape(finding.code)} {escape(finding.check)} '
        f'<span class="place">{escape(_where(finding.target))}</span> <code>{escape(finding.id)}</code></p>'
        f"<p>{escape(finding.message)}</p>{written}</div>\n"
    )


def _where(excerpt: Excerpt) -> str:
    if not excerpt.start.clickable:
        return excerpt.place
    return f"line {excerpt.start.line}, column {excerpt.start.column}"


def _query(query: Query) -> str:
    excerpt = query.source
    text = f"{escape(excerpt.before)}<mark>{escape(excerpt.text)}</mark>{escape(excerpt.after)}"
    return (
        f'<article class="row"><div class="sides"><p class="source" lang="{escape(excerpt.lang)}">{text}</p>'
        f'<p>{escape(query.question)} <span class="place">{escape(posix(place(excerpt)))}</span></p></div></article>\n'
    )
