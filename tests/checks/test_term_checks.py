"""The terminology checks: golden cases, and what neighbours and paragraphs change."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tmkit.checks import Check, Context, term_forbidden, term_inconsistent, term_missing, term_untranslated
from tmkit.languages.codes import EN, KK, RU, UZ_LATN
from tmkit.model import Bitext, Block, Concept, Finding, Lang, Pair, Segment, Severity, Status, Term
from tmkit.terms.glossary import Glossary

CASES = Path(__file__).parents[1] / "cases" / "checks" / "terms.tsv"
CHECKS: dict[str, Check] = {
    check.CODE: check for check in (term_missing, term_forbidden, term_untranslated, term_inconsistent)
}

P, A, D = Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED
TERMS: dict[str, list[tuple[Lang, str, Status]]] = {
    "road-map": [
        (RU, "дорожная карта", P),
        (EN, "roadmap", P),
        (EN, "road map", A),
        (EN, "plan of action", A),
        (KK, "жол картасы", P),
    ],
    "middle-corridor": [
        (RU, "Средний коридор", P),
        (EN, "Middle Corridor", P),
        (KK, "Орта дәліз", P),
        (KK, "Орталық дәліз", A),
        (KK, "Орта коридор", D),
        (UZ_LATN, "Oʻrta yoʻlak", P),
        (UZ_LATN, "Oʻrta koridor", A),
        (UZ_LATN, "Oʻrtacha koridor", D),
    ],
    "leaders": [(RU, "лидеры", P), (EN, "leaders", P), (EN, "heads", D)],
    "head-of-state": [(RU, "глава государства", P), (EN, "head of state", P)],
    "council": [(RU, "Высший межгосударственный совет", P), (EN, "Supreme Interstate Council", P), (EN, "Council", A)],
    "un": [(RU, "ООН", P), (EN, "United Nations", P), (EN, "United Nation", D)],
    "eaeu": [(RU, "ЕАЭС", P), (KK, "ЕАЭО", P)],
    "eurasian-economic-union": [(RU, "Евразийский экономический союз", P), (KK, "Еуразиялық экономикалық одақ", P)],
    "protocol": [(RU, "протокол", P), (EN, "protocol", P), (EN, "record", D)],
}
NOTES = {"eaeu": "acronym of eurasian-economic-union"}
GLOSSARY = Glossary(
    Concept(
        name,
        tuple(Term(text, lang, status, verified=name != "protocol") for lang, text, status in terms),
        note=NOTES.get(name, ""),
    )
    for name, terms in TERMS.items()
)


def pair(source: Sequence[str], target: Sequence[str], lang: Lang = EN, *, block: int = 0, score: float = 1) -> Pair:
    return Pair(
        tuple(Segment(text, RU, "a.ru.txt", block=Block(block)) for text in source),
        tuple(Segment(text, lang, "a.txt", block=Block(block)) for text in target),
        score,
    )


def run(check: Check, *pairs: Pair, lang: Lang = EN) -> list[Finding]:
    return list(check.check(Bitext(RU, lang, "a.ru.txt", "a.txt", pairs), Context(GLOSSARY)))


def golden() -> list[tuple[str, ...]]:
    with CASES.open(encoding="utf-8", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


@pytest.mark.parametrize(("code", "lang", "source", "target", "severity", "expected", "why"), golden())
def test_golden(code: str, lang: str, source: str, target: str, severity: str, expected: str, why: str) -> None:
    sentences = [re.findall(r"[^.]+\.", text) for text in (source, target)]
    pairs = [pair([s.strip()], [t.strip()], Lang(lang)) for s, t in zip(*sentences, strict=True)]
    found = run(CHECKS[code], *pairs, lang=Lang(lang))
    assert [finding.severity.name.lower() for finding in found] == ([severity] if severity else []), why
    for finding in found:
        words, _, suggestion = expected.partition(" > ")
        assert (finding.target.text, finding.suggestion or "") == (words, suggestion), why
        assert finding.code == code
        assert finding.concept in TERMS
        assert finding.source is not None
        assert finding.source.text in source
        assert finding.message.endswith(".")


def test_the_message_says_what_was_expected() -> None:
    (finding,) = run(term_forbidden, pair(["Средний коридор"], ["Орта коридор"], KK), lang=KK)
    assert finding.message == "Glossary: «Орта дәліз», not «Орта коридор»."


def test_a_doubtful_pair_makes_no_error() -> None:
    bad = ["Подписана дорожная карта."], ["A plan was signed."]
    assert [f.severity for f in run(term_missing, pair(*bad, score=0.4))] == [Severity.WARNING]
    assert [f.severity for f in run(term_missing, pair(bad[0], ["A plan", "was signed."]))] == [Severity.WARNING]


def test_the_neighbours_of_a_split_sentence_count() -> None:
    pairs = (
        pair(["Подписана дорожная карта."], ["A paper", "was signed."]),
        pair(["Дорожная карта важна."], ["The roadmap matters."]),
    )
    assert run(term_missing, *pairs) == []


def test_what_a_neighbour_has_too_many_of_counts() -> None:
    moved = (pair(["Подписана дорожная карта."], ["It was signed."]), pair(["Она важна."], ["The roadmap matters."]))
    assert run(term_missing, *moved) == []


def test_the_head_is_enough_after_a_full_mention_in_the_paragraph() -> None:
    first = pair(["Открыт Средний коридор."], ["The Middle Corridor opened."])
    again = ["Средний коридор растёт."]
    assert run(term_missing, first, pair(again, ["The corridor grows."])) == []
    assert [f.severity for f in run(term_missing, first, pair(again, ["It grows."]))] == [Severity.INFO]
    assert [f.severity for f in run(term_missing, first, pair(again, ["It grows."], block=1))] == [Severity.ERROR]


def test_an_omitted_sentence_is_another_fault() -> None:
    assert run(term_missing, pair(["Подписана дорожная карта."], [])) == []


def test_a_concept_is_reported_once_a_pair() -> None:
    assert len(run(term_missing, pair(["Дорожная карта: дорожная карта."], ["Nothing."]))) == 1


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_docstring_has_a_bad_and_a_good_example(check: Check) -> None:
    lines = (check.__doc__ or "").splitlines()
    assert lines[0].endswith(".")
    assert [line[:4] for line in lines if line.startswith(("Bad:", "Good:"))] == ["Bad:", "Good"]
