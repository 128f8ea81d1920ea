"""The baseline: findings of one day, frozen in a file, so that only new ones count from then on.

A line a finding, sorted: path (relative to the baseline, with ``/``), id, code and words, with tabs between them. An id
stays when lines move, so does the baseline.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path

from tmkit.errors import InputError
from tmkit.files import read_bytes, write_atomic
from tmkit.model import Finding, Report

__all__ = ["freeze", "thaw"]

_HEAD = "# Findings that tmkit lint --baseline lets pass. Written by --write-baseline; lines can be removed.\n"
_Key = tuple[str, str]
"""Path and id."""


def freeze(report: Report, path: str) -> None:
    """Write the findings of the report as a baseline."""
    rows = {(*_key(finding, path), finding.code, " ".join(finding.target.text.split())) for finding in report.findings}
    with write_atomic(path) as stream:
        stream.write(_HEAD.encode())
        for row in sorted(rows):
            stream.write(("\t".join(row) + "\n").encode("utf-8", "replace"))


def thaw(report: Report, path: str) -> Report:
    """The report without the findings that the baseline knows, and with a word about those that are gone.

    InputError where the file is no baseline.
    """
    frozen = set(_read(path))
    looked_at = {_path(file, path) for file in report.files}
    new = tuple(finding for finding in report.findings if _key(finding, path) not in frozen)
    known = {_key(finding, path) for finding in chain(report.findings, report.waived)}
    gone = sum(key not in known for key in frozen if key[0] in looked_at)
    notices = report.notices
    if gone:
        what = "1 finding of the baseline is" if gone == 1 else f"{gone} findings of the baseline are"
        notices = (*notices, f"{path}: {what} gone; --write-baseline leaves them out")
    return replace(report, findings=new, frozen=len(report.findings) - len(new), notices=notices)


def _read(path: str) -> Iterable[_Key]:
    try:
        lines = read_bytes(path).decode().split("\n")
    except UnicodeDecodeError as error:
        raise InputError("no baseline; write one with --write-baseline", path) from error
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if len(cells) < 2:
            raise InputError("no line of a baseline: path, id, code and words, with tabs between them", path, number)
        yield cells[0], cells[1]


def _key(finding: Finding, baseline: str) -> _Key:
    return _path(finding.target.start.path, baseline), finding.id


def _path(path: str, baseline: str) -> str:
    try:
        relative = os.path.relpath(path, Path(baseline).parent)
    except ValueError:  # another drive on Windows
        relative = path
    return unicodedata.normalize("NFC", relative.replace(os.sep, "/"))
