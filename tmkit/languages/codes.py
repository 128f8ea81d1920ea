"""Language codes: from anything people write to canonical BCP-47 (RFC 5646)."""

from __future__ import annotations

import re
import unicodedata

from tmkit.errors import UsageError
from tmkit.model import Lang

__all__ = ["EN", "KK", "KK_LATN", "RU", "UND", "UZ_CYRL", "UZ_LATN", "canonical", "from_filename"]

RU = Lang("ru")
EN = Lang("en")
KK = Lang("kk")
KK_LATN = Lang("kk-Latn")
UZ_LATN = Lang("uz-Latn")
UZ_CYRL = Lang("uz-Cyrl")
UND = Lang("und")
"""Undetermined, as BCP-47 says it."""

_ALIASES = {
    # ISO 639-2 codes and country codes that stand for the language in real file names and files
    "rus": "ru",
    "eng": "en",
    "kaz": "kk",
    "kz": "kk",  # Kazakhstan; seen in repositories and CAT projects
    "uzb": "uz",
    "uzn": "uz",
    # what Russian, Kazakh and Uzbek desks write
    "рус": "ru",
    "орыс": "ru",
    "анг": "en",
    "англ": "en",
    "ағыл": "en",
    "ingl": "en",
    "каз": "kk",
    "қаз": "kk",
    "узб": "uz-Latn",
    "ўзб": "uz-Cyrl",
    "oʻzb": "uz-Latn",
    "уз-лат": "uz-Latn",
    "узб-лат": "uz-Latn",
    "уз-кир": "uz-Cyrl",
    "узб-кир": "uz-Cyrl",
}
_SCRIPT_WORDS = {"cyrillic": "Cyrl", "cyrl": "Cyrl", "latin": "Latn", "latn": "Latn", "latyn": "Latn"}
_DEFAULT_SCRIPT = {"ru": "Cyrl", "en": "Latn", "kk": "Cyrl"}
_SHAPE = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?(?:-[a-z\d]{5,8})*"
)


def canonical(code: str) -> Lang:
    """The canonical code: ``KZ``, ``kaz`` and ``kk_KZ`` are ``kk``; ``uz`` is ``uz-Latn``.

    Regions are dropped: no language of tmkit differs by them. UsageError where the code is none.
    """
    plain = unicodedata.normalize("NFC", code.strip()).replace("_", "-").casefold()
    plain, _, modifier = plain.partition("@")
    head, *tail = _ALIASES.get(plain, plain).casefold().split("-")
    parts = [_ALIASES.get(head, head).casefold(), *(_SCRIPT_WORDS.get(part, part).casefold() for part in tail)]
    shape = _SHAPE.fullmatch("-".join(parts))
    if shape is None:
        raise UsageError(f"{code!r} is not a language code; write one such as ru, en, kk, uz-Latn or uz-Cyrl")
    language = shape["language"]
    script = _SCRIPT_WORDS.get(modifier) or _SCRIPT_WORDS.get(shape["script"] or "") or (shape["script"] or "").title()
    if language == "uz":
        return Lang(f"uz-{script or 'Latn'}")
    if not script or _DEFAULT_SCRIPT.get(language) == script:
        return Lang(language)
    return Lang(f"{language}-{script}")


_NAME_PART = re.compile(r"[-._ ()\[\]]+")
_KNOWN = frozenset({"ru", "en", "kk", "uz"})
_SCRIPT_PARTS = frozenset(_SCRIPT_WORDS) | {"лат", "кир"}


def from_filename(name: str) -> Lang | None:
    """The language that a file name tells (``visit.kk.txt``, ``Визит_каз.docx``), or None.

    The last part that can be one counts, never the first; only codes of languages that tmkit has a profile
    for are taken, so that ``report.no.txt`` is no Norwegian.
    """
    stem = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2].rpartition(".")[0].casefold()
    parts = [part for part in _NAME_PART.split(stem) if part]
    for at in range(len(parts) - 1, 0, -1):
        part = f"{parts[at - 1]}-{parts[at]}" if at > 1 and parts[at] in _SCRIPT_PARTS else parts[at]
        if part in _ALIASES or part.partition("-")[0] in _KNOWN:
            return canonical(part)
    return None
