"""Options that several commands share, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from tmkit.data import SHIPPED_GLOSSARY
from tmkit.errors import UsageError
from tmkit.languages import canonical
from tmkit.languages.codes import UND
from tmkit.model import Lang, Severity

if TYPE_CHECKING:
    from tmkit.config import Project
    from tmkit.languages.style import Style
    from tmkit.pipeline.linting.examining import Fixing

__all__ = [
    "NO_BASELINE",
    "PATH",
    "Frozen",
    "about_glossary",
    "check_options",
    "codes",
    "fail_level",
    "file_langs",
    "fixing",
    "from_option",
    "glossary_option",
    "glossary_paths",
    "house_beside",
    "langs",
    "language_options",
    "project_beside",
    "project_of",
    "report_options",
    "said",
    "selected",
    "styles_beside",
]

F = TypeVar("F", bound=Callable[..., Any])

PATH = click.Path(path_type=str, allow_dash=True, readable=False)
"""A file name; whether it is there is said by the reader, in the same words everywhere."""


def _together(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


language_options = _together(
    click.option("--source-lang", metavar="LANG", help="Language of the source, such as ru (else file name or text)."),
    click.option(
        "--target-lang", "target_langs", metavar="LANG", multiple=True, help="Language of each target, in order."
    ),
)

from_option = click.option("--from", "stdin", metavar="FORMAT", help="What standard input holds, such as md or tmx.")

glossary_option = click.option(
    "--glossary", "glossaries", type=PATH, multiple=True, help="Termbase to use instead of the project's; repeatable."
)

report_options = _together(
    click.option("--select", metavar="CODES", multiple=True, help="Only these rules: codes or prefixes, with commas."),
    click.option("--ignore", metavar="CODES", multiple=True, help="Without these rules."),
    click.option("--fail-on", metavar="LEVEL", help="error (default), warning, info or never: when to exit with 1."),
    click.option("--format", "form", metavar="NAME", help="human (default), json, github, html ...: `tmkit plugins`."),
    click.option("-o", "--output", type=PATH, help="Write the report to a file; its suffix chooses the format."),
)

check_options = _together(
    click.option("--final", is_flag=True, help="The text claims to be complete: what is not translated is an error."),
    click.option("--fix", is_flag=True, help="Make the safe fixes in the files."),
    click.option("--diff", "show", is_flag=True, help="Only show what --fix would change; exit with 1 if anything."),
    click.option("--baseline", type=PATH, metavar="FILE", help="Leave out the findings that FILE knows."),
    click.option("--write-baseline", "freezing", type=PATH, metavar="FILE", help="Write today's findings into FILE."),
)


class Frozen(NamedTuple):
    """The options about a baseline."""

    baseline: str | None
    freezing: str | None


NO_BASELINE = Frozen(None, None)


def fixing(fix: bool, show: bool) -> Fixing:
    """What ``--fix`` and ``--diff`` ask for; the latter never writes."""
    from tmkit.pipeline.linting.examining import Fixing

    return Fixing.SHOW if show else Fixing.WRITE if fix else Fixing.NO


def said(code: str | None) -> Lang | None:
    """The language of an option, None where it is not given; a repaired code is reported."""
    if code is None:
        return None
    lang = canonical(code)
    if lang != code:
        click.echo(f"tmkit: language {code!r} is read as {lang!r}", err=True)
    return lang


def langs(source_lang: str | None, target_langs: Sequence[str], targets: int) -> tuple[Lang | None, list[Lang | None]]:
    """The source's language and one for each target, None where it is not said."""
    if target_langs and len(target_langs) != targets:
        raise UsageError(f"{len(target_langs)} target languages for {targets} targets; say --target-lang once for each")
    return said(source_lang), [said(code) for code in target_langs] or [None] * targets


def file_langs(source_lang: str | None, target_langs: Sequence[str]) -> list[Lang]:
    """The languages to take from a bilingual file, source first; UND for a source that the file shall tell."""
    named = [lang for lang in (said(source_lang), *map(said, target_langs)) if lang is not None]
    return [UND, *named] if named and source_lang is None else named


def codes(values: Sequence[str]) -> tuple[str, ...]:
    """Rule codes from ``TM1,TM201`` and repeated options."""
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())


def selected(values: Sequence[str], *, local: bool = False) -> tuple[str, ...]:
    """The codes of ``--select``; UsageError where no rule has one, since nothing would be looked at.

    With ``local`` plugins a project may have rules of its own.
    """
    from tmkit.pipeline.linting.explaining import rules

    wanted = codes(values)
    for code in wanted:
        if not local and not any(known.startswith(code) for known, _, _ in rules()):
            raise UsageError(f"no rule's code begins with {code!r}; `tmkit explain` lists them all")
    return wanted


def fail_level(name: str | None, default: Severity | None = Severity.ERROR) -> Severity | None:
    """The severity from which on findings fail the run; None for never."""
    from tmkit.config import severity

    if name is None:
        return default
    return None if name == "never" else severity(name)


def project_of(folder: str) -> Project:
    """The project whose ``tmkit.toml`` lies in the folder or above it."""
    from tmkit.config import find, load

    if not Path(folder).exists():
        raise UsageError(f"{folder}: no such folder; check the name")
    path = find(Path(folder))
    if path is None:
        folder = folder if Path(folder).is_dir() else str(Path(folder).parent)
        raise UsageError(f"no tmkit.toml in {folder} or above it; `tmkit init {folder}` writes one")
    return load(path)


def project_beside(path: str) -> Project | None:
    """The project that the file belongs to."""
    from tmkit.config import find, load

    settings = find(Path(path).parent)
    return load(settings) if settings is not None else None


def glossary_paths(named: Sequence[str], beside: str) -> tuple[str, ...]:
    """The glossaries named, else those of the project that the file ``beside`` belongs to; none: the shipped one."""
    project = project_beside(beside) if not named else None
    return tuple(named) if project is None else tuple(map(str, project.glossaries))


def house_beside(path: str) -> str:
    """The house of the project that the file belongs to; empty where there is none."""
    project = project_beside(path)
    return project.house if project is not None else ""


def styles_beside(path: str) -> tuple[tuple[Lang, Style], ...]:
    """The styles of the project that the file belongs to."""
    project = project_beside(path)
    return project.styles if project is not None else ()


def about_glossary(paths: Sequence[str]) -> None:
    """Say it where nobody chose the glossary."""
    if not paths:
        click.echo(f"tmkit: no glossary named; using the one that tmkit ships ({SHIPPED_GLOSSARY})", err=True)
