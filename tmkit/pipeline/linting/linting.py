"""Linting: the releases of a project, checked as its ``tmkit.toml`` says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tmkit.config import Project
from tmkit.errors import InputError, TmkitError
from tmkit.model import Alignment, Document, Lang
from tmkit.pipeline.alignment.building import built_alignment
from tmkit.pipeline.alignment.reviewing import align_reviewed
from tmkit.pipeline.inputs.documents import notices, read
from tmkit.pipeline.inputs.glossary import glossary as load_glossary
from tmkit.pipeline.linting.checking import Draft, outcome, twin
from tmkit.pipeline.linting.examining import Examined, Fixing, Standard, examine
from tmkit.pipeline.linting.precedents import memories_of
from tmkit.pipeline.linting.reporting import Choice, Outcome
from tmkit.pipeline.parallel import in_order
from tmkit.releases import Release, fits, releases
from tmkit.review import review_path
from tmkit.terms.glossary import Glossary

__all__ = ["Done", "lint", "lint_release", "standard_of"]


def lint(
    project: Project,
    paths: Sequence[Path] = (),
    *,
    glossary: Glossary | None = None,
    memory: Sequence[str] = (),
    choice: Choice = Choice(),
    final: bool = False,
    fixing: Fixing = Fixing.NO,
    changed: Collection[Path] | None = None,
    local_plugins: bool = False,
    jobs: int = 1,
    pass_over: bool = False,
    advance: Callable[[], None] = lambda: None,
    say: Callable[[str], None] = lambda message: None,
) -> Outcome:
    """Check every release, or those that ``paths`` name: a source, a translation, or a folder of them.

    ``memory`` names memories beside that of the project, which a translation is held against. ``choice`` comes after
    the settings of the project and outranks them. With ``final`` the translations claim to be complete. ``changed``
    leaves only the translations that are among these files, absolute, or whose source, review file or version in
    another script is. ``local_plugins`` lets the project's own checks run. ``jobs`` is the number of processes; the
    outcome does not depend on it. ``advance`` is called after each translation, ``say`` told of work that takes long. A
    path that is in no release is an error unless it is to be passed over; a file that cannot be read is reported, the
    others are still checked.
    """
    standard = replace(
        standard_of(project, glossary, memory),
        choice=choice,
        final=final,
        fixing=fixing,
        local=(str(project.path), project.local_plugins if local_plugins else ()),
    )
    examined: list[Examined] = []
    errors: list[TmkitError] = []
    said = [*project.notices]
    chosen = list(_chosen(project, paths, changed, pass_over))
    work = partial(lint_release, project, standard)
    with closing(standard.memories) as memories, closing(in_order(work, chosen, jobs, lost=_lost)) as results:
        memories.prepare(project.source, {lang for release in chosen for lang, _ in release.targets}, say)
        for done in results:
            examined += done.examined
            errors += done.errors
            said += done.notices
            for _ in range(done.translations):
                advance()
    made = outcome(examined, said)
    return Outcome.of(made.report, errors, made.mended)


def standard_of(project: Project, glossary: Glossary | None = None, memory: Sequence[str] = ()) -> Standard:
    """What the settings hold texts to, each file's own choice aside."""
    return Standard(
        glossary or load_glossary([str(path) for path in project.glossaries], project.house),
        styles=project.styles,
        memories=memories_of(project, memory),
    )


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one release."""

    translations: int
    examined: tuple[Examined, ...] = ()
    errors: tuple[TmkitError, ...] = ()
    notices: tuple[str, ...] = ()


def lint_release(project: Project, standard: Standard, release: Release) -> Done:
    """Check the translations of one release; nothing that goes wrong with one stops the others."""
    examined: list[Examined] = []
    errors: list[TmkitError] = []
    said: list[str] = []
    source: Document | None = None
    for lang, path in release.targets:
        try:
            source = source or read(str(release.source), project.source)
            target = read(str(path), lang)
            said += (*notices(source), *notices(target))
            other_script = twin(target, _in_other_scripts(lang, release))
            held = replace(standard, choice=_choice(project, path, standard.choice), twin=other_script)
            draft = Draft(target, partial(_aligned, project, release, standard.glossary, source))
            examined.append(examine(str(path), draft.look, held))
        except TmkitError as error:
            errors.append(error)
        except Exception as error:  # a fault of tmkit or of a plugin; its users have other releases that wait
            message = f"cannot be checked ({type(error).__name__}: {error}); please report this with the file"
            errors.append(InputError(message, str(path)))
    return Done(len(release.targets), tuple(examined), tuple(errors), tuple(said))


def _in_other_scripts(lang: Lang, release: Release) -> Iterator[Document]:
    """The release's translations into the same language in another script; what cannot be read is told in its turn."""
    for other, path in _other_scripts(lang, release):
        with suppress(TmkitError):
            yield read(str(path), other)


def _other_scripts(lang: Lang, release: Release) -> Iterator[tuple[Lang, Path]]:
    for other, path in (*release.targets, *release.beside):
        if other != lang and other.partition("-")[0] == lang.partition("-")[0]:
            yield other, path


def _lost(release: Release) -> Done:
    message = "the process that checked this release died, perhaps for want of memory; check it alone"
    return Done(len(release.targets), errors=(InputError(message, str(release.source)),))


def _aligned(
    project: Project, release: Release, glossary: Glossary, source: Document, target: Document
) -> tuple[Alignment, Sequence[str]]:
    """The alignment that was built, while both texts are the same; else a new one."""
    built = built_alignment(project, release, source, target)
    if built is not None:
        return built, ()
    alignment, stale = align_reviewed(source, target, encoder=project.encoder, glossary=glossary)
    return alignment, [str(notice) for notice in stale]


def _chosen(
    project: Project, paths: Sequence[Path], changed: Collection[Path] | None, pass_over: bool
) -> Iterator[Release]:
    every = releases(project)
    for path in paths:
        if not pass_over and not any(_holds(path, file) for release in every for file in _files(release)):
            raise InputError(f"no release of {project.path} is there; check 'releases' and 'exclude'", str(path))
    for release in every:
        whole = not paths or any(_holds(path, release.source) for path in paths)
        targets = tuple(
            (lang, file)
            for lang, file in release.targets
            if (whole or any(_holds(path, file) for path in paths))
            and (changed is None or any(one.absolute() in changed for one in _about(release, lang, file)))
        )
        if targets:
            beside = tuple(target for target in release.targets if target not in targets)
            yield replace(release, targets=targets, beside=beside)


def _files(release: Release) -> Iterator[Path]:
    yield release.source
    yield from (path for _, path in release.targets)


def _about(release: Release, lang: Lang, target: Path) -> Iterator[Path]:
    """The files that a finding in the translation may depend on."""
    yield from (target, release.source, Path(review_path(str(target))), Path(review_path(str(release.source))))
    yield from (path for _, path in _other_scripts(lang, release))


def _holds(path: Path, file: Path) -> bool:
    whole, inner = path.absolute(), file.absolute()
    return whole == inner or whole in inner.parents


def _choice(project: Project, path: Path, outer: Choice) -> Choice:
    """The project's settings, those of its overrides for this file, then those of the call."""
    relative = path.relative_to(project.root).as_posix()
    overrides = [o for o in project.lint.overrides if any(fits(relative, pattern) for pattern in o.paths)]
    return Choice(
        select=outer.select,
        ignore=(*project.lint.ignore, *(code for o in overrides for code in o.ignore), *outer.ignore),
        severity=(*project.lint.severity, *(pair for o in overrides for pair in o.severity), *outer.severity),
    )
