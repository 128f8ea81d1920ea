"""``tmkit memory add``."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import click

from tmkit.cli.memory.options import STATUSES, memory_option, memory_path
from tmkit.cli.options import PATH, file_langs, from_option, language_options
from tmkit.cli.output import talk
from tmkit.errors import TmkitError

_PATIENCE = 2.0
"""Seconds between two lines about how far it is."""


@click.command("add", short_help="Add the units of bilingual files.")
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE...")
@memory_option
@language_options
@from_option
@click.option("--status", type=STATUSES, help="Of units that do not say it; approved where they are new.")
@click.option("--domain", default="", help="Of units that do not say it.")
@click.option("--house", default="", help="The customer or desk whose style they follow.")
@click.option("--author", default="", help="Of units that do not say it.")
@click.option("--segment", "cut", is_flag=True, help="Cut units of several sentences by aligning inside them.")
@click.option("--dry-run", is_flag=True, help="Say what it would do, and change nothing.")
def command(
    files: tuple[str, ...],
    memory: str | None,
    source_lang: str | None,
    target_langs: tuple[str, ...],
    stdin: str | None,
    status: str | None,
    domain: str,
    house: str,
    author: str,
    cut: bool,
    dry_run: bool,
) -> None:
    """Add the units of each FILE (tmx, tsv, po, xliff ...) in their order; the memory is made where there is none.

    A unit that is there already stays one unit. Where a file that was added before has another translation of the
    same source now, the new one takes the place of the old, which the history keeps.

    \b
    tmkit memory add visit.ru-kk.tmx trade.ru-kk.tmx
    tmkit memory add trados.tmx --segment
    tmkit memory add agency.tmx --memory desk.tmkit --house agency --status draft
    """
    from tmkit.memory.units import Adding, Origin, UnitStatus
    from tmkit.pipeline.memory.memories import add_file, open_memory
    from tmkit.pipeline.memory.resegmenting import resegment

    origin = Origin(author=author, domain=domain, house=house)
    chosen = UnitStatus(status) if status else None
    adding = Adding(origin, chosen, rehearsal=dry_run)
    langs = file_langs(source_lang, target_langs)
    failed = False
    with open_memory(memory_path(memory), create=True) as store:
        for path in files:
            left_out: Counter[str] = Counter()
            try:
                change = add_file(
                    store,
                    path,
                    langs,
                    adding=replace(adding, command=f"add {path}"),
                    stdin=stdin,
                    prepared=resegment if cut else iter,
                    progress=_reporter(path),
                    left_out=_counter(left_out),
                )
            except TmkitError as error:
                talk(str(error))
                failed = True
                continue
            counts = [f"{change.added} added", f"{change.present} there already"]
            counts += [f"{change.updated} updated"] if change.updated else []
            counts += [f"{change.moved} moved"] if change.moved else []
            counts += [f"{change.superseded} superseded"] if change.superseded else []
            counts += [f"{change.refused} left out without a translation"] if change.refused else []
            run = f" (change {change.run})" if change.run else " (nothing was changed)" if dry_run else ""
            talk(f"tmkit: {path}: {', '.join(counts)}{run}")
            for reason, count in sorted(left_out.items()):
                talk(f"  {count} left out: {reason}")
    if failed:
        sys.exit(2)


def _counter(counts: Counter[str]) -> Callable[[str], None]:
    return lambda reason: counts.update((reason,))


def _reporter(path: str) -> Callable[[int], None]:
    """Says now and then how many units are done, where the work is long."""
    last = time.monotonic()

    def report(count: int) -> None:
        nonlocal last
        if time.monotonic() - last > _PATIENCE:
            last = time.monotonic()
            talk(f"tmkit: {path}: {count} units so far")

    return report
