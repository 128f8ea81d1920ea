"""Whatever of a file does not arrive is counted by its reason: when it is converted, added to a memory, or repaired."""

from __future__ import annotations

from pathlib import Path

import pytest

from running import run
from tmkit.formats.workbook import write_sheet

ROWS = [("ru", "kk"), ("Торговля растёт.", "Сауда өсуде."), ("Да.", ""), ("", "Иә.")]
ENTRY = '\nmsgid "{}"\nmsgstr "{}"\n'.format


def tsv(path: Path) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in ROWS), encoding="utf-8")


def csv(path: Path) -> None:
    path.write_text("".join(",".join(row) + "\n" for row in ROWS), encoding="utf-8")


def xlsx(path: Path) -> None:
    with path.open("wb") as stream:
        write_sheet(ROWS, stream, "a", "A2")


def tmx(path: Path) -> None:
    table = path.with_name("sound.tsv")
    table.write_text("".join("\t".join(row) + "\n" for row in ROWS[:2]), encoding="utf-8")
    run("convert", table, path)
    more = '<tu><tuv xml:lang="ru"><seg>Да.</seg></tuv></tu><tu tuid="empty"></tu></body>'
    path.write_text(path.read_text("utf-8").replace("</body>", more), encoding="utf-8")


def po(path: Path) -> None:
    head = ENTRY("", "Language: kk\\nContent-Type: text/plain; charset=UTF-8\\n")
    path.write_text(head + "".join(ENTRY(*row) for row in ROWS[1:3]), encoding="utf-8")


def xlf(path: Path) -> None:
    units = "".join(
        f"<trans-unit id='{number}'><source>{ru}</source>{f'<target>{kk}</target>' if kk else ''}</trans-unit>"
        for number, (ru, kk) in enumerate(ROWS[1:3])
    )
    head = "<xliff version='1.2'><file source-language='ru' target-language='kk' original='a'><body>"
    path.write_text(f"{head}{units}</body></file></xliff>", encoding="utf-8")


BOTH = ["1 left out: no text in ru", "1 left out: no translation"]
TOLD = {
    "tsv": (tsv, BOTH, BOTH),
    "csv": (csv, BOTH, BOTH),
    "xlsx": (xlsx, BOTH, BOTH),
    "tmx": (tmx, ["1 left out: no text", "1 left out: no translation"], ["1 left out: no text"]),
    "po": (po, [BOTH[1]], ["1 left out: not translated yet"]),
    "xlf": (xlf, [BOTH[1]], ["1 left out: not translated yet"]),
}
"""For each format: what makes a file, what ``convert`` says of it, what ``memory add`` says."""


@pytest.mark.parametrize("suffix", TOLD)
def test_what_does_not_arrive_is_counted(suffix: str, tmp_path: Path) -> None:
    make, converted, added = TOLD[suffix]
    path = tmp_path / f"file.{suffix}"
    make(path)
    told = run("convert", path, tmp_path / "out.tmx").stderr
    assert [line.strip() for line in told.splitlines() if "left out" in line] == converted
    told = run("memory", "add", path, "--memory", tmp_path / "a.tmkit").stderr
    assert "1 added" in told
    assert [line.strip() for line in told.splitlines() if line.startswith("  ")] == added


def test_lines_beside_each_other(tmp_path: Path) -> None:
    (tmp_path / "c.ru").write_text("Да\n\nАга\n", encoding="utf-8")
    (tmp_path / "c.kk").write_text("Иә\nиә\n\n", encoding="utf-8")
    told = run("convert", f"{tmp_path}/c.{{lang}}", tmp_path / "out.tmx").stderr
    assert [line.strip() for line in told.splitlines()[1:]] == BOTH


def test_languages_that_are_not_asked_for(tmp_path: Path) -> None:
    tsv(tmp_path / "file.tsv")
    told = run("convert", tmp_path / "file.tsv", tmp_path / "out.tmx", "--target-lang", "en").stderr
    assert "  1 left out: not in the languages asked for\n" in told


def test_a_repair_counts_what_it_leaves_out(tmp_path: Path) -> None:
    tmx(tmp_path / "file.tmx")
    told = run("repair", tmp_path / "file.tmx", "-o", tmp_path / "out.tmx").stderr
    assert "tmkit: 3 units read, 1 written to " in told
    assert "  left out: 1 x no text\n  left out: 1 x no translation\n" in told
