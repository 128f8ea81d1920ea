"""Safe fixes: applied, they leave no finding of their kind that has a fix, and the text around them stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.checks import CHECKS, Context
from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.languages.style import style_of
from tmkit.model import Bitext, Finding, Fix, Lang, Pair, Segment
from tmkit.terms.glossary import Glossary

FIXING = (
    "apostrophe",
    "breaking-space",
    "dash",
    "doubled-word",
    "invisible-character",
    "look-alike",
    "mixed-script",
    "quotes",
    "spaces",
)
PIECES = {
    EN: ["the", "The", "plan", "don`t", "A.", "2014", "40", "km"],
    KK: ["үшін", "Қазақстан", "Самарқaнд", "об'ект", "қала", "А.", "40", "км", "2О25"],
    UZ_LATN: ["uchun", "bo'lib", "maʻno", "oʻn", "Tоshkent", "bog‘", "40", "km"],
    UZ_CYRL: ["учун", "ма'но", "Tошкент", "йўл", "40", "км"],
}
MARKS = [
    " ", " ", " ", "  ", "\u00a0", ",", ".", "..", "...", ";", ":", "!", "?", "(", ")", "[", "]", "«", "»", "“", "”",
    "„", '"', "'", "’", "-", "–", "—", " - ", " — ", "%", "\u200b", "\u00ad", "и\u0306", "https://a.org/b", "%s", "<b>",
]  # fmt: skip


def texts(lang: Lang) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(PIECES[lang] + MARKS), max_size=14).map("".join).map(str.strip)


def findings(name: str, text: str, lang: Lang) -> list[Finding]:
    source = Segment("Река одна, план 2014–2016 принят.", RU, "a.ru.txt")
    pair = Pair((source,), (Segment(text, lang, "a.txt"),))
    bitext = Bitext(RU, lang, "a.ru.txt", "a.txt", (pair,))
    return list(CHECKS.load(name).check(bitext, Context(Glossary(()), style_of(lang))))


def mended(text: str, fixes: list[Fix]) -> str:
    for fix in sorted(fixes, reverse=True):
        start, stop = fix.start.column - 1, fix.end.column - 1
        assert text[start:stop] == fix.old
        text = text[:start] + fix.text + text[stop:]
    return text


@pytest.mark.parametrize("name", [name for name in FIXING if name in CHECKS.names()])
@pytest.mark.parametrize("lang", PIECES)
@given(data=st.data())
def test_a_fixed_text_has_nothing_more_to_fix(name: str, lang: Lang, data: st.DataObject) -> None:
    text = data.draw(texts(lang))
    fixes = [fix for finding in findings(name, text, lang) for fix in finding.fixes]
    assert len({fix.start for fix in fixes}) == len(fixes)
    again = [fix for finding in findings(name, mended(text, fixes), lang) for fix in finding.fixes]
    assert again == []
