"""A PO catalogue that programs stumble over, put right line by line: encoding, language, control characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.errors import UsageError
from tmkit.formats.encoding import decode
from tmkit.formats.languages import other_script
from tmkit.formats.rules import MISSPELT_LANGUAGE
from tmkit.formats.units.po_catalogue import declared, parse, plain, spelt
from tmkit.formats.units.po_rules import CHARSET, CONTROL, CONTROLS, LANGUAGE_LINE, words_at
from tmkit.languages import canonical
from tmkit.languages.codes import UZ_CYRL, UZ_LATN
from tmkit.model import Finding

__all__ = ["mend"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_CHARSET = re.compile(r"charset=[\w.:-]*")


def mend(data: bytes, path: str) -> tuple[bytes, list[Finding]]:
    """The catalogue in UTF-8, and what was changed, each as a finding that says so.

    InputError, with line, where it is broken otherwise.
    """
    named = declared(data)
    found = decode(data, path, named)
    lines = _LINE.findall(found.text)
    changes: list[Finding] = []
    for number, line in enumerate(lines, 1):
        if sound := CONTROLS.search(line):
            name = ", ".join(f"U+{ord(mark):04X}" for mark in dict.fromkeys(CONTROLS.findall(line)))
            lines[number - 1] = CONTROLS.sub(lambda mark: " " if mark[0] in "\x0b\x0c" else "", line)
            changes.append(CONTROL.finding(words_at(path, number, sound[0]), f"{name} was taken out."))
    catalogue = parse([line.rstrip("\r\n") for line in lines], path)
    first = min((entry.linenum or 1 for entry in catalogue), default=len(lines) + 1)
    texts = " ".join(plain(text) for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values()))
    for number, line in enumerate(lines[: first - 1], 1):
        changes += _header(lines, number, line, path, found.encoding, texts)
    return "".join(lines).encode(), sorted(changes, key=lambda change: change.target.start)


def _header(lines: list[str], number: int, line: str, path: str, encoding: str, texts: str) -> Iterator[Finding]:
    """The changes of a line of the header, made in place."""
    charset = _CHARSET.search(line)
    if charset is not None and charset[0].casefold() not in ("charset=utf-8", "charset=utf8"):
        lines[number - 1] = line.replace(charset[0], "charset=UTF-8")
        yield CHARSET.finding(
            words_at(path, number, charset[0]), f"«{charset[0]}» became charset=UTF-8 ({encoding} read)."
        )
    language = LANGUAGE_LINE.match(line)
    wanted = _wanted(language[2], texts) if language else ""
    if language and wanted and wanted != language[2]:
        lines[number - 1] = line.replace(language[2], wanted, 1)
        yield MISSPELT_LANGUAGE.finding(words_at(path, number, language[2]), f"«{language[2]}» became «{wanted}».")


def _wanted(code: str, texts: str) -> str:
    """The code as gettext has it, Uzbek in the script of the translations; empty where it is none."""
    try:
        lang = canonical(code)
    except UsageError:
        return ""
    if lang in (UZ_LATN, UZ_CYRL) and other_script(texts, lang):
        return spelt(UZ_CYRL if lang == UZ_LATN else UZ_LATN, code)
    return spelt(lang, code)
