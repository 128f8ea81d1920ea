"""``tmkit.toml``: found, read and checked; every wrong key or value is one line with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tmkit.encoders import ENCODERS
from tmkit.errors import UsageError
from tmkit.languages import canonical
from tmkit.languages.style import SETTINGS, Style, style_of
from tmkit.model import Lang, Severity
from tmkit.tables import TableReader, parse

__all__ = ["FILE_NAME", "KEYS", "LintSettings", "Override", "Project", "find", "load", "severity"]

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
    memory: Path | None = None
    """The translation memory that ``tmkit build`` fills; None: no memory."""
    encoder: str = "auto"
    house: str = ""
    """Whose terms and style count; empty: nobody's in particular."""
    lint: LintSettings = LintSettings()
    styles: tuple[tuple[Lang, Style], ...] = ()
    """The style of each language that has a table of its own."""
    penalties: tuple[tuple[str, float], ...] = ()
    """What is taken off matches from the memory, where it differs; as ``tmkit.memory.penalties.rules`` takes it."""
    local_plugins: tuple[tuple[str, str], ...] = ()
    """Checks of the project: name and ``module:object``, the module beside the settings. Nothing of them is loaded
    before somebody says ``--allow-local-plugins``."""
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
    text, table = parse(str(path))
    return _project(_Reader(str(path), text), table, path.parent)


def severity(name: str) -> Severity:
    """The severity of that name; UsageError where there is none."""
    try:
        return Severity[name.upper()]
    except KeyError:
        raise UsageError(f"unknown severity {name!r}; write error, warning or info") from None


class _Reader(TableReader):
    """Knows languages and severities too."""

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


KEYS = {
    "": (
        "source",
        "targets",
        "releases",
        "exclude",
        "glossaries",
        "output",
        "memory",
        "encoder",
        "house",
        "lint",
        "style",
        "penalties",
        "local-plugins",
    ),
    "lint": ("fail-on", "ignore", "severity", "override"),
    "lint.override": ("paths", "ignore", "severity"),
    "style": SETTINGS,
    "penalties": ("unapproved", "machine", "doubtful", "tags", "house", "age", "years", "origin"),
}
"""The keys of each table; the JSON schema for editors has the same ones."""


def _project(reader: _Reader, table: Mapping[str, Any], root: Path) -> Project:
    reader.known(table, KEYS[""])
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
        memory=root / reader.text(table, "memory") if "memory" in table else None,
        encoder=_encoder(reader, table),
        house=reader.text(table, "house") if "house" in table else "",
        lint=_lint(reader, reader.table(table, "lint")),
        styles=tuple(_styles(reader, table)),
        penalties=tuple(_penalties(reader.within("penalties"), reader.table(table, "penalties"))),
        local_plugins=tuple(_local_plugins(reader, reader.table(table, "local-plugins"))),
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


def _styles(reader: _Reader, table: Mapping[str, Any]) -> Iterator[tuple[Lang, Style]]:
    for code, settings in reader.table(table, "style").items():
        lang = reader.lang(code, code)
        style = style_of(lang)
        if not isinstance(settings, dict):
            raise reader.error(code, f"write the style of a language as a table of its own: [style.{code}]")
        for setting, value in settings.items():
            try:
                style = style.having(setting, value)
            except UsageError as error:
                raise reader.error(setting, error.message) from error
        yield lang, style


_WHOLE = 1
"""The similarity of what is the same: no penalty takes off more."""
_MOST_YEARS = 1000


def _penalties(reader: _Reader, table: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    reader.known(table, KEYS["penalties"])
    for name in table:
        if name == "origin":
            patterns = reader.table(table, name)
            yield from ((f"origin:{pattern}", reader.number(patterns, pattern, _WHOLE)) for pattern in patterns)
        else:
            yield name, reader.number(table, name, _MOST_YEARS if name == "years" else _WHOLE)


_PLUGIN = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*(?::[^\W\d]\w*)?")


def _local_plugins(reader: _Reader, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in table:
        target = reader.text(table, name)
        if not _PLUGIN.fullmatch(target):
            raise reader.error(name, f"{target!r} names no Python object; write module:object, such as house:check")
        yield name, target


def _lint(reader: _Reader, table: Mapping[str, Any]) -> LintSettings:
    reader.known(table, KEYS["lint"])
    level = reader.text(table, "fail-on", "error")
    try:
        fail_on = None if level == "never" else severity(level)
    except UsageError:
        raise reader.error("fail-on", f"unknown level {level!r}; write error, warning, info or never") from None
    overrides = table.get("override", [])
    if not isinstance(overrides, list) or not all(isinstance(item, dict) for item in overrides):
        raise reader.error("override", "write each override as a table of its own: [[lint.override]]")
    for override in overrides:
        reader.known(override, KEYS["lint.override"])
    return LintSettings(
        fail_on=fail_on,
        ignore=reader.texts(table, "ignore"),
        severity=reader.severities(table),
        overrides=tuple(
            Override(reader.texts(item, "paths", one=True), reader.texts(item, "ignore"), reader.severities(item))
            for item in overrides
        ),
    )
