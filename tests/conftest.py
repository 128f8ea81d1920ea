from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from configparser import ConfigParser
from importlib.metadata import distribution
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is says nothing about the code: a busy one must not fail a law.
settings.register_profile("tmkit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tmkit")

REPOSITORY = Path(__file__).parent.parent


def pytest_configure() -> None:
    """Plugins are found by the entry points that were installed: stale ones would fail tests of what is new."""
    settings = ConfigParser(delimiters=("=",))
    settings.read(REPOSITORY / "setup.cfg", encoding="utf-8")
    groups = settings["options.entry_points"]
    declared = {(group, line.partition(" =")[0]) for group in groups for line in groups[group].split("\n") if line}
    installed = {(entry.group, entry.name) for entry in distribution("tmkit").entry_points}
    if missing := sorted(f"{group}: {name}" for group, name in declared - installed):
        raise pytest.UsageError(f"not installed yet: {', '.join(missing)}; run `pip install -e .` again")


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def examples(repository: Path) -> Path:
    return repository / "examples"


def _needed(program: str) -> str:
    path = shutil.which(program)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{program} is not installed; .ci/run must install it")
    if path is None:
        pytest.skip(f"{program} is not installed; this test runs the real program")
    return path


@pytest.fixture(scope="session")
def client() -> Callable[[str], str]:
    """The path of a CAT program; where it is absent its tests are skipped with the reason, but never in CI."""
    return _needed


@pytest.fixture(scope="session")
def omegat() -> str:
    return _needed("omegat")
