"""Memories for CAT programs: codes that they take, a file for each target, context, nothing lost in silence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree

from tmkit.errors import UsageError
from tmkit.formats.tools import TOOLS, tool
from tmkit.formats.units import DOCUMENT, tmx, tmx_rules
from tmkit.languages.codes import KK, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Code, Finding, Segment, Severity, TranslationUnit
from tmkit.pipeline.exchange.exporting import export

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parents[2] / "cases" / "tmx" / "tmx14.rng"))
BOLD = (Code(0, "<b>"), Code(2, "</b>"))


def unit(ru: str, document: str = "a", **targets: str) -> TranslationUnit:
    langs = {"kk": KK, "latn": UZ_LATN, "cyrl": UZ_CYRL}
    variants = [Segment(text, langs[name]) for name, text in targets.items()]
    properties = ((DOCUMENT, document), ("file", "x.html"))
    return TranslationUnit((Segment(ru, RU, codes=BOLD), *variants), properties, ("note",))


UNITS = (
    unit("Да", kk="Иә", latn="Ha", cyrl="Ҳа"),
    unit("Нет < 5", kk="Жоқ", latn="Yoʻq"),
    unit("Ещё", "b", kk="Тағы"),
)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "all.tmx"
    with path.open("wb") as stream:
        tmx.write(UNITS, stream, (RU, KK, UZ_LATN, UZ_CYRL), level=2)
    return path


def findings(path: Path, name: str) -> list[Finding]:
    return list(tmx_rules.validate(io.BytesIO(path.read_bytes()), path.name, TOOLS[name]))


@pytest.mark.parametrize("name", [name for name, tool in TOOLS.items() if tool.memory == "tmx"])
def test_every_tool_gets_a_file_a_target_that_it_takes(name: str, memory: Path) -> None:
    done = export(str(memory), str(memory.with_name("out.tmx")), TOOLS[name])
    assert [Path(path).name for path in done.files] == [
        f"out.{TOOLS[name].spell(lang)}.tmx" for lang in (KK, UZ_LATN, UZ_CYRL)
    ]
    assert list(done.files.values()) == [3, 2, 1]
    for path in map(Path, done.files):
        GRAMMAR.assertValid(etree.fromstring(path.read_bytes().replace(b"uz@cyrillic", b"uz-Cyrl")))
        assert [f for f in findings(path, name) if f.severity is Severity.ERROR or f.code in ("TM913", "TM929")] == []
    assert done.losses == ({} if TOOLS[name].inline else {"inline codes": 6})


@pytest.mark.parametrize("name", ["omegat", "weblate", "translate-toolkit"])
def test_two_scripts_in_a_unit_are_an_error_for_those_that_mix_them_up(name: str, memory: Path) -> None:
    assert {f.severity for f in findings(memory, name) if f.code == "TM927"} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("weblate", {"uz-Cyrl", "uz-Latn-UZ", "kk-Cyrl-KZ", "*all*"}),
        ("omegat", {"kk_KZ", "uz@cyrillic", "kaz", "kz"}),
        ("translate-toolkit", set()),
    ],
)
def test_codes_that_are_known_to_be_refused(name: str, refused: set[str]) -> None:
    seen = ("ru", "kk", "kk-KZ", "uz-Latn", "uz-Cyrl", "uz-Latn-UZ", "kk-Cyrl-KZ", "*all*", "kk_KZ", "uz@cyrillic")
    known = {"weblate": {"kk_KZ", "uz@cyrillic"}, "omegat": {"uz-Cyrl", "uz-Latn-UZ", "kk-Cyrl-KZ", "*all*"}}
    for code in seen:
        expected = code not in refused or code in known.get(name, ())
        assert TOOLS[name].accepts(code) is expected, code
    assert not any(TOOLS["omegat"].accepts(code) for code in ("kaz", "kz", "uzb"))


def test_context_is_that_of_the_same_document(memory: Path) -> None:
    done = export(str(memory), str(memory.with_name("out.tmx")), TOOLS["memoq"], ("ru", "kk"))
    with memory.with_name("out.tmx").open("rb") as stream:
        said = [unit.variants[0].metadata for unit in tmx.read(stream, "out.tmx")]
    assert list(done.files.values()) == [3]
    assert [metadata.properties if metadata else None for metadata in said] == [
        (("x-context-post", "<seg>Нет &lt; 5</seg>"),),
        (("x-context-pre", "<seg>Да</seg>"),),
        None,
    ]


def test_lokalize_gets_catalogues_with_the_codes_of_gettext(memory: Path) -> None:
    done = export(str(memory), str(memory.with_name("{lang}.po")), TOOLS["lokalize"])
    assert [Path(path).name for path in done.files] == ["kk.po", "uz.po", "uz@cyrillic.po"]
    assert '"Language: uz@cyrillic\\n"' in memory.with_name("uz@cyrillic.po").read_text(encoding="utf-8")
    assert done.losses == {"inline codes": 6, "properties": 6}


def test_a_tmx_is_not_for_lokalize(memory: Path) -> None:
    first, *_ = findings(memory, "lokalize")
    assert (first.code, first.message) == (
        "TM988",
        "Lokalize is given memories as .po; `tmkit convert --tool` writes it.",
    )
    assert "TM988" not in {finding.code for finding in findings(memory, "poedit")}


def test_a_program_is_not_given_a_memory_in_another_format(memory: Path) -> None:
    with pytest.raises(UsageError, match=r"Weblate is given a memory as \.tmx"):
        export(str(memory), str(memory.with_name("out.po")), TOOLS["weblate"])


def test_weblate_must_know_uzbek_in_cyrillic_first(memory: Path) -> None:
    done = export(str(memory), str(memory.with_name("out.tmx")), TOOLS["weblate"], ("ru", "uz-Cyrl"))
    assert [sentence.partition(":")[0] for sentence in done.advice] == ["Weblate has no Uzbek in Cyrillic"]
    assert export(str(memory), str(memory.with_name("out.tmx")), TOOLS["weblate"], ("ru", "kk")).advice == []


def test_an_unknown_tool_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="known are lokalize, memoq, omegat"):
        tool("wordfast")
