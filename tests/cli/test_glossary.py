"""``tmkit glossary`` as its users see it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import click
import pytest
from click.testing import Result

from running import run as run_tmkit
from tmkit.cli.glossary import command

HEAD = '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>\n'
ENTRY = """<conceptEntry id="{}">
<langSec xml:lang="ru"><termSec><term>{}</term></termSec></langSec>
<langSec xml:lang="kk"><termSec><term>{}</term></termSec></langSec></conceptEntry>
"""


run = partial(run_tmkit, "glossary")


def termbase(path: Path, *rows: tuple[str, str, str]) -> str:
    path.write_text(HEAD + "".join(ENTRY.format(*row) for row in rows) + "</body></text></tbx>", encoding="utf-8")
    return str(path)


def test_every_subcommand_has_help_with_an_example() -> None:
    for name in command.list_commands(click.Context(command)):
        assert f"tmkit glossary {name}" in run(name, "--help").output.partition("Options:")[0].partition("\n")[2]


def test_check_points_at_the_place(tmp_path: Path) -> None:
    path = termbase(tmp_path / "t.tbx", ("trade", "торговля", "сауда"), ("commerce", "торговля", "сауда"))
    result = run("check", path, "--fail-on", "warning")
    assert result.exit_code == 1
    assert f"{path}:5:1 warning TM962" in " ".join(result.output.split())
    assert "commerce has the same preferred terms as trade in 2 languages" in result.output
    found = json.loads(run("check", path, "--format", "json").output)["findings"]
    assert [(f["code"], f["line"]) for f in found] == [("TM962", 5)]


def test_check_looks_at_termbases_together(tmp_path: Path) -> None:
    one = termbase(tmp_path / "one.tbx", ("trade", "торговля", "сауда"))
    other = termbase(tmp_path / "other.tbx", ("commerce", "торговля", "сауда"))
    assert run("check", one).output.startswith("0 errors, 0 warnings")
    assert "TM962" in run("check", one, other).output


def test_check_tells_a_broken_file_from_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tbx"
    broken.write_text("<tbx><text>", encoding="utf-8")
    assert (run("check", str(broken)).exit_code, run("check", str(tmp_path / "none.tbx")).exit_code) == (1, 2)


def test_the_shipped_termbase_passes() -> None:
    result = run("check", "--fail-on", "warning")
    assert result.exit_code == 0, result.output
    assert "0 errors, 0 warnings" in result.output


@pytest.mark.parametrize(
    "words",
    ["Среднему коридору", "Middle Corridor", "Орта дәліздің", "Oʻrta yoʻlakning", "Ўрта йўлакдан", "middle-corridor"],
)
def test_lookup_finds_any_form_in_any_language(words: str) -> None:
    result = run("lookup", *words.split())
    assert result.exit_code == 0
    assert "middle-corridor  (project)\n" in result.output
    assert "  kk      Орта дәліз\n" in result.output
    assert "not: Орта коридор" in result.output


def test_lookup_as_json() -> None:
    result = run("lookup", "Орта дәлізбен", "--lang", "kk", "--format", "json")
    said = json.loads(result.stdout)
    assert said["query"] == "Орта дәлізбен"
    terms = {(t["lang"], t["status"]): t["text"] for t in reversed(said["concepts"][0]["terms"])}
    assert terms["uz-Latn", "preferred"] == "Oʻrta yoʻlak"


def test_lookup_of_a_part_shows_the_terms_that_have_it() -> None:
    assert "middle-corridor" in run("lookup", "Среднего").output


def test_lookup_answers_each_line_in_order(tmp_path: Path) -> None:
    asked = "Среднего коридора\nшшш\nтауар айналымының\n"
    result = run_tmkit("glossary", "lookup", "-", "--format", "json", stdin=asked)
    assert result.exit_code == 1
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [bool(row["concepts"]) for row in rows] == [True, False, True]
    assert "no concept has «шшш»" in result.stderr


def convert(*args: str) -> Result:
    return run_tmkit("convert", *args)


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx"])
def test_a_table_with_a_term_a_row_loses_nothing(repository: Path, tmp_path: Path, suffix: str) -> None:
    shipped = repository / "glossaries/central-asia.tbx"
    table, back = str(tmp_path / f"t.{suffix}"), str(tmp_path / "back.tbx")
    assert convert(str(shipped), table, "--dialect", "terms").exit_code == 0
    assert convert(table, back).exit_code == 0
    body = shipped.read_text(encoding="utf-8").partition("<body>")[2]
    assert Path(back).read_text(encoding="utf-8").partition("<body>")[2] == body


def test_one_file_for_each_language_and_script(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("ru,kk,uz\nторговля,сауда,savdo yoʻlagi\n", encoding="utf-8")
    done = convert(str(table), str(tmp_path / "g.{lang}.utf8"))
    assert done.exit_code == 0, done.output
    assert sorted(file.name for file in tmp_path.glob("g.*")) == ["g.kk.utf8", "g.uz-Cyrl.utf8", "g.uz-Latn.utf8"]
    assert (tmp_path / "g.uz-Cyrl.utf8").read_text(encoding="utf-8").endswith("торговля\tсавдо йўлаги\t\n")


def test_a_glossary_is_no_memory(tmp_path: Path) -> None:
    path = termbase(tmp_path / "t.tbx", ("trade", "торговля", "сауда"))
    done = convert(path, str(tmp_path / "t.tmx"))
    assert done.exit_code == 2
    assert "is no glossary, the other file is" in done.output


def test_languages_may_be_chosen(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("ru,kk,en\nторговля,сауда,trade\nрост,,growth\n", encoding="utf-8")
    assert (
        "2 written"
        in convert(str(table), str(tmp_path / "t.xlsx"), "--target-lang", "kk", "--dialect", "concepts").output
    )
    assert convert(str(tmp_path / "t.xlsx"), str(tmp_path / "again.csv"), "--dialect", "concepts").exit_code == 0
    assert (tmp_path / "again.csv").read_text(encoding="utf-8-sig").splitlines()[0] == "id,ru,kk"
