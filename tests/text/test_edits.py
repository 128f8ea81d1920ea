from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tmkit.model import Anchor, Code, Lang, Segment
from tmkit.text.edits import fixes, has_code


def segment(text: str, *codes: Code) -> Segment:
    return Segment(text, Lang("kk"), "visit.kk.txt", codes=codes)


def test_only_the_words_that_differ_are_replaced() -> None:
    (fix,) = fixes(segment("Жүк Орта коридормен тасымалданды."), 4, 19, "Орта дәлізбен")
    assert (fix.start.column, fix.end.column, fix.old, fix.text) == (10, 20, "коридормен", "дәлізбен")


def test_a_line_break_between_words_stays() -> None:
    wrapped = Segment("small and middle businesses", Lang("en"), "a.txt", (Anchor(0, 3, 1), Anchor(10, 4, 1)))
    found = fixes(wrapped, 0, 27, "small and medium-sized enterprises")
    assert [(fix.start[1:], fix.old, fix.text) for fix in found] == [
        ((4, 1), "middle", "medium-sized"),
        ((4, 8), "businesses", "enterprises"),
    ]


def test_no_word_is_replaced_across_a_tag() -> None:
    assert fixes(segment("Tоshkentda", Code(4, "<b>")), 0, 10, "Toshkentda") == ()
    assert len(fixes(segment("Tоshkentda", Code(0, "<b>"), Code(10, "</b>")), 0, 10, "Toshkentda")) == 1


def test_insertions_and_deletions_have_a_place() -> None:
    (added,) = fixes(segment("бір,екі"), 3, 4, ", ")
    assert (added.start, added.end) == (added.end, added.start)
    assert (added.start.column, added.text, added.old) == (5, " ", "")
    (removed,) = fixes(segment("the the end"), 0, 7, "the")
    assert removed.text == ""


@given(st.text("аб-' ", max_size=20), st.text("аб-ʻ ", max_size=20))
def test_they_make_the_text_wanted(old: str, new: str) -> None:
    found = list(old)
    for fix in reversed(fixes(segment(old), 0, len(old), new)):
        start = fix.start.column - 1
        assert old[start : start + len(fix.old)] == fix.old
        found[start : start + len(fix.old)] = fix.text
    assert "".join(found) == new


@given(st.lists(st.integers(0, 12)), st.integers(0, 12), st.integers(0, 12))
def test_a_code_inside_a_stretch_is_seen_and_one_at_its_ends_is_not(at: list[int], start: int, stop: int) -> None:
    marked = segment("twelve marks", *(Code(offset, "<b>") for offset in sorted(at)))
    assert has_code(marked, start, stop) == any(start < offset < stop for offset in at)
