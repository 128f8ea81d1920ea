"""Reading a document: the format by its suffix, the language by what is said, named or written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tmkit.errors import InputError
from tmkit.files import STANDARD, read_bytes
from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.documents.unsupported import advice, is_lock_file
from tmkit.formats.encoding import decode
from tmkit.languages import canonical, from_filename
from tmkit.languages.codes import UND
from tmkit.languages.morphology import has_profile
from tmkit.model import Anchor, Document, Lang, Segment
from tmkit.text.detect import detect
from tmkit.text.sentences import segment

__all__ = [
    "language_name",
    "language_of",
    "notices",
    "read",
    "read_lines",
    "refuse_same_language",
    "suffix_of",
    "without_profile",
]

_NAMES = {
    "ru": "Russian",
    "en": "English",
    "kk": "Kazakh",
    "kk-Latn": "Kazakh in Latin letters",
    "uz-Latn": "Uzbek in Latin letters",
    "uz-Cyrl": "Uzbek in Cyrillic letters",
}
_PACKED = frozenset({"docx", "odt", "xlsx"})
"""Formats whose places name paragraphs of a file that is there to be opened."""
_SURE = 0.95
"""Detection below this accuses nobody of a wrong language."""
_BILINGUAL = 0.2
"""A file with so much text in the language that it is said to be in holds two languages, and is no mistake."""


def suffix_of(path: str, stdin: str | None = None) -> str:
    """The suffix that chooses a format: lower case, without the dot. ``stdin`` is that of standard input."""
    return (stdin or "").lower() if path == STANDARD else Path(path).suffix[1:].lower()


def read(
    path: str,
    lang: str | None = None,
    *,
    whole_blocks: bool = False,
    stdin: str | None = None,
    data: bytes | None = None,
) -> Document:
    """The document in ``path``, cut into sentences.

    The language is the one given, else what the file name tells, else what the text shows. InputError
    where the file cannot be read, holds no text, or is plainly in another language. ``whole_blocks``
    leaves paragraphs uncut. ``stdin`` names the format of standard input, ``-``: by default plain text. ``data`` are
    the bytes to read in place of the file's own.
    """
    declared = canonical(lang) if lang is not None else from_filename(path)
    suffix = suffix_of(path, stdin)
    if path == STANDARD and suffix not in {"", *DOCUMENTS.names()} - _PACKED:
        known = ", ".join(name for name in DOCUMENTS.names() if name not in _PACKED)
        raise InputError(f"no document of the format {suffix!r} can come this way; name one of {known}", path)
    hint = advice(suffix)
    if is_lock_file(path):
        raise InputError("a mark that Word or LibreOffice leaves beside an open document; give the document", path)
    data = read_bytes(path) if data is None else data
    if hint is not None and suffix not in DOCUMENTS:
        raise InputError(hint, path)
    reader = DOCUMENTS.load(suffix if suffix in DOCUMENTS else "txt")
    document = reader.read(data, path, declared or UND)
    document = _in_language(document, declared)
    return document if whole_blocks else segment(document)


def read_lines(path: str, lang: str | None = None) -> Document:
    """A text file in which every line is one segment, taken as it is; empty lines are segments too.

    So the indices of beads are line numbers, from 0.
    """
    declared = canonical(lang) if lang is not None else from_filename(path)
    decoded = decode(read_bytes(path), path)
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    segments = tuple(
        Segment(line, declared or UND, path, (Anchor(0, number, 1),)) for number, line in enumerate(lines, 1)
    )
    return _in_language(Document(path, declared or UND, segments, decoded.encoding), declared)


def language_of(document: Document) -> Lang | None:
    """The language that the text plainly shows, or None."""
    found = detect("\n".join(segment.text for segment in document.segments))
    return found.lang if found.confidence >= _SURE else None


def language_name(lang: Lang) -> str:
    """The language in English; its code where tmkit does not know it."""
    return _NAMES.get(lang, lang)


def notices(document: Document) -> Iterator[str]:
    """What the user should know of how a document was read: an encoding that is not UTF-8, an unknown language."""
    if document.encoding not in {"utf-8", "utf-8-sig"}:
        yield f"{document.path} is read as {document.encoding}"
    yield from without_profile([document.lang])


def without_profile(langs: Iterable[Lang]) -> Iterator[str]:
    """What is to be said of each language that tmkit has no profile for, once."""
    for lang in dict.fromkeys(langs):
        if not has_profile(lang):
            yield f"no profile for the language {lang!r}; its words are matched exactly"


def refuse_same_language(source: Document, target: Document) -> None:
    """InputError where source and target are in one language: one of them is not what it is taken for."""
    if source.lang == target.lang:
        raise InputError(
            f"source and target are both {language_name(source.lang)}; "
            "check the names of the files, or whether the text is translated yet",
            target.path,
        )


def _in_language(document: Document, declared: Lang | None) -> Document:
    """The document in its language, without the blocks that it says are in another."""
    shown = language_of(_own(document, declared or UND))
    if declared is None:
        if shown is None:
            raise InputError(
                "cannot tell the language; name it in the file name (visit.kk.txt) or with "
                "--source-lang, --target-lang or --lang",
                document.path,
            )
        return _own(document, shown)
    if shown is not None and shown != declared and declared in _NAMES and _share(document, declared) < _BILINGUAL:
        raise InputError(
            f"this text is {language_name(shown)}, not {language_name(declared)}; "
            "check the order of the files and their language codes, or whether the text is translated yet",
            document.path,
            document.segments[0].locate(0).line,
        )
    return _own(document, declared)


def _share(document: Document, lang: Lang) -> float:
    """How much of what plainly is in some language is in this one, by characters."""
    found: Counter[Lang | None] = Counter()
    for one in document.segments:
        found[detect(one.text).lang] += len(one.text)
    return found[lang] / max(found.total() - found[None], 1)


def _own(document: Document, lang: Lang) -> Document:
    """What stands in ``lang``. Where most text is marked as another's, a template did that: then it is all of it."""
    languages = {UND, _language(lang)}
    own = [segment for segment in document.segments if _language(segment.lang) in languages]
    most = 2 * sum(len(segment.text) for segment in own) >= sum(len(segment.text) for segment in document.segments)
    segments = tuple(
        segment if segment.lang == lang else replace(segment, lang=lang)
        for segment in (own if most else document.segments)
    )
    return replace(document, lang=lang, segments=segments)


def _language(lang: Lang) -> str:
    """The code without its script."""
    return lang.partition("-")[0]
