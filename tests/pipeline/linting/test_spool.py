"""Findings however many: in order, named as a report of a few, and not held in memory."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tmkit.formats.units import tmx_rules
from tmkit.pipeline.linting import spool
from tmkit.pipeline.linting.reporting import named
from tmkit.pipeline.linting.spool import Spool, in_order
from tmkit.pipeline.linting.validating import validate
from tmkit.reporters import REPORTERS

CASES = Path(__file__).parents[2] / "cases" / "tmx"
HEAD = (
    '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" '
    'adminlang="en" srclang="ru" datatype="plaintext"/><body>\n'
)


def faulty(path: Path, count: int) -> Path:
    """A memory of ``count`` units of which each is a warning or two."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        for number in range(count):
            source, target = f"Торговля растёт {number}.", f" Сауда өсуде {number}."
            stream.write(
                f'<tu><tuv xml:lang="ru"><seg>{source}</seg></tuv><tuv xml:lang="kk"><seg>{target}</seg></tuv></tu>\n'
            )
        stream.write("</body></tmx>\n")
    return path


@pytest.mark.parametrize("held", [1, 3, 1000])
def test_a_spool_is_a_collection_that_is_read_again(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_HELD", held)
    with (CASES / "codes.tmx").open("rb") as stream:
        found = list(tmx_rules.validate(stream, "codes.tmx"))
    made = Spool(found)
    assert list(made) == found == list(made)
    assert len(made) == len(found) > 3
    assert [made[0], made[-1], made[1:3], made[-2:]] == [found[0], found[-1], found[1:3], found[-2:]]
    assert found[2] in made
    assert found[0] not in Spool(found[1:2])
    assert [pair[0] for pair in zip(made, made, strict=True)] == found


def test_what_comes_late_is_put_in_order() -> None:
    with (CASES / "header.tmx").open("rb") as stream:
        found = named(tmx_rules.validate(stream, "header.tmx"))
    assert tuple(in_order(reversed(found), lambda one: (found.index(one),), window=len(found))) == found


def test_a_report_is_the_same_however_little_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [str(path) for path in sorted(CASES.glob("*.tmx"))]
    reports = [(validate(*paths).report, monkeypatch.setattr(spool, "_HELD", 2))[0], validate(*paths[::-1]).report]
    for name in REPORTERS.names():
        render = REPORTERS.load(name).render
        assert "".join(render(reports[0])) == "".join(render(reports[1])), name


PEAK = """
import re
from tmkit.cli import main
try:
    main()
finally:
    print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1], file=__import__("sys").stderr)
"""


def peak(*command: str) -> float:
    """Megabytes."""
    done = subprocess.run([sys.executable, "-c", PEAK, *command], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return int(done.stderr.split()[-1]) / 1024


def tasks(path: Path) -> Iterator[list[str]]:
    yield ["validate", str(path), "--format", "json"]
    yield ["repair", str(path), "-o", str(path.with_name("repaired.tmx"))]
    yield ["convert", str(path), str(path.with_suffix(".jsonl"))]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to read the peak from")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    small, large = faulty(tmp_path / "small.tmx", 6_000), faulty(tmp_path / "large.tmx", 20_000)
    for few, many in zip(tasks(small), tasks(large), strict=True):
        assert peak(*many) < peak(*few) + 4, many


def test_every_finding_of_a_long_file_is_told(tmp_path: Path) -> None:
    report = validate(str(faulty(tmp_path / "a.tmx", 1_500))).report
    lines = [finding.target.start.line for finding in report.findings]
    assert lines == list(range(2, 1_502))
    assert re.search(r"\b0 errors, 1500 warnings", "".join(REPORTERS.load("human").render(report)))
