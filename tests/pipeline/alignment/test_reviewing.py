"""Corrections from the first to the last: recorded, built in, found again, reported when stale."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

import tmkit
from tmkit.config import Project, load
from tmkit.formats.units import tmx
from tmkit.model import Bead
from tmkit.pipeline.alignment.building import Built, Outcome, build
from tmkit.pipeline.alignment.reviewing import align_reviewed, lock
from tmkit.review import State, read

SETTINGS = 'targets = ["kk"]\nreleases = "releases/{name}.{lang}.*"\n'


@pytest.fixture
def project(tmp_path: Path, examples: Path) -> Project:
    (tmp_path / "releases").mkdir()
    for lang in ("ru", "kk"):
        shutil.copy(examples / "releases" / f"visit.{lang}.txt", tmp_path / "releases")
    (tmp_path / "tmkit.toml").write_text(SETTINGS, encoding="utf-8")
    return load(tmp_path / "tmkit.toml")


def paths(project: Project) -> tuple[Path, Path]:
    return project.root / "releases" / "visit.ru.txt", project.root / "releases" / "visit.kk.txt"


def build_one(project: Project, *, check: bool = False) -> Built:
    (built,) = build(project, check=check)
    return built


def units(project: Project) -> list[tuple[str, ...]]:
    path = project.output / "visit.ru-kk.tmx"
    with path.open("rb") as stream:
        return [tuple(variant.text for variant in unit.variants) for unit in tmx.read(stream, str(path))]


def merge_two(project: Project) -> tuple[str, str]:
    """Lock two neighbouring one-to-one beads as one, and return its texts."""
    source, target = (tmkit.read(str(path)) for path in paths(project))
    beads = tmkit.align(source, target).beads
    pair = next(
        (a, b)
        for a, b in pairwise(beads[4:])
        if all(len(side) == 1 for side in (a.source, a.target, b.source, b.target))
    )
    merged = Bead(pair[0].source + pair[1].source, pair[0].target + pair[1].target, 1.0)
    path = lock(source, target, [merged])
    assert path == str(project.root / "releases" / "visit.kk.review.toml")
    return (
        " ".join(source.segments[i].text for i in merged.source),
        " ".join(target.segments[j].text for j in merged.target),
    )


def test_a_correction_survives_rebuilding_and_moved_lines(project: Project) -> None:
    before = build_one(project)
    merged = merge_two(project)
    assert merged not in units(project)
    assert build_one(project, check=True).outcome is Outcome.STALE
    after = build_one(project)
    assert (after.outcome, after.units) == (Outcome.WRITTEN, before.units - 1)
    assert merged in units(project)
    assert build_one(project).outcome is Outcome.CURRENT
    assert build_one(project, check=True).outcome is Outcome.CURRENT

    for path, start in zip(paths(project), ("Сначала новость.", "Алдымен жаңалық."), strict=True):
        path.write_text(f"{start}\n\n{path.read_text('utf-8')}", encoding="utf-8")
    built = build_one(project)
    assert (built.outcome, built.stale) == (Outcome.WRITTEN, ())
    assert merged in units(project)
    shutil.rmtree(project.output)
    build_one(project)
    assert merged in units(project)


def test_a_stale_correction_is_reported_by_every_build(project: Project) -> None:
    source_text, _ = merge_two(project)
    path = paths(project)[0]
    text = " ".join(path.read_text("utf-8").split(" "))
    start, end = source_text[:25], source_text[-25:]
    assert text.count(start) == 1
    cut = text[: text.index(start)] + text[text.index(end) + len(end) :]
    path.write_text(cut, encoding="utf-8")
    for outcome in (Outcome.WRITTEN, Outcome.CURRENT, Outcome.CURRENT):
        built = build_one(project)
        assert built.outcome is outcome
        (notice,) = built.stale
        assert str(notice).startswith(f"{project.root / 'releases' / 'visit.kk.review.toml'}:3: the source of this")
    assert build_one(project, check=True).stale


def test_a_segment_locked_to_nothing_is_an_omission(project: Project) -> None:
    source, target = (tmkit.read(str(path)) for path in paths(project))
    bead = next(bead for bead in tmkit.align(source, target).beads if len(bead.source) == len(bead.target) == 1)
    lock(source, target, [Bead(bead.source, (), 1.0), Bead((), bead.target, 1.0)])
    beads = align_reviewed(source, target)[0].beads
    assert Bead(bead.source, (), 1.0) in beads
    assert Bead((), bead.target, 1.0) in beads


def test_a_later_decision_about_the_same_segments_replaces_the_earlier(project: Project) -> None:
    source, target = (tmkit.read(str(path)) for path in paths(project))
    lock(source, target, [Bead((2, 3), (2, 3), 1.0), Bead((7,), (7,), 1.0)], state=State.LOCKED)
    path = lock(source, target, [Bead((3,), (3, 4), 1.0)], note="the second sentence belongs here")
    again = read(path).beads
    assert [(bead.at, bead.state) for bead in again] == [((3, 3), State.CORRECTED), ((7, 7), State.LOCKED)]
    assert again[0].note == "the second sentence belongs here"


def test_an_unsound_review_file_fails_its_memory_alone(project: Project) -> None:
    (project.root / "releases" / "visit.kk.review.toml").write_text("[[bead]]\nsourse = []\n", encoding="utf-8")
    built = build_one(project)
    assert built.outcome is Outcome.FAILED
    assert "visit.kk.review.toml:2: unknown key 'sourse'; did you mean 'source'?" in str(built.error)
