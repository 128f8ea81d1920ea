"""Plural forms are not those of the language: one is missing, too many, or of a category that it does not have.

Looked at are the forms of gettext catalogues and ICU messages ({n, plural, one {...} other {...}}).

Bad:  {n, plural, one {# файл} few {# файла} other {# файлов}} -> {n, plural, one {# file}}
Good: {n, plural, one {# файл} few {# файла} other {# файлов}} -> {n, plural, one {# file} other {# files}}
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._icu import Choice, choices
from tmkit.checks._text import source_excerpt, targets
from tmkit.languages.plurals import PROPERTY, categories, form_counts
from tmkit.model import Bitext, Finding, Pair, Segment, Severity

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM303"
NAME = "plural-forms"
SEVERITY = Severity.ERROR


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every message with wrong forms; a wrong header of a catalogue once."""
    told = False
    for pair, segment in targets(bitext):
        forms = dict(pair.properties).get(PROPERTY)
        if forms is not None:
            finding = _of_catalogue(pair, segment, forms, bitext)
            if finding is not None and not (told and "header" in finding.message):
                told = told or "header" in finding.message
                yield finding
        for choice in choices(segment.text):
            if choice.kind == "plural":
                yield from _of_message(pair, segment, choice, bitext)


def _of_catalogue(pair: Pair, segment: Segment, forms: str, bitext: Bitext) -> Finding | None:
    index, filled, declared = map(int, forms.split("/"))
    allowed = form_counts(bitext.target_lang)
    if index or not allowed:
        return None  # told at the first form
    if declared and declared not in allowed:
        message = f"The header says nplurals={declared}; {bitext.target_lang} has {allowed[0]}."
    elif filled != (declared or allowed[0]):
        message = f"{filled} plural forms are translated, {declared or allowed[0]} are needed."
    else:
        return None
    return Finding(CODE, NAME, SEVERITY, message, segment.excerpt(0, len(segment.text)), source_excerpt(pair))


def _of_message(pair: Pair, segment: Segment, choice: Choice, bitext: Bitext) -> Iterator[Finding]:
    known = categories(bitext.target_lang)
    seen = [branch.selector for branch in choice.branches]
    missing = [name for name in known if name not in seen]
    strange = [name for name in seen if known and not name.startswith("=") and name not in known]
    excerpt = segment.excerpt(choice.span.start, len(segment.text[: choice.span.stop].rstrip()))
    if missing:
        message = f"The form {_listed(missing)} of {bitext.target_lang} is missing."
        level = SEVERITY if "other" in missing else Severity.WARNING
        yield Finding(CODE, NAME, level, message, excerpt, source_excerpt(pair))
    if strange:
        message = f"{bitext.target_lang} has no form {_listed(strange)}; it is never shown."
        yield Finding(CODE, NAME, Severity.WARNING, message, excerpt, source_excerpt(pair))


def _listed(names: list[str]) -> str:
    return " and ".join(f"«{name}»" for name in names)
