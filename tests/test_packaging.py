"""setup.cfg says what there is."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path


def test_every_package_is_declared(repository: Path) -> None:
    settings = ConfigParser()
    settings.read(repository / "setup.cfg", encoding="utf-8")
    declared = settings["options"]["packages"].split()
    found = {".".join(path.parent.relative_to(repository).parts) for path in repository.glob("tmkit/**/__init__.py")}
    assert set(declared) == found | {"tmkit.glossaries"}
