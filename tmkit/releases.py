"""The releases of a project: which files belong together, and which language each is in."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tmkit import review
from tmkit.config import Project
from tmkit.errors import InputError, UsageError
from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.documents.unsupported import is_lock_file
from tmkit.languages import canonical
from tmkit.model import Lang

__all__ = ["Release", "fits", "releases"]

_TOKENS = {
    "{name}": r"(?P<name>.+)",
    "{lang}": r"(?P<lang>[^\W\d_]{2,5}(?:[-_@][^\W\d_]{2,8}){0,2})",
    "**/": r"(?:.*/)?",
    "**": r".*",
    "*": r"[^/]*",
    "?": r"[^/]",
}
_TOKEN = re.compile("|".join(re.escape(token) for token in _TOKENS))


@dataclass(frozen=True, slots=True)
class Release:
    """A source document and its translations."""

    name: str
    """With ``/`` where the pattern's ``{name}`` crosses folders."""
    source: Path
    targets: tuple[tuple[Lang, Path], ...]
    """In the order of the project's targets; a language without a file is left out."""
    beside: tuple[tuple[Lang, Path], ...] = ()
    """Its other translations, where only some are asked for: what those are compared with."""


@lru_cache(maxsize=256)
def _expression(pattern: str) -> re.Pattern[str]:
    pieces, at = [], 0
    for match in _TOKEN.finditer(pattern):
        pieces += [re.escape(pattern[at : match.start()]), _TOKENS[match[0]]]
        at = match.end()
    return re.compile("".join([*pieces, re.escape(pattern[at:])]), re.DOTALL)


def fits(path: str, pattern: str) -> bool:
    """Whether a path relative to the project, written with ``/``, fits a glob pattern.

    ``*`` stays in a folder, ``**`` crosses folders.
    """
    return _expression(pattern).fullmatch(path) is not None


def releases(project: Project) -> tuple[Release, ...]:
    """The project's releases, sorted by name; InputError where two files claim one place.

    Files that other programs leave beside a document while it is open are passed over, and so are
    translations without a source.
    """
    found: dict[str, dict[Lang, Path]] = {}
    for path in _walk(project.root):
        relative = unicodedata.normalize("NFC", path.relative_to(project.root).as_posix())
        if (
            is_lock_file(path.name)
            or path.name.endswith(review.SUFFIX)
            or any(fits(relative, pattern) for pattern in project.exclude)
        ):
            continue
        claim = _claim(relative, project)
        if claim is None:
            continue
        name, lang = claim
        files = found.setdefault(name, {})
        files[lang] = _better(files[lang], path) if lang in files else path
    return tuple(
        Release(name, files[project.source], tuple((lang, files[lang]) for lang in project.targets if lang in files))
        for name, files in sorted(found.items())
        if project.source in files
    )


def _walk(root: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for file in sorted(files):
            yield Path(folder, file)


def _better(one: Path, other: Path) -> Path:
    readable = [path for path in (one, other) if path.suffix[1:].lower() in DOCUMENTS]
    if len(readable) == 1:
        return readable[0]
    raise InputError(f"{one.name} is the same release in the same language; remove or exclude one", str(other))


def _claim(relative: str, project: Project) -> tuple[str, Lang] | None:
    for pattern in project.releases:
        match = _expression(pattern).fullmatch(relative)
        if match is None:
            continue
        try:
            lang = canonical(match["lang"])
        except UsageError:
            continue
        if lang == project.source or lang in project.targets:
            return match["name"], lang
    return None
