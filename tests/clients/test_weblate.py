"""The real Weblate imports our memories and glossaries: an occasional job, which ``.ci/weblate`` runs."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tmkit.formats.tools import TOOLS
from tmkit.formats.units import tmx
from tmkit.pipeline.exchange.exporting import export
from tmkit.pipeline.exchange.glossary_exporting import export_glossary

PLACE = os.environ.get("TMKIT_WEBLATE", "")
SCRIPT = Path(__file__).with_name("weblate_asked.py")
WEBLATE = TOOLS["weblate"]
pytestmark = pytest.mark.skipif(not PLACE, reason="Weblate needs PostgreSQL: .ci/weblate sets both up and runs this")


def weblate(*arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": PLACE, "DJANGO_SETTINGS_MODULE": "weblate_of_the_test"}
    command = [f"{PLACE}/venv/bin/weblate", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    return done.stdout


def asked(question: str, *arguments: str) -> object:
    """What ``weblate_asked.py`` answers: JSON in the last line. Weblate knows files by their names in small letters."""
    code = f"import runpy; runpy.run_path({str(SCRIPT)!r})[{question!r}](*{arguments!r})"
    return json.loads(weblate("shell", "-c", code).splitlines()[-1])


@pytest.mark.parametrize(
    ("target", "code", "map_to"),
    [("en", "en", ""), ("kk", "kk", ""), ("uz-Latn", "uz", ""), ("uz-Latn", "uz_Latn", "uz:uz_Latn")],
)
def test_every_unit_of_a_memory_is_stored(
    target: str, code: str, map_to: str, repository: Path, tmp_path: Path
) -> None:
    source = repository / "tmx" / f"visit.ru-{target}.tmx"
    file = tmp_path / f"visit.{code.lower()}.tmx"
    export(str(source), str(file), WEBLATE)
    weblate("import_memory", *(["--language-map", map_to] if map_to else []), str(file))
    with source.open("rb") as stream:
        texts = [[variant.text for variant in unit.variants] for unit in tmx.read(stream, source.name)]
    assert asked("stored", code, file.name) == sorted(texts)


def test_uzbek_in_cyrillic_is_kept_apart_once_the_language_is_there(repository: Path, tmp_path: Path) -> None:
    file = tmp_path / "visit.cyrillic.tmx"
    export(str(repository / "tmx" / "visit.ru-uz-Cyrl.tmx"), str(file), WEBLATE)
    assert asked("added", "uz@cyrillic", "Uzbek (Cyrillic)") == "uz@cyrillic"
    weblate("import_memory", str(file))
    assert len(asked("stored", "uz@cyrillic", file.name)) == 31  # type: ignore[arg-type]


def test_a_code_that_it_refuses_is_refused_by_our_profile_too(repository: Path, tmp_path: Path) -> None:
    codes = (
        "kk",
        "kk-KZ",
        "kk-Cyrl",
        "kk-Cyrl-KZ",
        "uz",
        "uz-Latn",
        "uz-Latn-UZ",
        "uz-Cyrl",
        "uz@cyrillic",
        "kaz",
        "uzb",
    )
    assert asked("known", *codes) == {code: WEBLATE.accepts(code) for code in codes}


def test_every_pair_of_terms_is_in_the_glossary(repository: Path, tmp_path: Path) -> None:
    file = tmp_path / "terms.tbx"
    done = export_glossary(str(repository / "glossaries" / "central-asia.tbx"), str(file), WEBLATE, ("ru", "kk"))
    assert sum(done.files.values()) > 1000
    terms = asked("glossary", "kk", str(file))
    assert len(terms) == sum(done.files.values())  # type: ignore[arg-type]
    assert ["Средний коридор", "Орта дәліз"] in terms  # type: ignore[operator]
    assert not [term for term in terms if term[1] == "Орта коридор"]  # type: ignore[attr-defined]
