"""``tmkit glossary``: one verb a file."""

from __future__ import annotations

import click

from tmkit.cli.subcommands import Subcommands

_VERBS = ("check", "lookup", "extract", "matrix", "sweep")


@click.group(
    "glossary",
    cls=Subcommands,
    package=__name__,
    verbs=_VERBS,
    short_help="The termbase itself: is it sound, and what does it say?",
)
def command() -> None:
    """Work on termbases: those named, else those of the project here, else the one that tmkit ships.

    \b
    tmkit glossary check terms.tbx
    tmkit glossary lookup Среднему коридору
    tmkit glossary extract --new -o candidates.csv
    tmkit glossary matrix -o matrix.html
    tmkit glossary sweep --old before.tbx --diff
    """
