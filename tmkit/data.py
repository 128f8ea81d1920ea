"""The one loader of the data that travels with the package."""

from __future__ import annotations

from pathlib import Path

__all__ = ["SHIPPED_GLOSSARY", "glossary_path", "path", "read"]

SHIPPED_GLOSSARY = "central-asia.tbx"
"""The termbase in the wheel, used where no other is named."""

_PACKAGE = Path(__file__).parent


def path(name: str) -> Path:
    """Where the file ``name`` of ``tmkit/data`` stands, for those who map it into memory."""
    return _PACKAGE / "data" / name


def read(name: str) -> bytes:
    """The bytes of the file ``name`` in ``tmkit/data``."""
    return path(name).read_bytes()


def glossary_path() -> Path:
    """The shipped termbase: inside the package where it is installed, beside it in a checkout."""
    installed = _PACKAGE / "glossaries" / SHIPPED_GLOSSARY
    return installed if installed.exists() else _PACKAGE.parent / "glossaries" / SHIPPED_GLOSSARY
