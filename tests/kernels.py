"""The kernels twice, for tests that hold one against the other: their source as it stands, and compiled."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import pytest

_SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("kernel", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compiled(kernel: ModuleType, repository: Path, folder: Path) -> ModuleType:
    """``kernel`` if it is compiled, else built in ``folder``; skips where nothing here could compile it."""
    if kernel.__file__ and not kernel.__file__.endswith(".py"):
        return kernel
    if importlib.util.find_spec("Cython") is None or not (shutil.which("cc") or shutil.which("cl")):
        pytest.skip("the kernel is not compiled, and there is no Cython or no compiler")
    build = [sys.executable, "setup.py", "-q", "build_ext", f"--build-lib={folder}", f"--build-temp={folder}"]
    subprocess.run(build, cwd=repository, check=True, capture_output=True)
    return load(folder.joinpath(*kernel.__name__.split(".")).with_name(f"kernel{_SUFFIX}"))
