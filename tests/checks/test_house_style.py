"""What a house settles: one note a document, with a fix for each place."""

from __future__ import annotations

import pytest

from tmkit.checks import CHECKS, Context
from tmkit.languages.codes import EN, RU
from tmkit.languages.style import style_of
from tmkit.model import Bitext, Pair, Segment, Severity
from tmkit.terms.glossary import Glossary


@pytest.mark.parametrize(
    ("check", "setting", "value", "text", "mended"),
    [
        ("quotes", "quotes", "«»", "the “Path” and “Bridge” fora", "the «Path» and «Bridge» fora"),
        ("dash", "dash", "–", "one river — one care", "one river – one care"),
        ("dash", "dash-spaced", False, "one river — one care — for all", "one river—one care—for all"),
        ("dash", "ellipsis", "…", "and so on... and on...", "and so on… and on…"),
        ("dash", "ellipsis", "...", "and so on…", "and so on..."),
        ("breaking-space", "nbsp-units", True, "40 km and 12 ha", "40\u00a0km and 12\u00a0ha"),
        ("breaking-space", "nbsp-initials", True, "by A. S. Pushkin", "by A.\u00a0S.\u00a0Pushkin"),
        ("spaces", "percent-spaced", True, "grew by 3%", "grew by 3\u00a0%"),
    ],
)
def test_a_setting_is_held_to_and_mended(check: str, setting: str, value: object, text: str, mended: str) -> None:
    pair = Pair((Segment("Текст.", RU, "a.ru.txt"),), (Segment(text, EN, "a.en.txt"),))
    bitext = Bitext(RU, EN, "a.ru.txt", "a.en.txt", (pair,))
    found = list(CHECKS.load(check).check(bitext, Context(Glossary(()), style_of(EN).having(setting, value))))
    assert [finding.severity for finding in found] == [Severity.WARNING if check == "spaces" else Severity.INFO]
    for fix in sorted(found[0].fixes, reverse=True):
        text = text[: fix.start.column - 1] + fix.text + text[fix.end.column - 1 :]
    assert text == mended
