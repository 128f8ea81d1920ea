"""Rules about a file itself: what each code of the TM9 group means, for findings and for ``tmkit explain``."""

from __future__ import annotations

from dataclasses import dataclass

from tmkit.errors import InputError
from tmkit.model import Excerpt, Finding, Lang, Location, Severity

__all__ = [
    "BAD_LANGUAGE",
    "MALFORMED",
    "MISSPELT_LANGUAGE",
    "TOOL_FORMAT",
    "TOOL_LANGUAGE",
    "WRONG_ROOT",
    "WRONG_SCRIPT",
    "Rule",
    "malformed",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a file format."""

    code: str
    """``TM904``."""
    name: str
    """``missing-attribute``."""
    severity: Severity
    """Unless the evidence says otherwise."""
    summary: str
    """One sentence."""
    bad: str
    good: str

    def finding(
        self,
        target: Excerpt,
        message: str,
        *,
        severity: Severity | None = None,
        suggestion: str | None = None,
        source: Excerpt | None = None,
    ) -> Finding:
        """A breach of the rule."""
        return Finding(
            self.code, self.name, severity or self.severity, message, target, source=source, suggestion=suggestion
        )


MALFORMED = Rule(
    "TM901",
    "malformed-xml",
    Severity.ERROR,
    "The file is not well-formed XML; no program reads it, and nothing behind the place can be checked.",
    "<seg>Trade & transit</seg>",
    "<seg>Trade &amp; transit</seg>",
)
WRONG_ROOT = Rule(
    "TM902",
    "wrong-root",
    Severity.ERROR,
    "The root element is not that of the format, so the file is something else.",
    '<xliff version="1.2"> in memory.tmx',
    '<tmx version="1.4">',
)
BAD_LANGUAGE = Rule(
    "TM912",
    "bad-language",
    Severity.ERROR,
    "The value is no language code, so no program can match the segment or term.",
    '<tuv xml:lang="Kazakh">',
    '<tuv xml:lang="kk">',
)
MISSPELT_LANGUAGE = Rule(
    "TM913",
    "language-not-canonical",
    Severity.WARNING,
    "The code is not as BCP-47 writes it, or is another language's; programs match nothing, or refuse the file.",
    '<tuv xml:lang="kz">',
    '<tuv xml:lang="kk">',
)
WRONG_SCRIPT = Rule(
    "TM926",
    "wrong-script",
    Severity.WARNING,
    "The letters are not those of the script that the language code says.",
    '<tuv xml:lang="uz-Latn"><seg>Савдо айланмаси</seg>',
    '<tuv xml:lang="uz-Cyrl"><seg>Савдо айланмаси</seg>',
)
TOOL_LANGUAGE = Rule(
    "TM932",
    "tool-language",
    Severity.ERROR,
    "The program named with --tool does not take this code; it refuses the file or finds nothing in it.",
    '<tuv xml:lang="uz-Cyrl-UZ"> for Weblate',
    '<tuv xml:lang="uz@cyrillic">',
)
TOOL_FORMAT = Rule(
    "TM988",
    "tool-format",
    Severity.ERROR,
    "The program named with --tool does not read this format, or not this dialect of it.",
    '<tbx type="TBX-Basic" style="dca"> for Weblate',
    '<martif type="TBX-Basic">',
)


def malformed(error: InputError) -> Finding:
    """The finding for XML that cannot be parsed on."""
    place = Location(error.path or "", error.line or 1, error.column or 1)
    return MALFORMED.finding(Excerpt(Lang("und"), place, place, ""), f"{error.message[:1].upper()}{error.message[1:]}.")
