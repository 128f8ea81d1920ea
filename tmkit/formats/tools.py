"""The CAT programs that tmkit writes files for: what each takes, and what it makes of it.

Facts are those of the versions named in ``tried``; where it is empty they are from documentation and not tried out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tmkit.errors import UsageError
from tmkit.formats.units.tmx_grammar import EVERY_LANGUAGE
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Lang, Severity

__all__ = ["TOOLS", "Context", "Tool", "tool"]


@dataclass(frozen=True, slots=True)
class Context:
    """The properties in which a program keeps the source texts before and after a segment."""

    before: str
    after: str
    markup: bool = False
    """The text stands in ``<seg>``, escaped."""


@dataclass(frozen=True, slots=True)
class Tool:
    """What a program takes."""

    title: str
    tried: str = ""
    """The versions whose behaviour was seen; empty: told by their documentation only."""
    codes: Mapping[Lang, str] = field(default_factory=dict)
    """How it writes languages where that is not as BCP-47 does."""
    takes: str = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
    """A pattern: the codes that it takes in a TMX."""
    any_source: bool = True
    """It reads memories whose source language is ``*all*``."""
    one_target: bool = True
    """A file holds one target language in one script."""
    inline: bool = True
    """Inline codes stay codes. Else they come out as literal text, so they are left out."""
    context: Context | None = None
    """Written on the source variant."""
    reserved: frozenset[str] = frozenset()
    """Properties that it takes for its own."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Rules that weigh otherwise for it."""
    unconcerned: frozenset[str] = frozenset({"TM929"})
    """Rules about what trips up other programs only."""
    glossary: str = "csv"
    """Suffix of the glossary format that it reads."""
    ignores: tuple[str, ...] = ()
    """What of a file it reads and forgets; each a noun phrase."""

    def spell(self, lang: Lang) -> str:
        """The language as the program writes it."""
        return self.codes.get(lang, lang)

    def accepts(self, code: str) -> bool:
        """Whether it takes this code in a file."""
        return self.any_source if code == EVERY_LANGUAGE else bool(re.fullmatch(self.takes, code))


_REGIONS = {RU: "ru-RU", EN: "en-US", KK: "kk-KZ", UZ_LATN: "uz-Latn-UZ", UZ_CYRL: "uz-Cyrl-UZ"}
_TWO_SCRIPTS = {"TM927": Severity.ERROR}

TOOLS: Mapping[str, Tool] = {
    "memoq": Tool(
        title="memoQ",
        codes=_REGIONS,
        context=Context("x-context-pre", "x-context-post", markup=True),
        glossary="csv",
    ),
    "omegat": Tool(
        title="OmegaT",
        tried="3.6.0",
        takes=r"(?!kaz|uzb|kz|rus|eng)(?i:[a-z]{2,3}(-[a-z0-9]{2,8})*)",
        inline=False,
        reserved=frozenset({"file", "id", "prev", "next", "path"}),
        severities=_TWO_SCRIPTS | {"TM929": Severity.ERROR, "TM914": Severity.ERROR},
        unconcerned=frozenset(),
        glossary="utf8",
        ignores=("notes",),
    ),
    "phrase": Tool(title="Phrase", codes=_REGIONS, context=Context("context_prev", "context_next"), glossary="xlsx"),
    "poedit": Tool(
        title="Poedit",
        codes={UZ_CYRL: "uz@cyrillic", UZ_LATN: "uz"},
        takes=r"[a-z]{2,3}([_-][A-Z]{2})?(@[a-z]+)?",
        inline=False,
        glossary="csv",
        ignores=("notes", "properties"),
    ),
    "trados": Tool(title="Trados Studio", codes=_REGIONS, glossary="tbx"),
    "translate-toolkit": Tool(
        title="Translate Toolkit",
        tried="3.20.4",
        takes=r"[A-Za-z]{2,8}([_-][A-Za-z0-9]{1,8})*(@[a-z]+)?",
        inline=False,
        severities=_TWO_SCRIPTS,
        glossary="tbx",
        ignores=("language codes",),
    ),
    "weblate": Tool(
        title="Weblate",
        tried="5.14.3",
        codes={UZ_LATN: "uz", UZ_CYRL: "uz@cyrillic"},
        takes=r"(?i:ru|en|kk|kaz|kz|uz|uzb)|ru-RU|en-(US|GB)|kk[-_]KZ|kk-Cyrl|uz-UZ|uz-Latn|uz@cyrillic",
        any_source=False,
        inline=False,
        severities=_TWO_SCRIPTS,
        glossary="tbx",
        ignores=("authors and dates", "notes", "properties"),
    ),
}
"""By the name of ``--tool``."""


def tool(name: str) -> Tool:
    """The program of that name; UsageError where tmkit has no profile of it."""
    try:
        return TOOLS[name]
    except KeyError:
        raise UsageError(f"no profile of a tool {name!r}; known are {', '.join(TOOLS)}") from None
