from __future__ import annotations

import pytest

from tmkit.errors import UsageError
from tmkit.registry import GROUPS, Registry


def test_every_built_in_plugin_loads_and_has_a_docstring() -> None:
    for group in GROUPS:
        plugins = Registry[object](group, "plugin").all()
        assert plugins, group
        assert all(plugin.__doc__ for plugin in plugins.values()), group


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    checks = Registry[object]("tmkit.checks", "check")
    with pytest.raises(UsageError, match="unknown check 'term-mising'; did you mean 'term-missing'"):
        checks.load("term-mising")
    with pytest.raises(UsageError, match="known are term-forbidden, "):
        checks.load("zzz")
