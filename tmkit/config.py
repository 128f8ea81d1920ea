"""``tmkit.toml``: found, read and checked; every wrong key or value is one line with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tmkit.encoders import ENCODERS
from tmkit.errors import ConfigError, UsageError
from tmkit.files import read_bytes
from tmkit.languages import canonical
from tmkit.model import Lang, Severity

__all__ = ["FILE_NAME", "LintSettings", "Override", "Project", "find", "load", "severity"]

FILE_NAME = "tmkit.toml"


@dataclass(frozen=True, slots=True)
class Override:
    """What differs for some files."""

    paths: tuple[str, ...]
    """Patterns relative to the project; ``**`` crosses folders."""
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()


@dataclass(frozen=True, slots=True)
class LintSettings:
    """Which findings count, and how much."""

    fail_on: Severity | None = Severity.ERROR
    """None: findings never fail a run."""
    ignore: tuple[str, ...] = ()
    """Codes or prefixes of codes."""
    severity: tuple[tuple[str, Severity], ...] = ()
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of one ``tmkit.toml``; its paths begin with ``root``."""

    root: Path
    source: Lang
    targets: tuple[Lang, ...]
    releases: tuple[str, ...]
    """Patterns with ``{name}`` and ``{lang}``, relative to ``root``."""
    exclude: tuple[str, ...] = ()
    glossaries: tuple[Path, ...] = ()
    """Empty: the glossary that tmkit ships."""
    output: Path = Path("tmx")
    encoder: str = "auto"
    lint: LintSettings = LintSettings()
    notices: tuple[str, ...] = ()
    """What was repaired while reading the settings."""

    @property
    def path(self) -> Path:
        """The settings file."""
        return self.root / FILE_NAME


def find(start: Path) -> Path | None:
    """The nearest ``tmkit.toml`` in ``start`` or a folder above it, relative where it lies below here."""
    here = Path.cwd()
    for folder in (start.absolute(), *start.absolute().parents):
        path = folder / FILE_NAME
        if path.is_file():
            return path.relative_to(here) if path.is_relative_to(here) else path
    return None


def load(path: Path) -> Project:
    """The project of the settings file ``path``; ConfigError where a key or value cannot stand."""
    try:
        text = read_bytes(str(path)).decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8; save the file as UTF-8", str(path)) from error
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        numbers = [int(number) for number in re.findall(r"\d+", place)]
        line, column = numbers if len(numbers) == 2 else (len(text.splitlines()), None)
        raise ConfigError(f"not valid TOML: {message[:1].lower()}{message[1:]}", str(path), line, column) from error
    return _project(_Reader(str(path), text), table, path.parent)


def severity(name: str) -> Severity:
    """The severity of that name; UsageError where there is none."""
    try:
        return Severity[name.upper()]
    except KeyError:
        raise UsageError(f"unknown severity {name!r}; write error, warning or info") from None


class _Reader:
    """Checks values and says where a wrong one stands."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def error(self, key: str, message: str) -> ConfigError:
        pattern = re.compile(rf"""\s*(?:\[+\s*)?(?:[\w-]+\s*\.\s*)*["']?{re.escape(key)}["']?\s*(?:[=\].])""")
        inline = re.compile(rf"""[{{,]\s*["']?{re.escape(key)}["']?\s*=""")
        for number, line in enumerate(self._lines, 1):
            if pattern.match(line) or inline.search(line):
                return ConfigError(message, self._path, number)
        return ConfigError(message, self._path)

    def known(self, table: Mapping[str, Any], keys: Sequence[str]) -> None:
        for key in table:
            if key not in keys:
                near = get_close_matches(key, keys, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(keys)}"
                raise self.error(key, f"unknown key {key!r}; {hint}")

    def text(self, table: Mapping[str, Any], key: str, default: str | None = None) -> str:
        value = table.get(key, default)
        if value is None:
            raise ConfigError(f"{key!r} is missing; `tmkit init` writes a commented example", self._path)
        if not isinstance(value, str) or not value:
            raise self.error(key, f"{key!r} must be a text in quotes")
        return value

    def texts(self, table: Mapping[str, Any], key: str, *, one: bool = False) -> tuple[str, ...]:
        value = table.get(key, [])
        if one and isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.error(key, f'{key!r} must be a list of texts, such as ["..."]')
        return tuple(value)

    def table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"{key!r} must be a table")
        return value

    def lang(self, key: str, code: str) -> Lang:
        try:
            return canonical(code)
        except UsageError as error:
            raise self.error(key, error.message) from error

    def severities(self, table: Mapping[str, Any]) -> tuple[tuple[str, Severity], ...]:
        found = []
        for code, name in self.table(table, "severity").items():
            try:
                found.append((code, severity(str(name))))
            except UsageError as error:
                raise self.error(code, error.message) from error
        return tuple(found)


_KEYS = ("source", "targets", "releases", "exclude", "glossaries", "output", "encoder", "lint")


def _project(reader: _Reader, table: Mapping[str, Any], root: Path) -> Project:
    reader.known(table, _KEYS)
    codes = [reader.text(table, "source", "ru"), *reader.texts(table, "targets")]
    langs = [reader.lang("source" if at == 0 else "targets", code) for at, code in enumerate(codes)]
    if len(langs) == 1:
        raise reader.error("targets", '\'targets\' names no language; write for example targets = ["en", "kk"]')
    if len(set(langs)) < len(langs):
        raise reader.error("targets", "a language stands twice in 'source' and 'targets'; name each once")
    releases = reader.texts(table, "releases", one=True)
    if not releases:
        raise reader.error("releases", "'releases' is missing; write for example \"releases/{name}.{lang}.*\"")
    for pattern in releases:
        if pattern.count("{name}") != 1 or pattern.count("{lang}") != 1:
            raise reader.error("releases", f"{pattern!r} must hold {{name}} and {{lang}} once each")
    glossaries = tuple(root / name for name in reader.texts(table, "glossaries"))
    for glossary in glossaries:
        if not glossary.is_file():
            raise reader.error("glossaries", f"no such glossary: {glossary}; check 'glossaries'")
    return Project(
        root=root,
        source=langs[0],
        targets=tuple(langs[1:]),
        releases=releases,
        exclude=reader.texts(table, "exclude"),
        glossaries=glossaries,
        output=root / reader.text(table, "output", "tmx"),
        encoder=_encoder(reader, table),
        lint=_lint(reader, reader.table(table, "lint")),
        notices=tuple(
            f"{FILE_NAME}: language {code!r} is read as {lang!r}"
            for code, lang in zip(codes, langs, strict=True)
            if code != lang
        ),
    )


def _encoder(reader: _Reader, table: Mapping[str, Any]) -> str:
    name = reader.text(table, "encoder", "auto")
    known = ("auto", *ENCODERS.names())
    if name.partition(":")[0] not in known:  # onnx:FOLDER
        raise reader.error("encoder", f"unknown encoder {name!r}; known are {', '.join(known)}")
    return name


def _lint(reader: _Reader, table: Mapping[str, Any]) -> LintSettings:
    reader.known(table, ("fail-on", "ignore", "severity", "override"))
    level = reader.text(table, "fail-on", "error")
    try:
        fail_on = None if level == "never" else severity(level)
    except UsageError:
        raise reader.error("fail-on", f"unknown level {level!r}; write error, warning, info or never") from None
    overrides = table.get("override", [])
    if not isinstance(overrides, list) or not all(isinstance(item, dict) for item in overrides):
        raise reader.error("override", "write each override as a table of its own: [[lint.override]]")
    for override in overrides:
        reader.known(override, ("paths", "ignore", "severity"))
    return LintSettings(
        fail_on=fail_on,
        ignore=reader.texts(table, "ignore"),
        severity=reader.severities(table),
        overrides=tuple(
            Override(reader.texts(item, "paths", one=True), reader.texts(item, "ignore"), reader.severities(item))
            for item in overrides
        ),
    )
