"""TOML files that people edit: read, and every wrong key or value answered with one line and its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Self

from tmkit.errors import ConfigError
from tmkit.files import read_bytes

__all__ = ["TableReader", "parse"]


def parse(path: str) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file and what it says; ConfigError where it is none."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8; save the file as UTF-8", path) from error
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        numbers = [int(number) for number in re.findall(r"\d+", place)]
        line, column = numbers if len(numbers) == 2 else (len(text.splitlines()), None)
        raise ConfigError(f"not valid TOML: {message[:1].lower()}{message[1:]}", path, line, column) from error


class TableReader:
    """Checks values and says where a wrong one stands."""

    def __init__(self, path: str, text: str, first_line: int = 1) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._first = first_line
        """Where to begin to look for a key: an array of tables has it many times."""

    def error(self, key: str, message: str) -> ConfigError:
        """``message`` at the line where ``key`` stands; at the file where it does not."""
        pattern = re.compile(rf"""\s*(?:\[+\s*)?(?:[\w-]+\s*\.\s*)*["']?{re.escape(key)}["']?\s*(?:[=\].])""")
        inline = re.compile(rf"""[{{,]\s*["']?{re.escape(key)}["']?\s*=""")
        for number, line in enumerate(self._lines[self._first - 1 :], self._first):
            if pattern.match(line) or inline.search(line):
                return ConfigError(message, self._path, number)
        return ConfigError(message, self._path, self._first if self._first > 1 else None)

    def within(self, key: str) -> Self:
        """A reader that looks for keys from the line of the table ``key`` on: others may have the same ones."""
        text = "\n".join(self._lines)
        return type(self)(self._path, text, self.error(key, "").line or self._first)

    def known(self, table: Mapping[str, Any], keys: Sequence[str]) -> None:
        """Refuse any other key."""
        for key in table:
            if key not in keys:
                near = get_close_matches(key, keys, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(keys)}"
                raise self.error(key, f"unknown key {key!r}; {hint}")

    def text(self, table: Mapping[str, Any], key: str, default: str | None = None) -> str:
        """A text that is not empty."""
        value = table.get(key, default)
        if value is None:
            raise ConfigError(f"{key!r} is missing; `tmkit init` writes a commented example", self._path)
        if not isinstance(value, str) or not value:
            raise self.error(key, f"{key!r} must be a text in quotes")
        return value

    def texts(self, table: Mapping[str, Any], key: str, *, one: bool = False) -> tuple[str, ...]:
        """A list of texts, none where the key is missing; with ``one`` a single text will do."""
        value = table.get(key, [])
        if one and isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.error(key, f'{key!r} must be a list of texts, such as ["..."]')
        return tuple(value)

    def number(self, table: Mapping[str, Any], key: str, most: int) -> float:
        """A number from 0 to ``most``."""
        value = table[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise self.error(key, f"{key!r} must be a number from 0 to {most}")
        return float(value)

    def table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """A table, empty where the key is missing."""
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"{key!r} must be a table")
        return value
