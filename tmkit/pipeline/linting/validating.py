"""Validating: is this file sound, and will CAT programs take it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tmkit.errors import InputError, TmkitError
from tmkit.files import STANDARD, open_binary, read_bytes
from tmkit.formats.glossaries import concept_rules, tbx_rules, tool_rules, use_rules
from tmkit.formats.rules import Rule
from tmkit.formats.tools import Tool
from tmkit.formats.units import po_rules, tmx_rules, xliff_rules
from tmkit.model import Finding
from tmkit.pipeline.inputs.documents import suffix_of
from tmkit.pipeline.linting.reporting import Choice, Outcome, spooled

__all__ = ["RULES", "validate"]

RULES: Mapping[str, Rule] = dict(
    sorted(
        {
            **tmx_rules.RULES,
            **xliff_rules.RULES,
            **po_rules.RULES,
            **tbx_rules.RULES,
            **concept_rules.RULES,
            **tool_rules.RULES,
            **use_rules.RULES,
        }.items()
    )
)
"""Every rule about a file itself, or a termbase, by code."""


def validate(*paths: str, choice: Choice = Choice(), stdin: str | None = None, tool: Tool | None = None) -> Outcome:
    """Every finding in one or more TMX, XLIFF, PO or TBX files, by the suffix of their names.

    A malformed file is a finding; a file that is missing or has another suffix is an error of the outcome.
    With a ``tool``, a memory or termbase is also looked at as that program would. ``stdin`` names the format of
    standard input.
    """
    errors: dict[str, TmkitError] = {}
    found = (finding for path in sorted(paths) for finding in _readable(path, _findings(path, stdin, tool), errors))
    report = spooled(filter(None, map(choice.apply, found)))
    looked_at = tuple(path for path in sorted(set(paths)) if path not in errors)
    return Outcome.of(replace(report, files=looked_at), errors.values())


def _readable(path: str, findings: Iterator[Finding], errors: dict[str, TmkitError]) -> Iterator[Finding]:
    """The findings as far as the file can be read; what is in the way goes to the ``errors``."""
    try:
        yield from findings
    except TmkitError as error:
        errors[path] = error


def _findings(path: str, stdin: str | None, tool: Tool | None) -> Iterator[Finding]:
    match suffix_of(path, stdin):
        case "tmx":
            with open_binary(path) as stream:
                yield from tmx_rules.validate(stream, path, tool)
        case "xlf" | "xliff" | "sdlxliff" | "mqxliff" | "mxliff":
            with open_binary(path) as stream:
                yield from xliff_rules.validate(stream, path)
        case "po" | "pot":
            yield from po_rules.validate(read_bytes(path), path)
        case "tbx":
            yield from tbx_rules.validate(read_bytes(path), path, tool)
        case "" if path == STANDARD:
            raise InputError("name the format of standard input with --from: tmx, xlf, po or tbx", path)
        case suffix:
            raise InputError(f"no rules for files with the suffix .{suffix}; known are .tmx, .xlf, .po and .tbx", path)
