"""Every value that flows through tmkit. No machinery: this module imports nothing of tmkit.

Text is measured in code points from 0, half-open, unless a field says otherwise; lines and columns
that people see count from 1. Scores lie in [0, 1].
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple, NewType

__all__ = [
    "Alignment",
    "Anchor",
    "Bead",
    "Bitext",
    "Block",
    "Case",
    "Code",
    "Concept",
    "Document",
    "Excerpt",
    "Extra",
    "Finding",
    "Fix",
    "Kind",
    "Lang",
    "Location",
    "Metadata",
    "Pair",
    "Query",
    "Report",
    "RuleText",
    "Segment",
    "Severity",
    "Span",
    "Status",
    "Term",
    "TermHit",
    "TranslationUnit",
]

Lang = NewType("Lang", str)
"""A canonical BCP-47 code, with the script where it matters: ``ru``, ``en``, ``kk``, ``uz-Latn``,
``uz-Cyrl``. ``tmkit.languages.canonical`` makes one from anything people write."""


class Span(NamedTuple):
    """A stretch of text."""

    start: int
    """Code points from 0."""
    stop: int
    """Code points from 0, exclusive."""


class Location(NamedTuple):
    """A place in a file that an editor can jump to."""

    path: str
    line: int
    """From 1."""
    column: int
    """Code points from 1."""

    @property
    def clickable(self) -> bool:
        """Whether line and column point into a text; packed formats have only places."""
        return not self.path.lower().endswith((".docx", ".odt", ".xlsx"))


class Anchor(NamedTuple):
    """Where text comes from: from ``offset`` on, text and file run side by side on one line."""

    offset: int
    """Code points from 0, into the text that holds the anchor."""
    line: int
    """Line in the file, from 1; in a format without lines, the number of the block."""
    column: int
    """Code points from 1."""


class Code(NamedTuple):
    """An inline tag, kept beside the text."""

    offset: int
    """Code points from 0: the tag stands before this character."""
    data: str
    """The tag as the file writes it, such as ``<b>`` or ``**``."""


class Kind(StrEnum):
    """What a block is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    FOOTNOTE = "footnote"
    UNIT = "unit"
    """A translation unit of a bilingual file."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of structure that no sentence crosses."""

    number: int
    """From 0, in document order."""
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    """Heading level from 1, depth of a list item from 1; else 0."""
    place: str = ""
    """As the file's own program shows it: ``paragraph 7``, ``table 2, row 3, cell 1``; empty where
    line and column say it better."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a bilingual file says of one variant of a unit, kept through a round trip."""

    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    """``creationid``, ``changedate`` and the like."""
    foreign: tuple[str, ...] = ()
    """Elements that the format does not know, as XML."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or what stands for one: the text, and where each of its characters comes from."""

    text: str
    """Without mark-up. Readers give a block a segment, white space around it gone;
    ``tmkit.text.sentences`` cuts it into sentences."""
    lang: Lang
    path: str = ""
    anchors: tuple[Anchor, ...] = (Anchor(0, 1, 1),)
    """Sorted by offset; the first has offset 0."""
    codes: tuple[Code, ...] = ()
    """Sorted by offset."""
    block: Block = Block(0)
    metadata: Metadata | None = None
    """None where the file says nothing of the variant, and in a document."""

    def locate(self, offset: int) -> Location:
        """The place in the file of the character at ``offset``; ``len(text)`` is the end."""
        at = max(bisect_right(self.anchors, offset, key=lambda anchor: anchor.offset) - 1, 0)
        anchor = self.anchors[at]
        return Location(self.path, anchor.line, anchor.column + offset - anchor.offset)

    def locate_end(self, offset: int) -> Location:
        """The exclusive end in the file of a stretch that ends before ``offset``.

        It follows the last character, so that a stretch before a line break ends on its own line.
        """
        if offset == 0:
            return self.locate(0)
        path, line, column = self.locate(offset - 1)
        return Location(path, line, column + 1)

    def excerpt(self, start: int, stop: int) -> Excerpt:
        """The words ``text[start:stop]`` with their place and what stands around them."""
        return Excerpt(
            lang=self.lang,
            start=self.locate(start),
            end=self.locate_end(stop) if stop > start else self.locate(start),
            text=self.text[start:stop],
            place=self.block.place,
            before=self.text[:start],
            after=self.text[stop:],
        )

    def part(self, start: int, stop: int) -> Segment:
        """The segment of ``text[start:stop]``, with its own anchors and codes."""
        at = max(bisect_right(self.anchors, start, key=lambda anchor: anchor.offset) - 1, 0)
        first = self.anchors[at]
        anchors = [Anchor(0, first.line, first.column + start - first.offset)]
        for anchor in self.anchors[at + 1 :]:
            if anchor.offset >= stop:
                break
            anchors.append(Anchor(anchor.offset - start, anchor.line, anchor.column))
        closing = stop if stop == len(self.text) or self.text[stop].isspace() else -1
        codes = tuple(
            Code(c.offset - start, c.data) for c in self.codes if start <= c.offset < stop or c.offset == closing
        )
        return Segment(self.text[start:stop], self.lang, self.path, tuple(anchors), codes, self.block)


@dataclass(frozen=True, slots=True)
class Document:
    """A monolingual text in reading order."""

    path: str
    lang: Lang
    segments: tuple[Segment, ...]
    encoding: str = "utf-8"
    """As found in the file: ``utf-8``, ``utf-8-sig``, ``utf-16``, ``windows-1251``; for a packed
    format the encoding of its parts."""


class Bead(NamedTuple):
    """Source and target segments that say the same; an empty side is an omission or an insertion."""

    source: tuple[int, ...]
    """Segment indices from 0, consecutive."""
    target: tuple[int, ...]
    score: float
    """How sure the aligner is, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two documents and the beads that hold every segment exactly once, in order."""

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    crossings: tuple[Bead, ...] = ()
    """Moved passages: two-sided beads of segments that are one-sided in ``beads``. They never become units."""
    queries: tuple[Query, ...] = ()
    """Doubts about the source, which travel with its units."""


class Pair(NamedTuple):
    """What stands beside what: the segments of a bead, or of a unit of a bilingual file."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    score: float = 1.0
    """How sure it is that they belong together, in [0, 1]."""
    properties: tuple[tuple[str, str], ...] = ()
    """Those of the unit, where the pair is one."""


@dataclass(frozen=True, slots=True)
class Bitext:
    """A text and its translation, pair by pair: what checks look at."""

    source_lang: Lang
    target_lang: Lang
    source_path: str
    target_path: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A unit of a memory: the same segment in two or more languages."""

    variants: tuple[Segment, ...]
    """The first is the source."""
    properties: tuple[tuple[str, str], ...] = ()
    """Names and values in order; TMX ``prop`` types, without tmkit's ``x-tmkit-`` prefix taken off."""
    notes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    """What else the file says of the unit (``tuid``, ``changedate`` ...), kept through a round trip."""
    foreign: tuple[str, ...] = ()
    """Elements that the format does not know, as XML, kept too."""


class Status(StrEnum):
    """What the termbase says of a term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"


class Case(StrEnum):
    """Which capitals a term may have in a text."""

    USUAL = "usual"
    """Found in any case; the capitals that the term has are expected."""
    EXACT = "exact"
    """Found as it is written only, such as an acronym."""
    FREE = "free"
    """Found in any case, and all are right."""


class Extra(NamedTuple):
    """What a termbase says and tmkit has no field for; kept through a round trip."""

    name: str
    """The heading of a column; empty for an element of TBX, whose XML is the value."""
    value: str
    lang: Lang | None = None
    """The language section of the concept that it belongs to; None: the concept or the term as a whole."""


@dataclass(frozen=True, slots=True)
class Term:
    """A designation of a concept in one language."""

    text: str
    lang: Lang
    status: Status = Status.PREFERRED
    verified: bool = True
    """Seen in a public text. A term that is only proposed never causes an error."""
    case: Case = Case.USUAL
    part_of_speech: str = ""
    source: str = ""
    note: str = ""
    term_type: str = ""
    """``acronym``, ``fullForm`` and the like, as the termbase says; empty where it does not."""
    valid_from: date | None = None
    """The first day on which the status holds; None: it always has."""
    valid_until: date | None = None
    """The last such day; None: no end is known."""
    house: str = ""
    """The customers or desks that say so, a line each; empty: everybody."""
    extra: tuple[Extra, ...] = ()
    place: Location | None = field(default=None, compare=False)
    """Where its text begins in the termbase; None where it comes from no file."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing meant, with its terms in every language."""

    id: str
    """Readable and stable: ``middle-corridor``."""
    terms: tuple[Term, ...]
    domain: str = ""
    definition: str = ""
    note: str = ""
    source: str = ""
    definition_lang: Lang | None = None
    """The language section that the definition stands in; None: it belongs to no language."""
    related: tuple[str, ...] = ()
    """Ids of other concepts that it refers to."""
    do_not_translate: bool = False
    """The translation has the term of the source as it is."""
    extra: tuple[Extra, ...] = ()
    place: Location | None = field(default=None, compare=False)
    """Where it begins in the termbase."""

    def in_language(self, lang: Lang, *statuses: Status) -> tuple[Term, ...]:
        """The terms of one language, in order; of the given statuses only, where some are given."""
        return tuple(t for t in self.terms if t.lang == lang and (not statuses or t.status in statuses))


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found in running text, inflected or not."""

    concept: Concept
    term: Term
    span: Span
    """In the text that was searched; it holds what is inserted, and a person's initials."""
    inserted: Span | None = None
    """Words between those of the term that are not its own: «казахско-узбекский» in «Высший казахско-узбекский
    межгосударственный совет», «and Northern» in «Middle and Northern Corridors»."""
    coordinated: bool = False
    """The inserted words are other members of a list that shares the rest of the term."""
    shortened: bool = False
    """A person's name without the given name, or with initials for it."""


class Severity(IntEnum):
    """How much a finding matters; ordered."""

    INFO = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words that a finding is about, with where they stand."""

    lang: Lang
    start: Location
    end: Location
    """Exclusive."""
    text: str
    """The words meant; empty where something is missing."""
    place: str = ""
    before: str = ""
    """Text of the segment before the words."""
    after: str = ""


class Fix(NamedTuple):
    """A replacement that is certain; ``tmkit.text.edits.fixes`` makes them."""

    start: Location
    end: Location
    """Exclusive."""
    text: str
    """As people read it: what the format writes otherwise (``&``, ``"``) is written so when it is applied."""
    old: str
    """What stands there now, as people read it; empty for an insertion. Anything else there, and the file is left
    alone."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, said so that it can be mended at once."""

    code: str
    """``TM102``: never changes its meaning."""
    check: str
    """``term-forbidden``."""
    severity: Severity
    message: str
    """What was expected and why; full sentences."""
    target: Excerpt
    source: Excerpt | None = None
    concept: str | None = None
    """The id of the concept."""
    suggestion: str | None = None
    """What to write instead of the words meant."""
    fixes: tuple[Fix, ...] = ()
    """All are applied, or none."""
    id: str = ""
    """Six hexadecimal digits that stay the same when lines move; given last, by the report."""


@dataclass(frozen=True, slots=True)
class Query:
    """A doubt about what the source says."""

    question: str
    source: Excerpt
    """The words doubted."""
    asked: Location
    """Where the review file asks."""
    segment: int
    """Index from 0 of the source segment that holds the words."""


class RuleText(NamedTuple):
    """What a rule says of itself, for reports that travel without tmkit."""

    code: str
    name: str
    summary: str
    """One sentence."""
    text: str
    """All of it: plain text with line breaks."""
    severity: Severity
    """Unless the settings or the evidence say otherwise."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found."""

    findings: Sequence[Finding]
    """In order of their places; there may be too many to hold them all."""
    segments: int = 0
    """How many target segments were looked at."""
    notices: tuple[str, ...] = field(default=())
    """What the user should know and is no finding: a repaired language code, a default glossary."""
    queries: tuple[Query, ...] = ()
    """Doubts about the source: no fault of a translation, they never fail a run."""
    waived: tuple[Finding, ...] = ()
    """What people decided to let stand; counted nowhere else."""
    frozen: int = 0
    """How many findings the baseline knows already; they are counted nowhere else."""
    files: tuple[str, ...] = ()
    """The files looked at, in order, whether or not anything was found."""
    rules: tuple[RuleText, ...] = ()
    """Those of the findings, where they are known."""

    def count(self, severity: Severity) -> int:
        """How many findings have just this severity."""
        return sum(finding.severity is severity for finding in self.findings)
