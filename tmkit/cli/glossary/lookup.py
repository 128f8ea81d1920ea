"""``tmkit glossary lookup``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tmkit.cli.options import about_glossary, glossary_option, glossary_paths, house_beside, said
from tmkit.cli.output import payload, talk, utf8
from tmkit.files import STANDARD, read_bytes

if TYPE_CHECKING:
    from tmkit.model import Concept


@click.command("lookup", short_help="What does the termbase say of these words, in whatever form?")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--lang", metavar="LANG", help="The language of the words (else any).")
@glossary_option
@click.option(
    "--format", "form", type=click.Choice(["human", "json"]), default="human", help="human (default) or json."
)
def command(words: tuple[str, ...], lang: str | None, glossaries: tuple[str, ...], form: str) -> None:
    """Find the concepts that WORD... names, inflected or not, in any language, and say what to write for them.

    `-` reads a query a line and answers in the same order; json is an object a line. Exits with 1 where nothing
    is found.

    \b
    tmkit glossary lookup Среднему коридору
    tmkit glossary lookup yoʻlakning --lang uz-Latn --format json
    """
    from tmkit.pipeline.inputs.glossary import glossary
    from tmkit.pipeline.terminology.lookup import lookup

    chosen = said(lang)
    paths = glossary_paths(glossaries, "tmkit.toml")
    about_glossary(paths)
    terms = glossary(paths, house_beside("tmkit.toml"))
    queries = _queries() if words == (STANDARD,) else [" ".join(words)]
    missed = 0
    with payload(None) as stream:
        for query in queries:
            found = lookup(query, terms, chosen)
            missed += not found
            for piece in _answer(query, found, form):
                stream.write(utf8(piece))
            if not found:
                talk(f"tmkit: no concept has «{query}» in a term")
    sys.exit(1 if missed else 0)


def _queries() -> list[str]:
    from tmkit.formats.encoding import decode

    return [line for line in decode(read_bytes(STANDARD), STANDARD).text.splitlines() if line.strip()]


def _answer(query: str, found: tuple[Concept, ...], form: str) -> Iterator[str]:
    from json import dumps

    from tmkit.pipeline.terminology.cards import as_json, card

    if form == "json":
        said = {"query": query, "concepts": [as_json(concept) for concept in found]}
        yield dumps(said, ensure_ascii=False) + "\n"
    else:
        yield "\n".join(card(concept) for concept in found)
