"""``tmkit repair``."""

from __future__ import annotations

from collections import Counter

import click

from tmkit.cli.options import PATH
from tmkit.cli.output import talk
from tmkit.errors import UsageError
from tmkit.files import STANDARD
from tmkit.model import Finding


@click.command("repair", short_help="Write a sound file and report each change.")
@click.argument("source", type=PATH, metavar="IN")
@click.option("-o", "--output", type=PATH, required=True, metavar="OUT", help="Where the sound file goes; may be IN.")
@click.option("--format", "form", type=click.Choice(["human", "json"]), default="human", help="json: a line a change.")
def command(source: str, output: str, form: str) -> None:
    """Read IN (TMX, XLIFF, PO or TBX), mend what can be mended, and write OUT; each change is told with its place.

    In a memory are mended characters that XML cannot hold, wrong encodings, language codes such as kz or kk_KZ, Uzbek
    under the code of its other script, white space at the edges, dates, missing or unknown attributes, half pairs of
    codes, and units that translate nothing. In XLIFF, PO and TBX only characters, encodings and language codes are
    changed, where they stand; other faults are listed. What cannot be mended is refused, with its place, and nothing
    is written.

    \b
    tmkit repair export.tmx -o memory.tmx
    tmkit repair visit.sdlxliff -o visit.sdlxliff
    """
    from tmkit.pipeline.exchange.repairing import repair

    if form == "json" and output == STANDARD:
        raise UsageError("standard output cannot hold both the memory and its changes; give -o a file name")
    done = repair(source, output, _json if form == "json" else _human)
    dropped = f", {done.left_out.total()} left out" if done.left_out else ""
    counted = f"{done.read} units read, {done.written} " if done.read else ""
    talk(f"tmkit: {counted}written to {output}{dropped}")
    _sums("left out", done.left_out)
    _sums("mended", done.changes)
    _sums("left to you", done.left)


def _human(change: Finding) -> None:
    path, line, column = change.target.start
    talk(f"{path}:{line}:{column}: {change.code} {change.message}")


def _json(change: Finding) -> None:
    import json

    from tmkit.reporters.json import as_object

    click.echo(json.dumps(as_object(change), ensure_ascii=False))


def _sums(what: str, counts: Counter[str]) -> None:
    for rule, count in sorted(counts.items()):
        talk(f"  {what}: {count} x {rule}")
