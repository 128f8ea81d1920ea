from __future__ import annotations

import io

import pytest

from tmkit.errors import InputError, UsageError
from tmkit.formats.glossaries import Wanted, omegat
from tmkit.languages.codes import EN, KK, RU
from tmkit.model import Concept, Lang, Location, Status, Term

CORRIDOR = Concept(
    "middle-corridor",
    (
        Term("Средний коридор", RU),
        Term("Срединный коридор", RU, Status.ADMITTED),
        Term("Middle Corridor", EN),
        Term("Орта дәліз", KK),
        Term("ортаңғы дәліз", KK, Status.ADMITTED),
        Term("Орта коридор", KK, Status.DEPRECATED),
    ),
    "project",
)
FILE = """# tmkit: ru kk
Средний коридор\tОрта дәліз\tproject; preferred; not: Орта коридор
Средний коридор\tортаңғы дәліз\t
Срединный коридор\tОрта дәліз\tproject; preferred; not: Орта коридор
Срединный коридор\tортаңғы дәліз\t
"""


def written(*langs: Lang) -> str:
    stream = io.BytesIO()
    omegat.write([CORRIDOR], stream, Wanted(langs=langs))
    return stream.getvalue().decode()


def test_a_pair_is_written_line_by_line() -> None:
    assert written(RU, KK) == FILE


def test_what_is_written_reads_back() -> None:
    first, second = omegat.read(FILE.encode(), "g.utf8")
    assert [(term.text, term.lang, term.status) for term in first.terms] == [
        ("Средний коридор", RU, Status.PREFERRED),
        ("Орта дәліз", KK, Status.PREFERRED),
        ("ортаңғы дәліз", KK, Status.ADMITTED),
    ]
    assert first.note == "project; preferred; not: Орта коридор"
    assert first.terms[2].place == Location("g.utf8", 3, 17)
    assert second.terms[0].text == "Срединный коридор"


def test_a_file_of_other_hands_names_its_language() -> None:
    [concept] = omegat.read("# desk\n\nрост\tөсім\n".encode(), "desk.kk.utf8")
    assert [(term.text, term.lang) for term in concept.terms] == [("рост", RU), ("өсім", KK)]


@pytest.mark.parametrize(
    ("text", "said"),
    [("рост\tөсім\n", "g.utf8: cannot tell the language"), ("# tmkit: ru kk\nрост\n", "g.utf8:2: two columns")],
)
def test_a_file_that_says_too_little_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        omegat.read(text.encode(), "g.utf8")
    assert said in str(caught.value)


def test_more_languages_need_more_files() -> None:
    with pytest.raises(UsageError, match=r"glossary\.\{lang\}\.utf8"):
        written()
