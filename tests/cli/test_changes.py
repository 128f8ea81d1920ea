"""``tmkit changes`` as its users see it."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from running import run

OLD = """Встреча министров прошла в Ташкенте.

Экспорт зерна вырос на 15 %.

Стороны обсудили Средний коридор.

Журналисты задали много вопросов.

Следующая встреча состоится в ноябре.
"""
TARGET = """Министрлердің кездесуі Ташкентте өтті.

Астық экспорты 15 %-ға өсті.

Тараптар Орта дәлізді талқылады.

Журналистер көп сұрақ қойды.

Келесі кездесу қарашада өтеді.
"""
NEW = """Следующая встреча состоится в ноябре.

Встреча министров прошла в Ташкенте.

Экспорт зерна вырос на 17 %.

Порт Актау принял первый поезд.

Стороны обсудили Средний коридор.
"""


def written(folder: Path, suffix: str = "txt") -> tuple[str, str, str]:
    """Old source, new source and translation."""
    paths = []
    for name, text in (("old.ru", OLD), ("new.ru", NEW), ("visit.kk", TARGET)):
        if suffix == "html":
            text = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n\n")) + "</body></html>"
        path = folder / f"{name}.{suffix}"
        if suffix == "docx":
            from docx import Document

            document = Document()
            for line in text.strip().split("\n\n"):
                document.add_paragraph(line)
            document.save(str(path))
            assert ZipFile(path).testzip() is None
        else:
            path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths[0], paths[1], paths[2]


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx"])
def test_every_passage_has_its_state(tmp_path: Path, suffix: str) -> None:
    done = run("changes", *written(tmp_path, suffix), "--format", "json")
    assert done.exit_code == 0
    (target,) = json.loads(done.stdout)["targets"]
    assert target["summary"] == {"stands": 2, "moved": 1, "changed": 1, "new": 1, "gone": 1}
    states = [passage["state"] for passage in target["passages"]]
    assert states == ["moved", "stands", "changed", "new", "stands", "gone"]


def test_people_are_shown_what_to_do(tmp_path: Path) -> None:
    old, new, target = written(tmp_path)
    done = run("changes", old, new, target, "--fail")
    assert done.exit_code == 1
    changed = done.stdout.index(f"{target}:3:1  changed\n")
    assert done.stdout[changed:].split("\n")[1:5] == [
        "  RU  Экспорт зерна вырос на [15 → 17] %.",
        "  KK  Астық экспорты [15] %-ға өсті.",
        "  number: 15 → 17; 15 → 17",
        "  Adapted: Астық экспорты [17] %-ға өсті.",
    ]
    assert f"{target}:9:1  moved to the beginning\n" in done.stdout
    assert f"after {target}:3:1  new\n  RU  Порт Актау принял первый поезд.\n" in done.stdout
    assert f"{target}:7:1  gone\n  RU  Журналисты задали много вопросов.\n" in done.stdout
    last = "2 stand, 1 changed: look at them, 1 moved, 1 new, not translated, 1 to be taken out\n"
    assert done.stdout.endswith(f"{target}: {last}")


def test_nothing_to_do(tmp_path: Path) -> None:
    old, _, target = written(tmp_path)
    done = run("changes", old, old, target, "--fail")
    assert (done.exit_code, done.stdout) == (0, f"{target}: 5 stand\n")


def test_two_languages_are_no_versions(tmp_path: Path) -> None:
    old, _, target = written(tmp_path)
    done = run("changes", old, target, target)
    assert done.exit_code == 2
    assert "this is Kazakh and the old version Russian" in done.stderr


def test_one_broken_translation_does_not_hide_the_others(tmp_path: Path) -> None:
    old, new, target = written(tmp_path)
    done = run("changes", old, new, str(tmp_path / "missing.uz-Latn.txt"), target)
    assert done.exit_code == 2
    assert "1 moved" in done.stdout
    assert "missing.uz-Latn.txt: no such file" in done.stderr
