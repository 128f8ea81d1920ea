"""Repairing: a memory that programs stumble over, written anew so that they take it, with each change told."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO

from tmkit.errors import InputError
from tmkit.files import open_binary, write_atomic
from tmkit.formats.rules import MALFORMED
from tmkit.formats.units import tmx, tmx_rules
from tmkit.formats.units.tmx_mending import REMEDIES, attributes, mend
from tmkit.formats.xml_mending import Mended, mended
from tmkit.model import Finding, Lang, Severity, TranslationUnit
from tmkit.pipeline.exchange.mending import MENDABLE, mend_in_place, of_character
from tmkit.pipeline.inputs.documents import suffix_of

__all__ = ["Repairs", "repair"]


@dataclass(slots=True)
class Repairs:
    """What a repair did."""

    read: int = 0
    """Units of a memory; other files are not written anew."""
    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    """Units that were not written, by the reason."""
    changes: Counter[str] = field(default_factory=Counter)
    """By rule: code and name."""
    left: Counter[str] = field(default_factory=Counter)
    """Findings that need a person, by rule."""


def repair(path: str, out: str, tell: Callable[[Finding], None] = lambda change: None) -> Repairs:
    """Write ``path`` to ``out``, sound; ``tell`` gets each change, as a finding that says what was done.

    A memory is read three times and never held in memory; in XLIFF, PO and TBX files only what is wrong is changed.
    InputError where it cannot be mended: nothing is written then.
    """
    suffix, done = suffix_of(path, "tmx"), Repairs()
    if suffix in MENDABLE:
        for finding in mend_in_place(path, out, lambda change: _tell(change, done, tell)):
            done.left[f"{finding.code} {finding.check}"] += 1
            tell(replace(finding, message=f"{finding.message} Left to you."))
        return done
    if suffix != "tmx":
        known = ", ".join(f".{name}" for name in sorted({"tmx", *MENDABLE}))
        raise InputError(f"no remedy for .{suffix} files; repaired are {known}", path)
    with tempfile.TemporaryFile() as plain:
        with open_binary(path) as stream:
            for chunk in mended(stream, path, partial(_tell_mended, path, done, tell)):
                plain.write(chunk)
        plain.seek(0)
        for finding in tmx_rules.validate(plain, path):
            _tell_finding(finding, done, tell)
        with write_atomic(out) as stream:
            _write(plain, path, stream, done)
    return done


def _tell_mended(path: str, done: Repairs, tell: Callable[[Finding], None], fault: Mended) -> None:
    _tell(of_character(path, fault), done, tell)


def _tell_finding(finding: Finding, done: Repairs, tell: Callable[[Finding], None]) -> None:
    if finding.code == MALFORMED.code:
        start = finding.target.start
        raise InputError(f"{finding.message.rstrip('.')}; tmkit cannot mend this", *start)
    remedy = REMEDIES.get(finding.code)
    if remedy is None or (finding.code == "TM926" and not finding.target.lang.startswith("uz")):
        done.left[f"{finding.code} {finding.check}"] += 1
        return
    _tell(replace(finding, message=f"{finding.message} {remedy}"), done, tell)


def _tell(change: Finding, done: Repairs, tell: Callable[[Finding], None]) -> None:
    done.changes[f"{change.code} {change.check}"] += 1
    tell(replace(change, severity=Severity.INFO))


def _write(plain: BinaryIO, path: str, out: BinaryIO, done: Repairs) -> None:
    """The mended units; InputError where the result would still be unsound, which is looked at before it is kept."""
    plain.seek(0)
    header = tmx.read_header(plain, path)
    header.attributes, header.foreign = attributes("header", header.attributes), []
    plain.seek(0)
    source = _source(plain, path)
    plain.seek(0)
    with tempfile.TemporaryFile() as made:
        units = tmx.read_telling(plain, path, (), partial(_left_out, done))
        tmx.write(_counted(units, done), made, source, header)
        made.seek(0)
        for finding in tmx_rules.validate(made, path):
            if finding.severity is Severity.ERROR:
                raise InputError(f"{finding.message.rstrip('.')}; tmkit cannot mend this ({finding.code})", path)
        made.seek(0)
        shutil.copyfileobj(made, out)


def _left_out(done: Repairs, reason: str) -> None:
    done.read += 1
    done.left_out[reason] += 1


def _source(plain: BinaryIO, path: str) -> tuple[Lang, ...]:
    """The source language of the memory: that of its first unit, which the reader puts first."""
    first: Iterable[TranslationUnit] = tmx.read(plain, path)
    return next(((unit.variants[0].lang,) for unit in first), ())


def _counted(units: Iterable[TranslationUnit], done: Repairs) -> Iterator[TranslationUnit]:
    for unit in units:
        done.read += 1
        sound = list(mend(unit))
        done.written += len(sound)
        if not sound:
            done.left_out["no translation"] += 1
        yield from sound
