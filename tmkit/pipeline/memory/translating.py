"""Writing translations into a document, and reading it again to prove that it says just that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from tmkit.errors import InputError, UsageError
from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.translating import Refused, Translatable, Translated, Translation, spliced
from tmkit.languages.codes import UND
from tmkit.model import Lang

__all__ = ["translatable", "translated"]

_OTHERWISE = "the file would read otherwise in another place too"


def translatable(suffix: str) -> bool:
    """Whether documents of that suffix can be written back."""
    return isinstance(DOCUMENTS.load(suffix if suffix in DOCUMENTS else "txt"), Translatable)


def translated(path: str, data: bytes, translations: Sequence[Translation], lang: Lang, suffix: str) -> Translated:
    """The bytes of the document ``path`` with the translations in place of their sources.

    The file reads as before, but for the sentences that are translated; those with which it would not are refused.
    UsageError where its format cannot be written back.
    """
    plugin: object = DOCUMENTS.load(suffix if suffix in DOCUMENTS else "txt")
    if not isinstance(plugin, Translatable):
        raise UsageError(f"a .{suffix} file cannot be written back; write the translation with --to xlf", path)
    form = plugin
    before = _blocks(suffix, data, path)

    def sound(chosen: Sequence[Translation]) -> Translated | None:
        made = form.translate(data, path, chosen, lang)
        try:
            shown = _blocks(suffix, made.data, path)
        except InputError:
            return None
        return made if shown == _expected(before, made.written, data, path, suffix) else None

    whole = sound(translations)
    if whole is not None:
        return whole
    kept = _largest(translations, lambda chosen: sound(chosen) is not None)
    made = sound(kept)
    if made is None:  # each is sound alone, not with the others
        kept, made = [], Translated(data, ())
    refused = [Refused(one, _OTHERWISE) for one in translations if one not in kept]
    return made._replace(refused=(*made.refused, *refused))


def _largest(chosen: Sequence[Translation], sound: Callable[[Sequence[Translation]], bool]) -> list[Translation]:
    """Those that are sound, found by halves."""
    if not chosen or sound(chosen):
        return list(chosen)
    if len(chosen) == 1:
        return []
    middle = len(chosen) // 2
    return [*_largest(chosen[:middle], sound), *_largest(chosen[middle:], sound)]


def _blocks(suffix: str, data: bytes, path: str) -> list[str]:
    """The texts of the blocks, however their white space is laid out."""
    plugin = DOCUMENTS.load(suffix if suffix in DOCUMENTS else "txt")
    return [" ".join(segment.text.split()) for segment in plugin.read(data, path, UND).segments]


def _expected(before: Sequence[str], written: Sequence[Translation], data: bytes, path: str, suffix: str) -> list[str]:
    by_block: dict[int, list[Translation]] = defaultdict(list)
    for one in written:
        by_block[one.source.block.number].append(one)
    plugin = DOCUMENTS.load(suffix if suffix in DOCUMENTS else "txt")
    wanted = list(before)
    for block in plugin.read(data, path, UND).segments:
        if chosen := by_block.get(block.block.number):
            wanted[block.block.number] = " ".join(spliced(block, chosen).split())
    return wanted
