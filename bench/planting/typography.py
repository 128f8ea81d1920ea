"""Faults of typing: words, marks, spaces, scripts and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from planting import Kind, in_text
from tmkit.model import Lang, Severity
from tmkit.text.words import Word, words

__all__ = ["KINDS"]

Change = Callable[[str, Lang, Random], str | None]

_CYRILLIC = ("kk", "uz-Cyrl")
_LOOKS = {"а": "a", "е": "e", "о": "o", "с": "c", "р": "p", "х": "x"}
_RUSSIAN = {"қ": "к", "ғ": "г", "ң": "н", "ү": "у", "ұ": "у"}
"""Letters of Kazakh and what a Russian keyboard has instead."""
_LATIN_LOOKS = {latin: cyrillic for cyrillic, latin in _LOOKS.items()}


def _in_word(change: Callable[[str, Random], str | None], shortest: int = 4) -> Change:
    """A change of one word inside a sentence."""

    def changed(text: str, lang: Lang, random: Random) -> str | None:
        found = [w for w in words(text) if w.start and len(w.text) >= shortest and w.text.islower()]
        random.shuffle(found)
        for word in found:
            other = change(word.text, random)
            if other is not None and not _is_address(text, word):
                return text[: word.start] + other + text[word.stop :]
        return None

    return changed


def _is_address(text: str, word: Word) -> bool:
    around = text[: word.start].rpartition(" ")[2] + text[word.start :].partition(" ")[0]
    return any(mark in around for mark in "/@_{") or re.search(r"\w\.\w", around) is not None


def _replaced(pattern: str, other: str | Callable[[re.Match[str]], str]) -> Change:
    """A change of one match of a pattern."""

    def changed(text: str, lang: Lang, random: Random) -> str | None:
        found = list(re.finditer(pattern, text))
        if not found:
            return None
        match = random.choice(found)
        return text[: match.start()] + (other if isinstance(other, str) else other(match)) + text[match.end() :]

    return changed


def _one_letter(table: dict[str, str]) -> Callable[[str, Random], str | None]:
    def change(word: str, random: Random) -> str | None:
        at = [n for n, letter in enumerate(word) if letter in table]
        if not at:
            return None
        n = random.choice(at)
        return word[:n] + table[word[n]] + word[n + 1 :]

    return change


def _in_source_script(text: str, lang: Lang, random: Random) -> str | None:
    table = _LOOKS if lang in _CYRILLIC else _LATIN_LOOKS
    return _in_word(_one_letter(table))(text, lang, random)


def _invisible(word: str, random: Random) -> str | None:
    at = random.randrange(1, len(word))
    return word[:at] + "\u200b" + word[at:]


def _other_figure(match: re.Match[str]) -> str:
    return match[0][:-1] + ("7" if match[0][-1] != "7" else "3")


def _kind(code: str, name: str, pattern: str, other: str | Callable[[re.Match[str]], str]) -> Kind:
    """A kind at the level of warnings; what ends a sentence ends its pair."""
    return Kind(code, name, in_text(_replaced(pattern, other), last=pattern.endswith("$")), Severity.WARNING)


_STOP = r"(?<=[^\W\d]{3})\.$"

KINDS = (
    Kind("TM212", "word twice", in_text(_in_word(lambda word, random: f"{word} {word}"))),
    _kind("TM213", "two spaces", r"(?<=\w) (?=\w)", "  "),
    _kind("TM213", "space before a comma", r"(?<=\w),(?= )", " ,"),
    _kind("TM213", "space behind a comma lost", r"(?<=[^\W\d]), (?=[^\W\d])", ","),
    Kind("TM214", "bracket lost", in_text(_replaced("[()]", ""))),
    _kind("TM215", "quotation mark lost", "[«»“”]", ""),
    _kind("TM216", "full stop lost", _STOP, ""),
    _kind("TM216", "question mark lost", r"\?$", "."),
    _kind("TM216", "question for a statement", _STOP, "?"),
    _kind("TM217", "space before a dash lost", r"(?<=\w) [—–] (?=\w)", lambda match: match[0][1:]),
    _kind("TM217", "space behind a dash lost", r"(?<=\w) [—–] (?=\w)", lambda match: match[0][:-1]),
    _kind("TM218", "small letter at the start", r"^[^\W\d_](?=[^\W\d_]{3})", lambda match: match[0].lower()),
    Kind("TM219", "address changed", in_text(_replaced(r"(?<![@\w.])\w{4,}(?=\.example\.org\b)", "another"))),
    Kind("TM219", "letters of an address swapped", in_text(_replaced(r"(?<=://)\w\w", lambda m: m[0][::-1]))),
    Kind("TM220", "mail address changed", in_text(_replaced(r"\w(?=@)", lambda m: "z" if m[0] != "z" else "y"))),
    Kind("TM220", "phone number changed", in_text(_replaced(r"\+[\d ()-]{8,}\d", _other_figure))),
    Kind("TM401", "letter of the other script", in_text(_in_source_script)),
    Kind("TM403", "straight apostrophe", in_text(_replaced("(?<=[og])ʻ", "'")), Severity.WARNING, ("uz-Latn",)),
    Kind(
        "TM403", "tutuq belgisi in oʻ", in_text(_replaced("(?<=[og])ʻ(?=[a-z])", "ʼ")), Severity.WARNING, ("uz-Latn",)
    ),
    Kind("TM404", "zero-width space", in_text(_in_word(_invisible)), Severity.WARNING),
    Kind("TM405", "к for қ, г for ғ", in_text(_in_word(_one_letter(_RUSSIAN))), Severity.INFO, ("kk",)),
)
