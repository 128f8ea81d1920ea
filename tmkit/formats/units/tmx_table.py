"""The rules of a TMX file, as a table: TM901 to TM949."""

from __future__ import annotations

from collections.abc import Mapping

from tmkit.formats.rules import (
    BAD_LANGUAGE,
    MALFORMED,
    MISSPELT_LANGUAGE,
    TOOL_LANGUAGE,
    WRONG_ROOT,
    WRONG_SCRIPT,
    Rule,
)
from tmkit.model import Severity

__all__ = ["RULES", "rule"]

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# fmt: off
_TABLE = (
    MALFORMED,
    WRONG_ROOT,
    Rule("TM903", "tmx-version", _E,
         "The version is none of TMX; 1.4b too is written 1.4. Older ones are named as info.",
         '<tmx version="1.4b">', '<tmx version="1.4">'),
    Rule("TM904", "missing-attribute", _E,
         "A required attribute is missing; OmegaT from 6.1 on refuses the whole file.",
         '<header creationtool="x">', '<header creationtool="x" creationtoolversion="1" segtype="sentence" ...>'),
    Rule("TM905", "unknown-attribute", _E,
         "TMX has no such attribute there; what a tool wants to add goes into a prop.",
         '<tu score="0.9">', '<tu><prop type="x-score">0.9</prop>'),
    Rule("TM906", "misplaced-element", _E,
         "The element is none of TMX or has no place there; what it holds is not checked.",
         "<seg>a <sub>b</sub></seg>", "<seg>a <ph>{<sub>b</sub>}</ph></seg>"),
    Rule("TM907", "element-order", _E,
         "Elements stand in the wrong order, or one that stands once stands twice.",
         "<tu><tuv>...</tuv><note>n</note></tu>", "<tu><note>n</note><tuv>...</tuv></tu>"),
    Rule("TM908", "missing-element", _E,
         "An element that must be there is missing: a header, body or seg.",
         '<tuv xml:lang="kk"></tuv>', '<tuv xml:lang="kk"><seg>Сауда</seg></tuv>'),
    Rule("TM909", "stray-text", _E,
         "Text stands where TMX allows none.",
         "<tu>Trade <tuv>...</tuv></tu>", "<tu><tuv><seg>Trade</seg></tuv></tu>"),
    Rule("TM910", "attribute-value", _E,
         "The value is not one of those that the attribute can have.",
         '<header segtype="line">', '<header segtype="sentence">'),
    Rule("TM911", "bad-date", _E,
         "A date is a real time in UTC, written YYYYMMDDThhmmssZ; programs read others as none.",
         '<tu creationdate="2026-11-22">', '<tu creationdate="20261122T000000Z">'),
    BAD_LANGUAGE,
    MISSPELT_LANGUAGE,
    Rule("TM914", "lang-attribute", _W,
         "The attribute lang is deprecated since TMX 1.2; OmegaT from 6.1 on refuses it.",
         '<tuv lang="kk">', '<tuv xml:lang="kk">'),
    Rule("TM915", "no-source-variant", _E,
         "No variant is in the source language that srclang names; programs skip the unit.",
         '<header srclang="ru" ...> and a unit in kk and en', "a unit with a variant in ru"),
    Rule("TM916", "source-code-differs", _W,
         "The source variant writes its language otherwise than srclang does; some programs compare letters.",
         '<header srclang="ru-RU" ...> and <tuv xml:lang="ru">', '<header srclang="ru" ...> and <tuv xml:lang="ru">'),
    Rule("TM917", "no-variants", _E,
         "The unit has no tuv, so there is nothing to match.",
         '<tu tuid="7"></tu>', '<tu tuid="7"><tuv xml:lang="ru">...</tuv><tuv xml:lang="kk">...</tuv></tu>'),
    Rule("TM918", "one-language", _W,
         "All variants of the unit are in one language, so it translates nothing.",
         '<tu><tuv xml:lang="ru">...</tuv></tu>', '<tu><tuv xml:lang="ru">...</tuv><tuv xml:lang="kk">...</tuv></tu>'),
    Rule("TM919", "empty-segment", _W,
         "The segment has no text; a CAT tool may fill in nothing, and call it translated.",
         "<seg> </seg>", "no tuv at all until there is a translation"),
    Rule("TM920", "edge-space", _W,
         "White space at an edge of the segment counts; it keeps the unit from being an exact match.",
         "<seg>\n  Сауда\n</seg>", "<seg>Сауда</seg>"),
    Rule("TM921", "unpaired-code", _E,
         "A bpt has no ept with the same i behind it in the segment, or an ept no bpt before it.",
         '<seg><bpt i="1">{b}</bpt>Сауда</seg>', '<seg><bpt i="1">{b}</bpt>Сауда<ept i="1">{/b}</ept></seg>'),
    Rule("TM922", "repeated-code", _E,
         "Two bpt or two ept of a segment have the same i, so nobody can tell the pairs.",
         '<bpt i="1">{b}</bpt>...<bpt i="1">{i}</bpt>', '<bpt i="1">{b}</bpt>...<bpt i="2">{i}</bpt>'),
    Rule("TM923", "unmatched-code", _W,
         "The variants of a unit do not hold the same codes (by element and x).",
         '<seg><ph x="1"/>Торговля</seg> and <seg>Сауда</seg>',
         '<seg><ph x="1"/>Торговля</seg> and <seg><ph x="1"/>Сауда</seg>'),
    Rule("TM924", "deprecated-ut", _W,
         "The element ut is deprecated since TMX 1.4; programs may drop what stands around it.",
         "<ut>{b}</ut>", '<it pos="begin">{b}</it>'),
    Rule("TM925", "odd-character", _W,
         "A character that no text means: U+FFFD, a control character or a byte order mark inside.",
         "<seg>Сауда\ufffd</seg>", "<seg>Сауда</seg>"),
    WRONG_SCRIPT,
    Rule("TM927", "two-scripts", _W,
         "One language in two scripts in a unit: OmegaT takes the last one for every project.",
         "a unit with uz-Latn and uz-Cyrl", "a memory for each script"),
    Rule("TM928", "repeated-language", _W,
         "A unit has two variants in one language; programs take the first or the last, silently.",
         "<tu> with two tuv in kk", "two units"),
    Rule("TM929", "omegat-property", _W,
         "OmegaT takes a unit with this prop as the translation of one place only, and inserts it nowhere else.",
         '<prop type="file">visit.docx</prop>', '<prop type="x-file">visit.docx</prop>'),
    Rule("TM930", "duplicate-unit", _I,
         "The same texts stand in an earlier unit, case and spaces aside.",
         "two units «Сауда» = Trade", "one unit"),
    Rule("TM931", "two-translations", _W,
         "An earlier unit translates the same source otherwise; a program may offer either.",
         "Торговля = Сауда, later Торговля = Коммерция", "one of them, or a context prop in each"),
    TOOL_LANGUAGE,
)
# fmt: on

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _TABLE}
"""By code."""
_BY_NAME = {rule.name: rule for rule in _TABLE}


def rule(name: str) -> Rule:
    """The rule of that name."""
    return _BY_NAME[name]
