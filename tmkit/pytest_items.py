"""The translations of a project as tests of pytest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tmkit.config import FILE_NAME, Project, load
from tmkit.errors import TmkitError
from tmkit.model import Report
from tmkit.pipeline.linting.checking import outcome
from tmkit.pipeline.linting.examining import Standard
from tmkit.pipeline.linting.linting import lint_release, standard_of
from tmkit.releases import Release, releases
from tmkit.reporters import REPORTERS

__all__ = ["items_of"]


class _FaultyError(Exception):
    """What fails a test: the findings that are grave enough."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report


class _ProjectFile(pytest.File):
    """A ``tmkit.toml``."""

    def collect(self) -> Iterator[pytest.Item]:
        project = load(self.path)
        standard = standard_of(project)
        for release in releases(project):
            for lang, path in release.targets:
                beside = tuple(target for target in release.targets if target != (lang, path))
                one = replace(release, targets=((lang, path),), beside=beside)
                yield _Translation.from_parent(
                    self, name=f"{release.name}[{lang}]", project=project, standard=standard, release=one
                )


class _Translation(pytest.Item):
    """One release in one language."""

    def __init__(self, *, project: Project, standard: Standard, release: Release, **rest: Any) -> None:
        super().__init__(**rest)
        self._project = project
        self._standard = standard
        self._release = release

    def runtest(self) -> None:
        done = lint_release(self._project, self._standard, self._release)
        for error in done.errors:
            raise error
        level = self._project.lint.fail_on
        report = outcome(done.examined).report
        grave = tuple(finding for finding in report.findings if level is not None and finding.severity >= level)
        if grave:
            raise _FaultyError(replace(report, findings=grave))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings as ``tmkit lint`` shows them, or the line that says why the file cannot be read."""
        match excinfo.value:
            case _FaultyError(report=report):
                return "".join(REPORTERS.load("human").render(report))
            case TmkitError() as error:
                return str(error)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        _, path = self._release.targets[0]
        return path, None, f"tmkit: {self.name}"


def items_of(session: pytest.Session, folder: str) -> list[pytest.Item]:
    """A test for each translation of the project in a folder; UsageError of pytest where there is none."""
    path = Path(folder, FILE_NAME)
    if not path.is_file():
        raise pytest.UsageError(f"--tmkit: no {FILE_NAME} in {folder}; name its folder with --tmkit-project")
    try:
        return list(_ProjectFile.from_parent(session, path=path.absolute()).collect())
    except TmkitError as error:
        raise pytest.UsageError(str(error)) from error
