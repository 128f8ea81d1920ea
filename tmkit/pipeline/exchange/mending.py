"""Repairing in place: catalogues, XLIFF files and termbases, in which only what is wrong is changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple

from tmkit.errors import InputError
from tmkit.files import open_binary, read_bytes, write_atomic
from tmkit.formats.glossaries import tbx_mending, tbx_rules
from tmkit.formats.rules import BAD_LANGUAGE, MALFORMED, MISSPELT_LANGUAGE, WRONG_ROOT
from tmkit.formats.units import po_mending, po_rules, xliff_mending, xliff_rules
from tmkit.formats.xml import patch_xml
from tmkit.formats.xml_mending import Mended, mended
from tmkit.languages.codes import UND
from tmkit.model import Excerpt, Finding, Fix, Location
from tmkit.pipeline.inputs.documents import suffix_of

__all__ = ["MENDABLE", "mend_in_place", "of_character"]

_XLIFF = frozenset({"xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"})
_PO = frozenset({"po", "pot"})
MENDABLE = _XLIFF | _PO | {"tbx"}
"""Suffixes of the files that are mended in place."""
_HOPELESS = frozenset({MALFORMED.code, WRONG_ROOT.code, BAD_LANGUAGE.code, "TM980"})
"""Rules whose breach leaves nothing that could be written."""


class _Sound(NamedTuple):
    data: bytes
    changes: list[Finding]
    left: list[Finding]


def mend_in_place(path: str, out: str, tell: Callable[[Finding], None]) -> list[Finding]:
    """Write the file ``path`` to ``out``, mended; ``tell`` gets each change. What is left to people.

    InputError, with place and reason, where it cannot be mended: nothing is written then.
    """
    suffix = suffix_of(path)
    made = _catalogue(path) if suffix in _PO else _xml(path, suffix)
    for finding in made.left:
        if finding.code in _HOPELESS:
            raise InputError(f"{finding.message.rstrip('.')}; tmkit cannot mend this", *finding.target.start)
    for change in made.changes:
        tell(change)
    with write_atomic(out) as stream:
        stream.write(made.data)
    return made.left


def _catalogue(path: str) -> _Sound:
    data, changes = po_mending.mend(read_bytes(path), path)
    return _Sound(data, changes, list(po_rules.validate(data, path)))


def _xml(path: str, suffix: str) -> _Sound:
    changes: list[Finding] = []
    with open_binary(path) as stream, tempfile.TemporaryFile() as plain:
        for chunk in mended(stream, path, lambda fault: changes.append(of_character(path, fault))):
            plain.write(chunk)
        plain.seek(0)
        data = plain.read()
    codes, check = (xliff_mending.codes, _of_xliff) if suffix in _XLIFF else (tbx_mending.codes, tbx_rules.validate)
    try:
        found = list(codes(data, path))
    except InputError:
        return _Sound(data, changes, list(check(data, path)))
    patched = patch_xml(data, path, [(fix,) for _, fix in found])
    changes += (_change(excerpt, fix) for excerpt, fix in found if (fix,) in patched.applied)
    data = patched.data
    return _Sound(data, changes, list(check(data, path)))


def _of_xliff(data: bytes, path: str) -> Iterator[Finding]:
    return xliff_rules.validate(BytesIO(data), path)


def _change(excerpt: Excerpt, fix: Fix) -> Finding:
    return MISSPELT_LANGUAGE.finding(excerpt, f"«{fix.old}» became «{fix.text}».")


def of_character(path: str, fault: Mended) -> Finding:
    """That a character was mended which XML cannot hold."""
    start, end = Location(path, fault.line, fault.column), Location(path, fault.line, fault.column + len(fault.text))
    return MALFORMED.finding(Excerpt(UND, start, end, fault.text), fault.what)
