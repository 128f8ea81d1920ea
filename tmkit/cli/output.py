"""What leaves the program: the payload on standard output or into a file, talk on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, BinaryIO

import click

from tmkit.cli.options import NO_BASELINE, Frozen
from tmkit.errors import UsageError
from tmkit.files import STANDARD, write_atomic
from tmkit.model import Report, Severity
from tmkit.reporters import REPORTERS

if TYPE_CHECKING:
    from tmkit.pipeline.linting.reporting import Outcome

__all__ = ["finish", "form_of", "payload", "progress", "refuse_input", "table_form", "talk", "utf8"]

_SUFFIXES = {"": "human", "txt": "human", "md": "markdown", "htm": "html"}
_WORD = "docx"
"""The format of a report that is no text: a copy of the draft with comments."""
_NARROW, _WIDE = 40, 100
"""Columns of a terminal between which lines fit it."""
_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file where GitHub takes the summary of a job from."""


def talk(message: str) -> None:
    """One line for the person at the terminal."""
    click.echo(message, err=True)


def payload(path: str | None, *inputs: str) -> AbstractContextManager[BinaryIO]:
    """Where the result goes: the file, complete or not at all, or standard output for None and ``-``.

    UsageError where the file is one of the ``inputs``.
    """
    if path is not None:
        refuse_input(path, *inputs)
    return write_atomic(path or STANDARD)


def refuse_input(path: str, *inputs: str) -> None:
    """UsageError where the file to write is one of the ``inputs``: nobody means to lose a text."""
    if path != STANDARD and any(_same_file(path, name) for name in inputs):
        raise UsageError("this file is an input too; give the output another name", path)


def _same_file(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:  # one of them is not there
        return False


def finish(
    outcome: Outcome,
    *,
    form: str | None,
    output: str | None,
    fail_on: Severity | None,
    inputs: Iterable[str] = (),
    frozen: Frozen = NO_BASELINE,
    show: bool = False,
) -> None:
    """Write the report and end the program: 2 with errors, 1 with findings that fail it, else 0.

    With ``show``, write the difference that fixes would make in place of the report: then 1 where there is one.
    """
    from tmkit.pipeline.linting.explaining import rule_texts

    form = form or form_of(output)
    report = _thawed(outcome.report, frozen)
    report = replace(report, rules=rule_texts({finding.code for finding in chain(report.findings, report.waived)}))
    for notice in report.notices:
        talk(f"tmkit: {notice}")
    if report.findings or report.files or not outcome.errors:  # what nobody could look at has no report
        with payload(output, *inputs) as stream:
            if form == _WORD and not show:
                from tmkit.pipeline.linting.commenting import commented

                stream.write(commented(report))
            else:
                for piece in _diffs(outcome) if show else _rendered(report, form, output):
                    stream.write(utf8(piece))
        if form == "github":
            _summarise(report)
    _about_fixes(outcome, show)
    for error in outcome.errors:
        talk(str(error))
    if outcome.errors:
        sys.exit(2)
    if show:
        failed = any(mended.diff for mended in outcome.mended)
    else:
        failed = fail_on is not None and any(finding.severity >= fail_on for finding in report.findings)
    if failed and frozen.freezing is None:
        sys.exit(1)


def _rendered(report: Report, form: str, output: str | None) -> Iterator[str]:
    terminal = output in (None, STANDARD) and sys.stdout.isatty()
    width = min(max(get_terminal_size().columns, _NARROW), _WIDE) if terminal else 80
    return REPORTERS.load(form).render(report, colour=terminal and not os.environ.get("NO_COLOR"), width=width)


def _summarise(report: Report) -> None:
    """Add the report to the summary of a job on GitHub."""
    path = os.environ.get(_SUMMARY)
    if path:
        with open(path, "ab") as stream:
            for piece in REPORTERS.load("markdown").render(report):
                stream.write(utf8(piece))


def _diffs(outcome: Outcome) -> Iterator[str]:
    for mended in outcome.mended:
        yield mended.diff


def _thawed(report: Report, frozen: Frozen) -> Report:
    if frozen.baseline is None and frozen.freezing is None:
        return report
    from tmkit.pipeline.linting.baseline import freeze, thaw

    if frozen.freezing is not None:
        freeze(report, frozen.freezing)
        talk(f"tmkit: {frozen.freezing}: {len(report.findings)} findings frozen")
    return thaw(report, frozen.baseline) if frozen.baseline is not None else report


def _about_fixes(outcome: Outcome, show: bool) -> None:
    for mended in outcome.mended:
        for line in mended.left:
            talk(line)
        if mended.fixes and not show:
            talk(f"tmkit: {mended.path}: {mended.fixes} finding{'' if mended.fixes == 1 else 's'} fixed")


def form_of(output: str | None) -> str:
    """The report format of a file's suffix, ``human`` without one; UsageError where no format has it."""
    suffix = Path(output).suffix[1:].lower() if output else ""
    form = _SUFFIXES.get(suffix, suffix)
    if form not in REPORTERS and form != _WORD:
        known = ", ".join(REPORTERS.names())
        raise UsageError(f"no report format has the suffix .{suffix}; name one with --format: {known}")
    return form


def table_form(output: str | None, forms: Sequence[str]) -> str:
    """Which of the ``forms`` a file's suffix asks for, ``human`` without one; UsageError where none does."""
    suffix = Path(output).suffix[1:].lower() if output else ""
    form = _SUFFIXES.get(suffix, suffix)
    if form not in forms:
        raise UsageError(f"nothing here is written as .{suffix}; name one with --format: {', '.join(forms)}")
    return form


def utf8(text: str) -> bytes:
    """The text in UTF-8; a byte of a file name that is no text becomes a question mark."""
    return text.encode("utf-8", "replace")


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[], None]]:
    """A function to call after each step; it moves a bar on standard error where that is a terminal."""
    if total < 3 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
