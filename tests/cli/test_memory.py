"""``tmkit memory`` as its users see it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from running import run


@pytest.fixture
def desk(tmp_path: Path, repository: Path) -> str:
    """A memory of the shipped units in Kazakh and Uzbek."""
    path = str(tmp_path / "desk.tmkit")
    files = [str(repository / "tmx" / f"{name}.tmx") for name in ("visit.ru-kk", "visit.ru-uz-Latn", "trade.ru-kk")]
    assert run("memory", "add", *files, "--memory", path).exit_code == 0
    return path


def test_add_says_what_it_did(desk: str, repository: Path) -> None:
    again = run("memory", "add", str(repository / "tmx" / "visit.ru-kk.tmx"), "--memory", desk)
    assert again.exit_code == 0
    assert again.stdout == ""
    assert again.stderr.endswith("visit.ru-kk.tmx: 0 added, 31 there already\n")


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path, repository: Path) -> None:
    broken = tmp_path / "broken.tmx"
    broken.write_text("<tmx><body><tu>", encoding="utf-8")
    memory = str(tmp_path / "m.tmkit")
    done = run("memory", "add", str(broken), str(repository / "tmx" / "visit.ru-kk.tmx"), "--memory", memory)
    assert done.exit_code == 2
    assert [line.partition(": ")[2].partition(" (change")[0] for line in done.stderr.splitlines()] == [
        "broken XML: the file is empty or ends too early",
        f"{repository / 'tmx' / 'visit.ru-kk.tmx'}: 31 added, 0 there already",
    ]


def test_a_rehearsal(tmp_path: Path, repository: Path) -> None:
    memory = str(tmp_path / "m.tmkit")
    done = run("memory", "add", str(repository / "tmx" / "visit.ru-kk.tmx"), "--memory", memory, "--dry-run")
    assert done.stderr.endswith("31 added, 0 there already (nothing was changed)\n")
    assert json.loads(run("memory", "stats", "--memory", memory, "--format", "json").stdout)["units"] == 0


def test_export_gives_the_units_back(desk: str, tmp_path: Path, repository: Path) -> None:
    out = tmp_path / "out.tmx"
    chosen = ("--target-lang", "kk", "--document", "releases/visit.*")
    assert run("memory", "export", str(out), "--memory", desk, *chosen).exit_code == 0
    made, original = (path.read_text("utf-8") for path in (out, repository / "tmx" / "visit.ru-kk.tmx"))
    assert made[made.index("<body>") :] == original[original.index("<body>") :]


def test_stats(desk: str) -> None:
    shown = run("memory", "stats", "--memory", desk).stdout
    assert "122 units (122 approved)" in shown
    assert "ru → uz-Latn  31" in shown
    found = json.loads(run("memory", "stats", "--memory", desk, "--format", "json").stdout)
    assert found["pairs"][0] == {"source": "ru", "target": "kk", "units": 91}


def test_build_fills_the_memory_of_the_project(tmp_path: Path, examples: Path) -> None:
    (tmp_path / "releases").mkdir()
    for lang in ("ru", "kk"):
        shutil.copy(examples / "releases" / f"visit.{lang}.txt", tmp_path / "releases")
    settings = 'targets = ["kk"]\nreleases = "releases/{name}.{lang}.*"\nmemory = "desk.tmkit"\n'
    (tmp_path / "tmkit.toml").write_text(settings, encoding="utf-8")
    assert "31 units added" in run("build", str(tmp_path)).stdout
    assert "memory " not in run("build", str(tmp_path)).stdout
    release = tmp_path / "releases" / "visit.kk.txt"
    release.write_text(release.read_text("utf-8").replace("министрліктері", "ведомстволары"), encoding="utf-8")
    assert "2 units added, 0 updated, 2 superseded" in run("build", str(tmp_path)).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("stats", "--memory", "nowhere.tmkit"), "nowhere.tmkit: no such memory"),
        (("ad",), "tmkit: unknown memory command 'ad'; did you mean 'add'?"),
        (("export", "x.tmx", "--target-lang", "ru", "--memory", "nowhere.tmkit"), "nowhere.tmkit: no such memory"),
    ],
)
def test_what_is_wrong_is_one_line(arguments: tuple[str, ...], message: str) -> None:
    done = run("memory", *arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith(message)
    assert len(done.stderr.splitlines()) == 1


def test_lookup_prints_json_lines_in_order(desk: str) -> None:
    lines = "Сроки визита согласуют министерства иностранных дел трёх стран.\n\nНичего похожего тут нет.\n"
    done = run("memory", "lookup", "-", "--memory", desk, "--target-lang", "kk", stdin=lines)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == lines.splitlines()
    assert [len(answer["matches"]) for answer in answers] == [1, 0, 0]
    (match,) = answers[0]["matches"]
    assert list(match)[:7] == ["source", "target", "score", "similarity", "penalties", "unit", "match"]
    assert match["score"] == match["similarity"] == round(7 / 9, 6)
    assert (match["match"], match["document"]) == ("fuzzy", "releases/visit.ru.txt")


def test_lookup_for_people(desk: str) -> None:
    text = "Сроки поездки согласуют министерства иностранных дел двух стран."
    done = run(
        "memory", "lookup", text, "Нет такого.", "--memory", desk, "--target-lang", "kk", "--penalty", "origin:*=.1"
    )
    assert "90% exact  origin:* −10%" in done.stdout
    assert f"  RU  {text}\n  KK  Алдағы сапардың" in done.stdout
    assert "no match  Нет такого." in done.stdout
    near = run("memory", "lookup", text.replace("поездки", "визита"), "--memory", desk, "--target-lang", "kk")
    assert "  RU  Сроки [поездки → визита] согласуют министерства" in near.stdout


def test_the_project_says_what_is_taken_off(desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = 'targets = ["kk"]\nreleases = "{name}.{lang}.*"\n[penalties]\norigin = { "*" = 0.25, "x" = 0.1 }\n'
    (tmp_path / "tmkit.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    text = "Сроки поездки согласуют министерства иностранных дел двух стран."
    assert "75% exact  origin:* −25%" in run("memory", "lookup", text, "--memory", desk).stdout
    named = run("memory", "lookup", text, "--memory", desk, "--penalty", "origin:*=0.05").stdout
    assert "95% exact  origin:* −5%" in named
    (tmp_path / "new.ru.txt").write_text(f"{text}\n", encoding="utf-8")
    arguments = ("new.ru.txt", "--memory", desk)
    assert "  75-84 " in run("memory", "analyse", *arguments).stdout
    assert "  75% needs-work" in run("memory", "pretranslate", *arguments, "--dry-run").stdout
    assert "  exact " in run("memory", "pretranslate", *arguments, "--dry-run", "--penalty", "origin:*=0").stdout


def test_lines_of_a_document_are_matched_in_context(desk: str, repository: Path) -> None:
    segments = run("segment", str(repository / "examples" / "releases" / "visit.ru.txt"), "--lang", "ru").stdout
    done = run("memory", "lookup", "-", "--context", "--memory", desk, "--target-lang", "kk", stdin=segments)
    kinds = [json.loads(line)["matches"][0]["match"] for line in done.stdout.splitlines() if '"unit"' in line]
    assert kinds.count("context") > 15


def test_a_match_is_adapted(desk: str) -> None:
    text = (
        "18 декабря в Ташкенте состоялась Консультативная встреча глав государств Центральной Азии, восьмая по счёту."
    )
    arguments = ("--memory", desk, "--target-lang", "uz-Latn", "--min", "0.5", "--adapt")
    shown = run("memory", "lookup", text, *arguments).stdout
    assert "  number: 16 → 18; 16 → 18" in shown
    assert "  Adapted: [18]-[dekabr" in shown
    (match, *_) = json.loads(run("memory", "lookup", text, *arguments, "--format", "json").stdout)["matches"]
    start, stop = match["proposal"]["changed"][0]
    assert match["proposal"]["text"][start:stop] == "18"
