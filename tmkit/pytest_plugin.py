"""``pytest --tmkit``: each translation of a project is a test. Nothing is imported before somebody asks for it."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of pytest that tmkit adds."""
    group = parser.getgroup("tmkit")
    group.addoption("--tmkit", action="store_true", help="check the translations of a tmkit project too")
    group.addoption("--tmkit-project", metavar="DIR", help="the folder of its tmkit.toml (default: pytest's rootdir)")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add a test for each translation, before -k and -m choose."""
    if config.getoption("tmkit"):
        from tmkit.pytest_items import items_of

        items += items_of(session, config.getoption("tmkit_project") or str(config.rootpath))
