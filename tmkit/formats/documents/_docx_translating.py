"""Translations in the runs of a Word document, and the language that its spelling checker goes by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from tmkit.formats.documents._docx_package import Package, W
from tmkit.formats.documents._docx_patching import patch_package
from tmkit.formats.documents._pieces import Paragraph, translate_pieces
from tmkit.formats.languages import same_language
from tmkit.formats.translating import Translated, Translation
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Lang

__all__ = ["translate_package"]

_LANGUAGE = re.compile(rb"""(<w:lang\b[^<>]*?\bw:val=["'])([A-Za-z-]+)""")
_REGIONS: Mapping[Lang, str] = {
    RU: "ru-RU",
    EN: "en-US",
    KK: "kk-KZ",
    UZ_LATN: "uz-Latn-UZ",
    UZ_CYRL: "uz-Cyrl-UZ",
}
"""What Word calls its languages."""


def translate_package(
    package: Package,
    data: bytes,
    paragraphs: Mapping[int, Paragraph[etree._Element]],
    translations: Sequence[Translation],
    lang: Lang,
) -> Translated:
    """The package with the translations in it; ``paragraphs`` by the lines of locations."""
    made = translate_pieces(
        translations,
        paragraphs,
        lambda element: element.tag == W + "t",
        lambda groups: patch_package(package, data, paragraphs, groups),
    )
    if made.data != data and translations[0].source.lang != lang:
        return made._replace(data=_renamed(package, made.data, translations[0], lang))
    return made


def _renamed(package: Package, data: bytes, one: Translation, lang: Lang) -> bytes:
    """The package ``data`` with the language of the source replaced, wherever a run or a style names it; ``package`` is
    what it was made of.
    """
    new = _REGIONS.get(lang, lang).encode()

    def rename(match: re.Match[bytes]) -> bytes:
        return match[1] + new if same_language(match[2].decode(), one.source.lang) else match[0]

    written = Package(data, "")
    contents = {name: written.content(name) for name in package.parts if not name.endswith(".rels")}
    changed = {name: _LANGUAGE.sub(rename, content) for name, content in contents.items()}
    changed = {name: content for name, content in changed.items() if content != contents[name]}
    return written.rewritten(changed) if changed else data
