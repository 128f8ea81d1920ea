"""``tmkit memory pretranslate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tmkit.cli.memory.lookup import target
from tmkit.cli.memory.options import memory_option, memory_path, trust, trust_options
from tmkit.cli.options import PATH, said
from tmkit.cli.output import payload, table_form, talk, utf8
from tmkit.errors import UsageError

if TYPE_CHECKING:
    from tmkit.pipeline.memory.pretranslating import Pretranslated

_FORMS = ("human", "json", "csv")


@click.command("pretranslate", short_help="Translate a file as far as the memory goes.")
@click.argument("file", type=PATH, metavar="FILE")
@click.option("-o", "--output", type=PATH, metavar="OUT", help="The translated file: as FILE, or .xlf.")
@memory_option
@click.option("--source-lang", metavar="LANG", help="Language of FILE (else file name or text).")
@click.option("--target-lang", metavar="LANG", help="Language of the translation, such as kk.")
@click.option("--min", "threshold", type=click.FloatRange(0.5, 1), default=0.7, help="Least similarity (default 0.7).")
@click.option("--exact-only", is_flag=True, help="Put in only what is exact and approved.")
@click.option("--adapt", is_flag=True, help="Put the numbers and months of FILE into what is like it.")
@trust_options
@click.option("--to", "form", metavar="FORMAT", help="What to write: the format of FILE, or xlf (else OUT's suffix).")
@click.option("--report", type=PATH, metavar="REPORT", help="Write what was done to a file: .txt, .json or .csv.")
@click.option("--dry-run", is_flag=True, help="Only print what the memory has; write nothing.")
def command(
    file: str,
    output: str | None,
    memory: str | None,
    source_lang: str | None,
    target_lang: str | None,
    threshold: float,
    exact_only: bool,
    adapt: bool,
    house: str | None,
    penalties: tuple[str, ...],
    form: str | None,
    report: str | None,
    dry_run: bool,
) -> None:
    """Translate FILE (docx, html, md, txt, srt; po, xlf) segment by segment from the memory; mark-up stays, and so does
    what has no match. OUT is of the same format, or XLIFF for a CAT tool with score, origin and state of each segment.

    What is exact and approved stands as it is. What is like it is put in too, unless --exact-only is said: marked for
    review in PO and XLIFF, listed with its score in the report. Units that have a translation are left alone.

    \b
    tmkit memory pretranslate visit.ru.docx -o visit.kk.docx --target-lang kk --report visit.json
    tmkit memory pretranslate notice.ru.html -o notice.uz.html --target-lang uz-Latn --exact-only
    tmkit memory pretranslate visit.ru.docx -o visit.xlf --target-lang kk --min 0.6
    tmkit memory pretranslate messages.po -o messages.kk.po --target-lang kk
    """
    from tmkit.pipeline.inputs.documents import suffix_of
    from tmkit.pipeline.memory.pretranslating import Wish, pretranslate
    from tmkit.pipeline.memory.pretranslation_report import as_text

    if output is None and not dry_run:
        raise UsageError("say where to write the translation: -o OUT")
    written_as = table_form(report, _FORMS)
    path = memory_path(memory)
    house, amounts = trust(house, penalties)
    wish = Wish(path, target(target_lang), said(source_lang), threshold, exact_only, adapt, amounts, house)
    suffix = form or suffix_of(output or file, suffix_of(file))
    made = pretranslate(file, suffix.lower(), wish, lambda message: talk(f"tmkit: {path}: {message}"))
    if dry_run:
        click.echo(as_text(made), nl=False)
    else:
        with payload(output, file) as stream:
            stream.write(made.data)
    if report is not None:
        with payload(report, file, *([output] if output else [])) as stream:
            stream.write(utf8(_written(made, written_as)))
    _summary(made, file if dry_run else output or file)


def _written(made: Pretranslated, form: str) -> str:
    from tmkit.pipeline.memory import leverage, pretranslation_report

    if form == "json":
        return leverage.dumped(pretranslation_report.as_json(made))
    return leverage.as_csv([made.analysis]) if form == "csv" else pretranslation_report.as_text(made)


def _summary(made: Pretranslated, path: str) -> None:
    from tmkit.pipeline.memory.pretranslating import State

    states = [one.state for one in made.outcomes]
    counts = (
        f"{states.count(State.APPROVED)} translated, {states.count(State.NEEDS_WORK)} to be looked at, "
        f"{states.count(State.UNTRANSLATED)} left as they are"
    )
    talk(f"tmkit: {path}: {counts}")
    for reason in sorted({one.reason for one in made.outcomes if one.reason}):
        talk(f"  {sum(one.reason == reason for one in made.outcomes)}: {reason}")
