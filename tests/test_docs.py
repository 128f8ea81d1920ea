"""What the documentation says is what the program does."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tmkit.checks import CHECKS
from tmkit.cli import cli
from tmkit.formats.tools import TOOLS
from tmkit.pipeline.linting.explaining import rules

PAGES = (
    *("README.md", "docs/formats.md", "docs/glossary.md", "docs/guide.md", "docs/memory.md"),
    *("examples/README.md", "glossaries/README.md", "docs/clients/README.md"),
    *(f"docs/clients/{name}.md" for name in TOOLS),
)


def read(repository: Path, name: str) -> str:
    return (repository / name).read_text(encoding="utf-8")


def test_generated_pages_are_current(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(repository / "docs/generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_files_that_pages_name_exist(repository: Path, page: str) -> None:
    text = read(repository, page)
    named = set(re.findall(r"(?:^|`|&& )tmkit ([a-z]+)", text, re.MULTILINE))
    assert named <= set(cli.list_commands(None))  # type: ignore[arg-type]
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (repository / page).parent.joinpath(target).exists(), target


def test_the_python_example_of_the_readme_runs(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", read(repository, "README.md"), re.DOTALL)
    monkeypatch.chdir(repository)
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "Высшего межгосударственного совета" in printed
    assert len(printed.splitlines()) > 20


def test_the_readme_has_the_two_commands(repository: Path) -> None:
    commands = re.findall(r"^python3 -m pip.*$", read(repository, "README.md"), re.MULTILINE)
    assert [("tmkit lint examples" in c, "pytest" in c) for c in commands] == [(True, False), (False, True)]


@pytest.mark.parametrize("name", CHECKS.names())
def test_a_check_documents_itself(name: str) -> None:
    check = CHECKS.load(name)
    text = inspect.cleandoc(check.__doc__ or "")
    assert name == check.NAME
    assert re.fullmatch(r"TM\d{3}", check.CODE)
    assert text.partition("\n")[0].endswith(".")
    assert re.search(r"^Bad: +\S", text, re.MULTILINE)
    assert re.search(r"^Good: +\S", text, re.MULTILINE)


def test_codes_and_names_of_rules_are_unique() -> None:
    codes, names, _ = zip(*rules(), strict=True)
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
