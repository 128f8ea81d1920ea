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

__all__ = ["TOOLS", "Context", "Termbase", "Tool", "tool"]


@dataclass(frozen=True, slots=True)
class Context:
    """The properties in which a program keeps the source texts before and after a segment."""

    before: str
    after: str
    markup: bool = False
    """The text stands in ``<seg>``, escaped."""


@dataclass(frozen=True, slots=True)
class Termbase:
    """How a program is given a glossary."""

    suffix: str
    """Of the glossary format."""
    dialect: str = ""
    """The one that it reads; empty: the usual one."""
    is_pair: bool = False
    """A file holds two languages."""
    one_term: bool = False
    """It reads one term a language of each concept, so that each pair of terms is a concept of its own."""
    forbids: bool = True
    """It knows which terms are wrong. Else it would offer them, so they are left out."""


@dataclass(frozen=True, slots=True)
class Tool:
    """What a program takes."""

    title: str
    tried: str = ""
    """The versions whose behaviour was seen; empty: told by their documentation only."""
    seen: str = ""
    """What was seen there, in a few words."""
    codes: Mapping[Lang, str] = field(default_factory=dict)
    """How it writes languages where that is not as BCP-47 does."""
    takes: str = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
    """A pattern: the codes that it takes in a TMX."""
    any_source: bool = True
    """It reads memories whose source language is ``*all*``."""
    one_target: bool = True
    """A memory holds one target language in one script."""
    memory: str = "tmx"
    """Suffix of the format in which it takes a memory."""
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
    glossaries: tuple[Termbase, ...] = ()
    """The glossaries that it reads, the best first; none: it has no glossary."""
    advice: Mapping[Lang, str] = field(default_factory=dict)
    """What to know before giving it files of that language; a sentence."""
    ignores: tuple[str, ...] = ()
    """What of a file it reads and forgets; each a noun phrase."""

    def spell(self, lang: Lang) -> str:
        """The language as the program writes it."""
        return self.codes.get(lang, lang)

    def termbase(self, suffix: str) -> Termbase | None:
        """How it reads a glossary of that suffix; None where it reads none."""
        return next((termbase for termbase in self.glossaries if termbase.suffix == suffix), None)

    def accepts(self, code: str) -> bool:
        """Whether it takes this code in a file."""
        return self.any_source if code == EVERY_LANGUAGE else bool(re.fullmatch(self.takes, code))


_REGIONS = {RU: "ru-RU", EN: "en-US", KK: "kk-KZ", UZ_LATN: "uz-Latn-UZ", UZ_CYRL: "uz-Cyrl-UZ"}
_GETTEXT = {UZ_LATN: "uz", UZ_CYRL: "uz@cyrillic"}
_TWO_SCRIPTS = {"TM927": Severity.ERROR}
_FIRST_TERMS = Termbase("tbx", "martif", is_pair=True, one_term=True, forbids=False)
"""Translate Toolkit 3.16.3, which is inside Weblate 5.14.3, drops a concept with any deprecated term; of others it, and
3.20.4 of all, takes the first term.
"""

TOOLS: Mapping[str, Tool] = {
    "lokalize": Tool(
        title="Lokalize",
        tried="22.12.3",
        seen="exact and fuzzy matches, terms",
        codes=_GETTEXT,
        memory="po",
        inline=False,
        glossaries=(Termbase("tbx", "martif", forbids=False),),
    ),
    "memoq": Tool(
        title="memoQ",
        codes=_REGIONS,
        context=Context("x-context-pre", "x-context-post", markup=True),
        glossaries=(Termbase("csv"), Termbase("xlsx")),
    ),
    "omegat": Tool(
        title="OmegaT",
        tried="3.6.0",
        seen="exact and fuzzy matches, terms of all three formats; by the tests too",
        takes=r"(?!kaz|uzb|kz|rus|eng)(?i:[a-z]{2,3}(-[a-z0-9]{2,8})*)",
        inline=False,
        reserved=frozenset({"file", "id", "prev", "next", "path"}),
        severities=_TWO_SCRIPTS | {"TM929": Severity.ERROR, "TM914": Severity.ERROR},
        unconcerned=frozenset(),
        glossaries=(
            Termbase("utf8", is_pair=True),
            Termbase("csv", "omegat", is_pair=True),
            Termbase("tbx", "martif", is_pair=True, forbids=False),
        ),
        ignores=("notes",),
    ),
    "phrase": Tool(
        title="Phrase",
        codes=_REGIONS,
        context=Context("context_prev", "context_next"),
        glossaries=(Termbase("xlsx"), Termbase("tbx", "martif")),
    ),
    "poedit": Tool(
        title="Poedit",
        tried="3.2.2",
        seen="exact matches in Kazakh and both scripts of Uzbek",
        codes=_GETTEXT,
        takes=r"[a-z]{2,3}([_-][A-Z]{2})?(@[a-z]+)?",
        inline=False,
        ignores=("notes", "properties"),
    ),
    "trados": Tool(
        title="Trados Studio",
        codes=_REGIONS,
        glossaries=(Termbase("tbx", "martif"), Termbase("xlsx"), Termbase("csv")),
    ),
    "translate-toolkit": Tool(
        title="Translate Toolkit",
        tried="3.20.4",
        seen="`pot2po` with the memory, `pofilter`, its readers of TMX, PO, XLIFF and TBX; by the tests too",
        takes=r"[A-Za-z]{2,8}([_-][A-Za-z0-9]{1,8})*(@[a-z]+)?",
        inline=False,
        severities=_TWO_SCRIPTS,
        glossaries=(_FIRST_TERMS,),
        ignores=("language codes",),
    ),
    "weblate": Tool(
        title="Weblate",
        tried="5.14.3",
        seen="all units of a memory, all terms of a glossary; by an occasional job",
        codes=_GETTEXT,
        takes=r"(?i:ru|en|kk|kaz|kz|uz|uzb)|ru-RU|en-(US|GB)|kk[-_]KZ|kk-Cyrl|uz-UZ|uz-Latn|uz@cyrillic",
        any_source=False,
        inline=False,
        severities=_TWO_SCRIPTS,
        glossaries=(_FIRST_TERMS,),
        advice={
            UZ_CYRL: "Weblate has no Uzbek in Cyrillic: add the language uz@cyrillic before you import, "
            "else all goes to Uzbek in Latin"
        },
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
