"""XLIFF 1.2 (OASIS, 2008) and 2.0 to 2.2 (OASIS, 2014-2025); sdlxliff, mqxliff and mxliff too: read; 1.2 is written.

Read: segments that have a translation, inline elements as codes, notes, matches (``alt-trans``, ``mtc:match``),
metadata, the id of the unit, the state, and whether the segment is locked. Not read: skeletons, the names of files and
groups, other modules. Written: one file of one language pair, a ``trans-unit`` a unit; codes of other formats become
``ph``. Lost when written: properties other than state, lock and matches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import tmkit
from tmkit.errors import UsageError
from tmkit.formats.units import LOCKED, MATCH, STATE, Holds
from tmkit.formats.units.xliff_codes import contents
from tmkit.formats.units.xliff_filling import fill, sources
from tmkit.formats.units.xliff_matches import Match, alternative, from_text
from tmkit.formats.units.xliff_reading import read, read_all
from tmkit.formats.units.xliff_segments import QUALIFIER
from tmkit.formats.units.xliff_states import STATES_1, state_1
from tmkit.formats.xml import escape, quote
from tmkit.formats.xml import patch_xml as patch
from tmkit.model import Lang, TranslationUnit

__all__ = ["fill", "patch", "read", "read_all", "sources", "write"]

HOLDS = Holds(
    codes=True,
    notes=True,
    properties=frozenset({STATE, LOCKED, MATCH}),
    attributes=frozenset({"tuid"}),
    pending=True,
)

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """Write XLIFF 1.2 of the two ``langs``, the units in order; UsageError where there are not just two languages."""
    if len(langs) != 2:
        raise UsageError("XLIFF holds two languages; name them with --source-lang and --target-lang")
    stream.write(_head(*langs).encode())
    seen: set[str] = set()
    for number, unit in enumerate(units, 1):
        variants = {variant.lang: variant for variant in reversed(unit.variants)}
        if langs[0] not in variants:
            continue
        identity = dict(unit.attributes).get("tuid") or str(number)
        if identity in seen:
            identity = f"{identity}.{number}"
        seen.add(identity)
        chosen = [variants[lang] for lang in langs if lang in variants]
        texts = contents(*chosen)
        lines = [f"      <trans-unit id={quote(identity)}{_lock(unit)}>", f"        <source>{texts[0]}</source>"]
        if len(chosen) > 1 and (chosen[1].text or chosen[1].codes):
            lines.append(f"        <target{_state(unit)}>{texts[1]}</target>")
        lines += [f"        <note>{escape(note)}</note>" for note in unit.notes]
        lines += [f"        {alternative(one)}" for one in _matches(unit)]
        stream.write("\n".join([*lines, "      </trans-unit>\n"]).encode())
    stream.write(b"    </body>\n  </file>\n</xliff>\n")


def _head(source: Lang, target: Lang) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="{_NAMESPACE}">
  <file original="tmkit" datatype="plaintext" source-language="{source}" target-language="{target}">
    <header><tool tool-id="tmkit" tool-name="tmkit" tool-version="{tmkit.__version__}"/></header>
    <body>
"""


def _lock(unit: TranslationUnit) -> str:
    return ' translate="no"' if dict(unit.properties).get(LOCKED) == "yes" else ""


def _state(unit: TranslationUnit) -> str:
    state = dict(unit.properties).get(STATE, "")
    if state in STATES_1 or not state:
        return f" state={quote(state)}" if state else ""
    known = state_1(state)
    said = f" state={quote(known)}" if known else ""
    return said if " " in state else f"{said} state-qualifier={quote(QUALIFIER + state)}"


def _matches(unit: TranslationUnit) -> Iterator[Match]:
    found = (from_text(value) for name, value in unit.properties if name == MATCH)
    return (one._replace(reference="") for one in found if one is not None)
