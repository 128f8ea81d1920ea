"""``tmkit check``."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial

import click

from tmkit.cli.options import (
    PATH,
    Frozen,
    about_glossary,
    check_options,
    codes,
    fail_level,
    file_langs,
    fixing,
    from_option,
    glossary_option,
    glossary_paths,
    house_beside,
    language_options,
    project_beside,
    report_options,
    selected,
    styles_beside,
)
from tmkit.cli.output import finish, form_of


@click.command("check", short_help="Check drafts against their source, or a bilingual file.")
@click.argument("source", type=PATH, metavar="SRC")
@click.argument("targets", type=PATH, nargs=-1, metavar="[TGT...]")
@click.option("--encoder", default="auto", show_default=True, help="What turns sentences into vectors.")
@click.option(
    "--memory",
    "memories",
    type=PATH,
    multiple=True,
    help="TMX whose units teach which words belong together, or a memory (.tmkit) to hold translations against.",
)
@glossary_option
@language_options
@from_option
@report_options
@check_options
def command(
    source: str,
    targets: tuple[str, ...],
    encoder: str,
    memories: tuple[str, ...],
    glossaries: tuple[str, ...],
    source_lang: str | None,
    target_langs: tuple[str, ...],
    stdin: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    form: str | None,
    output: str | None,
    final: bool,
    fix: bool,
    show: bool,
    baseline: str | None,
    freezing: str | None,
) -> None:
    """Check each TGT against SRC; or, with one file, a memory, catalogue or table. Needs no project.

    \b
    tmkit check visit.ru.docx visit.kk.docx
    tmkit check visit.ru.txt visit.en.txt visit.kk.txt --fail-on warning
    tmkit check messages.po --source-lang en --target-lang kk
    tmkit check visit.ru.txt - --target-lang kk < draft
    tmkit check visit.ru.docx visit.kk.docx --fix
    """
    from tmkit.cli.documents import documents
    from tmkit.pipeline.inputs.documents import read
    from tmkit.pipeline.inputs.glossary import glossary
    from tmkit.pipeline.linting.checking import check_documents, check_units
    from tmkit.pipeline.linting.examining import Standard
    from tmkit.pipeline.linting.precedents import is_memory, memories_of
    from tmkit.pipeline.linting.reporting import Choice

    level = fail_level(fail_on)
    form = form or form_of(output)
    termbases = glossary_paths(glossaries, targets[0] if targets else source)
    choice = Choice(select=selected(select), ignore=codes(ignore))
    beside = targets[0] if targets else source
    terms = glossary(termbases, house_beside(beside))
    held = memories_of(project_beside(beside), [path for path in memories if is_memory(path)])
    standard = Standard(terms, choice, styles_beside(beside), final, fixing(fix, show), memories=held)
    with closing(held):
        if not targets:
            outcome = check_units(source, standard, file_langs(source_lang, target_langs), stdin=stdin)
        else:
            reader = partial(read, stdin=stdin)
            original, drafts, errors = documents(source, targets, source_lang, target_langs, reader)
            teaching = [path for path in memories if not is_memory(path)]
            checked = check_documents(original, drafts, standard, encoder=encoder, memory=teaching)
            outcome = replace(checked, errors=tuple(errors))
    about_glossary(termbases)
    finish(
        outcome,
        form=form,
        output=output,
        fail_on=level,
        inputs=[source, *targets],
        frozen=Frozen(baseline, freezing),
        show=show,
    )
