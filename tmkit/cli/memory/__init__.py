"""``tmkit memory``: one verb a file."""

from __future__ import annotations

import click

from tmkit.cli.subcommands import Subcommands

_VERBS = (
    "add", "lookup", "concordance", "pretranslate", "analyse", "export", "stats", "history", "undo", "retract",
    "clean", "diff", "merge", "textconv", "consolidate", "split",
)  # fmt: skip


@click.group(
    "memory",
    cls=Subcommands,
    package=__name__,
    verbs=_VERBS,
    short_help="The translation memory: add, look up, search, export.",
)
def command() -> None:
    """The translation memory: one file, by default the project's, else memory.tmkit in your data folder.

    \b
    tmkit memory add visit.ru-kk.tmx --memory desk.tmkit
    tmkit memory lookup "Встреча завершилась." --memory desk.tmkit --target-lang kk
    tmkit memory concordance "Средний коридор" --memory desk.tmkit --target-lang kk
    tmkit memory export desk.tmx --memory desk.tmkit --target-lang kk
    tmkit memory stats --memory desk.tmkit
    """
