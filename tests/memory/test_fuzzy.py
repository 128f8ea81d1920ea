"""No unit at or above the threshold is lost: the index against comparing with every unit."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

import kernels
from tmkit.memory import building, kernel, part_files, parts
from tmkit.memory.building import Line, build
from tmkit.memory.part_files import load, save
from tmkit.memory.parts import hashed

WORDS = [f"w{number}" for number in range(12)]

segments = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)
memories = st.lists(segments, min_size=1, max_size=40)


def nearest(
    query: Sequence[str], memory: Sequence[Sequence[str]], threshold: float, limit: int
) -> list[tuple[float, int]]:
    """Similarity and unit of the best, by comparing with all of them; unit i + 1 is ``memory[i]``."""
    found = []
    for unit, segment in enumerate(memory, 1):
        similarity = 1 - Levenshtein.distance(query, segment) / max(len(query), len(segment))
        if similarity >= threshold - 1e-9:
            found.append((similarity, unit))
    return sorted(found, reverse=True)[:limit]


def indexed(memory: Sequence[Sequence[str]]) -> parts.Part:
    return build(Line(unit, " ".join(segment), 1) for unit, segment in enumerate(memory, 1))


def looked_up(part: parts.Part, query: Sequence[str], threshold: float, limit: int) -> list[tuple[float, int]]:
    hashes, _ = hashed([" ".join(query)])
    return [(near.similarity, near.unit) for near in part.search(hashes, threshold, 1, limit)]


@given(
    memories, segments, st.sampled_from([0.01, 0.2, 1 / 3, 0.5, 0.6, 0.7, 0.75, 0.9, 1.0]), st.sampled_from([1, 3, 50])
)
def test_nothing_is_lost(memory: list[list[str]], query: list[str], threshold: float, limit: int) -> None:
    assert looked_up(indexed(memory), [*query, "new"], threshold, limit) == nearest(
        [*query, "new"], memory, threshold, limit
    )


def drawn(seed: int, count: int, longest: int) -> list[list[str]]:
    """Segments of words as frequent as in a language, many of them versions of others."""
    rng = random.Random(seed)
    words = [f"v{number}" for number in range(300)]
    weights = [1 / (number + 1) for number in range(300)]
    made: list[list[str]] = []
    for _ in range(count):
        if made and rng.random() < 0.5:
            segment = list(rng.choice(made))
            for _ in range(rng.randint(1, 4)):
                segment[rng.randrange(len(segment))] = rng.choice(words)
        else:
            segment = rng.choices(words, weights, k=rng.randint(1, longest))
        made.append(segment)
    return made


@pytest.mark.parametrize("longest", [15, 200])
@pytest.mark.parametrize("threshold", [0.5, 0.7])
def test_nothing_is_lost_among_many(threshold: float, longest: int) -> None:
    memory = drawn(1, 1500, longest)
    part = indexed(memory)
    for query in [*drawn(2, 40, longest), *memory[:20]]:
        assert looked_up(part, query, threshold, 5) == nearest(query, memory, threshold, 5)


def test_a_part_is_the_same_from_a_file(tmp_path: Path) -> None:
    memory = drawn(3, 300, 20)
    part = indexed(memory)
    save(part, tmp_path / "x.part")
    again = load(tmp_path / "x.part")
    assert all(
        (getattr(part, name) == getattr(again, name)).all() for name in ("words", "posts", "vocabulary", "units")
    )
    (tmp_path / "x.part").write_bytes((tmp_path / "x.part").read_bytes()[:-100])
    with pytest.raises(ValueError, match=r"x\.part"):
        load(tmp_path / "x.part")


@given(st.integers(0, 1 << 20), st.integers(1, 255))
def test_a_part_with_any_byte_changed_is_refused(at: int, change: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.part")
        save(indexed([["a", "b"], ["b"]]), path)
        content = bytearray(path.read_bytes())
        stop = len(content.rstrip())  # behind it there is nothing but what fills a block
        content[at % stop] ^= change
        path.write_bytes(content)
        try:
            part = load(path)
        except ValueError:
            return
        assert looked_up(part, ["a", "b"], 0.5, 5) == [(1.0, 1), (0.5, 2)]


def test_a_part_as_it_was_written_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(indexed([["a", "b"]]), tmp_path / "x.part")
    shutil.copyfile(tmp_path / "x.part", tmp_path / "copy.part")
    load(tmp_path / "copy.part")
    monkeypatch.setattr(part_files, "_checksum", lambda blocks: pytest.fail("it was read"))
    for name in ("x.part", "copy.part"):
        assert looked_up(load(tmp_path / name), ["a", "b"], 1.0, 1) == [(1.0, 1)]
    os.utime(tmp_path / "x.part")
    with pytest.raises(pytest.fail.Exception):
        load(tmp_path / "x.part")


def test_only_units_with_the_language_wanted() -> None:
    part = build([Line(1, "a b c", 0b01), Line(2, "a b c", 0b11)])
    hashes, _ = hashed(["a b c"])
    assert [near.unit for near in part.search(hashes, 0.7, 0b10, 5)] == [2]
    assert [near.unit for near in part.search(hashes, 0.7, 0b01, 5)] == [2, 1]


def test_a_memory_without_words() -> None:
    part = build([Line(1, "", 1)])
    assert looked_up(part, ["a"], 0.5, 5) == []
    assert looked_up(build([]), ["a"], 0.5, 5) == []


@pytest.fixture(scope="module")
def compiled(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return kernels.compiled(kernel, repository, tmp_path_factory.mktemp("build"))


def test_the_compiled_loops_and_their_source_give_the_same(
    repository: Path, compiled: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = [*drawn(5, 150, 20), *drawn(6, 20, 150)]
    queries = [*drawn(7, 15, 20), *drawn(8, 3, 150), *memory[:5]]
    answers = []
    for loops in (compiled, kernels.load(repository / "tmkit" / "memory" / "kernel.py")):
        for module in (parts, building):
            monkeypatch.setattr(module, "kernel", loops)
        part = indexed(memory)
        found = [looked_up(part, query, threshold, 4) for query in queries for threshold in (0.4, 0.7)]
        answers.append((part.words.tolist(), part.posts.tolist(), part.vocabulary.tolist(), found))
    assert answers[0] == answers[1]
