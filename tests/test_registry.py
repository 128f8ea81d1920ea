from __future__ import annotations

from importlib.metadata import EntryPoint

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
    with pytest.raises(UsageError, match=r"known are .*term-forbidden, "):
        checks.load("zzz")


def test_a_plugin_that_cannot_be_loaded_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("broken", "tmkit.none:check", "tmkit.checks")
    checks = Registry[object]("tmkit.checks", "check")
    monkeypatch.setattr(checks, "entries", {"broken": broken})
    with pytest.raises(UsageError, match=r"the check .broken. cannot be loaded \(No module named .tmkit.none.\)"):
        checks.load("broken")
