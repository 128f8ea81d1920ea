"""Writing a PO catalogue: an entry a unit, but for plural forms, which come together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import polib

import tmkit
from tmkit.errors import UsageError
from tmkit.formats.units.po_catalogue import CONTEXT, FLAGS, PREVIOUS, SINGULAR, spelt
from tmkit.languages.plurals import PROPERTY as PLURAL
from tmkit.languages.plurals import formula
from tmkit.model import Lang, TranslationUnit

__all__ = ["write"]


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """Write the units, for the two ``langs``.

    A second translation of one source text gets a context, as PO demands. UsageError where there are not
    just two languages.
    """
    if len(langs) != 2:
        raise UsageError("a PO catalogue holds two languages; name them with --source-lang and --target-lang")
    source, target = langs
    made = polib.POFile()
    made.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": spelt(target),
        "X-Source-Language": spelt(source),
        "X-Generator": f"tmkit {tmkit.__version__}",
    }
    written: dict[tuple[str, str | None], list[tuple[str, ...]]] = {}
    for entry in _entries(units, source, target):
        forms = tuple(form for _, form in sorted(entry.msgstr_plural.items())) or (entry.msgstr,)
        translations = written.setdefault((entry.msgid, entry.msgctxt), [])
        if forms in translations:
            continue
        translations.append(forms)
        if len(translations) > 1:
            entry.msgctxt = f"{entry.msgctxt or 'variant'} {len(translations)}"
        made.append(entry)
    count = max((len(entry.msgstr_plural) for entry in made), default=0)
    if count and (rule := formula(target, count)):
        made.metadata["Plural-Forms"] = f"nplurals={count}; plural={rule};"
    stream.write(f"{made}\n".encode("utf-8", "replace"))


def _entries(units: Iterable[TranslationUnit], source: Lang, target: Lang) -> Iterator[polib.POEntry]:
    """The entries; consecutive forms of one message are one."""
    entry: polib.POEntry | None = None
    for unit in units:
        texts = {variant.lang: variant.text for variant in reversed(unit.variants)}
        if not texts.get(source) or target not in texts:
            continue
        said = dict(unit.properties)
        form = said.get(PLURAL, "").partition("/")[0]
        if entry is not None and entry.msgstr_plural and form == str(len(entry.msgstr_plural)):
            entry.msgid_plural = texts[source]
            entry.msgstr_plural[int(form)] = texts[target]
            continue
        if entry is not None:
            yield _finished(entry)
        entry = _entry(unit, texts[source], texts[target])
        if form == "0":
            entry.msgstr, entry.msgstr_plural = "", {0: texts[target]}
            if SINGULAR in said:
                entry.msgid, entry.msgid_plural = said[SINGULAR], texts[source]
    if entry is not None:
        yield _finished(entry)


def _finished(entry: polib.POEntry) -> polib.POEntry:
    """The entry; a form whose others are missing is a message by itself."""
    if entry.msgstr_plural and not entry.msgid_plural:
        entry.msgstr, entry.msgstr_plural = entry.msgstr_plural[0], {}
    return entry


def _entry(unit: TranslationUnit, source: str, target: str) -> polib.POEntry:
    said = dict(unit.properties)
    return polib.POEntry(
        msgid=source,
        msgstr=target,
        msgctxt=said.get(CONTEXT),
        previous_msgid=said.get(PREVIOUS),
        tcomment="\n".join(line for note in unit.notes for line in note.splitlines()),
        flags=[flag for flag in said.get(FLAGS, "").split(", ") if flag],
    )
