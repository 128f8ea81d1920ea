from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tmkit.encoders.cache import VectorCache, remembered
from tmkit.model import Lang

RU = Lang("ru")


class Model:
    """Embeds a text as its length and its first letter, and counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([(len(text) / 3, ord(text[0]) % 1000) for text in texts], np.float32)


@pytest.fixture
def cache(tmp_path: Path) -> VectorCache:
    return VectorCache(tmp_path / "deep" / "vectors.sqlite")


def test_a_second_run_asks_for_nothing_and_gives_the_same(cache: VectorCache) -> None:
    model = Model()
    first = remembered("m 1", ["да", "нет", "да"], RU, model, cache)
    second = remembered("m 1", ["нет", "да", "да"], RU, model, cache)
    assert sorted(model.asked) == ["да", "нет"]
    assert (first[[1, 0, 2]] == second).all()


def test_new_rows_have_the_precision_of_kept_ones(cache: VectorCache) -> None:
    found = remembered("m 1", ["да"], RU, Model(), cache)
    assert found.dtype == np.float32
    assert (found == found.astype(np.float16)).all()
    assert found[0, 0] == pytest.approx(2 / 3, rel=1e-3)


def test_name_and_language_are_part_of_the_key(cache: VectorCache) -> None:
    model = Model()
    for name, lang in (("m 1", RU), ("m 2", RU), ("m 1", Lang("en"))):
        remembered(name, ["a"], lang, model, cache)
    assert model.asked == ["a", "a", "a"]


def test_texts_without_letters_or_digits_get_zeros(cache: VectorCache) -> None:
    model = Model()
    found = remembered("m 1", ["", "да", "***"], RU, model, cache)
    assert model.asked == ["да"]
    assert found.shape == (3, 2)
    assert not found[[0, 2]].any()


def test_nothing_to_embed(cache: VectorCache) -> None:
    assert remembered("m 1", [], RU, Model(), cache).shape == (0, 0)
    assert remembered("m 1", ["—"], RU, Model(), cache).shape == (1, 0)


@pytest.mark.parametrize("damage", [b"no database at all", b""])
def test_a_damaged_file_is_begun_anew(cache: VectorCache, damage: bytes) -> None:
    model = Model()
    remembered("m 1", ["да"], RU, model, cache)
    cache.path.write_bytes(damage)
    for _ in range(3):
        found = remembered("m 1", ["да"], RU, model, cache)
    assert found.shape == (1, 2)
    assert 2 <= len(model.asked) <= 3  # the run that meets the damage may lose its rows, the next keeps them


def test_a_file_with_a_torn_page_is_begun_anew(cache: VectorCache) -> None:
    texts = [f"строка {n}" for n in range(500)]
    remembered("m 1", texts, RU, Model(), cache)
    data = cache.path.read_bytes()
    cache.path.write_bytes(data[:4096] + b"\xff" * (len(data) - 8192))
    for _ in range(3):
        model = Model()
        remembered("m 1", texts, RU, model, cache)
    assert model.asked == []


def test_a_place_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = remembered("m 1", ["да"], RU, Model(), VectorCache(tmp_path / "file" / "vectors.sqlite"))
    assert found.shape == (1, 2)


def test_its_size_is_bounded_and_the_newest_stay(cache: VectorCache) -> None:
    small = VectorCache(cache.path, limit=200_000)
    for start in range(0, 4000, 100):
        small.write({(start + n).to_bytes(16): bytes(100) for n in range(100)})
    assert cache.path.stat().st_size < 300_000
    assert len(small.read([(3999).to_bytes(16)])) == 1
    assert not small.read([(0).to_bytes(16)])


def test_several_writers_lose_nothing(cache: VectorCache) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: cache.write({n.to_bytes(16): b"ab"}), range(60)))
    assert len(cache.read([n.to_bytes(16) for n in range(60)])) == 60


def test_a_file_that_another_program_locks_is_waited_for_or_done_without(
    cache: VectorCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write({b"k" * 16: b"ab"})
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, timeout: connect(path, timeout=0.01))
    other = connect(cache.path)
    other.execute("BEGIN EXCLUSIVE")
    assert cache.read([b"k" * 16]) == {}
    cache.write({b"l" * 16: b"cd"})
    other.close()
    assert cache.read([b"k" * 16, b"l" * 16]) == {b"k" * 16: b"ab"}


@given(st.lists(st.text(max_size=5), max_size=20))
def test_the_order_of_rows_is_that_of_the_texts(texts: list[str]) -> None:
    nowhere = VectorCache(Path("/dev/null/vectors.sqlite"))
    found = remembered("m 1", texts, RU, Model(), nowhere)
    for text, row in zip(texts, found, strict=True):
        alone = remembered("m 1", [text], RU, Model(), nowhere)[0]
        assert (row == alone).all() if alone.size else not row.any()
