"""``tmkit memory clean``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from tmkit.cli.memory.options import memory_option, opened
from tmkit.cli.options import PATH
from tmkit.cli.output import payload, talk, utf8

if TYPE_CHECKING:
    from tmkit.memory import Memory
    from tmkit.pipeline.memory.cleaning import Cleaning, Cut, Fault


@click.command("clean", short_help="Find units at fault, and take them out.")
@memory_option
@click.option("--rule", "rules", multiple=True, metavar="NAME", help="Only this rule; repeatable, or with commas.")
@click.option("--below", type=click.FloatRange(0, 1), default=0.3, help="Scores that are misaligned (default 0.3).")
@click.option(
    "--keep",
    type=click.Choice(["newest", "most-used", "most-trusted"]),
    help="Which translation of a conflict stays; without it, conflicts are only listed.",
)
@click.option("--dry-run", is_flag=True, help="Say what it would do, and change nothing.")
@click.option("--table", type=PATH, metavar="FILE", help="Write all that is found to a table (tsv) to decide in.")
@click.option("--decisions", type=PATH, metavar="FILE", help="Take out what such a table says remove of; no rules.")
@click.option("--examples", type=click.IntRange(0), default=3, help="Examples of each rule (default 3).")
@click.option(
    "--format", "form", type=click.Choice(["human", "json"]), default="human", help="human (default) or json."
)
def command(
    memory: str | None,
    rules: tuple[str, ...],
    below: float,
    keep: str | None,
    dry_run: bool,
    table: str | None,
    decisions: str | None,
    examples: int,
    form: str,
) -> None:
    """Take out units that are at fault, and say which by which rule; `tmkit memory undo` brings them back.

    Of a unit of several languages only the translation at fault goes, where the rest is sound.

    \b
    empty           a side without a letter or figure
    copy            the translation is the source
    language        a text in another language or script than it is said to be
    tags            inline tags that the other side has not, or that are not closed
    numbers         numbers or dates that became others
    score           aligned with less than --below
    duplicate       the same but for case, quotes, blanks ...
    near-duplicate  the same but for punctuation
    conflict        one source with several translations

    \b
    tmkit memory clean --dry-run --memory desk.tmkit
    tmkit memory clean --rule empty,copy,duplicate
    tmkit memory clean --dry-run --table faults.tsv    # edit the first column: remove, keep or nothing
    tmkit memory clean --decisions faults.tsv
    """
    from tmkit.pipeline.memory.cleaning import Cleaning, Cut, apply, chosen_rules
    from tmkit.pipeline.memory.repeated_units import Keep

    cleaning = Cleaning(chosen_rules(rules), below, Keep(keep) if keep else None)
    with opened(memory, readonly=False) as store:
        if decisions is not None:
            summary = _Summary(examples, _decided(store, decisions))
            command_said = f"clean --decisions {decisions}"
        else:
            summary = _found(store, cleaning, _Summary(examples, Cut()), table)
            command_said = " ".join(["clean", *rules, *([f"--keep {keep}"] if keep else [])])
        done = apply(store, summary.cut, command_said, rehearsal=dry_run)
    if decisions is None:
        _show(summary, form)
    end = f" (change {done.run})" if done.run else " (nothing was changed)"
    cut = f", {done.cut} left without a translation that was at fault" if done.cut else ""
    talk(f"tmkit: {done.removed} units removed{cut}{end}")


def _decided(store: Memory, path: str) -> Cut:
    """What the table at ``path`` says of the units that are still there."""
    from tmkit.pipeline.memory.cleaning import Cut
    from tmkit.pipeline.memory.cleaning_table import decided

    rows = decided(path)
    ids = {one for row in rows for one in (row.unit, row.heir) if one}
    numbers = store.numbers(ids)
    cut = Cut()
    for row in rows:
        if row.unit in numbers:
            cut.take(numbers[row.unit], row.langs, numbers.get(row.heir, 0))
    gone = {row.unit for row in rows} - numbers.keys()
    if gone:
        talk(f"tmkit: {path}: {len(gone)} of its units are not there any more")
    return cut


@dataclass(slots=True)
class _Summary:
    """What was found, rule by rule, as far as it is shown."""

    examples: int
    cut: Cut
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)

    def note(self, fault: Fault) -> None:
        said = self.rules.setdefault(fault.rule, {"removed": 0, "cut": 0, "open": 0, "examples": []})
        self.cut.note(fault)
        if fault.decision == "remove":
            said["cut" if fault.langs else "removed"] += 1
        elif not fault.decision:
            said["open"] += 1
        if fault.decision != "keep" and len(said["examples"]) < self.examples:
            texts = [[variant.lang, variant.text] for variant in fault.stored.unit.variants]
            example = {"unit": fault.stored.id, "why": fault.why, "langs": list(fault.langs), "texts": texts}
            said["examples"].append(example)


def _found(store: Memory, cleaning: Cleaning, summary: _Summary, table: str | None) -> _Summary:
    """Go through the faults once: count them, and write the table where one is wanted."""
    from tmkit.pipeline.memory.cleaning import faults
    from tmkit.pipeline.memory.cleaning_table import rows

    def noted() -> Iterator[Fault]:
        for fault in faults(store, cleaning):
            summary.note(fault)
            yield fault

    if table is None:
        for _ in noted():
            pass
        return summary
    with payload(table) as stream:
        for line in rows(noted()):
            stream.write(utf8(line))
    return summary


def _show(summary: _Summary, form: str) -> None:
    if form == "json":
        click.echo(json.dumps({"rules": summary.rules}, ensure_ascii=False, indent=1))
        return
    for name, said in summary.rules.items():
        counts = [f"{said['removed']:,} to remove"] if said["removed"] else []
        counts += [f"a translation to remove of {said['cut']:,}"] if said["cut"] else []
        counts += [f"{said['open']:,} to decide"] if said["open"] else []
        click.echo(f"{name}: {', '.join(counts)}")
        for line in _lines(said["examples"]):
            click.echo(utf8(line).decode())


def _lines(examples: Sequence[dict[str, Any]]) -> Iterator[str]:
    for example in examples:
        yield f"  [{example['unit']}] {example['why']}"
        for lang, text in example["texts"]:
            yield f"    {lang.partition('-')[0].upper()}  {text}"
