"""Encodings: what is found, and what is refused with a place and a way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.errors import InputError
from tmkit.formats.encoding import decode

RUSSIAN = "Президент прибыл в Астану — «с визитом»."
KAZAKH = "Қазақстан Республикасының Президенті келді"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1251", "windows-1251"),
    ],
)
def test_found(encoding: str, name: str) -> None:
    assert decode(RUSSIAN.encode(encoding), "a.txt") == (RUSSIAN, name)


@pytest.mark.parametrize(
    "text",
    [
        "Привет",
        "ТЕСТ",
        "Да",
        "ПРЕСС-РЕЛИЗ № 5",
        "Meeting — “Ташкент” 2025",
        "Ўзбекистон Республикаси",  # of the Uzbek letters Windows-1251 has only this one
        "Туркестан облысынын акiмдiгi",
        "“Quoted” – it’s plain English",
    ],
)
def test_short_windows_1251(text: str) -> None:
    assert decode(text.encode("cp1251"), "a.txt") == (text, "windows-1251")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty; check that it was saved"),
        (RUSSIAN.replace("«", "").replace("»", "").replace("—", "-").encode("koi8-r"), "looks like KOI8-R"),
        ("Министр провёл переговоры".encode("cp866"), "looks like DOS (866)"),
        ("Министр провёл переговоры".encode("iso8859-5"), "looks like ISO 8859-5"),
        (KAZAKH.encode("kz1048"), "looks like KZ-1048"),
        ("Un café à Bruxelles".encode("cp1252"), "neither UTF-8 nor Windows-1251"),
        (b"PK\x03\x04rest", "a packed file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
        (b"%PDF-1.7\n", "a PDF"),
        (rb"{\rtf1\ansi text}", "an RTF file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        (b"text\0\0\0\x01\x02binary\0", "a binary file"),
        (bytes(range(256)) * 4, "a binary file"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt")
    assert message in caught.value.message
    assert caught.value.path == "a.txt"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        ("первая\r\nвторая ".encode() + b"\xff" + " конец".encode(), 2, 8),
        ("одна\rдве\nтри".encode() + b"\xd0", 3, 4),  # cut in the middle of a character
        ("\ufeffда".encode() + b"\xfe", 1, 3),
        (b"\xff\xfe" + "да\n".encode("utf-16-le") + b"\x00\xd8" + "нет".encode("utf-16-le"), 2, 1),
        ("Москва\nи ".encode("cp1251") + b"\x98" + " область".encode("cp1251"), 2, 3),
    ],
)
def test_broken_bytes_have_a_place(data: bytes, line: int, column: int) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt")
    assert (caught.value.line, caught.value.column) == (line, column)


def test_declared_encoding_counts_after_utf8() -> None:
    assert decode("café".encode("latin-1"), "a.html", "ISO-8859-1") == ("café", "windows-1252")
    assert decode(RUSSIAN.encode("cp1251"), "a.html", "windows-1251") == (RUSSIAN, "windows-1251")
    assert decode(RUSSIAN.encode(), "a.html", "windows-1251") == (RUSSIAN, "utf-8")
    for unknown in ("x-unknown", "rot13", "utf-16", "utf-7x", "base64", "idna", ""):
        assert decode(RUSSIAN.encode("cp1251"), "a.html", unknown).encoding == "windows-1251"


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "a.txt")
    except InputError:
        return
    assert text.encode(encoding).removeprefix(b"\xff\xfe") == data.removeprefix(b"\xff\xfe") or data.startswith(
        (b"\xfe\xff", b"\x00\x00\xfe\xff")
    )


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_utf8_is_never_mistaken(text: str) -> None:
    if text.startswith(("\ufeff", "%PDF", "PK", "GIF8", "{")):
        return
    assert decode(text.encode(), "a.txt") == (text, "utf-8")
