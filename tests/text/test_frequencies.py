from __future__ import annotations

from tmkit.data import read
from tmkit.text.frequencies import RAREST, TABLE, chance
from tmkit.text.landmarks import Kind, Landmark


def test_what_is_common_tells_less() -> None:
    assert chance(Landmark(Kind.NUMBER, "1")) > 10 * RAREST
    assert chance(Landmark(Kind.NUMBER, "74193")) == RAREST
    assert chance(Landmark(Kind.MARK, "?")) > chance(Landmark(Kind.MARK, "%"))


def test_the_table_is_sound() -> None:
    rows = [line.split("\t") for line in read(TABLE).decode().splitlines() if not line.startswith("#")]
    assert len(rows) > 1000
    assert all(10_000 * RAREST <= int(times) <= 10_000 for _, _, times in rows)


def test_meanings_are_lines_of_the_seed() -> None:
    lines = len(read("seed.tsv").decode().splitlines())
    rows = (line.split("\t") for line in read(TABLE).decode().splitlines())
    assert all(int(row[1]) < lines for row in rows if row[0] == "meaning")
