"""``tmkit validate``."""

from __future__ import annotations

import click

from tmkit.cli.options import PATH, codes, fail_level, from_option, report_options, selected
from tmkit.cli.output import finish
from tmkit.formats.tools import TOOLS


@click.command("validate", short_help="Is this TMX, XLIFF, PO or TBX sound? All findings, not the first.")
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE...")
@click.option("--tool", "program", type=click.Choice(sorted(TOOLS)), help="Will this program take it too?")
@from_option
@report_options
def command(
    files: tuple[str, ...],
    program: str | None,
    stdin: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    form: str | None,
    output: str | None,
) -> None:
    """Check each FILE against the rules of its format and what CAT tools are known to stumble over.

    \b
    tmkit validate tmx/*.tmx
    tmkit validate memory.tmx --tool weblate
    tmkit validate visit.mqxliff locale/kk.po
    tmkit validate glossaries/central-asia.tbx --format json
    """
    from tmkit.pipeline.linting.reporting import Choice
    from tmkit.pipeline.linting.validating import validate

    level = fail_level(fail_on)
    choice = Choice(select=selected(select), ignore=codes(ignore))
    outcome = validate(*files, choice=choice, stdin=stdin, tool=TOOLS[program] if program else None)
    finish(outcome, form=form, output=output, fail_on=level, inputs=files)
