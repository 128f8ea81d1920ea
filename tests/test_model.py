from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tmkit.model import Anchor, Block, Code, Lang, Location, Report, Segment, Severity

RU = Lang("ru")


def wrapped() -> Segment:
    # "один два три" written on two lines: "один" / "  два три"
    return Segment("один два три", RU, "a.txt", (Anchor(0, 3, 1), Anchor(5, 4, 3)), (Code(5, "<b>"),), Block(2))


def test_locate_follows_the_anchors() -> None:
    segment = wrapped()
    assert segment.locate(0) == Location("a.txt", 3, 1)
    assert segment.locate(3) == Location("a.txt", 3, 4)
    assert segment.locate(5) == Location("a.txt", 4, 3)
    assert segment.locate(12) == Location("a.txt", 4, 10)


def test_the_end_of_a_stretch_stays_on_its_line() -> None:
    assert wrapped().locate_end(4) == Location("a.txt", 3, 5)
    assert wrapped().locate_end(0) == Location("a.txt", 3, 1)


def test_excerpt_marks_the_words_in_their_segment() -> None:
    excerpt = wrapped().excerpt(5, 8)
    assert (excerpt.before, excerpt.text, excerpt.after) == ("один ", "два", " три")
    assert (excerpt.start.line, excerpt.start.column, excerpt.end.column) == (4, 3, 6)


def test_docx_has_places_not_lines() -> None:
    assert Location("a.txt", 1, 1).clickable
    assert not Location("A.DOCX", 1, 1).clickable


@given(st.data())
def test_a_part_keeps_every_place(data: st.DataObject) -> None:
    segment = wrapped()
    start = data.draw(st.integers(0, len(segment.text)))
    stop = data.draw(st.integers(start, len(segment.text)))
    part = segment.part(start, stop)
    assert part.text == segment.text[start:stop]
    assert [part.locate(at) for at in range(len(part.text))] == [
        segment.locate(start + at) for at in range(stop - start)
    ]
    assert [code.data for code in part.codes] == (["<b>"] if start <= 5 < stop else [])


def test_a_closing_tag_stays_with_its_sentence() -> None:
    segment = Segment("Да. Нет.", RU, codes=(Code(0, "<b>"), Code(3, "</b>"), Code(4, "<i>"), Code(8, "</i>")))
    assert segment.part(0, 3).codes == (Code(0, "<b>"), Code(3, "</b>"))
    assert segment.part(4, 8).codes == (Code(0, "<i>"), Code(4, "</i>"))


def test_severities_are_ordered() -> None:
    assert Severity.INFO < Severity.WARNING < Severity.ERROR
    assert Report(()).count(Severity.ERROR) == 0
