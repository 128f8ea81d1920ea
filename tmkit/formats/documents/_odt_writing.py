"""Fixes and translations in the parts of an OpenDocument text, and the language that LibreOffice's spelling goes by."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

from tmkit.formats.archive import rewritten
from tmkit.formats.documents._odt_names import TEXT
from tmkit.formats.documents._pieces import Paragraph, plan, translate_pieces
from tmkit.formats.documents._xml_texts import Slot, patch_texts, slots
from tmkit.formats.languages import same_language
from tmkit.formats.patching import Edit, Group, Patched
from tmkit.formats.translating import Translated, Translation
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Lang

__all__ = ["patch_archive", "translate_archive"]

_LANGUAGE = re.compile(
    rb"""fo:language=["'](?P<language>[a-z]{2,3})["'](?:\s+fo:script=["'](?P<script>\w+)["'])?\s+fo:country=["']\w*["']"""
)
_COUNTRIES: Mapping[Lang, tuple[str, str, str]] = {
    RU: ("ru", "", "RU"),
    EN: ("en", "", "US"),
    KK: ("kk", "", "KZ"),
    UZ_LATN: ("uz", "Latn", "UZ"),
    UZ_CYRL: ("uz", "Cyrl", "UZ"),
}
"""Language, script where it is said, and country, as LibreOffice knows them."""


class _Place(NamedTuple):
    """A text between two tags."""

    part: str
    number: int
    """Among the texts of the part, from 0."""


def patch_archive(
    archive: ZipFile,
    data: bytes,
    parts: Mapping[str, etree._Element],
    paragraphs: Mapping[int, Paragraph[Slot]],
    groups: Iterable[Group],
) -> Patched:
    """The file with the fixes applied; ``paragraphs`` by the lines of locations, ``parts`` what they come from."""
    numbered = {
        slot: _Place(name, number)
        for name, root in parts.items()
        if (root.getroottree().docinfo.encoding or "UTF-8").upper() == "UTF-8"
        for number, slot in enumerate(slots(root))
    }

    def places(slot: Slot) -> Sequence[_Place] | str:
        return [numbered[slot]] if slot in numbered else "it is no plain text there, but a tab, a line break or spaces"

    planned = plan(groups, paragraphs, places)
    by_part: dict[str, dict[int, Sequence[Edit]]] = defaultdict(dict)
    for place, edits in planned.edits.items():
        by_part[place.part][place.number] = edits
    changed = {name: patch_texts(archive.read(name), edits) for name, edits in by_part.items()}
    return Patched(rewritten(archive, changed) if changed else data, planned.applied, planned.refused)


def translate_archive(
    archive: ZipFile,
    data: bytes,
    parts: Mapping[str, etree._Element],
    paragraphs: Mapping[int, Paragraph[Slot]],
    translations: Sequence[Translation],
    lang: Lang,
) -> Translated:
    """The file with the translations in it, and ``lang`` as the language of what was in the source's."""

    def patch(groups: Iterable[Group]) -> Patched:
        return patch_archive(archive, data, parts, paragraphs, groups)

    made = translate_pieces(translations, paragraphs, _is_text, patch)
    if made.data == data or translations[0].source.lang == lang:
        return made
    written = ZipFile(io.BytesIO(made.data))
    renamed = {name: _renamed(written.read(name), translations[0].source.lang, lang) for name in parts}
    return made._replace(data=rewritten(written, renamed))


def _is_text(slot: Slot) -> bool:
    return slot.after or slot.element.tag not in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break")


def _renamed(part: bytes, source: Lang, lang: Lang) -> bytes:
    """The part with the language of the source replaced, wherever a style names it."""
    language, script, country = _COUNTRIES.get(lang, (lang, "", ""))
    said = (("language", language), ("script", script), ("country", country))
    new = " ".join(f'fo:{name}="{value}"' for name, value in said if value or name == "country").encode()

    def rename(match: re.Match[bytes]) -> bytes:
        named = b"-".join(part for part in (match["language"], match["script"]) if part).decode()
        return new if same_language(named, source) else match[0]

    return _LANGUAGE.sub(rename, part)
