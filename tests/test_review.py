from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.errors import ConfigError
from tmkit.remarks import Doubt, Waiver
from tmkit.review import LockedBead, Review, State, read, review_path, write

TEXT = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.split()) and text.isprintable())
SIDE = st.lists(TEXT, max_size=3).map(tuple)
BEAD = st.builds(
    LockedBead,
    SIDE,
    SIDE,
    st.sampled_from(State),
    st.none() | st.tuples(st.integers(0, 999), st.integers(0, 999)),
    st.just("") | TEXT,
).filter(lambda bead: bool(bead.source or bead.target))


def content(bead: LockedBead) -> tuple[object, ...]:
    sides = [tuple(" ".join(text.split()) for text in side) for side in (bead.source, bead.target)]
    return (*sides, bead.state, bead.at, " ".join(bead.note.split()))


@given(st.lists(BEAD, max_size=5))
def test_what_is_written_is_read_again_sorted(
    tmp_path_factory: pytest.TempPathFactory, beads: list[LockedBead]
) -> None:
    path = str(tmp_path_factory.getbasetemp() / "a.kk.review.toml")
    write(path, Review(tuple(beads)))
    again = read(path).beads
    assert sorted(map(repr, map(content, again))) == sorted(map(repr, map(content, beads)))
    assert [bead.at or (0, 0) for bead in again] == sorted(bead.at or (0, 0) for bead in beads)
    first = Path(path).read_bytes()
    write(path, Review(again[::-1]))
    assert Path(path).read_bytes() == first


WAIVER = st.builds(
    Waiver,
    TEXT,
    st.sampled_from(["TM104", "TM1", "term-missing"]),
    st.sampled_from(["", "a41c9e"]),
    st.sampled_from(["", "middle-corridor"]),
    st.none() | st.dates(),
)
QUERY = st.builds(Doubt, TEXT, TEXT)


def remarks(review: Review) -> tuple[object, ...]:
    """Waivers and queries without their lines, white space folded as in the file."""
    waivers = [(w.rule, w.finding, w.concept, " ".join(w.reason.split()), w.until) for w in review.waivers]
    queries = [(" ".join(q.source.split()), " ".join(q.question.split())) for q in review.queries]
    return sorted(map(repr, waivers)), sorted(map(repr, queries))


@given(st.lists(WAIVER, max_size=4), st.lists(QUERY, max_size=4))
def test_waivers_and_queries_are_read_again(
    tmp_path_factory: pytest.TempPathFactory, waivers: list[Waiver], queries: list[Doubt]
) -> None:
    path = str(tmp_path_factory.getbasetemp() / "b.kk.review.toml")
    bead = LockedBead(("а",), ("b",), at=(0, 0))
    review = Review((bead,), tuple(waivers), tuple(queries))
    write(path, review)
    again = read(path)
    assert remarks(again) == remarks(review)
    assert len(again.beads) == 1
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    assert all(lines[one.line - 1] == "[[waiver]]" for one in again.waivers)
    assert all(lines[one.line - 1] == "[[query]]" for one in again.queries)


def test_it_lies_beside_the_translation() -> None:
    assert review_path("releases/visit.kk.docx") == str(Path("releases/visit.kk.review.toml"))
    assert review_path("kk/visit.md") == str(Path("kk/visit.review.toml"))


def test_a_bead_knows_its_line_and_is_locked_unless_it_says_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "a.review.toml"
    path.write_text(
        '# note\n\n[[bead]]\nsource = ["а"]\n\n[[ bead ]]  # two\ntarget = ["b"]\nstate = "corrected"\n', "utf-8"
    )
    assert read(str(path)).beads == (
        LockedBead(("а",), (), State.LOCKED, line=3),
        LockedBead((), ("b",), State.CORRECTED, line=6),
    )
    assert read(str(tmp_path / "none.review.toml")) == Review()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[beed]]\n", "1: unknown key 'beed'; did you mean 'bead'?"),
        ("bead = 3\n", "1: write each bead as a table of its own: [[bead]]"),
        ('[[bead]]\nsource = ["a"]\n\n[[bead]]\nsorce = ["b"]\n', "5: unknown key 'sorce'; did you mean 'source'?"),
        ('[[bead]]\nsource = ["a"]\n\n[[bead]]\nsource = "b"\n', "5: 'source' must be a list of texts"),
        ('[[bead]]\nstate = "locked"\n', "1: this bead has neither 'source' nor 'target'"),
        ('[[bead]]\nsource = ["a"]\nstate = "open"\n', "3: unknown state 'open'; write locked or corrected"),
        ('[[bead]]\nsource = ["a"]\nat = [1]\n', "3: 'at' must be two numbers of segments"),
        ('[[bead]]\nsource = ["a"]\nat = [1, -1]\n', "3: 'at' must be two numbers of segments"),
        ('[[waiver]]\nreason = "law"\n', "1: this waiver has neither 'rule' nor 'finding'"),
        ('[[waiver]]\nrule = "TM104"\n', "1: this waiver has no 'reason'"),
        ('[[waiver]]\nrule = "TM104"\nreason = ""\n', "3: 'reason' must be a text in quotes"),
        ('[[waiver]]\nrule = "TM104"\nreason = "law"\nuntil = "June"\n', "4: 'until' must be a date"),
        ('[[waiver]]\nrule = "TM104"\nreason = "law"\nuntil = "2027-02-30"\n', "4: 'until' must be a date"),
        ('[[waiver]]\nrule = "TM104"\nreason = "law"\nuntil = 2027-02-03T10:00:00\n', "4: 'until' must be a date"),
        ('[[waiver]]\nreson = "law"\n', "2: unknown key 'reson'; did you mean 'reason'?"),
        ('[[query]]\nsource = "3,5 %"\n', "1: this query has no 'question'"),
        ('[[bead]]\nsource = ["a\n', "2:13: not valid TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "a.review.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read(str(path))
    assert str(caught.value).startswith(f"{path}:{message}")
