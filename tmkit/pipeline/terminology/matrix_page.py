"""The rendering matrix as one page: a row a concept, a column a language, every mention behind its rendering."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tmkit import pages
from tmkit.model import Excerpt, Lang, Status
from tmkit.pipeline.terminology.rendering_matrix import Matrix, Mention, Row, State, Use

__all__ = ["page"]

_AROUND = 45
"""Characters that are shown on either side of the words."""
_SAID = {
    State.MIXED: "two renderings",
    State.REJECTED: "rejected by the glossary",
    State.UNKNOWN: "no rendering found",
}
_STATUS = {Status.PREFERRED: "preferred", Status.ADMITTED: "admitted", Status.DEPRECATED: "rejected", None: "unknown"}


def page(matrix: Matrix) -> str:
    """HTML that needs nothing from elsewhere, the same for the same matrix."""
    domains = sorted({row.concept.domain for row in matrix.rows if row.concept.domain})
    return pages.page(
        "matrix",
        title="Rendering matrix",
        counts=_counts(matrix),
        domains="".join(f"<option>{escape(domain)}</option>" for domain in domains),
        releases="".join(f"<option>{escape(release)}</option>" for release in matrix.releases),
        boxes="".join(_box(lang) for lang in matrix.langs),
        hidden="\n".join(
            f"body:has(#show-{lang}:not(:checked)) [data-lang={lang}] {{ display: none; }}" for lang in matrix.langs
        ),
        source=escape(matrix.source),
        heads="".join(f'<th scope="col" data-lang="{lang}">{escape(lang)}</th>' for lang in matrix.langs),
        rows="".join(_row(row, matrix.langs) for row in matrix.rows),
    )


def _counts(matrix: Matrix) -> str:
    states = [row.state(lang) for row in matrix.rows for lang in matrix.langs]
    items = [f"<li><b>{len(matrix.rows)}</b> concepts in <b>{len(matrix.releases)}</b> releases</li>"]
    for state, said in _SAID.items():
        items.append(f'<li class="{state}"><b>{states.count(state)}</b> {said}</li>')
    return "".join(items)


def _box(lang: Lang) -> str:
    return f'<label><input type="checkbox" id="show-{lang}" checked> {escape(lang)}</label>'


def _row(row: Row, langs: tuple[Lang, ...]) -> str:
    doubtful = any(row.state(lang) in _SAID for lang in langs)
    under = " · ".join(filter(None, (row.concept.id, row.concept.domain)))
    releases = {m.release for uses in row.uses.values() for use in uses for m in use.mentions}
    words = [row.source, row.concept.id, *(use.text for uses in row.uses.values() for use in uses)]
    attributes = {
        "data-words": " ".join(words).casefold(),
        "data-domain": row.concept.domain,
        "data-releases": "|".join(sorted(releases)),
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return (
        f'<tr id="{escape(row.concept.id)}"{" class=doubtful" if doubtful else ""} {written}>'
        f'<th scope="row"><span class="term">{escape(row.source)}</span>'
        f"<small>{escape(under)}</small></th>"
        f"{''.join(_cell(row, lang) for lang in langs)}</tr>\n"
    )


def _cell(row: Row, lang: Lang) -> str:
    state = row.state(lang)
    said = f'<small class="said">{_SAID[state]}</small>' if state in _SAID else ""
    uses = "".join(_use(use) for use in row.uses.get(lang, ()))
    return f'<td class="{state}" data-lang="{lang}">{said}{uses}</td>'


def _use(use: Use) -> str:
    text = f'<bdi lang="{escape(use.mentions[0].target.lang)}">{escape(use.text)}</bdi>' if use.text else "—"
    status = _STATUS[use.status]
    return (
        f'<details class="{status}"><summary title="{status}">{text} <b>{len(use.mentions)}</b></summary>'
        f"<ul>{''.join(_mentions(use))}</ul></details>"
    )


def _mentions(use: Use) -> Iterator[str]:
    release = None
    for mention in use.mentions:
        if mention.release != release:
            release = mention.release
            yield f'<li class="release"><b>{escape(release)}</b> <time>{mention.changed or ""}</time></li>'
        yield _mention(mention)


def _mention(mention: Mention) -> str:
    excerpt = mention.target if mention.target.text else mention.source
    start = mention.target.start
    where = str(start.line) if start.clickable else mention.target.place
    return f'<li><span class="place">{escape(where)}</span> <q lang="{escape(excerpt.lang)}">{_words(excerpt)}</q></li>'


def _words(excerpt: Excerpt) -> str:
    before, after = excerpt.before, excerpt.after
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + "…"
    return f"{escape(before)}<mark>{escape(excerpt.text)}</mark>{escape(after)}"
