"""The language codes of an XLIFF file put right where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

from tmkit.formats.code_mending import Place, xml_codes
from tmkit.formats.units.xliff_segments import segment_pairs
from tmkit.formats.units.xliff_tree import units
from tmkit.model import Excerpt, Fix

__all__ = ["codes"]

_TARGETS = ("trgLang", "target-language")
_OTHERS = ("srcLang", "source-language", "xml:lang")
_ENOUGH = 2000
"""Characters of translations that tell their script."""


def codes(data: bytes, path: str) -> Iterator[tuple[Excerpt, Fix]]:
    """What is to be replaced, in file order; the script of Uzbek is that of the translations.

    InputError where the XML is broken or is no XLIFF.
    """
    texts: defaultdict[Place, str] = defaultdict(str)
    for unit in units(BytesIO(data), path):
        for place in {unit.root_place, unit.file_place}:
            if len(texts[place[1:]]) < _ENOUGH:
                texts[place[1:]] += "".join(pair.target.text for pair in segment_pairs(unit))
    found = [*xml_codes(data, path, _TARGETS, texts), *xml_codes(data, path, _OTHERS, {})]
    yield from sorted(found, key=lambda pair: pair[1].start)
