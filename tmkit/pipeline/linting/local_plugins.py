"""Checks that a project keeps beside its settings: Python that is run only where somebody allows it."""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from tmkit.checks import Check
from tmkit.errors import ConfigError

__all__ = ["local_checks"]

_MEMBERS = ("CODE", "NAME", "SEVERITY", "check")


@cache
def local_checks(settings: str, plugins: tuple[tuple[str, str], ...]) -> tuple[Check, ...]:
    """The checks that ``[local-plugins]`` of the file ``settings`` names; ConfigError where one cannot be loaded."""
    return tuple(_check(settings, name, target) for name, target in plugins)


def _check(settings: str, name: str, target: str) -> Check:
    module_name, _, attribute = target.partition(":")
    module = _module(settings, name, module_name)
    found: object = getattr(module, attribute, None) if attribute else module
    missing = [member for member in _MEMBERS if not hasattr(found, member)]
    if missing:
        raise ConfigError(f"the check {name!r} has no {missing[0]}; it needs {', '.join(_MEMBERS)}", settings)
    check: Check = found  # type: ignore[assignment]  # the protocol is what has just been looked for
    return check


def _module(settings: str, name: str, module_name: str) -> ModuleType:
    """The module of that name beside the settings, whatever else has its name."""
    root = Path(settings).absolute().parent
    file = root.joinpath(*module_name.split(".")).with_suffix(".py")
    spec = spec_from_file_location(f"tmkit_local.{module_name}", file)
    if not file.is_file() or spec is None or spec.loader is None:
        raise ConfigError(f"the check {name!r} is not there: no file {file}", settings)
    module = module_from_spec(spec)
    sys.path.insert(0, str(root))  # it may have its helpers beside it
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # it is other people's code
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise ConfigError(f"the check {name!r} cannot be loaded ({reason}); correct {file}", settings) from error
    finally:
        sys.path.remove(str(root))
    return module
