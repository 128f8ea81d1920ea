"""Building: every release of a project into its memory files, only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import tmkit
from tmkit.config import Project
from tmkit.errors import InputError, TmkitError
from tmkit.files import make_folder, open_binary, read_bytes, write_atomic
from tmkit.formats.units import tmx
from tmkit.model import Alignment, Document, Lang, TranslationUnit
from tmkit.pipeline.aligning import align, from_units, units
from tmkit.pipeline.glossary import glossary
from tmkit.pipeline.reading import read
from tmkit.releases import Release, releases

__all__ = ["Built", "Outcome", "build", "built_alignment", "memory_path"]

DIGEST = "x-tmkit-digest"
"""The header property that says what a memory was built from."""


class Outcome(StrEnum):
    """What became of one memory."""

    WRITTEN = "written"
    CURRENT = "current"
    STALE = "stale"
    """Only with ``check``: building would change its units."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Built:
    """One memory of a build."""

    path: Path
    outcome: Outcome
    units: int = 0
    left_out: int = 0
    """Beads with text on one side only."""
    error: TmkitError | None = None


def built_alignment(project: Project, release: Release, source: Document, target: Document) -> Alignment | None:
    """The alignment that the built memory holds, or None where it is missing or older than its texts."""
    out = memory_path(project, release, target.lang)
    if _recorded(out) != _digest(project, Path(source.path), Path(target.path)):
        return None
    with open_binary(str(out)) as stream:
        return from_units(source, target, tmx.read(stream, str(out)))


def memory_path(project: Project, release: Release, lang: Lang) -> Path:
    """``visit.ru-kk.tmx`` in the project's output folder."""
    return project.output / f"{release.name}.{project.source}-{lang}.tmx"


def build(project: Project, *, check: bool = False, advance: Callable[[], None] = lambda: None) -> Iterator[Built]:
    """Build what changed, memory by memory; a release that cannot be read fails alone.

    ``check`` writes nothing. ``advance`` is called after each memory.
    """
    for release in releases(project):
        source: Document | None = None
        for lang, path in release.targets:
            out = memory_path(project, release, lang)
            try:
                digest = _digest(project, release.source, path)
                if not check and _recorded(out) == digest:
                    yield Built(out, Outcome.CURRENT)
                    continue
                source = source or read(str(release.source), project.source)
                alignment = align(
                    source,
                    read(str(path), lang),
                    encoder=project.encoder,
                    glossary=glossary([str(name) for name in project.glossaries]),
                )
                yield _settle(project, release, alignment, out, digest, check=check)
            except TmkitError as error:
                yield Built(out, Outcome.FAILED, error=error)
            finally:
                advance()


def _settle(project: Project, release: Release, alignment: Alignment, out: Path, digest: str, *, check: bool) -> Built:
    name = release.source.relative_to(project.root).as_posix()
    made = units(alignment, document=name)
    left_out = len(alignment.beads) - len(made)
    if check:
        return Built(out, Outcome.CURRENT if _same(out, made) else Outcome.STALE, len(made), left_out)
    make_folder(str(out.parent))
    with write_atomic(str(out)) as stream:
        tmx.write(made, stream, (alignment.source.lang, alignment.target.lang), properties=((DIGEST, digest),))
    return Built(out, Outcome.WRITTEN, len(made), left_out)


def _digest(project: Project, source: Path, target: Path) -> str:
    """Of all that a memory depends on; ends of lines do not count, git may change them."""
    parts = [read_bytes(str(path)).replace(b"\r\n", b"\n") for path in (source, target, *project.glossaries)]
    state = sha256(f"{tmkit.__version__} {project.encoder}".encode())
    for part in parts:
        state.update(sha256(part).digest())
    return state.hexdigest()[:16]


def _recorded(out: Path) -> str | None:
    if not out.is_file():
        return None
    try:
        with open_binary(str(out)) as stream:
            return dict(tmx.read_header(stream, str(out)).properties).get(DIGEST)
    except InputError:
        return None


def _same(out: Path, made: tuple[TranslationUnit, ...]) -> bool:
    """Whether the file holds these units: texts and properties, whatever its dates and tool."""
    if not out.is_file():
        return False
    try:
        with open_binary(str(out)) as stream:
            there = [_content(unit) for unit in tmx.read(stream, str(out))]
    except InputError:
        return False
    return there == [_content(unit) for unit in made]


def _content(unit: TranslationUnit) -> tuple[object, ...]:
    return tuple((v.lang, v.text) for v in unit.variants), unit.properties
