"""Translations in the runs of a Word document, and the language that its spelling checker goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tmkit.formats.documents._docx_package import Package, W
from tmkit.formats.documents._docx_patching import Paragraph, patch_package
from tmkit.formats.languages import same_language
from tmkit.formats.translating import Refused, Translated, Translation, fixes
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
    package: Package, data: bytes, paragraphs: Mapping[int, Paragraph], translations: Sequence[Translation], lang: Lang
) -> Translated:
    """The package with the translations in it; ``paragraphs`` by the lines of locations."""
    made = {one: fixes(one, _no_text(one, paragraphs)) for one in translations}
    patched = patch_package(package, data, paragraphs, [group for group, _ in made.values() if group])
    reasons = {refusal.group: refusal.reason for refusal in patched.refused}
    written = tuple(one for one, (group, _) in made.items() if group not in reasons)
    refused = tuple(Refused(one, reasons[group]) for one, (group, _) in made.items() if group in reasons)
    loose = tuple(one for one in written if made[one][0] and not made[one][1])
    if patched.applied and translations[0].source.lang != lang:
        patched = patched._replace(data=_renamed(package, patched.data, translations[0], lang))
    return Translated(patched.data, written, refused, loose)


def _no_text(one: Translation, paragraphs: Mapping[int, Paragraph]) -> Iterator[int]:
    """Offsets of what is no text of a run: tabs, line breaks, special hyphens, symbols."""
    first = one.source.locate(0)
    paragraph = paragraphs.get(first.line)
    if paragraph is None:
        return
    start = first.column - 1
    for offset in paragraph.offsets(piece.start for piece in paragraph.pieces if piece.element.tag != W + "t"):
        if start <= offset < start + len(one.source.text):
            yield offset - start


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
