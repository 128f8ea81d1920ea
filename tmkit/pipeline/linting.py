"""Linting: the releases of a project, checked as its ``tmkit.toml`` says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tmkit.config import Project
from tmkit.errors import InputError, TmkitError
from tmkit.model import Document, Finding, Query
from tmkit.pipeline.aligning import bitext
from tmkit.pipeline.building import built_alignment
from tmkit.pipeline.checking import findings, segment_count
from tmkit.pipeline.glossary import glossary as load_glossary
from tmkit.pipeline.reading import notices, read
from tmkit.pipeline.reporting import Choice, Outcome, report
from tmkit.pipeline.reviewing import align_reviewed
from tmkit.pipeline.waiving import apply_waivers
from tmkit.releases import Release, fits, releases
from tmkit.terms.glossary import Glossary

__all__ = ["lint"]


def lint(
    project: Project,
    paths: Sequence[Path] = (),
    *,
    glossary: Glossary | None = None,
    choice: Choice = Choice(),
    advance: Callable[[], None] = lambda: None,
) -> Outcome:
    """Check every release, or those that ``paths`` name: a source, a translation, or a folder of them.

    ``choice`` comes after the settings of the project and outranks them. ``advance`` is called after each
    translation. A file that cannot be read is reported, the others are still checked.
    """
    terms = glossary or load_glossary([str(path) for path in project.glossaries])
    found: list[Finding] = []
    waived: list[Finding] = []
    asked: list[Query] = []
    errors: list[TmkitError] = []
    said = dict.fromkeys(project.notices)
    segments = 0
    for release in _chosen(project, paths):
        source: Document | None = None
        for lang, path in release.targets:
            try:
                source = source or read(str(release.source), project.source)
                target = read(str(path), lang)
                said.update(dict.fromkeys((*notices(source), *notices(target))))
                alignment = built_alignment(project, release, source, target)
                if alignment is None:
                    alignment, stale = align_reviewed(source, target, encoder=project.encoder, glossary=terms)
                    said.update(dict.fromkeys(map(str, stale)))
                text = bitext(alignment)
                chosen = _choice(project, path, choice)
                sifted = apply_waivers(findings(text, terms, chosen), str(path), [text], chosen)
                said.update(dict.fromkeys(map(str, sifted.notices)))
                found += sifted.findings
                waived += sifted.waived
                asked += alignment.queries
                segments += segment_count(text)
            except TmkitError as error:
                errors.append(error)
            finally:
                advance()
    made = report(found, segments=segments, notices=tuple(said), queries=asked, waived=waived)
    return Outcome.of(made, errors)


def _chosen(project: Project, paths: Sequence[Path]) -> Iterator[Release]:
    every = releases(project)
    for path in paths:
        if not any(_holds(path, file) for release in every for file in _files(release)):
            raise InputError(f"no release of {project.path} is there; check 'releases' and 'exclude'", str(path))
    for release in every:
        if not paths or any(_holds(path, release.source) for path in paths):
            yield release
            continue
        targets = tuple((lang, file) for lang, file in release.targets if any(_holds(path, file) for path in paths))
        if targets:
            yield replace(release, targets=targets)


def _files(release: Release) -> Iterator[Path]:
    yield release.source
    yield from (path for _, path in release.targets)


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
