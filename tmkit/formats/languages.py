"""What is wrong with a language code in a file, or with the letters beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tmkit.errors import UsageError
from tmkit.languages import canonical
from tmkit.languages.codes import script_of
from tmkit.model import Lang, Severity

__all__ = ["Judgement", "judge", "other_script", "same_language"]

_PRIVATE = re.compile(r"x(?:-[A-Za-z0-9]{1,8})+")


class Judgement(NamedTuple):
    """What there is to say of a language code."""

    lang: Lang | None
    """None where it is no code."""
    severity: Severity | None
    """None where nothing is wrong."""
    message: str = ""
    suggestion: str = ""


@lru_cache(maxsize=1000)
def judge(code: str) -> Judgement:
    """A code as it stands in a file, beside BCP-47: an error where it is none, a warning where it is misspelt.

    Uzbek without a script is worth an info: programs cannot tell the two. Regions are right as they are.
    """
    if _PRIVATE.fullmatch(code):
        return Judgement(Lang(code), None)
    try:
        lang = canonical(code)
    except UsageError:
        return Judgement(None, Severity.ERROR, f"«{' '.join(code.split())}» is no language code.")
    wanted = _spelt(code, lang)
    if code == wanted:
        return Judgement(lang, None)
    if lang.startswith("uz-") and code == wanted.replace(lang, "uz", 1):
        return Judgement(lang, Severity.INFO, "Uzbek has two scripts; the code does not say which.", wanted)
    given = re.split("[-_@]", code)[0].casefold()
    if given != wanted.partition("-")[0]:
        return Judgement(lang, Severity.WARNING, f"«{code}» is not the code of the language meant.", wanted)
    return Judgement(lang, Severity.WARNING, f"BCP-47 writes «{code}» as «{wanted}».", wanted)


def same_language(code: str, lang: Lang) -> bool:
    """Whether a code as it stands in a file, with or without a region, means the language."""
    try:
        return canonical(code) == lang
    except UsageError:
        return False


def _spelt(code: str, lang: Lang) -> str:
    """The code as BCP-47 spells it: script and region stay where they were said, and Uzbek always has a script."""
    plain, _, modifier = code.strip().replace("_", "-").partition("@")
    language, _, script = lang.partition("-")
    subtags = plain.split("-")[1:]
    said = subtags.pop(0) if subtags and len(subtags[0]) > 3 and subtags[0].isalpha() else modifier
    if script and (said or language == "uz"):
        language = f"{language}-{script}"
    elif said != modifier:
        language = f"{language}-{said.title()}"  # the script that the language has anyway
    return "-".join([language, *(part.upper() if len(part) < 4 else part.lower() for part in subtags)])


_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_OTHERS = {"Latn": ("Cyrillic", _CYRILLIC, _LATIN), "Cyrl": ("Latin", _LATIN, _CYRILLIC)}
"""By script: the other one, what its letters are, and its own."""
_ENOUGH_LETTERS = 8
"""Of the other script; acronyms have fewer."""


def other_script(text: str, lang: Lang) -> str:
    """``Cyrillic`` or ``Latin`` where two thirds of the letters are of that script and the language is not.

    Empty where the letters fit, or are too few to tell.
    """
    if (script := script_of(lang)) not in _OTHERS:
        return ""
    name, other, own = _OTHERS[script]
    count = sum(map(len, other.findall(text)))
    return name if count >= _ENOUGH_LETTERS and count > 2 * sum(map(len, own.findall(text))) else ""
