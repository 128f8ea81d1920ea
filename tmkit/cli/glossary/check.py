"""``tmkit glossary check``."""

from __future__ import annotations

import click

from tmkit.cli.options import PATH, about_glossary, codes, fail_level, glossary_paths, report_options, said, selected
from tmkit.cli.output import finish


@click.command("check", short_help="Is the termbase sound, and will it serve? All findings.")
@click.argument("files", type=PATH, nargs=-1, metavar="[FILE...]")
@click.option("--lang", "langs", metavar="LANG", multiple=True, help="A language that every concept must have.")
@report_options
def command(
    files: tuple[str, ...],
    langs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    form: str | None,
    output: str | None,
) -> None:
    """Check the termbases FILE, together, as they are used: duplicates, contradictions, what is never found.

    Without --lang, a language is expected of every concept where most concepts have it.

    \b
    tmkit glossary check
    tmkit glossary check terms.tbx house.csv --lang kk --lang uz-Latn
    """
    from tmkit.pipeline.linting.reporting import Choice
    from tmkit.pipeline.terminology.checking import check

    level = fail_level(fail_on)
    paths = glossary_paths(files, "tmkit.toml")
    about_glossary(paths)
    wanted = tuple(lang for lang in map(said, langs) if lang is not None)
    outcome = check(paths, langs=wanted, choice=Choice(select=selected(select), ignore=codes(ignore)))
    finish(outcome, form=form, output=output, fail_on=level, inputs=paths)
