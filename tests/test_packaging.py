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


def test_the_data_and_the_notice_travel_with_the_package(repository: Path) -> None:
    settings = ConfigParser()
    settings.read(repository / "setup.cfg", encoding="utf-8")
    assert "data/*" in settings["options.package_data"]["tmkit"]
    assert (repository / "tmkit" / "data" / "static.bin").exists()
    assert "NOTICE" in settings["metadata"]["license_files"]
    assert (repository / "NOTICE").exists()
