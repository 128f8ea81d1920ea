"""The languages that an XLIFF file names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tmkit.errors import InputError, UsageError
from tmkit.formats.units.xliff_tree import Unit
from tmkit.languages import canonical
from tmkit.languages.codes import RU, UND
from tmkit.model import Lang, Location

__all__ = ["languages"]


def languages(unit: Unit, path: str, langs: Sequence[Lang]) -> tuple[Lang, Lang]:
    """Source and target of a unit: ``langs`` outranks what the file says; the source is Russian where neither tells.

    InputError, with line and column, where no target is known.
    """
    place = unit.element.place
    first = langs[0] if langs and langs[0] != UND else None
    source = first or _language(unit.file, "source-language", place) or _language(unit.root, "srcLang", place) or RU
    second = langs[1] if len(langs) > 1 else None
    target = second or _language(unit.file, "target-language", place) or _language(unit.root, "trgLang", place)
    if target is None:
        raise InputError("the file names no target language; say it with --target-lang", path, *place[1:])
    return source, target


def _language(attributes: Mapping[str, str], name: str, place: Location) -> Lang | None:
    code = attributes.get(name, "").strip()
    try:
        return canonical(code) if code else None
    except UsageError as error:
        raise InputError(f"{name}: {error.message}", *place) from error
