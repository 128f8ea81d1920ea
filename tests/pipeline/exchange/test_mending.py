"""Repair of XLIFF, PO and TBX: codes and characters are mended where they stand, all else stays, the rest is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.errors import InputError
from tmkit.model import Finding, Severity
from tmkit.pipeline.exchange.repairing import repair
from tmkit.pipeline.linting.validating import validate

V1 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <!-- source-language="rus" -->
  <file original='a' datatype="plaintext" source-language='{0}' target-language = "{1}"><body>
    <trans-unit id="1"><source xml:lang="{0}">Рост торговли</source><target>{2}</target></trans-unit>
  </body></file>
</xliff>
"""
V2 = """<x:xliff version="2.0" srcLang="{0}" trgLang="{1}" xmlns:x="urn:oasis:names:tc:xliff:document:2.0">
  <x:file id="f"><x:unit id="1"><x:segment>
    <x:source>Рост торговли</x:source><x:target>{2}</x:target>
  </x:segment></x:unit></x:file>
</x:xliff>
"""
PO = """# {0}
msgid ""
msgstr ""
"Language: {1}\\n"
"X-Source-Language: {0}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. kz
msgid "Рост торговли"
msgstr "{2}"
"""
TBX = """<tbx type="TBX-Basic" style="dca" xml:lang="{0}" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
  <conceptEntry id="trade"><langSec xml:lang="{0}"><termSec><term>торговля</term></termSec></langSec>
  <langSec xml:lang="{1}"><termSec><term>{2}</term></termSec></langSec></conceptEntry>
</body></text></tbx>
"""
FILES = {"a.xlf": V1, "b.xlf": V2, "c.po": PO, "d.tbx": TBX}
KAZAKH, LATIN, CYRILLIC = "Сауданың өсуі", "Savdo hajmining oʻsishi", "Савдо ҳажмининг ўсиши"


def run(name: str, data: bytes, folder: Path) -> tuple[str, list[Finding]]:
    path, out = folder / name, folder / f"sound.{name}"
    path.write_bytes(data)
    told: list[Finding] = []
    repair(str(path), str(out), told.append)
    assert path.read_bytes() == data
    return out.read_text(encoding="utf-8"), told


CODES = [
    ("RU", "kz", KAZAKH, "ru", "kk"),
    ("rus", "KZ", KAZAKH, "ru", "kk"),
    ("ru", "kaz", KAZAKH, "ru", "kk"),
    ("ru", "kk_KZ", KAZAKH, "ru", "kk-KZ"),
    ("ru", "uz", LATIN, "ru", "uz-Latn"),
    ("ru", "uz", CYRILLIC, "ru", "uz-Cyrl"),
    ("ru", "uz@cyrillic", CYRILLIC, "ru", "uz-Cyrl"),
    ("ru", "uz-Latn-UZ", CYRILLIC, "ru", "uz-Cyrl-UZ"),
    ("ru", "uz", "24/7", "ru", "uz"),
]
GETTEXT = {"kk-KZ": "kk_KZ", "uz-Latn": "uz", "uz-Cyrl": "uz@cyrillic", "uz-Cyrl-UZ": "uz_UZ@cyrillic"}


@pytest.mark.parametrize(("source", "target", "text", "ru", "other"), CODES)
@pytest.mark.parametrize("name", FILES)
def test_codes_are_mended_where_they_stand(
    name: str, source: str, target: str, text: str, ru: str, other: str, tmp_path: Path
) -> None:
    made, told = run(name, FILES[name].format(source, target, text).encode(), tmp_path)
    expected = FILES[name].format(ru, GETTEXT.get(other, other) if name == "c.po" else other, text)
    if name == "c.po":  # only the language of the catalogue is gettext's own
        expected = expected.replace(f"# {ru}", f"# {source}").replace(
            f"Source-Language: {ru}", f"Source-Language: {source}"
        )
    assert made == expected
    changes = [one for one in told if one.code == "TM913" and one.severity is Severity.INFO and "became" in one.message]
    assert all(f"«{one.target.text}» became «" in one.message for one in changes)
    again, more = run(f"again.{name}", made.encode(), tmp_path)
    assert again == made
    assert [one for one in more if "became" in one.message] == []


@pytest.mark.parametrize("name", FILES)
def test_control_characters_and_encodings_are_mended(name: str, tmp_path: Path) -> None:
    text = FILES[name].format("ru", "kk", "Сауда\x0bөсуі\x02")
    made, told = run(name, text.encode(), tmp_path)
    assert made == text.replace("\x0b", " ").replace("\x02", "")
    assert {one.code for one in told if one.severity is Severity.INFO} >= {"TM986" if name == "c.po" else "TM901"}
    named = V1.replace("UTF-8", "windows-1251") if name == "a.xlf" else PO.replace("UTF-8", "windows-1251")
    suffix = name[-4:] if name == "a.xlf" else ".po"
    made, _ = run(f"cp{suffix}", named.format("ru", "kk", "Сауда").encode("windows-1251"), tmp_path)
    assert "Сауда" in made
    assert "windows-1251" not in made


def test_what_is_left_is_told_with_its_place(tmp_path: Path) -> None:
    data = V1.format("ru", "kz", "Өсім").replace("<target>", '<target state="done">')
    made, told = run("a.xlf", data.encode(), tmp_path)
    assert 'state="done"' in made
    [left] = [one for one in told if one.code == "TM976"]
    assert left.message.endswith("Left to you.")
    assert left.target.start.line == 5


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlf", "<xliff version='1.2'><file>", "a.xlf:1:28: broken XML"),
        ("a.xlf", "<tmx/>", "this is not XLIFF"),
        ("a.xlf", V1.format("ru", "Kazakh", "Өсім"), "«Kazakh» is no language code; tmkit cannot mend this"),
        ("d.tbx", TBX.format("ru", "Kazakh", "өсім"), "«Kazakh» is no language code; tmkit cannot mend this"),
        ("d.tbx", "<tmx/>", "The root element is <tmx>, not <tbx>; tmkit cannot mend this"),
        ("c.po", "msgstr a\n", "c.po:1"),
        ("e.csv", "ru,kk\n", "no remedy for .csv files"),
    ],
)
def test_what_cannot_be_mended_is_refused(name: str, data: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\S") as caught:
        run(name, data.encode(), tmp_path)
    assert message.casefold() in str(caught.value).casefold()
    assert not (tmp_path / f"sound.{name}").exists()


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), st.binary(max_size=3)), max_size=3),
)
def test_any_damage_is_mended_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, cuts: list[tuple[float, int, bytes]]
) -> None:
    data = FILES[name].format("ru", "kz", KAZAKH).encode()
    for place, length, piece in cuts:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + length :]
    folder = tmp_path_factory.mktemp("damage")
    try:
        run(name, data, folder)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    found = validate(str(folder / f"sound.{name}"))
    assert not {one.code for one in found.report.findings} & {"TM901", "TM902", "TM912", "TM980", "TM986"}
