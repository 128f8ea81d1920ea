from __future__ import annotations

from pathlib import Path

import pytest

from tmkit.formats.glossaries import tool_rules
from tmkit.formats.tools import TOOLS

SHIPPED = Path(__file__).parents[3] / "glossaries" / "central-asia.tbx"
PAIR = """<martif type="TBX-Basic" xml:lang="en"><text><body><termEntry id="corridor">
<langSet xml:lang="ru"><tig><term>Средний коридор</term></tig></langSet>
<langSet xml:lang="{code}"><tig><term>Ўрта йўлак</term></tig>{more}</langSet>
</termEntry></body></text></martif>"""
WRONG = """<tig><term>Ўрта коридор</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>"""


def said(text: str, name: str) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in tool_rules.validate(text.encode(), "t.tbx", TOOLS[name])]


def test_a_pair_in_the_codes_of_the_program_is_what_it_takes() -> None:
    assert said(PAIR.format(code="uz@cyrillic", more=""), "weblate") == []
    assert said(PAIR.format(code="uz-Cyrl", more=""), "omegat") == []


def test_a_code_that_it_refuses() -> None:
    assert said(PAIR.format(code="uz-Cyrl", more=""), "weblate") == [
        "TM932 Weblate does not take «uz-Cyrl». The same wherever it stands in this file."
    ]


def test_terms_that_it_would_take_wrongly() -> None:
    text = PAIR.format(code="uz@cyrillic", more=WRONG)
    assert said(text, "weblate") == [
        "TM989 Weblate reads the first term of a language only; this concept has more.",
        "TM989 Weblate offers forbidden terms as right ones, or drops the concept; this concept has some.",
    ]
    assert said(PAIR.format(code="uz-Cyrl", more=WRONG), "trados") == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("weblate", "Weblate reads the dialect martif, this is dca."),
        ("memoq", "memoQ reads glossaries as .csv or .xlsx, not as TBX."),
        ("poedit", "Poedit has no glossary."),
    ],
)
def test_the_shipped_glossary_is_not_for_every_program_as_it_is(name: str, message: str) -> None:
    assert said(SHIPPED.read_text(encoding="utf-8"), name)[0] == f"TM988 {message}"


def test_broken_xml_is_left_to_the_other_rules() -> None:
    assert said("<martif", "weblate") == []
