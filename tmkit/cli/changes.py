"""``tmkit changes``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

from tmkit.cli.differences import bracketed, code, edited, proposed, said
from tmkit.cli.options import PATH, about_glossary, from_option, glossary_option, glossary_paths, language_options
from tmkit.cli.output import payload, talk, utf8

if TYPE_CHECKING:
    from tmkit.model import Segment
    from tmkit.pipeline.memory.changes import Comparison, Passage

_SUMMARY = (
    ("stands", "{} stand"),
    ("changed", "{} changed: look at them"),
    ("moved", "{} moved"),
    ("new", "{} new, not translated"),
    ("gone", "{} to be taken out"),
)


@click.command("changes", short_help="What a new version of the source means for its translations.")
@click.argument("old", type=PATH, metavar="OLD")
@click.argument("new", type=PATH, metavar="NEW")
@click.argument("targets", type=PATH, nargs=-1, required=True, metavar="TGT...")
@click.option("--fail", is_flag=True, help="Exit with 1 when anything is left to do.")
@click.option("--all", "everything", is_flag=True, help="Show what stands, too.")
@click.option("--encoder", default="auto", show_default=True, help="What turns sentences into vectors.")
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", help="human (default), json.")
@click.option("-o", "--output", type=PATH, help="Write the report to a file.")
@glossary_option
@language_options
@from_option
def command(
    old: str,
    new: str,
    targets: tuple[str, ...],
    fail: bool,
    everything: bool,
    encoder: str,
    form: str,
    output: str | None,
    glossaries: tuple[str, ...],
    source_lang: str | None,
    target_langs: tuple[str, ...],
    stdin: str | None,
) -> None:
    """Compare OLD and NEW, two versions of a source, and say what that means for each TGT, a translation of OLD.

    A sentence of the translation stands, is to be looked at (what changed is shown, numbers and terms apart), moved,
    or is to be taken out; a sentence of NEW may have no translation yet.

    \b
    tmkit changes visit.v1.ru.docx visit.ru.docx visit.kk.docx
    tmkit changes old/visit.ru.md visit.ru.md visit.kk.md visit.uz-Latn.md --format json
    tmkit changes old.ru.txt new.ru.txt visit.en.txt --fail
    """
    from tmkit.cli.documents import documents
    from tmkit.pipeline.inputs.documents import read
    from tmkit.pipeline.inputs.glossary import glossary
    from tmkit.pipeline.memory.changes import as_json, compare

    reader = partial(read, stdin=stdin)
    before, drafts, errors = documents(old, targets, source_lang, target_langs, reader)
    after = reader(new, source_lang)
    termbases = glossary_paths(glossaries, new)
    about_glossary(termbases)
    compared = [compare(before, after, draft, glossary(termbases), encoder) for draft in drafts]
    with payload(output, old, new, *targets) as stream:
        if form == "json":
            stream.write(utf8(as_json(old, new, compared) + "\n"))
        else:
            stream.writelines(utf8(piece) for one in compared for piece in _human(one, everything=everything))
    for error in (*(notice for one in compared for notice in one.notices), *errors):
        talk(str(error))
    if errors:
        sys.exit(2)
    if fail and not all(one.settled for one in compared):
        sys.exit(1)


def _human(one: Comparison, *, everything: bool) -> Iterator[str]:
    from tmkit.pipeline.memory.changes import State

    for passage in one.passages:
        if everything or passage.state is not State.STANDS:
            said = f"{passage.state}{_behind(passage)}"
            yield "\n".join([f"{_where(passage, one.path)}  {said}", *_body(passage)]) + "\n\n"
    counts = [text.format(count) for name, text in _SUMMARY if (count := one.count(State(name)))]
    yield f"{one.path}: {', '.join(counts)}\n"


def _where(passage: Passage, path: str) -> str:
    if passage.target is not None:
        return _place(passage.target)
    return f"after {_place(passage.after)}" if passage.after is not None else f"{path}, at the beginning"


def _behind(passage: Passage) -> str:
    """Where a passage belongs that moved."""
    from tmkit.pipeline.memory.changes import State

    if passage.state is not State.MOVED:
        return ""
    return f": it comes after {_place(passage.after)} now" if passage.after is not None else " to the beginning"


def _place(segment: Segment) -> str:
    path, line, column = segment.locate(0)
    return f"{path}, {segment.block.place}" if segment.block.place else f"{path}:{line}:{column}"


def _body(passage: Passage) -> Iterator[str]:
    sources = [segment for segment in (passage.new, passage.old) if segment is not None]
    text = sources[0].text if len(sources) == 1 else edited(sources[1].text, sources[0].text)
    yield f"  {code(sources[0].lang)}  {text}"
    if passage.target is not None:
        spans = sorted({change.span for change in passage.differences if change.span is not None})
        yield f"  {code(passage.target.lang)}  {bracketed(passage.target.text, spans)}"
        yield from (f"  {said(change, passage.target.text)}" for change in passage.differences)
        yield from proposed(passage.target, passage.differences)
