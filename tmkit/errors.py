"""What can go wrong, as one clickable line: ``path:line:column: what is wrong, and what to do``."""

from __future__ import annotations

__all__ = ["ConfigError", "InputError", "TmkitError", "UsageError"]


class TmkitError(Exception):
    """tmkit could not do what was asked; the command line ends with exit status 2.

    The message says what is wrong and what to do about it, without a trailing full stop.
    """

    def __init__(
        self, message: str, path: str | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        """From 1; None where the fault has no line."""
        self.column = column
        """Code points from 1; None where the fault has no column."""

    def __str__(self) -> str:
        place = [str(part) for part in (self.path, self.line, self.column) if part is not None]
        return ":".join([*place, f" {self.message}"]) if place else self.message


class InputError(TmkitError):
    """A file that cannot be read, understood or written."""


class ConfigError(TmkitError):
    """A setting in ``tmkit.toml`` that cannot stand."""


class UsageError(TmkitError):
    """A call with arguments that do not fit together."""
