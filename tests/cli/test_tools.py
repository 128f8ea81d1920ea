"""``--tool`` as people use it: a memory and a glossary for a program, and whether it will take a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from running import run

ADVICE = (
    "  Weblate has no Uzbek in Cyrillic: add the language uz@cyrillic before you import, "
    "else all goes to Uzbek in Latin\n"
)


@pytest.fixture
def memory(repository: Path) -> str:
    return str(repository / "tmx" / "visit.ru-uz-Cyrl.tmx")


@pytest.fixture
def glossary(repository: Path) -> str:
    return str(repository / "glossaries" / "central-asia.tbx")


def test_a_memory_for_weblate_comes_with_advice(memory: str, tmp_path: Path) -> None:
    done = run("convert", memory, str(tmp_path / "visit.{lang}.tmx"), "--tool", "weblate")
    written = tmp_path / "visit.uz@cyrillic.tmx"
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr == (
        f"tmkit: 31 written to {written} for Weblate\n"
        f"{ADVICE}  Weblate reads and forgets authors and dates, notes, properties\n"
    )
    assert run("validate", str(written), "--tool", "weblate").exit_code == 0
    assert run("validate", memory, "--tool", "weblate").exit_code == 1


def test_a_glossary_for_weblate_has_no_wrong_terms(glossary: str, tmp_path: Path) -> None:
    out = tmp_path / "terms.tbx"
    done = run("convert", glossary, str(out), "--tool", "weblate", "--target-lang", "kk")
    assert done.exit_code == 0
    assert f"written to {out} for Weblate\n" in done.stderr
    assert "lost their forbidden terms\n" in done.stderr
    assert "forgets" not in done.stderr
    assert run("validate", str(out), "--tool", "weblate", "--fail-on", "warning").exit_code == 0
    refused = run("validate", glossary, "--tool", "weblate")
    assert refused.exit_code == 1
    assert "Weblate reads the dialect martif, this is dca." in refused.stdout


@pytest.mark.parametrize(
    ("out", "options", "said"),
    [
        ("terms.csv", ("--tool", "poedit"), "tmkit: Poedit has no glossary\n"),
        ("terms.csv", ("--tool", "weblate"), "terms.csv: Weblate reads glossaries as .tbx; name OUT so\n"),
        ("terms.tmx", ("--tool", "omegat"), "reads glossaries as .utf8 or .csv or .tbx; name OUT so\n"),
        ("terms.tbx", ("--tool", "weblate", "--dialect", "dct"), "--dialect, --tokenised and --to do not go with it\n"),
    ],
)
def test_what_a_program_does_not_take_is_answered_in_a_line(
    out: str, options: tuple[str, ...], said: str, glossary: str, tmp_path: Path
) -> None:
    done = run("convert", glossary, str(tmp_path / out), *options)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.endswith(said)
    assert not (tmp_path / out).exists()
