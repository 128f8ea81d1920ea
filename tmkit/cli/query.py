"""``tmkit query``."""

from __future__ import annotations

import click

from tmkit.cli.options import PATH
from tmkit.cli.output import talk
from tmkit.errors import UsageError


@click.command("query", short_help="Note a doubt about what the source says.")
@click.argument("source", type=PATH, metavar="SRC")
@click.argument("words")
@click.argument("question")
@click.option("--source-lang", metavar="LANG", help="Language of the source, such as ru (else file name or text).")
def command(source: str, words: str, question: str, source_lang: str | None) -> None:
    """Attach a QUESTION to the sentence of SRC that holds the WORDS, in the review file beside SRC.

    SRC is a source, or a bilingual file. It is no fault: check and lint list it apart, and build and align put it
    into the unit as a note.

    \b
    tmkit query visit.ru.docx "вырос на 3,5 %" "The statistics office gives 25 %; which is right?"
    """
    from tmkit.files import STANDARD
    from tmkit.pipeline.alignment.querying import ask
    from tmkit.pipeline.inputs.documents import read
    from tmkit.pipeline.inputs.units import is_bilingual, read_units

    if source == STANDARD:
        raise UsageError("a query is kept beside its source; name the file")
    if not words.strip() or not question.strip():
        raise UsageError("give words of the source and a question")
    if is_bilingual(source):
        segments = [unit.variants[0] for unit in read_units(source)]
    else:
        segments = list(read(source, source_lang).segments)
    talk(f"tmkit: {ask(segments, source, words, question)}: noted")
