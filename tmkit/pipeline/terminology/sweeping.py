"""Sweeping: after a change of the glossary, the releases and memories that still have the old renderings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tmkit.checks import term_forbidden
from tmkit.config import Project
from tmkit.errors import TmkitError
from tmkit.pipeline.linting.checking import check_units
from tmkit.pipeline.linting.examining import Fixing, Standard
from tmkit.pipeline.linting.linting import lint
from tmkit.pipeline.linting.reporting import Choice, Outcome, report
from tmkit.terms.glossary import Glossary

__all__ = ["sweep"]

_CHOICE = Choice(select=(term_forbidden.CODE,))


def sweep(
    glossary: Glossary,
    *,
    project: Project | None = None,
    paths: Sequence[Path] = (),
    memories: Iterable[str] = (),
    fixing: Fixing = Fixing.NO,
) -> Outcome:
    """The rejected renderings in the releases of a project, or in those of ``paths``, and in files of units.

    ``glossary`` is what ``outdated`` makes of the one of today. With ``fixing``, the certain ones are rewritten in
    the form in which they stand. A file that cannot be read is an error of the outcome.
    """
    done: list[Outcome] = []
    errors: list[TmkitError] = []
    if project is not None:
        done.append(lint(project, paths, glossary=glossary, choice=_CHOICE, fixing=fixing))
    for path in memories:
        try:
            done.append(check_units(path, Standard(glossary, _CHOICE, fixing=fixing)))
        except TmkitError as error:
            errors.append(error)
    return _together(done, errors)


def _together(done: Sequence[Outcome], errors: Iterable[TmkitError]) -> Outcome:
    reports = [one.report for one in done]
    made = report(
        (finding for one in reports for finding in one.findings),
        segments=sum(one.segments for one in reports),
        notices=[notice for one in reports for notice in one.notices],
        waived=(finding for one in reports for finding in one.waived),
        files=(path for one in reports for path in one.files),
    )
    mended = [mended for one in done for mended in one.mended]
    return Outcome.of(made, [*(error for one in done for error in one.errors), *errors], mended)
