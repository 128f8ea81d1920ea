"""What changed in git since a revision: committed or not, new files too."""

from __future__ import annotations

import os
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tmkit.config import Project
from tmkit.errors import UsageError

__all__ = ["Changed", "changed_files", "last_changes", "of_project"]


class Changed(NamedTuple):
    """Files that differ from a revision."""

    files: frozenset[Path]
    """Absolute; without those that were deleted."""
    notices: tuple[str, ...]
    """What the user should know of how it was found."""


def of_project(project: Project, revision: str) -> Changed | None:
    """The files that differ; None where the settings or a termbase do: then any finding may be new."""
    found = changed_files(project.root, revision)
    shared = (project.path, *project.glossaries)
    return None if any(_same(path) in map(_same, found.files) for path in shared) else found


def changed_files(folder: Path, revision: str) -> Changed:
    """The files of the repository around ``folder`` that differ from where this branch left ``revision``.

    In a shallow clone that place may be missing; then from the revision itself. UsageError where there is no git, no
    repository, or no such revision.
    """
    root = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    if not revision or revision.startswith("-") or not _knows(folder, f"{revision}^{{commit}}"):
        raise UsageError(
            f"git knows no revision {revision!r}; fetch it (git fetch origin {revision}), or check the name"
        )
    base, notices = _base(folder, revision)
    names = [
        *_names(_git(root, "diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", base, "--")),
        *_names(_git(root, "ls-files", "--others", "--exclude-standard", "-z")),
    ]
    here = folder.absolute()
    # the same names that the project has, whether or not a link leads to the repository
    start = Path(os.path.relpath(root, here.resolve()))
    return Changed(frozenset(Path(os.path.normpath(here / start / name)) for name in _spellings(names, root)), notices)


def last_changes(folder: Path) -> dict[Path, date]:
    """When each file below ``folder`` was last changed by a commit; absolute names, nothing without git."""
    here = folder.absolute()
    try:
        done = _run(folder, "log", "--format=format:%x01%cs", "--name-only", "--relative", "-z", "--", ".")
    except UsageError:
        return {}
    found: dict[Path, date] = {}
    for commit in done.stdout.split(b"\1")[1:] if done.returncode == 0 else ():
        day, _, names = commit.partition(b"\n")
        for name in _names(names.rstrip(b"\0")):
            found.setdefault(here / name, date.fromisoformat(day.decode().strip("\0")))
    return found


def _spellings(names: Iterable[str], root: Path) -> Iterator[str]:
    """The names; also as Unicode composes them, where the file is there under that name (macOS)."""
    for name in names:
        yield name
        composed = unicodedata.normalize("NFC", name)
        if composed != name and (root / composed).exists():
            yield composed


def _same(path: Path) -> str:
    return unicodedata.normalize("NFC", os.path.normpath(path.absolute()))


def _base(folder: Path, revision: str) -> tuple[str, tuple[str, ...]]:
    """Where this branch left the revision."""
    done = _run(folder, "merge-base", revision, "HEAD")
    if done.returncode == 0:
        return done.stdout.decode().strip(), ()
    shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    why = "in this shallow clone" if shallow else "at all"
    notice = f"{revision} and HEAD have no common commit {why}; comparing with {revision} itself"
    return revision, (notice,)


def _knows(folder: Path, revision: str) -> bool:
    return _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", revision).returncode == 0


def _names(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]


def _git(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise UsageError(f"git: {lines[0].removeprefix('fatal: ')}; --changed works in a git repository", str(folder))
    return done.stdout


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False, env=environment)
    except OSError as error:
        raise UsageError("--changed needs git, which cannot be run; install it") from error
