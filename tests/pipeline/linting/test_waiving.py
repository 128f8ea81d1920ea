"""Waivers: what they cover, when they are stale, and comments inside the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tmkit.model import Concept, Lang, Report, Severity, Term
from tmkit.pipeline.linting.checking import check, check_file
from tmkit.pipeline.linting.reporting import Choice
from tmkit.pipeline.linting.waiving import apply_waivers, waive
from tmkit.reporters import json as json_reporter
from tmkit.review import read
from tmkit.terms.glossary import Glossary

RU, KK, UZ = Lang("ru"), Lang("kk"), Lang("uz-Latn")
TERMS = Glossary(
    [
        Concept("dry-port", (Term("сухой порт", RU), Term("құрғақ порт", KK), Term("quruq port", UZ))),
        Concept("road-map", (Term("дорожная карта", RU), Term("жол картасы", KK), Term("yoʻl xaritasi", UZ))),
    ]
)
SOURCE = "# Порты\n\nПостроен сухой порт.\n\nПодписана дорожная карта.\n\nОткрыт второй сухой порт.\n"
DRAFT = "# Порттар\n\nЖаңа айлақ салынды.\n\nҚұжатқа қол қойылды.\n\nЕкінші айлақ ашылды.\n"
ONLY_TERMS = Choice(select=("TM101",))

Checked = Callable[..., Report]


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """Checks a Kazakh draft in Markdown, with a review file beside it, for missing terms."""
    monkeypatch.chdir(tmp_path)

    def call(draft: str = DRAFT, review: str = "", choice: Choice = ONLY_TERMS) -> Report:
        Path("ports.ru.md").write_text(SOURCE, encoding="utf-8")
        Path("ports.kk.md").write_text(draft, encoding="utf-8")
        Path("ports.kk.review.toml").write_text(review, encoding="utf-8")
        return check("ports.ru.md", "ports.kk.md", glossary=TERMS, choice=choice)

    return call


def counted(report: Report) -> list[tuple[int, str | None]]:
    return [(finding.target.start.line, finding.concept) for finding in report.findings]


ALL = [(3, "dry-port"), (5, "road-map"), (7, "dry-port")]


def test_without_waivers_everything_counts(checked: Checked) -> None:
    report = checked()
    assert counted(report) == ALL
    assert report.waived == ()


def test_one_finding_is_waived_by_its_id_and_the_others_keep_theirs(checked: Checked) -> None:
    before = checked().findings
    report = checked(review=f'[[waiver]]\nfinding = "{before[0].id}"\nreason = "it is a quotation"\n')
    assert report.findings == before[1:]
    assert report.waived == before[:1]
    assert report.notices == ()
    assert json.loads("".join(json_reporter.render(report)))["waived"] == [before[0].id]


def test_a_waived_finding_does_not_lend_its_id_to_its_twin(checked: Checked) -> None:
    twins = "Жаңа айлақ.\n\nҚұжат.\n\nЖаңа айлақ.\n"
    Path("ports.ru.md").write_text("Сухой порт.\n\nДокумент.\n\nСухой порт.\n", encoding="utf-8")
    Path("ports.kk.md").write_text(twins, encoding="utf-8")
    first, second = check("ports.ru.md", "ports.kk.md", glossary=TERMS, choice=ONLY_TERMS).findings
    assert first.id != second.id
    waive(first, "said so")
    assert check("ports.ru.md", "ports.kk.md", glossary=TERMS, choice=ONLY_TERMS).findings == (second,)


def test_a_rule_and_a_concept_waive_every_such_finding(checked: Checked) -> None:
    review = '[[waiver]]\nrule = "term-missing"\nconcept = "dry-port"\nreason = "the client says айлақ"\n'
    assert counted(checked(review=review)) == [(5, "road-map")]


def test_what_waives_nothing_is_said_with_its_line(checked: Checked) -> None:
    review = '\n[[waiver]]\nrule = "TM101"\nfinding = "ffffff"\nreason = "gone"\n'
    report = checked(review=review)
    path = str(Path("ports.kk.review.toml"))
    assert counted(report) == ALL
    assert report.notices == (
        f"{path}:2: this waiver waives nothing: there is no finding ffffff TM101 any more; remove it",
    )


def test_a_waiver_of_a_rule_that_was_not_asked_for_is_not_stale(checked: Checked) -> None:
    review = '[[waiver]]\nrule = "TM102"\nreason = "drafts"\n\n[[waiver]]\nfinding = "ffffff"\nreason = "gone"\n'
    assert checked(review=review).notices == ()
    assert checked(review=review, choice=Choice(ignore=("TM102", "TM2", "TM4"))).notices == ()
    assert len(checked(review=review, choice=Choice()).notices) == 2


def test_a_waiver_holds_until_its_last_day(checked: Checked) -> None:
    report = checked(review='[[waiver]]\nrule = "TM101"\nreason = "until the glossary is out"\nuntil = 2020-01-31\n')
    assert counted(report) == ALL
    assert report.notices[0].endswith(
        "review.toml:1: this waiver ended on 2020-01-31; remove it, or give it a new date"
    )
    findings = report.findings
    assert apply_waivers(findings, "ports.kk.md", [], today=date(2020, 1, 31)).findings == ()
    assert apply_waivers(findings, "ports.kk.md", [], today=date(2020, 2, 1)).waived == ()


def test_a_later_waiver_of_a_finding_replaces_the_earlier(checked: Checked) -> None:
    finding = checked().findings[1]
    waive(finding, "a first reason")
    path = waive(finding, "a better reason", date(2099, 1, 1))
    (kept,) = read(path).waivers
    assert (kept.rule, kept.finding, kept.concept) == ("TM101", finding.id, "road-map")
    assert (kept.reason, kept.until) == ("a better reason", date(2099, 1, 1))


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("Жаңа", "<!-- tmkit: ignore TM101 -->\nЖаңа", [ALL[1], ALL[2]]),
        ("Жаңа", "<!-- tmkit: ignore TM101 a quotation -->\n\nЖаңа", [ALL[1], ALL[2]]),
        ("салынды.", "салынды. <!-- tmkit: ignore TM101 -->", [ALL[1], ALL[2]]),
        ("айлақ салынды", "<!--tmkit:ignore TM102,TM101--> айлақ салынды", [ALL[1], ALL[2]]),
        ("Жаңа", "<!-- tmkit: ignore TM1 -->\nЖаңа", [ALL[1], ALL[2]]),
        ("Жаңа", "<!-- tmkit: ignore TM201 -->\nЖаңа", ALL),
    ],
)
def test_a_comment_waives_its_paragraph(
    checked: Checked, old: str, new: str, left: list[tuple[int, str | None]]
) -> None:
    moved = new.partition("Жаңа")[0].count("\n")
    report = checked(DRAFT.replace(old, new, 1))
    assert [(line - moved, concept) for line, concept in counted(report)] == left
    assert report.notices == ()


def test_a_comment_that_waives_nothing_is_said(checked: Checked) -> None:
    report = checked(DRAFT + "\nҚұрғақ порт. <!-- tmkit: ignore TM101 -->\n")
    assert report.notices == (f"{Path('ports.kk.md')}:9: nothing here is TM101; remove the comment",)
    assert checked(DRAFT + "\n<!-- tmkit: ignore TM101 -->\n").notices != ()


PO = """msgid ""
msgstr "Language: kk\\n"

# tmkit: ignore TM101
msgid "Сухой порт"
msgstr ""

msgid "Новый сухой порт"
msgstr "Жаңа айлақ"

# tmkit: ignore TM101 the client wants it so
msgid "Дорожная карта"
msgstr "Жоспар"
"""


def test_a_comment_in_a_catalogue_waives_its_own_entry(tmp_path: Path) -> None:
    path = tmp_path / "ports.po"
    path.write_text(PO, encoding="utf-8")
    report = check_file(str(path), glossary=TERMS, choice=ONLY_TERMS)
    assert counted(report) == [(9, "dry-port")]
    assert [finding.target.start.line for finding in report.waived] == [13]
    assert report.notices == (f"{path}:4: nothing here is TM101; remove the comment",)


def test_a_note_in_a_memory_waives_its_unit_in_every_language(tmp_path: Path) -> None:
    unit = (
        "<tu>{note}<tuv xml:lang='ru'><seg>Сухой порт</seg></tuv><tuv xml:lang='kk'><seg>Айлақ</seg></tuv>"
        "<tuv xml:lang='uz'><seg>Bandar</seg></tuv></tu>"
    )
    note = "<note>tmkit: ignore TM101 an old name</note>"
    header = "<header srclang='ru'/>"
    path = tmp_path / "ports.tmx"
    text = f"<tmx version='1.4'>{header}<body>\n{unit.format(note='')}{unit.format(note=note)}\n</body></tmx>"
    path.write_text(text, encoding="utf-8")
    report = check_file(str(path), glossary=TERMS, choice=ONLY_TERMS)
    assert [(finding.target.lang, finding.target.place) for finding in report.findings] == [
        ("kk", "unit 1"),
        ("uz-Latn", "unit 1"),
    ]
    assert len(report.waived) == 2
    assert report.notices == ()


def test_a_review_file_serves_every_language_of_a_memory(tmp_path: Path) -> None:
    path = tmp_path / "ports.tsv"
    path.write_text("Сухой порт\tАйлақ\n", encoding="utf-8")
    (tmp_path / "ports.review.toml").write_text('[[waiver]]\nrule = "TM101"\nreason = "old"\n', encoding="utf-8")
    report = check_file(str(path), ["ru", "kk"], glossary=TERMS, choice=ONLY_TERMS)
    assert (report.findings, len(report.waived)) == ((), 1)
    assert report.count(Severity.ERROR) == 0
