"""Where several rules meet the same words, one of them reports."""

from __future__ import annotations

from tmkit.languages.codes import KK, RU
from tmkit.model import Finding, Segment, Severity
from tmkit.pipeline.linting.precedence import most_specific

SOURCE = Segment("Срок: 29 марта 2027 года, 15 стран.", RU, "a.ru.txt")
TARGET = Segment("Мерзімі: 2027 жылғы 29 мамыр, 15 ел.", KK, "a.kk.txt")


def finding(code: str, words: str = "", source: str = "") -> Finding:
    start, at = TARGET.text.index(words), SOURCE.text.index(source)
    return Finding(
        code,
        code.lower(),
        Severity.ERROR,
        "Wrong.",
        TARGET.excerpt(start, start + len(words)),
        SOURCE.excerpt(at, at + len(source)) if source else None,
    )


def codes(*findings: Finding) -> list[str]:
    return [found.code for found in most_specific(findings)]


def test_a_date_says_more_than_its_number() -> None:
    assert codes(finding("TM201", "29"), finding("TM202", "2027 жылғы 29 мамыр")) == ["TM202"]


def test_other_words_are_another_matter() -> None:
    assert codes(finding("TM201", "15"), finding("TM202", "2027 жылғы 29 мамыр")) == ["TM201", "TM202"]


def test_of_missing_words_the_source_tells() -> None:
    missing = finding("TM201", source="29"), finding("TM202", source="29 марта 2027 года")
    assert codes(*missing) == ["TM202"]
    assert codes(finding("TM201", source="15"), missing[1]) == ["TM201", "TM202"]


def test_a_segment_left_untranslated_is_told_once() -> None:
    whole = finding("TM206", TARGET.text)
    assert codes(finding("TM101"), finding("TM213", " "), finding("TM401", "ел"), whole) == ["TM206"]


def test_a_word_left_inside_is_less_than_a_term() -> None:
    assert codes(finding("TM206", "15 ел"), finding("TM103", "ел")) == ["TM103"]


def test_two_findings_of_one_rule_both_stay() -> None:
    assert codes(finding("TM202", "2027 жылғы"), finding("TM202", "2027 жылғы 29 мамыр")) == ["TM202", "TM202"]
