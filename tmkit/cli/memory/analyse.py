"""``tmkit memory analyse``."""

from __future__ import annotations

import click

from tmkit.cli.memory.lookup import target
from tmkit.cli.memory.options import memory_option, memory_path, trust, trust_options
from tmkit.cli.options import PATH, said
from tmkit.cli.output import payload, table_form, talk, utf8

_FORMS = ("human", "json", "csv")


@click.command("analyse", short_help="What a memory saves for files: new, fuzzy, exact, repeated.")
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE...")
@memory_option
@click.option("--source-lang", metavar="LANG", help="Language of the files (else file name or text).")
@click.option("--target-lang", metavar="LANG", help="Language of the translation, such as kk.")
@trust_options
@click.option("--format", "form", type=click.Choice(_FORMS), help="human (default), json or csv.")
@click.option("-o", "--output", type=PATH, help="Write to a file; its suffix chooses the format.")
def command(
    files: tuple[str, ...],
    memory: str | None,
    source_lang: str | None,
    target_lang: str | None,
    house: str | None,
    penalties: tuple[str, ...],
    form: str | None,
    output: str | None,
) -> None:
    """Count the segments, words and characters of FILE by the best match that the memory has.

    A segment that stood in the files before is a repetition. Nothing is written but the report.

    \b
    tmkit memory analyse visit.ru.docx notice.ru.html --target-lang kk
    tmkit memory analyse visit.ru.docx --target-lang uz-Latn -o leverage.csv
    """
    from tmkit.pipeline.memory.leverage import as_csv, as_json, as_table, dumped
    from tmkit.pipeline.memory.pretranslating import Wish, analyse

    chosen = form or table_form(output, _FORMS)
    path = memory_path(memory)
    house, amounts = trust(house, penalties)
    wish = Wish(path, target(target_lang), said(source_lang), penalties=amounts, house=house)
    found = list(analyse(files, wish, lambda message: talk(f"tmkit: {path}: {message}")))
    with payload(output, *files) as stream:
        if chosen == "json":
            stream.write(utf8(dumped(as_json(found))))
        else:
            stream.write(utf8(as_csv(found) if chosen == "csv" else as_table(found)))
