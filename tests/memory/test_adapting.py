"""What of a fuzzy match must change, and the proposal: cases in tests/cases/memory/adapting.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from tmkit.languages.codes import EN, KK, RU, UZ_CYRL, UZ_LATN
from tmkit.memory.adapting import adapted, changes
from tmkit.model import Concept, Lang, Segment, Term
from tmkit.terms.glossary import Glossary

CASES = Path(__file__).parent.parent / "cases" / "memory" / "adapting.tsv"
GLOSSARY = Glossary(
    Concept(
        f"{name}-corridor", tuple(Term(text, lang) for lang, text in zip((RU, EN, KK, UZ_LATN), texts, strict=True))
    )
    for name, texts in {
        "middle": ("Средний коридор", "Middle Corridor", "Орта дәліз", "Oʻrta yoʻlak"),
        "south": ("Южный коридор", "Southern Corridor", "Оңтүстік дәліз", "Janubiy yoʻlak"),
    }.items()
)


def rows() -> list[list[str]]:
    lines = CASES.read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("lang", "query", "source", "target", "said", "proposal"), rows())
def test_cases(lang: str, query: str, source: str, target: str, said: str, proposal: str) -> None:
    assert lang in (EN, KK, UZ_LATN, UZ_CYRL)
    translation = Segment(target, Lang(lang))
    found = changes(Segment(query, RU), Segment(source, RU), translation, GLOSSARY)
    assert "; ".join(f"{c.kind}: {c.was or 'nothing'} → {c.now or 'nothing'}" for c in found) == said
    made = adapted(translation, found)
    text = made.text if made else ""
    for start, stop in reversed(made.changed if made else ()):
        text = f"{text[:start]}[{text[start:stop]}]{text[stop:]}"
    assert text == proposal
