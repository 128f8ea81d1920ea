from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is says nothing about the code: a busy one must not fail a law.
settings.register_profile("tmkit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tmkit")

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def examples(repository: Path) -> Path:
    return repository / "examples"
