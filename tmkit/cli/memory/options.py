"""Options that the verbs of ``tmkit memory`` share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tmkit.cli.options import PATH, said
from tmkit.errors import UsageError
from tmkit.model import Lang

if TYPE_CHECKING:
    from tmkit.memory import Memory
    from tmkit.memory.reading import Selection

__all__ = [
    "STATUSES",
    "memory_option",
    "memory_path",
    "opened",
    "selection",
    "selection_options",
    "trust",
    "trust_options",
]

F = TypeVar("F", bound=Callable[..., Any])

STATUSES = click.Choice(["draft", "approved", "rejected"])

memory_option = click.option(
    "--memory", "memory", type=PATH, metavar="FILE.tmkit", help="The memory (else the project's, else your own)."
)

_TRUST = (
    click.option("--house", metavar="NAME", help="The customer or desk that is worked for (else the project's)."),
    click.option(
        "--penalty", "penalties", multiple=True, metavar="NAME=X", help="What a reason takes off; repeatable."
    ),
)

_DATE = click.DateTime(["%Y-%m-%d"])


def trust_options(command: F) -> F:
    """How far matches are trusted; ``trust`` makes values of what is said."""
    for option in reversed(_TRUST):
        command = option(command)
    return command


def trust(house: str | None, penalties: Sequence[str]) -> tuple[str, tuple[tuple[str, float], ...]]:
    """House and penalties as they are said, before that as the project here has them. UsageError for no number."""
    from tmkit.config import find, load

    settings = find(Path())
    project = load(settings) if settings is not None else None
    found = list(project.penalties) if project is not None else []
    for one in penalties:
        name, _, amount = one.rpartition("=")
        try:
            found.append((name, float(amount)))
        except ValueError:
            raise UsageError(f"--penalty {one}: write a name and a number, such as unapproved=0.05") from None
    if house is None:
        house = project.house if project is not None else ""
    return house, tuple(found)


def selection_options(command: F) -> F:
    """Which units are meant; ``selection`` makes a ``Selection`` of what is said."""
    for option in reversed(
        (
            click.option("--source-lang", metavar="LANG", help="Units with this language first, such as ru."),
            click.option("--target-lang", "target_langs", metavar="LANG", multiple=True, help="And with these."),
            click.option("--status", "statuses", type=STATUSES, multiple=True, help="Draft and approved, else these."),
            click.option(
                "--document", "documents", multiple=True, help="Of documents of that name; * and ? as in files."
            ),
            click.option("--domain", "domains", multiple=True, help="Of that domain."),
            click.option("--house", "houses", multiple=True, help="Of that customer or desk."),
            click.option("--author", "authors", multiple=True, help="By that person."),
            click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="Aligned at least so well."),
            click.option("--since", type=_DATE, metavar="DATE", help="Changed on that day or later."),
            click.option("--before", type=_DATE, metavar="DATE", help="Changed before that day."),
        )
    ):
        command = option(command)
    return command


def selection(
    source_lang: str | None,
    target_langs: Sequence[str],
    statuses: Sequence[str],
    documents: Sequence[str],
    domains: Sequence[str],
    houses: Sequence[str],
    authors: Sequence[str],
    min_score: float,
    since: datetime | None,
    before: datetime | None,
) -> Selection:
    """The units that the options of ``selection_options`` mean."""
    from tmkit.memory.reading import Selection
    from tmkit.memory.units import UnitStatus

    return Selection(
        languages(source_lang, target_langs),
        tuple(map(UnitStatus, statuses)) or (UnitStatus.DRAFT, UnitStatus.APPROVED),
        tuple(documents),
        tuple(domains),
        tuple(houses),
        tuple(authors),
        min_score,
        _seconds(since),
        _seconds(before),
    )


def languages(source_lang: str | None, target_langs: Sequence[str]) -> tuple[Lang, ...]:
    """Source and targets; a target alone stands beside Russian. Nothing where neither is said."""
    from tmkit.languages.codes import RU

    named = [lang for lang in map(said, target_langs) if lang is not None]
    source = said(source_lang)
    if not named:
        return (source,) if source else ()
    if (source or RU) in named:
        raise UsageError(f"{source or RU} is the source language already; name another --target-lang")
    return (source or RU, *named)


def _seconds(date: datetime | None) -> int | None:
    return None if date is None else int(date.replace(tzinfo=UTC).timestamp())


def memory_path(named: str | None) -> str:
    """The memory named, else that of the project here, else the user's own."""
    from tmkit.config import find, load
    from tmkit.pipeline.memory.memories import default_path

    if named is not None:
        return named
    settings = find(Path())
    memory = load(settings).memory if settings is not None else None
    return str(memory) if memory is not None else default_path()


@contextmanager
def opened(named: str | None, *, create: bool = False, readonly: bool = True) -> Iterator[Memory]:
    """The open memory of ``--memory``; to read only, unless said otherwise."""
    from tmkit.pipeline.memory.memories import open_memory

    with open_memory(memory_path(named), create=create, readonly=readonly and not create) as memory:
        yield memory
