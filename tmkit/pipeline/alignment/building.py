"""Building: every release of a project into its memory files, only what changed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

import tmkit
from tmkit.config import Project
from tmkit.errors import InputError, TmkitError
from tmkit.files import make_folder, open_binary, read_bytes, write_atomic
from tmkit.formats.units import BEADS, tmx
from tmkit.formats.units.tmx_details import Details
from tmkit.model import Alignment, Document, Lang, TranslationUnit
from tmkit.pipeline.alignment.aligning import units
from tmkit.pipeline.alignment.querying import queries
from tmkit.pipeline.alignment.rereading import from_units
from tmkit.pipeline.alignment.reviewing import align_reviewed
from tmkit.pipeline.alignment.reviewing import stale as stale_decisions
from tmkit.pipeline.inputs.documents import read
from tmkit.pipeline.inputs.glossary import glossary
from tmkit.pipeline.parallel import in_order
from tmkit.releases import Release, releases
from tmkit.review import read as read_review
from tmkit.review import review_path
from tmkit.text.tags import native

__all__ = ["Built", "Outcome", "build", "built_alignment", "memory_path"]

DIGEST = "x-tmkit-digest"
"""The header property that says what a memory was built from."""
_STALE = "x-tmkit-stale"
"""The header property that says how many decisions had no place, so that every build can report them."""


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
    stale: tuple[InputError, ...] = ()
    """Locked beads and queries of the review files that have no place in the texts any more: to be shown."""


def built_alignment(project: Project, release: Release, source: Document, target: Document) -> Alignment | None:
    """The alignment that the built memory holds, or None where it is missing or older than its texts.

    With the queries of the review files, which the memory has in words only.
    """
    out = memory_path(project, release, target.lang)
    if _recorded(out).get(DIGEST) != _digest(project, Path(source.path), Path(target.path)):
        return None
    with open_binary(str(out)) as stream:
        alignment = from_units(source, target, tmx.read(stream, str(out)))
    if alignment is None:
        return None
    return replace(alignment, queries=queries(source.segments, source.path, target.path)[0])


def memory_path(project: Project, release: Release, lang: Lang) -> Path:
    """``visit.ru-kk.tmx`` in the project's output folder."""
    return project.output / f"{release.name}.{project.source}-{lang}.tmx"


def build(project: Project, *, check: bool = False, every: bool = False, jobs: int = 1) -> Generator[Built, None, None]:
    """Build what changed, memory by memory; a release that cannot be read fails alone.

    ``check`` writes nothing. ``every`` aligns again what has not changed too, as another aligner may see it
    otherwise, and writes what comes out different. ``jobs`` is the number of processes; results and their order do
    not depend on it.
    A build that was stopped goes on where it stopped: each memory is complete, or not there.
    """
    work, lost = partial(_build_release, project, check, every), partial(_lost, project)
    with closing(in_order(work, releases(project), jobs, lost=lost)) as results:
        for memories in results:
            yield from memories


def _build_release(project: Project, check: bool, every: bool, release: Release) -> tuple[Built, ...]:
    """The memories of one release; nothing that goes wrong with it stops the others."""
    source = cache(partial(read, str(release.source), project.source))
    made = []
    for lang, path in release.targets:
        out = memory_path(project, release, lang)
        try:
            made.append(_build_memory(project, release, lang, path, source, check=check, every=every))
        except TmkitError as error:
            made.append(Built(out, Outcome.FAILED, error=error))
        except Exception as error:  # a fault of tmkit; its users have other releases that wait
            message = f"cannot be aligned ({type(error).__name__}: {error}); please report this with the file"
            made.append(Built(out, Outcome.FAILED, error=InputError(message, str(path))))
    return tuple(made)


def _build_memory(
    project: Project,
    release: Release,
    lang: Lang,
    path: Path,
    source: Callable[[], Document],
    *,
    check: bool,
    every: bool,
) -> Built:
    out = memory_path(project, release, lang)
    digest = _digest(project, release.source, path)
    recorded = {} if check else _recorded(out)
    same_input = recorded.get(DIGEST) == digest
    current = same_input and not every
    if current and _STALE not in recorded:
        return Built(out, Outcome.CURRENT)
    target = read(str(path), lang)
    if current:
        return Built(out, Outcome.CURRENT, stale=stale_decisions(source(), target))
    terms = glossary([str(name) for name in project.glossaries], project.house)
    alignment, stale = align_reviewed(source(), target, encoder=project.encoder, glossary=terms)
    made = units(alignment, document=release.source.relative_to(project.root).as_posix())
    if check:
        outcome = Outcome.CURRENT if _same(out, made, but=(BEADS,)) else Outcome.STALE  # a merge drops them
    elif same_input and _same(out, made):
        outcome = Outcome.CURRENT
    else:
        outcome = Outcome.WRITTEN
        properties = ((DIGEST, digest), *([(_STALE, str(len(stale)))] if stale else ()))
        _write(out, made, (project.source, lang), properties)
    return Built(out, outcome, len(made), len(alignment.beads) - len(made), stale=stale)


def _lost(project: Project, release: Release) -> tuple[Built, ...]:
    message = "the process that aligned it was ended from outside, perhaps for want of memory; try fewer jobs"
    return tuple(
        Built(memory_path(project, release, lang), Outcome.FAILED, error=InputError(message, str(path)))
        for lang, path in release.targets
    )


def _write(
    out: Path, made: Iterable[TranslationUnit], langs: Sequence[Lang], properties: Sequence[tuple[str, str]]
) -> None:
    make_folder(str(out.parent))
    with write_atomic(str(out)) as stream:
        tmx.write(made, stream, langs, Details(properties=list(properties)), level=2)


def _digest(project: Project, source: Path, target: Path) -> str:
    """Of all that a memory depends on; ends of lines do not count, git may change them."""
    parts = [read_bytes(str(path)).replace(b"\r\n", b"\n") for path in (source, target, *project.glossaries)]
    state = sha256(f"{tmkit.__version__} {project.encoder}".encode())
    for part in parts:
        state.update(sha256(part).digest())
    reviews = [read_review(review_path(str(path))) for path in (source, target)]
    for bead in reviews[1].beads:
        state.update(repr((bead.source, bead.target, bead.at)).encode())
    for doubt in (doubt for review in reviews for doubt in review.queries):
        state.update(repr((doubt.source, doubt.question)).encode())
    return state.hexdigest()[:16]


def _recorded(out: Path) -> dict[str, str]:
    """What the header of a memory says of how it was built."""
    if not out.is_file():
        return {}
    try:
        with open_binary(str(out)) as stream:
            return dict(tmx.read_header(stream, str(out)).properties)
    except InputError:
        return {}


def _same(out: Path, made: tuple[TranslationUnit, ...], but: Sequence[str] = ()) -> bool:
    """Whether the file holds these units: texts and tags, properties (but some), notes; whatever its dates and tool."""
    if not out.is_file():
        return False
    try:
        with open_binary(str(out)) as stream:
            there = [_content(unit, but) for unit in tmx.read(stream, str(out))]
    except InputError:
        return False
    return there == [_content(unit, but) for unit in made]


def _content(unit: TranslationUnit, but: Sequence[str]) -> tuple[object, ...]:
    said = tuple(pair for pair in unit.properties if pair[0] not in but)
    texts = tuple((v.lang, v.text, [(code.offset, native(code.data)) for code in v.codes]) for v in unit.variants)
    return texts, said, unit.notes
