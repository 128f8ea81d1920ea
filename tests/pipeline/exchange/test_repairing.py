"""Repair writes sound files or nothing, tells each change, and changes nothing the second time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.errors import InputError
from tmkit.formats.units import tmx, tmx_rules
from tmkit.model import Finding, Severity, TranslationUnit
from tmkit.pipeline.exchange.repairing import Repairs, repair

CASES = Path(__file__).parents[2] / "cases" / "tmx"
BROKEN = (CASES / "mendable.broken").read_bytes()
HEAD = (
    b'<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
)
HEAD += b'srclang="ru" datatype="plaintext"/><body>'
UNIT = '<tu><tuv xml:lang="ru"><seg>Торговля</seg></tuv><tuv xml:lang="kk"><seg>{}</seg></tuv></tu></body></tmx>'


def run(data: bytes, folder: Path) -> tuple[list[TranslationUnit], list[Finding], Repairs]:
    broken, sound = folder / "broken.tmx", folder / "sound.tmx"
    broken.write_bytes(data)
    changes: list[Finding] = []
    done = repair(str(broken), str(sound), changes.append)
    content = sound.read_bytes()
    found = list(tmx_rules.validate(io.BytesIO(content), "sound.tmx"))
    assert not [finding for finding in found if finding.severity is Severity.ERROR]
    return list(tmx.read(io.BytesIO(content), "sound.tmx")), changes, done


def test_every_change_is_told_with_its_place(tmp_path: Path) -> None:
    units, changes, done = run(BROKEN, tmp_path)
    expected = (CASES / "mendable.changes").read_text(encoding="utf-8").splitlines()
    assert [f"{c.target.start.line}:{c.target.start.column} {c.code} {c.message}" for c in changes] == expected
    assert (done.read, done.written) == (3, 2)
    assert [[variant.lang for variant in unit.variants] for unit in units] == [
        ["ru", "kk"],
        ["ru", "uz-Cyrl", "uz-Latn"],
    ]


def test_a_second_repair_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    run(BROKEN, tmp_path)
    first = (tmp_path / "sound.tmx").read_bytes()
    assert run(first, tmp_path)[1] == []
    assert (tmp_path / "sound.tmx").read_bytes() == first


@pytest.mark.parametrize("path", sorted(CASES.glob("*.tmx")), ids=lambda path: path.stem)
def test_golden_files_become_sound_or_are_refused_with_a_place(path: Path, tmp_path: Path) -> None:
    try:
        run(path.read_bytes(), tmp_path)
    except InputError as error:
        assert error.line  # noqa: PT017 - repairing and refusing are both right
        assert not (tmp_path / "sound.tmx").exists()


ENCODINGS = [
    (encoding, declared)
    for encoding in ("utf-16", "utf-16-le", "windows-1251", "utf-8-sig")
    for declared in ("utf-8", "utf-16", "iso-8859-5", "")
    if (encoding, declared) != ("windows-1251", "iso-8859-5")  # both decode every byte: nothing tells them apart
]


@pytest.mark.parametrize(("encoding", "declared"), ENCODINGS)
def test_whatever_encoding_the_first_line_names(encoding: str, declared: str, tmp_path: Path) -> None:
    line = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = line + HEAD.decode() + UNIT.format("Сауда \x0bайналымы & экспорт")
    units, changes, _ = run(text.encode(encoding), tmp_path)
    assert units[0].variants[1].text == "Сауда  айналымы & экспорт"
    assert {change.code for change in changes} == {"TM901"}


def test_a_reference_across_two_reads_is_whole(tmp_path: Path) -> None:
    for shift in range(12):
        filler = "ю" * 32760 + "a" * shift  # two bytes each: the entity crosses byte 65,536 in some of them
        units, changes, _ = run(HEAD + UNIT.format(f"{filler}&amp;&lt;&#x1;&b").encode(), tmp_path)
        assert units[0].variants[1].text == f"{filler}&<&b"
        assert [change.target.text for change in changes] == ["&#x1;", "&"]


def test_entities_that_the_file_defines_stay(tmp_path: Path) -> None:
    data = b'<!DOCTYPE tmx [<!ENTITY desk "Astana">]>' + HEAD + UNIT.format("&desk; &mdash;").encode()
    assert run(data, tmp_path)[0][0].variants[1].text == "Astana —"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (HEAD + b"<tu>", "tmkit cannot mend this"),
        (b"<xliff/>", "this is not TMX"),
        (HEAD + UNIT.replace("kk", "?").format("x").encode(), "is not a language code"),
    ],
)
def test_what_cannot_be_mended_is_refused(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"broken.tmx:1:\d+: ") as caught:
        run(data, tmp_path)
    assert message in str(caught.value)
    assert list(tmp_path.iterdir()) == [tmp_path / "broken.tmx"]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=3)), min_size=1, max_size=3))
def test_any_damage_is_mended_or_refused(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[float, int, bytes]]
) -> None:
    data = BROKEN
    for place, length, piece in cuts:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + length :]
    try:
        run(data, tmp_path_factory.mktemp("damage"))
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017
