"""``tmkit memory merge``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tmkit.cli.options import PATH
from tmkit.cli.output import payload, talk, utf8

if TYPE_CHECKING:
    from tmkit.pipeline.memory.merging import Conflict


@click.command("merge", short_help="Merge two versions of a memory by what both come from.")
@click.argument("base", type=PATH)
@click.argument("ours", type=PATH)
@click.argument("theirs", type=PATH)
@click.option("-o", "--output", type=PATH, required=True, help="Where the result goes; it may be OURS.")
@click.option("--path", "name", default="", metavar="NAME", help="What the files are called, where they are copies.")
@click.option("--prefer", type=click.Choice(["ours", "theirs"]), help="Whose word counts in a conflict.")
@click.option("--report", type=PATH, metavar="FILE", help="Write the conflicts to a file as JSON; - prints them.")
@click.option("--dry-run", is_flag=True, help="Only say what is in conflict.")
def command(
    base: str, ours: str, theirs: str, output: str, name: str, prefer: str | None, report: str | None, dry_run: bool
) -> None:
    """Put into OUTPUT what OURS and THEIRS did to BASE: .tmkit memories or bilingual files (tmx, tsv ...).

    The result is sorted by document and source text, so that versions differ only where units do. Where both changed
    the same text, or one changed a unit that the other took out, OURS stays, it is told, and the exit status is 1.

    \b
    tmkit memory merge old.tmx desk.tmx agency.tmx -o merged.tmx
    tmkit memory merge old.tmx desk.tmx agency.tmx -o merged.tmx --report conflicts.json
    git config merge.tmkit.driver "tmkit memory merge %O %A %B -o %A --path %P"
    """
    from tmkit.pipeline.memory.merging import as_json, merge
    from tmkit.pipeline.memory.plain_units import load, refuse_memory, save

    refuse_memory(output, name)
    sides = [load(path, name) for path in (base, ours, theirs)]
    done = merge(sides[0], sides[2], sides[1]) if prefer == "theirs" else merge(*sides)
    if not dry_run:
        save(done.units, output, name)
    if report is not None:
        with payload(report, base, ours, theirs, output) as stream:
            stream.write(utf8(as_json(done, name or output, prefer)))
    for conflict in () if prefer else done.conflicts:
        talk(utf8("\n".join(_lines(conflict))).decode())
    settled = f" settled as {prefer}" if prefer and done.conflicts else ""
    talk(f"tmkit: {name or output}: {len(done.units)} units, {len(done.conflicts)} conflicts{settled}")
    if done.conflicts and not prefer:
        sys.exit(1)


def _lines(conflict: Conflict) -> Iterator[str]:
    """A conflict for a person: the source, what is in question, and what each side says."""
    unit = next(iter((*conflict.ours, *conflict.theirs)))
    yield f"conflict in {', '.join(conflict.fields) or 'a unit that one side took out'}: {unit.variants[0].text}"
    for side, units in (("base", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs)):
        said = [variant.text for one in units for variant in one.variants[1:]]
        yield f"  {side:7} {' | '.join(said) or 'nothing'}"
