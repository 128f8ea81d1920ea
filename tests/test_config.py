from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tmkit import data
from tmkit.config import FILE_NAME, KEYS, find, load
from tmkit.errors import ConfigError
from tmkit.memory.penalties import DEFAULTS, Rules, rules
from tmkit.model import Severity

GOOD = 'targets = ["en", "kk"]\nreleases = "{name}.{lang}.*"\n'


def project(tmp_path: Path, text: str) -> Path:
    path = tmp_path / FILE_NAME
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_that_init_writes_is_valid(tmp_path: Path) -> None:
    found = load(project(tmp_path, data.read(FILE_NAME).decode()))
    assert (found.source, found.targets) == ("ru", ("en", "kk", "uz-Latn"))
    assert found.lint.fail_on is Severity.ERROR


def test_everything_set(tmp_path: Path) -> None:
    (tmp_path / "terms.tbx").touch()
    text = """
source = "ru"
targets = ["EN", "kz", "uz@cyrillic"]
releases = ["news/{name}.{lang}.md", "{lang}/{name}.docx"]
exclude = ["old/**"]
glossaries = ["terms.tbx"]
output = "memories"
memory = "desk.tmkit"
encoder = "lexical"
house = "newsroom"
[lint]
fail-on = "never"
ignore = ["TM2"]
severity = { TM104 = "info" }
[style.kz]
quotes = "«»“”"
nbsp-units = true
[penalties]
machine = 0.2
years = 2
origin = { "agency/*" = 0.1 }
[local-plugins]
slogans = "house:slogans"
[[lint.override]]
paths = ["news/**"]
ignore = ["TM101"]
"""
    found = load(project(tmp_path, text))
    assert found.targets == ("en", "kk", "uz-Cyrl")
    assert len(found.notices) == 3
    assert "'kz' is read as 'kk'" in found.notices[1]
    assert found.output == tmp_path / "memories"
    assert found.memory == tmp_path / "desk.tmkit"
    assert found.house == "newsroom"
    assert found.penalties == (("machine", 0.2), ("years", 2.0), ("origin:agency/*", 0.1))
    assert found.local_plugins == (("slogans", "house:slogans"),)
    ((lang, style),) = found.styles
    assert (lang, style.quotes, style.nbsp_units, style.decimal) == ("kk", "«»“”", True, ",")
    assert found.lint.fail_on is None
    assert found.lint.severity == (("TM104", Severity.INFO),)
    assert found.lint.overrides[0].paths == ("news/**",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + 'glosaries = ["a.tbx"]', "3: unknown key 'glosaries'; did you mean 'glossaries'?"),
        (GOOD + "[lint]\nfailon = 1", "4: unknown key 'failon'; did you mean 'fail-on'?"),
        (GOOD + "[penalties]\nunaproved = 0.1", "4: unknown key 'unaproved'; did you mean 'unapproved'?"),
        (GOOD + 'house = "desk"\n[penalties]\nhouse = "much"', "5: 'house' must be a number from 0 to 1"),
        (GOOD + "[penalties]\nage = true", "4: 'age' must be a number from 0 to 1"),
        (GOOD + "[penalties.origin]\n'mt/*' = 2", "4: 'mt/*' must be a number from 0 to 1"),
        (GOOD + "penalties = 0.1", "3: 'penalties' must be a table"),
        (GOOD + '[lint]\nfail-on = "fatal"', "4: unknown level 'fatal'"),
        (GOOD + '[lint]\nseverity = { TM1 = "loud" }', "4: unknown severity 'loud'"),
        (GOOD + 'source = "klingon tongue"', "3: 'klingon tongue' is not a language code"),
        (GOOD + 'source = "kk"', "twice in 'source' and 'targets'"),
        (GOOD + 'glossaries = ["none.tbx"]', "3: no such glossary"),
        (GOOD + 'exclude = "drafts"', "3: 'exclude' must be a list"),
        ('targets = ["en"]\nreleases = "{name}.txt"', "2: '{name}.txt' must hold {name} and {lang}"),
        ('targets = ["en"]', "'releases' is missing"),
        ('releases = "{name}.{lang}.txt"', "'targets' names no language"),
        ("targets = [", "1: not valid TOML: invalid value"),
        ("targets = [] []", "1:14: not valid TOML"),
        (GOOD + 'encoder = "statik"', "3: unknown encoder 'statik'; known are auto, "),
        (GOOD + "lint = 3", "3: 'lint' must be a table"),
        (GOOD + "style = 3", "3: 'style' must be a table"),
        (GOOD + "[style]\nkk = 3", "4: write the style of a language as a table of its own: [style.kk]"),
        (GOOD + '[style.kk]\nqoutes = "«»"', "4: unknown style setting 'qoutes'; did you mean 'quotes'?"),
        (GOOD + "[style.kk]\nnbsp-units = 1", "4: 'nbsp-units' must be true or false"),
        (GOOD + '[style."kazakh!"]', "'kazakh!' is not a language code"),
        (GOOD + "memory = 1", "3: 'memory' must be a text in quotes"),
        (GOOD + 'hause = "x"', "3: unknown key 'hause'; did you mean 'house'?"),
        (GOOD + '[local-plugins]\na = "no module!"', "4: 'no module!' names no Python object"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = project(tmp_path, text)
    with pytest.raises(ConfigError, match=re.escape(message)) as caught:
        load(path)
    assert str(caught.value).startswith(str(path))


def schema() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(data.read("tmkit.schema.json"))
    return content


def test_the_schema_for_editors_knows_the_same_keys() -> None:
    top = schema()["properties"]
    lint = top["lint"]["properties"]
    known = {
        "": top,
        "lint": lint,
        "lint.override": lint["override"]["items"]["properties"],
        "style": top["style"]["additionalProperties"]["properties"],
        "penalties": top["penalties"]["properties"],
    }
    assert {table: sorted(keys) for table, keys in known.items()} == {k: sorted(v) for k, v in KEYS.items()}


def test_the_schema_takes_what_tmkit_takes(examples: Path) -> None:
    validator = jsonschema.Draft7Validator(schema())
    shown = data.read(FILE_NAME).decode()
    full = re.sub(r"^# (?=[\w.-]+ = |\[)", "", shown, flags=re.MULTILINE)
    assert "[style.kk]" in full
    for text in (shown, full, (examples / FILE_NAME).read_text(encoding="utf-8")):
        assert list(validator.iter_errors(tomllib.loads(text))) == []
    for wrong in (
        "x = 1",
        "[lint]\nfail-on = 'fatal'",
        "[style.kk]\nqoutes = '«»'",
        "[lint]\nseverity = { TM1 = 'loud' }",
        "[penalties]\nage = 2",
        "[penalties]\norigins = {}",
    ):
        assert list(validator.iter_errors(tomllib.loads(GOOD + wrong)))


def test_all_that_init_only_suggests_is_valid_too(tmp_path: Path) -> None:
    full = re.sub(r"^# (?=[\w.-]+ = |\[)", "", data.read(FILE_NAME).decode(), flags=re.MULTILINE)
    (tmp_path / "terms.tbx").touch()
    found = load(project(tmp_path, full))
    assert found.house == "newsroom"
    assert found.local_plugins
    assert found.lint.overrides
    said = rules(found.penalties)
    assert (said.amounts, said.years) == (DEFAULTS, Rules().years), "what is suggested is what holds anyway"


def test_the_penalties_are_those_of_the_memory() -> None:
    assert set(KEYS["penalties"]) == {*DEFAULTS, "years", "origin"}


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b"# \xcf\xf0\xe8\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(path)


def test_find_looks_above(tmp_path: Path) -> None:
    path = project(tmp_path, GOOD)
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find(tmp_path / "a" / "b") == path
