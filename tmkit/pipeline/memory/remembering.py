"""The memory of a project: what ``tmkit build`` made goes into it, each file once in each state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from tmkit.config import Project
from tmkit.files import open_binary
from tmkit.memory.units import Adding, Change, Origin
from tmkit.pipeline.memory.memories import add_file, open_memory

__all__ = ["remember"]


def remember(project: Project, paths: Iterable[Path]) -> Change | None:
    """Add the built memories that changed to the project's memory, and sum up; None where it names no memory."""
    if project.memory is None:
        return None
    total = Change(0)
    with open_memory(str(project.memory), create=True) as memory:
        for path, name, state in _files(project, paths):
            if not memory.has(name, state):
                adding = Adding(Origin(name), file=name, state=state, command=f"build {name}")
                total = _sum(total, add_file(memory, str(path), adding=adding))
    return total


def _files(project: Project, paths: Iterable[Path]) -> Iterator[tuple[Path, str, str]]:
    """Each file, its name seen from the project, and a digest."""
    for path in paths:
        state = blake2b(digest_size=16)
        with open_binary(str(path)) as stream:
            for chunk in iter(lambda: stream.read(1 << 20), b""):
                state.update(chunk)
        inside = path.absolute().is_relative_to(project.root.absolute())
        name = path.absolute().relative_to(project.root.absolute()) if inside else path
        yield path, name.as_posix(), state.hexdigest()


def _sum(one: Change, other: Change) -> Change:
    return replace(
        one,
        run=other.run or one.run,
        added=one.added + other.added,
        present=one.present + other.present,
        updated=one.updated + other.updated,
        moved=one.moved + other.moved,
        superseded=one.superseded + other.superseded,
        refused=one.refused + other.refused,
    )
