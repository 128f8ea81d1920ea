"""Fixes and translations in the parts of an OpenDocument text, and the language that LibreOffice's spelling goes by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from tmkit.formats.archive import content, open_archive, rewritten
from tmkit.formats.documents._odt_names import TEXT
from tmkit.formats.documents._pieces import Paragraph, plan, translate_pieces
from tmkit.formats.documents._xml_texts import Slot, patch_texts, slots
from tmkit.formats.languages import same_language
from tmkit.formats.patching import Edit, Group, Patched
from tmkit.formats.translating import Translated, Translation
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Lang

__all__ = ["DAMAGED", "Opened", "patch_archive", "translate_archive"]

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


DAMAGED = "a damaged .odt file, or one with a password; open it in LibreOffice and save it again without one"


class Opened(NamedTuple):
    """The file that is written anew."""

    data: bytes
    path: str

    def content(self, name: str) -> bytes:
        """The bytes of a part."""
        return content(open_archive(self.data, self.path, DAMAGED), name, self.path, DAMAGED)

    def rewritten(self, changed: Mapping[str, bytes]) -> bytes:
        """With other contents for some parts."""
        return (
            rewritten(open_archive(self.data, self.path, DAMAGED), changed, self.path, DAMAGED)
            if changed
            else self.data
        )


class _Place(NamedTuple):
    """A text between two tags."""

    part: str
    number: int
    """Among the texts of the part, from 0."""


def patch_archive(
    opened: Opened,
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
    changed = {name: patch_texts(opened.content(name), edits) for name, edits in by_part.items()}
    return Patched(opened.rewritten(changed), planned.applied, planned.refused)


def translate_archive(
    opened: Opened,
    parts: Mapping[str, etree._Element],
    paragraphs: Mapping[int, Paragraph[Slot]],
    translations: Sequence[Translation],
    lang: Lang,
) -> Translated:
    """The file with the translations in it, and ``lang`` as the language of what was in the source's."""

    def patch(groups: Iterable[Group]) -> Patched:
        return patch_archive(opened, parts, paragraphs, groups)

    made = translate_pieces(translations, paragraphs, _is_text, patch)
    if made.data == opened.data or translations[0].source.lang == lang:
        return made
    written = opened._replace(data=made.data)
    renamed = {name: _renamed(written.content(name), translations[0].source.lang, lang) for name in parts}
    return made._replace(data=written.rewritten(renamed))


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
