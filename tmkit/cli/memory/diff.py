"""``tmkit memory diff``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tmkit.cli.options import PATH
from tmkit.cli.output import talk, utf8

if TYPE_CHECKING:
    from tmkit.pipeline.memory.comparing import Difference


@click.command("diff", short_help="What differs between two memories or bilingual files.")
@click.argument("before", type=PATH)
@click.argument("after", type=PATH)
@click.option(
    "--format", "form", type=click.Choice(["human", "json"]), default="human", help="human (default) or json."
)
def command(before: str, after: str, form: str) -> None:
    """Show which units came, went or changed from BEFORE to AFTER (.tmkit memories, tmx, tsv ...), in whatever order.

    Exit status 1 where anything differs, as that of diff.

    \b
    tmkit memory diff desk.tmx desk-new.tmx
    tmkit memory diff desk.tmkit agency.tmx --format json
    """
    from tmkit.pipeline.memory.comparing import as_value, difference
    from tmkit.pipeline.memory.plain_units import load

    found = list(difference(load(before), load(after)))
    if form == "json":
        sides = [one._asdict().items() for one in found]
        content = [{side: unit and as_value(unit) for side, unit in pair} for pair in sides]
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        for one in found:
            click.echo(utf8("\n".join(_lines(one)) + "\n").decode())
    came, went = (sum(one[side] is None for one in found) for side in (0, 1))
    talk(f"tmkit: {came} units came, {went} went, {len(found) - came - went} changed")
    if found:
        sys.exit(1)


def _lines(one: Difference) -> Iterator[str]:
    """The lines of both, those that only one has marked."""
    from tmkit.pipeline.memory.comparing import lines

    old, new = (list(lines(unit)) if unit is not None else [] for unit in one)
    at = 0
    for line in old:
        if line in new[at:]:
            stop = new.index(line, at)
            yield from (f"+ {other}" for other in new[at:stop])
            yield f"  {line}"
            at = stop + 1
        else:
            yield f"- {line}"
    yield from (f"+ {other}" for other in new[at:])
