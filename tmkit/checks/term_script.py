"""A term holds letters of another script, or stands in the other one.

Letters that look alike hide a term from search and from every glossary; the whole word in the other script is a
slip between two versions of an Uzbek text.

Bad:  Узбекистан и Казахстан -> Өзбекстан мен Қaзақстан (with a Latin a)
Good: Узбекистан и Казахстан -> Өзбекстан мен Қазақстан
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._terms import Occurrence, first_mentions, quoted, term_pairs
from tmkit.languages.codes import UZ_CYRL, UZ_LATN
from tmkit.languages.scripts import unmixed, uz_cyrillic, uz_latin
from tmkit.model import Bitext, Finding, Lang, Severity, Span
from tmkit.text.edits import fixes
from tmkit.text.words import words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM108"
NAME = "term-script"
SEVERITY = Severity.ERROR

_LETTERS = {"Cyrl": re.compile(r"[\u0400-\u052f]"), "Latn": re.compile(r"[A-Za-z\u00c0-\u024f]")}


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every allowed term with such letters, once a place, in the order of the text, named by the source or not."""
    for pair in term_pairs(bitext, context.glossary):
        mentions = first_mentions(pair.source)
        reported: set[tuple[int, Span]] = set()
        for found in pair.target:
            place = id(found.segment), found.hit.span
            wanted = _in_script(found, bitext.target_lang)
            if wanted != found.text and place not in reported:
                reported.add(place)
                yield _finding(found, wanted, mentions.get(found.hit.concept.id))


def _finding(found: Occurrence, wanted: str, source: Occurrence | None) -> Finding:
    return Finding(
        CODE,
        NAME,
        SEVERITY,
        f"{_what(found.text)}; search will miss {quoted(found.hit.term.text)} here.",
        found.excerpt,
        source.excerpt if source else None,
        found.hit.concept.id,
        wanted,
        fixes(found.segment, *found.hit.span, wanted),
    )


def _in_script(found: Occurrence, lang: Lang) -> str:
    """The words with every letter in the script of the language; as they are where the term is of both, as COP29 is."""
    text = found.text
    if (
        not found.allowed
        or len(_scripts(found.hit.term.text)) > 1
        or not _scripts(text) - _scripts(found.hit.term.text)
    ):
        return text
    for word in reversed(list(words(text))):
        text = text[: word.start] + unmixed(word.text) + text[word.stop :]
    if lang == UZ_LATN and "Cyrl" in _scripts(text):
        return uz_latin(text)
    return uz_cyrillic(text) if lang == UZ_CYRL else text


def _scripts(text: str) -> set[str]:
    return {name for name, letters in _LETTERS.items() if letters.search(text)}


def _what(text: str) -> str:
    """What is wrong with the words, as the beginning of a sentence."""
    for word in words(text):
        whole = unmixed(word.text)
        for one, other in zip(word.text, whole, strict=True):
            if one != other:
                script = "Cyrillic" if _LETTERS["Cyrl"].match(one) else "Latin"
                return f"The {one} in {quoted(word.text)} is {script}"
    return f"{quoted(text)} is in the other script"
