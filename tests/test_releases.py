from __future__ import annotations

from pathlib import Path

import pytest

from tmkit.config import Project
from tmkit.errors import InputError
from tmkit.model import Lang
from tmkit.releases import fits, releases


def project(root: Path, *patterns: str, exclude: tuple[str, ...] = ()) -> Project:
    return Project(root, Lang("ru"), (Lang("en"), Lang("kk"), Lang("uz-Latn")), patterns, exclude)


def touch(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


def test_files_of_one_name_are_one_release(tmp_path: Path) -> None:
    touch(tmp_path, "visit.ru.txt", "visit.kk.txt", "visit.uz.docx", "visit.de.txt", "notes.txt", "alone.kk.txt")
    (found,) = releases(project(tmp_path, "{name}.{lang}.*"))
    assert found.name == "visit"
    assert [(lang, path.name) for lang, path in found.targets] == [("kk", "visit.kk.txt"), ("uz-Latn", "visit.uz.docx")]


def test_a_folder_can_be_the_language(tmp_path: Path) -> None:
    touch(tmp_path, "ru/a/visit.md", "en/a/visit.md", "uz-Latn/a/visit.md")
    (found,) = releases(project(tmp_path, "{lang}/{name}.md"))
    assert found.name == "a/visit"
    assert [lang for lang, _ in found.targets] == ["en", "uz-Latn"]


def test_dots_in_a_name_and_cyrillic_names(tmp_path: Path) -> None:
    touch(tmp_path, "Визит.в.Ташкент.ru.txt", "Визит.в.Ташкент.kk.txt")
    (found,) = releases(project(tmp_path, "{name}.{lang}.txt"))
    assert found.name == "Визит.в.Ташкент"


def test_lock_files_and_excluded_folders_are_passed_over(tmp_path: Path) -> None:
    touch(
        tmp_path, "a.ru.docx", "a.kk.docx", "~$a.kk.docx", ".~lock.a.kk.docx#", "drafts/b.ru.docx", "drafts/b.kk.docx"
    )
    names = [release.name for release in releases(project(tmp_path, "**/{name}.{lang}.*", exclude=("drafts/**",)))]
    assert names == ["a"]


def test_two_files_for_one_place(tmp_path: Path) -> None:
    touch(tmp_path, "a.ru.txt", "a.kk.txt", "a.kk.pdf")
    (found,) = releases(project(tmp_path, "{name}.{lang}.*"))
    assert found.targets[0][1].name == "a.kk.txt"
    touch(tmp_path, "a.kk.md")
    with pytest.raises(InputError, match="same release in the same language"):
        releases(project(tmp_path, "{name}.{lang}.*"))


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("a/b.txt", "a/*.txt", True),
        ("a/c/b.txt", "a/*.txt", False),
        ("a/c/b.txt", "a/**", True),
        ("b.txt", "**/b.txt", True),
        ("a.txt", "?.txt", True),
        ("a+b.txt", "a+b.txt", True),
    ],
)
def test_globs(path: str, pattern: str, expected: bool) -> None:
    assert fits(path, pattern) is expected
