"""``tmkit memory textconv``."""

from __future__ import annotations

import click

from tmkit.cli.options import PATH
from tmkit.cli.output import payload, utf8


@click.command("textconv", short_help="A memory as plain text, for git diff.")
@click.argument("file", type=PATH)
def command(file: str) -> None:
    """Print all that FILE (a .tmkit memory, tmx, tsv ...) says, a text a line, sorted by document and source text.

    \b
    git config diff.tmkit.textconv "tmkit memory textconv"
    """
    from tmkit.pipeline.memory.comparing import lines
    from tmkit.pipeline.memory.plain_units import canonical_order, load

    with payload(None) as stream:
        for unit in canonical_order(load(file)):
            stream.write(utf8("\n".join([*lines(unit), "", ""])))
