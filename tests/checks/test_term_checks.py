"""The terminology checks: golden cases, and what neighbours and paragraphs change."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tmkit.checks import CHECKS as ALL
from tmkit.checks import (
    Check,
    Context,
    do_not_translate,
    term_case,
    term_forbidden,
    term_missing,
    term_script,
)
from tmkit.languages.codes import EN, KK, RU, UZ_LATN
from tmkit.model import Bitext, Block, Concept, Finding, Lang, Pair, Segment, Severity, Status, Term
from tmkit.terms.glossary import Glossary

CASES = Path(__file__).parents[1] / "cases" / "checks" / "terms.tsv"
CHECKS: dict[str, Check] = {check.CODE: check for check in ALL.all().values() if check.CODE.startswith("TM1")}

P, A, D = Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED
TERMS: dict[str, list[tuple[Lang, str, Status]]] = {
    "road-map": [
        (RU, "дорожная карта", P),
        (EN, "roadmap", P),
        (EN, "road map", A),
        (EN, "plan of action", A),
        (KK, "жол картасы", P),
        (KK, "іс-қимыл жоспары", A),
        (UZ_LATN, "yoʻl xaritasi", P),
        (UZ_LATN, "yoʻl kartasi", D),
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
    "northern-corridor": [
        (RU, "Северный коридор", P),
        (EN, "Northern Corridor", P),
        (KK, "Солтүстік дәліз", P),
        (UZ_LATN, "Shimoliy yoʻlak", P),
    ],
    "leaders": [(RU, "лидеры", P), (EN, "leaders", P), (EN, "heads", D)],
    "head-of-state": [(RU, "глава государства", P), (EN, "head of state", P)],
    "council": [(RU, "Высший межгосударственный совет", P), (EN, "Supreme Interstate Council", P), (EN, "Council", A)],
    "un": [
        (RU, "ООН", P),
        (EN, "United Nations", P),
        (EN, "United Nation", D),
        (KK, "БҰҰ", P),
        (KK, "ООН", D),
        (UZ_LATN, "BMT", P),
        (UZ_LATN, "OON", D),
    ],
    "eaeu": [(RU, "ЕАЭС", P), (KK, "ЕАЭО", P)],
    "eurasian-economic-union": [(RU, "Евразийский экономический союз", P), (KK, "Еуразиялық экономикалық одақ", P)],
    "protocol": [(RU, "протокол", P), (EN, "protocol", P), (EN, "record", D)],
    "consultative-meeting": [
        (RU, "консультативная встреча", P),
        (EN, "consultative meeting", P),
        (EN, "advisory meeting", D),
        (KK, "консультативтік кездесу", P),
        (KK, "кеңес беру кездесуі", D),
    ],
    "water-shortage": [
        (RU, "дефицит воды", P),
        (EN, "water shortage", P),
        (EN, "water scarcity", A),
        (KK, "су тапшылығы", P),
        (KK, "су жетіспеушілігі", A),
        (UZ_LATN, "suv tanqisligi", P),
        (UZ_LATN, "suv taqchilligi", A),
    ],
    "enter-into-force": [
        (RU, "вступить в силу", P),
        (RU, "вступать в силу", A),
        (EN, "enter into force", P),
        (EN, "enter in strength", D),
        (KK, "күшіне ену", P),
        (KK, "күшіне кіру", D),
        (UZ_LATN, "kuchga kirish", P),
        (UZ_LATN, "kuchga oʻtish", D),
    ],
    "tonne": [(RU, "тонна", P), (EN, "tonne", P)],
    "kilowatt-hour": [
        (RU, "киловатт-час", P),
        (RU, "кВт·ч", A),
        (UZ_LATN, "kilovatt-soat", P),
        (UZ_LATN, "kVt·soat", A),
    ],
    "percent": [(RU, "%", P), (KK, "%", D), (KK, "пайыз", P)],
    "dry-port": [(RU, "сухой порт", P), (EN, "dry port", P), (KK, "құрғақ порт", P), (UZ_LATN, "quruq port", P)],
    "kazakhstan": [(RU, "Казахстан", P), (EN, "Kazakhstan", P), (KK, "Қазақстан", P), (UZ_LATN, "Qozogʻiston", P)],
    "central-asia": [(RU, "Центральная Азия", P), (EN, "Central Asia", P), (KK, "Орталық Азия", P)],
    "kassym-jomart-tokayev": [
        (RU, "Касым-Жомарт Токаев", P),
        (EN, "Kassym-Jomart Tokayev", P),
        (KK, "Қасым-Жомарт Тоқаев", P),
        (UZ_LATN, "Qasim-Jomart Toqayev", P),
    ],
    "digital-silk-way": [
        (RU, "Digital Silk Way", P),
        (KK, "Цифрлық Жібек жолы", D),
        (UZ_LATN, "Raqamli ipak yoʻli", D),
    ],
}
NOTES = {"eaeu": "acronym of eurasian-economic-union"}
GLOSSARY = Glossary(
    Concept(
        name,
        tuple(Term(text, lang, status, verified=name != "protocol") for lang, text, status in terms),
        domain="people" if name == "kassym-jomart-tokayev" else "",
        note=NOTES.get(name, ""),
        do_not_translate=name == "digital-silk-way",
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
        assert finding.source is not None or code == "TM108"
        assert finding.source is None or finding.source.text in source
        assert finding.message.endswith(".")


def test_every_rule_has_a_bad_and_a_good_case_in_every_language() -> None:
    seen = {(code, lang, bool(severity)) for code, lang, _, _, severity, *_ in golden()}
    languages = ("en", "kk", "uz-Latn", "uz-Cyrl")
    assert seen >= {(code, lang, bad) for code in CHECKS for lang in languages for bad in (True, False)}


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


def test_a_common_word_is_a_warning_where_the_document_has_the_term_several_times() -> None:
    missing = pair(["Прибыли лидеры."], ["The bosses came."])
    assert [f.severity for f in run(term_missing, missing)] == [Severity.INFO]
    elsewhere = pair(["Собрались лидеры."], ["The leaders met."], block=1)
    assert [f.severity for f in run(term_missing, elsewhere, missing)] == [Severity.INFO]
    assert [f.severity for f in run(term_missing, elsewhere, elsewhere, missing)] == [Severity.WARNING]
    namesake = pair(["Собрались «Лидеры»."], ["The Leaders met."], block=1)
    assert [f.severity for f in run(term_missing, namesake, namesake, missing)] == [Severity.INFO]


def test_a_surname_gives_way_to_a_pronoun_where_the_document_has_the_person() -> None:
    surname = pair(["Его поддержал Токаев."], ["The president backed him."], block=1)
    assert [f.severity for f in run(term_missing, surname)] == [Severity.ERROR]
    named = pair(["Касым-Жомарт Токаев прибыл."], ["Kassym-Jomart Tokayev arrived."])
    other = pair(["Всё хорошо."], ["All is well."])
    assert [f.severity for f in run(term_missing, named, other, surname)] == [Severity.INFO]


def test_small_letters_are_an_error_of_the_document_that_has_the_capitals_elsewhere() -> None:
    wrong = pair(["Страны нашего Казахстана растут."], ["Countries of our kazakhstan grow."])
    assert [f.severity for f in run(term_case, wrong)] == [Severity.INFO]
    right = pair(["Рост нашего Казахстана."], ["Growth of our Kazakhstan."])
    assert [f.severity for f in run(term_case, right, wrong)] == [Severity.WARNING]


def test_an_omitted_sentence_is_another_fault() -> None:
    assert run(term_missing, pair(["Подписана дорожная карта."], [])) == []


def test_a_concept_is_reported_once_a_pair() -> None:
    assert len(run(term_missing, pair(["Дорожная карта: дорожная карта."], ["Nothing."]))) == 1


def mended(finding: Finding, text: str) -> str:
    """A text of one line with the fixes made."""
    for fix in sorted(finding.fixes, reverse=True):
        text = text[: fix.start.column - 1] + fix.text + text[fix.end.column - 1 :]
    return text


@pytest.mark.parametrize(
    ("check", "lang", "source", "target", "good"),
    [
        (
            term_forbidden,
            EN,
            "Прошла консультативная встреча",
            "It was an advisory meeting",
            "It was a consultative meeting",
        ),
        (term_forbidden, KK, "по Среднему коридору", "Орта коридормен", "Орта дәлізбен"),
        (term_forbidden, UZ_LATN, "дорожную карту", "yoʻl kartasini", "yoʻl xaritasini"),
        (term_case, KK, "по Среднему коридору", "жүк орта дәлізбен", "жүк Орта дәлізбен"),
        (term_script, KK, "в Казахстане", "Қaзақстанда", "Қазақстанда"),
        (do_not_translate, EN, "портал Digital Silk Way", "the digital silk way", "the Digital Silk Way"),
    ],
)
def test_what_is_certain_can_be_fixed(check: Check, lang: Lang, source: str, target: str, good: str) -> None:
    (finding,) = run(check, pair([source], [target], lang), lang=lang)
    assert mended(finding, target) == good


def test_a_doubtful_rendering_is_not_fixed() -> None:
    (finding,) = run(term_forbidden, pair(["по Среднему коридору"], ["Орта коридормен"], KK, score=0.4), lang=KK)
    assert (finding.severity, finding.suggestion, finding.fixes) == (Severity.WARNING, "Орта дәлізбен", ())


def test_the_message_says_that_the_article_changes() -> None:
    (finding,) = run(term_forbidden, pair(["консультативная встреча"], ["an advisory meeting"]))
    assert finding.message.endswith("«advisory meeting». The article before it becomes «a».")


def test_words_that_two_concepts_reject_are_reported_once() -> None:
    surname = Concept("tokayev", (Term("Токаев", RU), Term("Tokayev", EN), Term("Tokaev", EN, D)))
    person = Concept(
        "kassym-jomart-tokayev",
        (Term("Касым-Жомарт Токаев", RU), Term("Kassym-Jomart Tokayev", EN), Term("Tokaev", EN, D)),
        domain="people",
    )
    text = Bitext(RU, EN, "a", "b", (pair(["Прибыл Токаев."], ["Tokaev arrived."]),))
    found = list(term_forbidden.check(text, Context(Glossary([surname, person]))))
    assert [(f.target.text, f.suggestion) for f in found] == [("Tokaev", "Tokayev")]


@pytest.mark.parametrize(
    ("source_lang", "source", "target", "code", "suggestion"),
    [
        (KK, "Жүк Орта дәлізбен тасылады.", "Груз везут по Среднему пути.", "TM102", "Среднему коридору"),
        (KK, "Жүк Орта дәлізбен тасылады.", "Груз везут по Среднему коридору.", "", None),
        (KK, "Жүк Орта дәлізбен тасылады.", "Груз везут по железной дороге.", "TM101", None),
        (UZ_LATN, "Yuk Oʻrta yoʻlakda tashiladi.", "Груз везут по среднему коридору.", "TM106", "Среднему коридору"),
        (UZ_LATN, "Yuk Oʻrta yoʻlakda tashiladi.", "Груз везут по Oʻrta yoʻlak.", "TM103", None),
        (
            EN,
            "Cargo moves along the Middle Corridor.",
            "Груз везут по Срединному коридору.",
            "TM105",
            "Среднему коридору",
        ),
        (EN, "Cargo moves along the Middle and Northern Corridors.", "По Среднему и Северному коридорам.", "", None),
    ],
)
def test_another_source_language(
    source_lang: Lang, source: str, target: str, code: str, suggestion: str | None
) -> None:
    terms = [
        Term("Средний коридор", RU),
        Term("Срединный коридор", RU, A),
        Term("Средний путь", RU, D),
        Term("Middle Corridor", EN),
        Term("Орта дәліз", KK),
        Term("Oʻrta yoʻlak", UZ_LATN),
    ]
    glossary = Glossary([Concept("middle-corridor", tuple(terms))])
    one, other = (Segment(source, source_lang, "a"),), (Segment(target, RU, "b"),)
    text = Bitext(source_lang, RU, "a", "b", (Pair(one, other),))
    found = [finding for check in CHECKS.values() for finding in check.check(text, Context(glossary))]
    assert [(f.code, f.suggestion) for f in found] == ([(code, suggestion)] if code else [])


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_docstring_has_a_bad_and_a_good_example(check: Check) -> None:
    lines = (check.__doc__ or "").splitlines()
    assert lines[0].endswith(".")
    assert [line[:4] for line in lines if line.startswith(("Bad:", "Good:"))] == ["Bad:", "Good"]
