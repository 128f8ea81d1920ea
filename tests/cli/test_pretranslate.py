"""``tmkit memory pretranslate`` and ``analyse`` as their users see them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import Result
from lxml import etree

from running import run as run_tmkit
from tmkit.formats.units import STATE, UNITS

Run = Callable[..., Result]
TEXT = "Стороны обсудили торговлю. Встреча пройдёт 5 марта.\n\nПогода была хорошей. Стороны обсудили торговлю.\n"
UNITS_TSV = (
    "ru\tkk\n"
    "Стороны обсудили торговлю.\tТараптар сауданы талқылады.\n"
    "Встреча пройдёт 7 марта.\tКездесу 7 наурызда өтеді.\n"
)
XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    memory = str(tmp_path / "desk.tmkit")

    def call(verb: str, *args: str) -> Result:
        return run_tmkit("memory", verb, *args, "--memory", memory)

    units = tmp_path / "units.tsv"
    units.write_text(UNITS_TSV, "utf-8")
    assert call("add", str(units)).exit_code == 0
    return call


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "visit.ru.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_text(run: Run, text: Path, tmp_path: Path) -> None:
    out = tmp_path / "visit.kk.txt"
    report = tmp_path / "report.json"
    done = run("pretranslate", str(text), "-o", str(out), "--target-lang", "kk", "--report", str(report))
    assert done.exit_code == 0
    assert done.stdout == ""
    assert out.read_text("utf-8") == (
        "Тараптар сауданы талқылады. Кездесу 7 наурызда өтеді.\n\nПогода была хорошей. Тараптар сауданы талқылады.\n"
    )
    assert done.stderr == f"tmkit: {out}: 2 translated, 1 to be looked at, 1 left as they are\n"
    said = json.loads(report.read_text("utf-8"))
    assert [one["state"] for one in said["segments"]] == ["approved", "needs-work", "untranslated", "approved"]
    assert said["segments"][1]["best"]["score"] == 0.8
    assert said["segments"][1]["best"]["origin"].endswith("units.tsv")
    assert said["files"][0]["bands"]["repetition"] == {"segments": 1, "words": 3, "characters": 26}


def test_only_what_is_exact(run: Run, text: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    done = run("pretranslate", str(text), "-o", str(out), "--target-lang", "kk", "--exact-only")
    assert "Встреча пройдёт 5 марта." in out.read_text("utf-8")
    assert done.stderr.endswith("2 translated, 0 to be looked at, 2 left as they are\n")


def test_numbers_of_the_source_in_what_is_like_it(run: Run, text: Path, tmp_path: Path) -> None:
    out = tmp_path / "visit.xlf"
    assert run("pretranslate", str(text), "-o", str(out), "--target-lang", "kk", "--adapt").exit_code == 0
    unit = list(etree.parse(out).iter(f"{XLIFF}trans-unit"))[1]
    assert unit.findtext(f"{XLIFF}target") == "Кездесу 5 наурызда өтеді."
    assert unit.findtext(f"{XLIFF}alt-trans/{XLIFF}target") == "Кездесу 7 наурызда өтеді."


def test_xliff_for_a_cat_tool(run: Run, text: Path, tmp_path: Path) -> None:
    out = tmp_path / "visit.xlf"
    assert run("pretranslate", str(text), "-o", str(out), "--target-lang", "kk").exit_code == 0
    units = list(etree.parse(out).iter(f"{XLIFF}trans-unit"))
    assert [unit.findtext(f"{XLIFF}target") for unit in units] == [
        "Тараптар сауданы талқылады.",
        "Кездесу 7 наурызда өтеді.",
        None,
        "Тараптар сауданы талқылады.",
    ]
    match = units[1].find(f"{XLIFF}alt-trans")
    assert match is not None
    assert match.get("match-quality") == "80%"
    assert match.findtext(f"{XLIFF}source") == "Встреча пройдёт 7 марта."
    with out.open("rb") as stream:
        states = [dict(unit.properties)[STATE] for unit in UNITS.load("xlf").read(stream, str(out))]
    assert states == ["translated", "needs-review-translation", "translated"]


def test_word(run: Run, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Визит", 1)
    paragraph = made.add_paragraph("Стороны обсудили ")
    paragraph.add_run("торговлю").bold = True
    paragraph.add_run(".")
    path, out = tmp_path / "visit.ru.docx", tmp_path / "visit.kk.docx"
    made.save(str(path))
    done = run("pretranslate", str(path), "-o", str(out), "--target-lang", "kk")
    assert [one.text for one in docx.Document(str(out)).paragraphs] == ["Визит", "Тараптар сауданы талқылады."]
    assert done.stderr.splitlines()[1] == "  1: its formatting is to be checked"


def test_a_rehearsal_and_an_analysis(run: Run, text: Path, tmp_path: Path) -> None:
    shown = run("pretranslate", str(text), "--target-lang", "kk", "--dry-run").stdout
    assert "  line 1  80% needs-work  Встреча пройдёт 5 марта." in shown
    other = tmp_path / "trade.ru.txt"
    other.write_text("Погода была хорошей. Стороны обсудили торговлю и сотрудничество.\n", "utf-8")
    table = run("analyse", str(text), str(other), "--target-lang", "kk").stdout
    assert table.split("2 files")[1].split() == [
        *("match", "segments", "words", "characters", "words", "%"),
        *("repetition", "2", "6", "46", "28.6%"),
        *("exact", "1", "3", "26", "14.3%"),
        *("75-84", "1", "4", "24", "19.0%"),
        *("50-74", "1", "5", "43", "23.8%"),
        *("new", "1", "3", "20", "14.3%"),
        *("total", "6", "21", "159", "100.0%"),
    ]
    out = tmp_path / "leverage.csv"
    assert run("analyse", str(text), "--target-lang", "kk", "-o", str(out)).exit_code == 0
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert [row["segments"] for row in rows if row["match"] == "exact"] == ["1"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "out.pdf", "--target-lang", "kk"), "a .txt file is translated into .txt or .xlf, not into .pdf"),
        (("-o", "out.txt", "--target-lang", "ru"), "the file is in ru already; name another --target-lang"),
        (("--target-lang", "kk"), "say where to write the translation: -o OUT"),
    ],
)
def test_what_is_wrong_is_one_line(arguments: tuple[str, ...], message: str, run: Run, text: Path) -> None:
    done = run("pretranslate", str(text), *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
