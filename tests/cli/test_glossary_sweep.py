"""``tmkit glossary sweep``: a renamed term in releases and memories, listed, shown and rewritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from running import run

SOURCE = "По Среднему коридору перевезли зерно.\n\nСредний коридор растёт.\n\nСтороны обсудили Средний коридор.\n"
KAZAKH = "Орта дәлізбен астық тасымалданды.\n\nОрта дәліз өсіп келеді.\n\nТараптар Орта дәлізді талқылады.\n"
UZBEK = "Oʻrta yoʻlak orqali gʻalla tashildi.\n\nOʻrta yoʻlak oʻsmoqda.\n\nTomonlar Oʻrta yoʻlakni muhokama qildi.\n"
RENAMED = "Ортаңғы дәлізбен астық тасымалданды.\n\nОртаңғы дәліз өсіп келеді.\n\nТараптар Ортаңғы дәлізді талқылады.\n"
UNIT = (
    "<tu><tuv xml:lang='ru'><seg>Работает Средний коридор</seg></tuv>"
    "<tuv xml:lang='kk'><seg>Орта дәліздің жүгі &amp; жолы</seg></tuv></tu>"
)
TMX = f"<?xml version='1.0'?>\n<tmx version='1.4'><header srclang='ru'/><body>\n{UNIT}\n</body></tmx>\n"


def tbx(**terms: str) -> str:
    sections = "".join(
        f'<langSec xml:lang="{lang}"><termSec><term>{text}</term>'
        '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec>'
        for lang, text in terms.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc>'
        "<sourceDesc><p>Test.</p></sourceDesc></fileDesc></tbxHeader><text><body>"
        f'<conceptEntry id="middle-corridor">{sections}</conceptEntry></body></text></tbx>\n'
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    settings = 'targets = ["kk", "uz-Latn"]\nreleases = "{name}.{lang}.txt"\nglossaries = ["terms.tbx"]\n'
    files = {
        "tmkit.toml": settings,
        "old.tbx": tbx(ru="Средний коридор", kk="Орта дәліз", uz="Oʻrta yoʻlak"),
        "terms.tbx": tbx(ru="Средний коридор", kk="Ортаңғы дәліз", uz="Oʻrta yoʻlak"),
        "a.ru.txt": SOURCE,
        "a.kk.txt": KAZAKH,
        "a.uz-Latn.txt": UZBEK,
        "old.ru-kk.tmx": TMX,
    }
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def sweep(*args: str) -> Result:
    return run("glossary", "sweep", *args)


def test_old_renderings_are_listed_with_what_to_write(here: Path) -> None:
    result = sweep("--old", "old.tbx", ".", "old.ru-kk.tmx", "--format", "json")
    found = json.loads(result.stdout)["findings"]
    assert result.exit_code == 1
    assert [(one["path"], one["text"], one["suggestion"]) for one in found] == [
        ("a.kk.txt", "Орта дәлізбен", "Ортаңғы дәлізбен"),
        ("a.kk.txt", "Орта дәліз", "Ортаңғы дәліз"),
        ("a.kk.txt", "Орта дәлізді", "Ортаңғы дәлізді"),
        ("old.ru-kk.tmx", "Орта дәліздің", "Ортаңғы дәліздің"),
    ]


def test_without_an_older_glossary_nothing_is_old(here: Path) -> None:
    assert sweep().exit_code == 0
    assert sweep("old.ru-kk.tmx").exit_code == 0


def test_one_diff_shows_every_file_and_writes_none(here: Path) -> None:
    result = sweep("--old", "old.tbx", "--diff", ".", "old.ru-kk.tmx")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line for line in lines if line.startswith("+++")] == ["+++ a.kk.txt", "+++ old.ru-kk.tmx"]
    assert sum(line.startswith("-") and not line.startswith("---") for line in lines) == 4
    assert "+Тараптар Ортаңғы дәлізді талқылады." in lines
    assert Path("a.kk.txt").read_text(encoding="utf-8") == KAZAKH
    assert Path("old.ru-kk.tmx").read_text(encoding="utf-8") == TMX


def test_applied_it_changes_the_words_alone_and_the_second_time_nothing(here: Path) -> None:
    result = sweep("--old", "old.tbx", "--apply", ".", "old.ru-kk.tmx")
    assert result.exit_code == 0
    assert Path("a.kk.txt").read_text(encoding="utf-8") == RENAMED
    assert Path("a.uz-Latn.txt").read_text(encoding="utf-8") == UZBEK
    assert Path("old.ru-kk.tmx").read_text(encoding="utf-8") == TMX.replace("Орта дәліздің", "Ортаңғы дәліздің")
    assert sweep("--old", "old.tbx", ".", "old.ru-kk.tmx").exit_code == 0
    assert sweep("--old", "old.tbx", "--diff").stdout == ""


def test_what_is_waived_is_left(here: Path) -> None:
    waiver = '[[waiver]]\nrule = "TM102"\nconcept = "middle-corridor"\nreason = "a quotation"\n'
    Path("a.kk.review.toml").write_text(waiver, encoding="utf-8")
    assert sweep("--old", "old.tbx", "--apply").exit_code == 0
    assert Path("a.kk.txt").read_text(encoding="utf-8") == KAZAKH


def test_only_the_releases_and_concepts_named(here: Path) -> None:
    assert sweep("--old", "old.tbx", "a.uz-Latn.txt").exit_code == 0
    assert sweep("--old", "old.tbx", "--concept", "middle-corridor", "a.kk.txt").exit_code == 1
    result = sweep("--concept", "midle-corridor")
    assert result.exit_code == 2
    assert "the glossary has no concept 'midle-corridor'" in result.stderr


def test_a_memory_that_cannot_be_read_does_not_stop_the_others(here: Path) -> None:
    Path("broken.tmx").write_text("<tmx>", encoding="utf-8")
    result = sweep("--old", "old.tbx", "--apply", "broken.tmx", "old.ru-kk.tmx")
    assert result.exit_code == 2
    assert "broken.tmx:1:" in result.stderr
    assert "Ортаңғы" in Path("old.ru-kk.tmx").read_text(encoding="utf-8")
