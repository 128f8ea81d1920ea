"""What leaves the program: the payload on standard output or into a file, talk on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import click

from tmkit.errors import TmkitError
from tmkit.files import write_atomic
from tmkit.model import Report, Severity
from tmkit.reporters import REPORTERS

__all__ = ["finish", "payload", "progress", "talk"]

_SUFFIXES = {"json": "json", "txt": "human"}


def talk(message: str) -> None:
    """One line for the person at the terminal."""
    click.echo(message, err=True)


@contextmanager
def payload(path: str | None) -> Iterator[BinaryIO]:
    """Where the result goes: the file, complete or not at all, or standard output for None and ``-``."""
    if path is None or path == "-":
        buffer = BytesIO()
        yield buffer
        sys.stdout.buffer.write(buffer.getvalue())
        sys.stdout.buffer.flush()
    else:
        with write_atomic(path) as stream:
            yield stream


def finish(
    report: Report,
    *,
    form: str | None,
    output: str | None,
    fail_on: Severity | None,
    errors: Iterable[TmkitError] = (),
) -> None:
    """Write the report and end the program: 2 with errors, 1 with findings that fail it, else 0."""
    reporter = REPORTERS.load(form or _form_of(output))
    for notice in report.notices:
        talk(f"tmkit: {notice}")
    colour = output in (None, "-") and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    with payload(output) as stream:
        for piece in reporter.render(report, colour=colour):
            stream.write(piece.encode())
    failed = False
    for error in errors:
        talk(str(error))
        failed = True
    if failed:
        sys.exit(2)
    if fail_on is not None and any(finding.severity >= fail_on for finding in report.findings):
        sys.exit(1)


def _form_of(output: str | None) -> str:
    suffix = Path(output).suffix[1:].lower() if output else ""
    return _SUFFIXES.get(suffix, suffix if suffix in REPORTERS else "human")


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
