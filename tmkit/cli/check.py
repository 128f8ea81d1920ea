"""``tmkit check``."""

from __future__ import annotations

import click

from tmkit.cli.options import (
    PATH,
    codes,
    fail_level,
    glossary_option,
    glossary_paths,
    langs,
    language_options,
    report_options,
)
from tmkit.cli.output import finish


@click.command("check", short_help="Check drafts against their source, or a bilingual file.")
@click.argument("source", type=PATH, metavar="SRC")
@click.argument("targets", type=PATH, nargs=-1, metavar="[TGT...]")
@click.option("--encoder", default="auto", show_default=True, help="What turns sentences into vectors.")
@glossary_option
@language_options
@report_options
def command(
    source: str,
    targets: tuple[str, ...],
    encoder: str,
    glossaries: tuple[str, ...],
    source_lang: str | None,
    target_langs: tuple[str, ...],
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
    """
    from tmkit.pipeline.checking import check, check_file
    from tmkit.pipeline.glossary import glossary
    from tmkit.pipeline.reading import read
    from tmkit.pipeline.reporting import Choice

    level = fail_level(fail_on)
    choice = Choice(select=codes(select), ignore=codes(ignore))
    terms = glossary(glossary_paths(glossaries, targets[0] if targets else source))
    if not targets:
        given = [code for code in (source_lang, *target_langs) if code]
        report = check_file(source, given, glossary=terms, choice=choice)
    else:
        of_source, of_targets = langs(source_lang, target_langs, len(targets))
        original = read(source, of_source)
        drafts = [read(target, lang) for target, lang in zip(targets, of_targets, strict=True)]
        report = check(original, *drafts, glossary=terms, choice=choice, encoder=encoder)
    finish(report, form=form, output=output, fail_on=level)
