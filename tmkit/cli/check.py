"""``tmkit check``."""

from __future__ import annotations

from functools import partial

import click

from tmkit.cli.options import (
    PATH,
    about_glossary,
    codes,
    fail_level,
    file_langs,
    from_option,
    glossary_option,
    glossary_paths,
    language_options,
    report_options,
)
from tmkit.cli.output import finish, form_of
from tmkit.errors import TmkitError


@click.command("check", short_help="Check drafts against their source, or a bilingual file.")
@click.argument("source", type=PATH, metavar="SRC")
@click.argument("targets", type=PATH, nargs=-1, metavar="[TGT...]")
@click.option("--encoder", default="auto", show_default=True, help="What turns sentences into vectors.")
@glossary_option
@language_options
@from_option
@report_options
def command(
    source: str,
    targets: tuple[str, ...],
    encoder: str,
    glossaries: tuple[str, ...],
    source_lang: str | None,
    target_langs: tuple[str, ...],
    stdin: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    form: str | None,
    output: str | None,
) -> None:
    """Check each TGT against SRC; or, with one file, a memory, catalogue or table. Needs no project.

    \b
    tmkit check visit.ru.docx visit.kk.docx
    tmkit check visit.ru.txt visit.en.txt visit.kk.txt --fail-on warning
    tmkit check messages.po --source-lang en --target-lang kk
    tmkit check visit.ru.txt - --target-lang kk < draft
    """
    from tmkit.cli.documents import documents
    from tmkit.pipeline.checking import check, check_file
    from tmkit.pipeline.glossary import glossary
    from tmkit.pipeline.reading import read
    from tmkit.pipeline.reporting import Choice

    level = fail_level(fail_on)
    form = form or form_of(output)
    termbases = glossary_paths(glossaries, targets[0] if targets else source)
    choice = Choice(select=codes(select), ignore=codes(ignore))
    if not targets:
        given = file_langs(source_lang, target_langs)
        errors: list[TmkitError] = []
        report = check_file(source, given, glossary=glossary(termbases), choice=choice, stdin=stdin)
    else:
        reader = partial(read, stdin=stdin)
        original, drafts, errors = documents(source, targets, source_lang, target_langs, reader)
        report = check(original, *drafts, glossary=glossary(termbases), choice=choice, encoder=encoder)
    about_glossary(termbases)
    finish(report, form=form, output=output, fail_on=level, inputs=[source, *targets], errors=errors)
