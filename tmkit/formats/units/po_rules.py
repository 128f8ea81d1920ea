"""Is a PO catalogue sound? What gettext and the programs around it stumble over: TM912, TM913, TM980 to 986."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence

import polib

from tmkit.errors import InputError
from tmkit.formats.encoding import decode
from tmkit.formats.languages import judge
from tmkit.formats.rules import BAD_LANGUAGE, MISSPELT_LANGUAGE, Rule
from tmkit.formats.units.po_catalogue import broken_lines, declared, parse, spelt
from tmkit.languages.codes import UND
from tmkit.languages.plurals import form_counts
from tmkit.model import Excerpt, Finding, Location, Severity

__all__ = ["CHARSET", "CONTROL", "CONTROLS", "LANGUAGE_LINE", "RULES", "validate", "words_at"]

_E, _W = Severity.ERROR, Severity.WARNING

# fmt: off
_LINE = Rule("TM980", "po-line", _E,
    "The line is none of a PO catalogue, or stands where it cannot; msgfmt refuses the file.",
    "msgstr Сауда", 'msgstr "Сауда"')
_HEADER = Rule("TM981", "po-header", _W,
    "The catalogue has no header, or the header lacks a field that programs go by.",
    'msgid "Торговля" at the top', 'msgid "" with msgstr "Language: kk\\nContent-Type: text/plain; charset=UTF-8\\n"')
CHARSET = Rule("TM982", "po-charset", _E,
    "The header names no charset, or another than the file is in.",
    "Content-Type: text/plain; charset=CHARSET", "Content-Type: text/plain; charset=UTF-8")
_PLURAL = Rule("TM983", "po-plural-forms", _E,
    "The number of plural forms is not that of the header, or the header's is not that of the language.",
    "Plural-Forms: nplurals=3; in a Kazakh catalogue", "Plural-Forms: nplurals=2; plural=(n != 1);")
_REPEATED = Rule("TM984", "repeated-message", _E,
    "A catalogue has each msgid once in a context; msgfmt refuses the file.",
    'msgid "Рост" twice', 'msgctxt "graph" before the second')
_BREAKS = Rule("TM985", "line-break-at-edge", _W,
    "One of msgid and msgstr begins or ends with a line break and the other does not; msgfmt --check refuses it.",
    'msgid "Готово\\n" with msgstr "Дайын"', 'msgid "Готово\\n" with msgstr "Дайын\\n"')
CONTROL = Rule("TM986", "po-control-character", _E,
    "A control character, pasted from Word or Excel; programs that make XML of the catalogue fail on it.",
    'msgstr "Сауда^Kөсті"', 'msgstr "Сауда өсті"')
# fmt: on

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (BAD_LANGUAGE, MISSPELT_LANGUAGE, _LINE, _HEADER, CHARSET, _PLURAL, _REPEATED, _BREAKS, CONTROL)
}
"""By code."""

_PLURALS = re.compile(r"nplurals\s*=\s*(\d)")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What no text has, and XML cannot hold."""
LANGUAGE_LINE = re.compile(r'(\s*(?:msgstr\s*)?"Language:[ \t]*)([^"\\\s]+)')
_FIELDS = ("Language", "Content-Type")


def validate(data: bytes, path: str) -> Iterator[Finding]:
    """Every finding, those about single lines first; where one is broken, entries cannot be looked at."""
    encoding = declared(data)
    try:
        found = decode(data, path, encoding)
    except InputError as error:
        yield CHARSET.finding(words_at(path, error.line or 1), f"{error.message[:1].upper()}{error.message[1:]}.")
        return
    if encoding and not _same(encoding, found.encoding):
        at = next((number for number, line in enumerate(data.splitlines(), 1) if declared(line)), 1)
        message = f"The header says {encoding}; the file is in {found.encoding}."
        yield CHARSET.finding(words_at(path, at), message)
    lines = found.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if mark := CONTROLS.search(line):
            yield CONTROL.finding(words_at(path, number, mark[0]), f"The line holds U+{ord(mark[0]):04X}.")
    broken = list(broken_lines(lines))
    for number in broken:
        yield _LINE.finding(words_at(path, number, lines[number - 1]), "This is no line of a PO catalogue.")
    if broken:
        return
    try:
        catalogue = parse(lines, path)
    except InputError as error:
        yield _LINE.finding(words_at(path, error.line or 1), f"{error.message[:1].upper()}{error.message[1:]}.")
        return
    yield from _header(catalogue, lines, path)
    yield from _entries(catalogue, path)


def _same(said: str, found: str) -> bool:
    """Whether the two are one encoding; ASCII is UTF-8 too, and an unknown name (CHARSET) is another rule's fault."""
    try:
        names = {codecs.lookup(name.removesuffix("-sig")).name for name in (said, found)}
    except LookupError:
        return True
    return len(names) == 1 or names == {"ascii", "utf-8"}


def words_at(path: str, line: int, text: str = "") -> Excerpt:
    """A line of the catalogue, or what stands there, as words to point at."""
    shown = text.strip()
    column = text.index(shown) + 1
    return Excerpt(UND, Location(path, line, column), Location(path, line, column + len(shown)), shown)


def _header(catalogue: polib.POFile, lines: Sequence[str], path: str) -> Iterator[Finding]:
    said = catalogue.metadata
    top = next((number for number, line in enumerate(lines, 1) if re.fullmatch(r'\s*msgid\s*""\s*', line)), 1)

    def place(field: str) -> Excerpt:
        found = (n for n, line in enumerate(lines, 1) if line.lstrip().removeprefix("msgstr ").startswith(f'"{field}:'))
        return words_at(path, next(found, top))

    if not said:
        yield _HEADER.finding(
            words_at(path, 1), "The catalogue has no header; add one that names language and charset."
        )
        return
    for field in _FIELDS:
        if not said.get(field, "").strip() and not path.lower().endswith(".pot"):
            yield _HEADER.finding(place(field), f"The header has no {field}.")
    if said.get("Content-Type") and not re.search(r"charset=(?!CHARSET)[\w.:-]+", said["Content-Type"]):
        yield CHARSET.finding(place("Content-Type"), "The header names no charset; write charset=UTF-8.")
    language = said.get("Language", "").strip()
    judged = judge(language) if language else None
    if judged is not None and judged.lang is None:
        yield BAD_LANGUAGE.finding(place("Language"), judged.message)
    elif judged is not None and judged.lang is not None and (wanted := spelt(judged.lang, language)) != language:
        message = f"gettext writes «{language}» as «{wanted}»."
        yield MISSPELT_LANGUAGE.finding(place("Language"), message, suggestion=wanted)
    forms = _PLURALS.match(said.get("Plural-Forms", "").strip())
    known = form_counts(judged.lang) if judged is not None and judged.lang is not None else ()
    if forms and known and int(forms[1]) not in known:
        message = f"The header says {forms[1]} plural forms; «{language}» has {' or '.join(map(str, known))}."
        yield _PLURAL.finding(place("Plural-Forms"), message)


def _entries(catalogue: polib.POFile, path: str) -> Iterator[Finding]:
    header = _PLURALS.match(catalogue.metadata.get("Plural-Forms", "").strip())
    seen: set[tuple[str, str | None]] = set()
    for entry in catalogue:
        if entry.obsolete:
            continue
        place = words_at(path, entry.linenum or 1)
        if (entry.msgid, entry.msgctxt) in seen:
            yield _REPEATED.finding(place, "Another entry has the same msgid in the same context.")
        seen.add((entry.msgid, entry.msgctxt))
        forms = len(entry.msgstr_plural)
        if entry.msgid_plural and header is None:
            yield _PLURAL.finding(place, "The entry has plural forms, and the header no Plural-Forms.")
        elif entry.msgid_plural and header is not None and forms != int(header[1]):
            yield _PLURAL.finding(place, f"The entry has {forms} plural forms; the header says {header[1]}.")
        for translation in (entry.msgstr, *entry.msgstr_plural.values()):
            if translation and _edges(translation) != _edges(entry.msgid):
                yield _BREAKS.finding(place, "Only one of msgid and msgstr begins or ends with a line break.")
                break


def _edges(text: str) -> tuple[bool, bool]:
    return text.startswith("\n"), text.endswith("\n")
