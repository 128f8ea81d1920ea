"""Units of a TMX file as they should be: what a program got wrong is put right, what nobody can use is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from tmkit.formats.languages import other_script
from tmkit.formats.units.tmx_grammar import ELEMENTS, VALUES, is_date
from tmkit.languages.codes import UZ_CYRL, UZ_LATN
from tmkit.model import Code, Lang, Segment, TranslationUnit

__all__ = ["REMEDIES", "attributes", "mend"]

REMEDIES: Mapping[str, str] = {
    "TM903": "Written as TMX 1.4.",
    "TM904": "Written with its usual value.",
    "TM905": "Left out.",
    "TM906": "Left out.",
    "TM907": "Put in order.",
    "TM908": "Written, or the variant left out.",
    "TM909": "Left out.",
    "TM910": "Left out.",
    "TM911": "Written as TMX writes dates, or left out.",
    "TM912": "Taken from the units.",
    "TM913": "Written as BCP-47 has it.",
    "TM914": "Written as xml:lang.",
    "TM915": "The unit says its own source language.",
    "TM916": "Both written alike.",
    "TM917": "Left out.",
    "TM918": "Left out.",
    "TM919": "Left out.",
    "TM920": "Taken off.",
    "TM921": "Written as <it>.",
    "TM922": "Written as <it>.",
    "TM926": "Written with the code of that script.",
    "TM928": "Made two units, or given the code of its own script.",
}
"""By rule: what became of it. The other rules need a person."""

_SCRIPTS: Mapping[tuple[Lang, str], Lang] = {(UZ_LATN, "Cyrillic"): UZ_CYRL, (UZ_CYRL, "Latin"): UZ_LATN}
"""Uzbek alone is written in both: elsewhere letters of another script are another language."""


def mend(unit: TranslationUnit) -> Iterator[TranslationUnit]:
    """The unit without its faults: none where nothing is translated, several where a language stands there twice."""
    variants = [_mended(variant) for variant in unit.variants]
    filled = [variant for variant in variants if variant.text.strip() or variant.codes]
    said = tuple(attributes("tu", dict(unit.attributes)).items())
    for row in _rows(filled[1:], {variant.lang for variant in filled[:1]}):
        yield replace(unit, variants=(filled[0], *row), attributes=said, foreign=())


def _rows(variants: Iterable[Segment], source: set[Lang]) -> list[list[Segment]]:
    """The variants in as few rows as need be so that no row has a language twice, nor the source's."""
    rows: list[list[Segment]] = []
    for variant in variants:
        if variant.lang in source:
            continue
        row = next((row for row in rows if variant.lang not in [other.lang for other in row]), None)
        if row is None:
            rows.append([variant])
        else:
            row.append(variant)
    return rows


def attributes(element: str, said: Mapping[str, str]) -> dict[str, str]:
    """The attributes that the element can have, dates as TMX writes them, what cannot be read left out."""
    found = {}
    for name, value in said.items():
        written = _date(value) if name.endswith("date") else value
        fits = written and (name not in VALUES or VALUES[name].fits(written))
        if fits and ELEMENTS[element].knows(name):
            found[name] = written
    return found


def _mended(variant: Segment) -> Segment:
    variant = _trimmed(variant)
    lang = _SCRIPTS.get((variant.lang, other_script(variant.text, variant.lang)), variant.lang)
    said = variant.metadata
    if said is not None:
        said = replace(said, attributes=tuple(attributes("tuv", dict(said.attributes)).items()), foreign=())
    return replace(variant, lang=lang, metadata=said)


def _trimmed(variant: Segment) -> Segment:
    """Without white space at the edges; codes that stood in it stay, at the edge."""
    text = variant.text.strip()
    if text == variant.text or not text:
        return variant
    first = variant.text.index(text[0])
    last = first + len(text)
    part = variant.part(first, last)
    codes = tuple(Code(min(max(code.offset - first, 0), len(text)), code.data) for code in variant.codes)
    return replace(part, codes=codes, metadata=variant.metadata)


def _date(value: str) -> str:
    """A date in the form of TMX, empty where it is none."""
    if is_date(value):
        return value
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        return ""
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    return f"{aware.astimezone(UTC):%Y%m%dT%H%M%SZ}"
