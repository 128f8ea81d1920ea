"""Glossaries for CAT programs: the format and codes of each, and no wrong term among those that it offers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tmkit.errors import UsageError
from tmkit.formats.glossaries import tbx, tbx_rules
from tmkit.formats.tools import TOOLS, Tool
from tmkit.languages.codes import KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Concept, Severity, Status, Term
from tmkit.pipeline.exchange.glossary_exporting import export_glossary

CORRIDOR = Concept(
    "middle-corridor",
    (
        Term("Средний коридор", RU),
        Term("Срединный коридор", RU, Status.ADMITTED),
        Term("ортаңғы дәліз", KK, Status.ADMITTED),
        Term("Орта дәліз", KK),
        Term("Орта коридор", KK, Status.DEPRECATED),
        Term("Oʻrta yoʻlak", UZ_LATN, verified=False),
    ),
    "project",
)
EACH = [(name, form.suffix) for name, tool in TOOLS.items() for form in tool.glossaries]


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "terms.tbx"
    with path.open("wb") as stream:
        tbx.write([CORRIDOR, Concept("trade", (Term("торговля", RU), Term("сауда", KK)))], stream)
    return path


def exported(glossary: Path, name: str, suffix: str, *langs: str) -> dict[str, str]:
    """The text of each file, by name; bytes of a workbook are not looked at."""
    done = export_glossary(str(glossary), str(glossary.with_name(f"out.{suffix}")), TOOLS[name], langs)
    return {Path(path).name: Path(path).read_bytes().decode("utf-8", "replace") for path in done.files}


def problems(path: Path, tool: Tool) -> list[str]:
    found = tbx_rules.validate(path.read_bytes(), path.name, tool)
    return [f"{finding.code} {finding.message}" for finding in found if finding.severity > Severity.INFO]


@pytest.mark.parametrize(("name", "suffix"), EACH)
def test_every_tool_reads_what_is_written_for_it(name: str, suffix: str, glossary: Path) -> None:
    files = exported(glossary, name, suffix)
    tool = TOOLS[name]
    codes = [tool.spell(lang) for lang in (KK, UZ_LATN)]
    is_pair = any(form.is_pair for form in tool.glossaries if form.suffix == suffix)
    targets = (*codes, tool.spell(UZ_CYRL)) if is_pair else ()
    assert list(files) == ([f"out.{code}.{suffix}" for code in targets] or [f"out.{suffix}"])
    if suffix == "tbx":
        assert [problems(glossary.with_name(file), tool) for file in files] == [[]] * len(files)


@pytest.mark.parametrize(("name", "suffix"), [("weblate", "tbx"), ("translate-toolkit", "tbx"), ("omegat", "tbx")])
def test_wrong_terms_are_left_out_where_they_would_be_offered(name: str, suffix: str, glossary: Path) -> None:
    assert any("Орта коридор" in text for text in exported(glossary, "trados", "tbx", "ru", "kk").values())
    files = exported(glossary, name, suffix, "ru", "kk")
    assert all("Орта коридор" not in text and "Орта дәліз" in text for text in files.values())


def test_a_pair_of_terms_is_a_concept_where_one_term_is_read(glossary: Path) -> None:
    out = glossary.with_name("out.tbx")
    done = export_glossary(str(glossary), str(out), TOOLS["weblate"], ("ru", "kk"))
    assert done.losses == {"forbidden terms": 1, "preference among right terms": 1}
    found = tbx.read(out.read_bytes(), "out.tbx")
    assert [(concept.id, *(term.text for term in concept.terms)) for concept in found] == [
        ("middle-corridor", "Средний коридор", "Орта дәліз"),
        ("middle-corridor.2", "Средний коридор", "ортаңғы дәліз"),
        ("middle-corridor.3", "Срединный коридор", "Орта дәліз"),
        ("middle-corridor.4", "Срединный коридор", "ортаңғы дәліз"),
        ("trade", "торговля", "сауда"),
    ]


def test_a_table_has_the_codes_of_the_program_and_no_marks(glossary: Path) -> None:
    (text,) = exported(glossary, "memoq", "csv").values()
    first, second, *_ = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    assert first["kk-KZ forbidden"] == "Орта коридор"
    assert first["uz-Latn-UZ"] == "Oʻrta yoʻlak"
    assert second["ru-RU"] == "торговля"


def test_the_table_of_omegat_is_bare(glossary: Path) -> None:
    assert exported(glossary, "omegat", "csv", "ru", "kk")["out.csv"].splitlines()[0] == (
        "Средний коридор,Орта дәліз,project; preferred; not: Орта коридор"
    )


@pytest.mark.parametrize(
    ("name", "suffix", "said"),
    [
        ("poedit", "csv", "Poedit has no glossary"),
        ("weblate", "csv", r"Weblate reads glossaries as \.tbx; name OUT so"),
    ],
)
def test_what_a_program_does_not_read(name: str, suffix: str, said: str, glossary: Path) -> None:
    with pytest.raises(UsageError, match=said):
        exported(glossary, name, suffix)
    assert not glossary.with_name(f"out.{suffix}").exists()
