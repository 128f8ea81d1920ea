"""Whatever bytes a file holds, it is read, or refused in one line; a validator answers with findings only."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.errors import InputError
from tmkit.formats.documents import subtitles
from tmkit.formats.glossaries import tbx, tbx_rules
from tmkit.formats.units import csv, jsonl, po, po_rules, tmx, tmx_rules, tsv, xliff, xliff_rules
from tmkit.model import Lang

CASES = Path(__file__).parents[2] / "cases"
LANGS = (Lang("ru"), Lang("kk"))

READERS: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
    "tmx": ((CASES / "tmx/sound.tmx").read_bytes(), lambda data: list(tmx.read(io.BytesIO(data), "m"))),
    "po": ((CASES / "po/catalogue.po").read_bytes(), lambda data: list(po.read(io.BytesIO(data), "m"))),
    "xliff": ((CASES / "xliff/plain.xlf").read_bytes(), lambda data: list(xliff.read(io.BytesIO(data), "m"))),
    "xliff 2": ((CASES / "vendors/modern.xlf").read_bytes(), lambda data: list(xliff.read_all(io.BytesIO(data), "m"))),
    "phrase": ((CASES / "vendors/phrase.mxliff").read_bytes(), lambda data: list(xliff.read(io.BytesIO(data), "m"))),
    "tsv": ("ru\tkk\nа\tб\n".encode(), lambda data: list(tsv.read(io.BytesIO(data), "m", LANGS))),
    "csv": ('ru,kk,note\nа,"б, в",г\n'.encode(), lambda data: list(csv.read(io.BytesIO(data), "m", LANGS))),
    "jsonl": (
        '{"variants": [{"lang": "ru", "text": "а", "codes": [[0, "<b>"]]}, {"lang": "kk", "text": "б"}]}\n'.encode(),
        lambda data: list(jsonl.read(io.BytesIO(data), "m")),
    ),
    "tbx": ((CASES / "tbx/sound.tbx").read_bytes(), lambda data: tbx.read(data, "m")),
    "tmx rules": (
        (CASES / "tmx/elements.tmx").read_bytes(),
        lambda data: list(tmx_rules.validate(io.BytesIO(data), "m")),
    ),
    "xliff rules": (
        (CASES / "validation/faults.xlf").read_bytes(),
        lambda data: list(xliff_rules.validate(io.BytesIO(data), "m")),
    ),
    "xliff 2 rules": (
        (CASES / "validation/modern.xlf").read_bytes(),
        lambda data: list(xliff_rules.validate(io.BytesIO(data), "m")),
    ),
    "po rules": ((CASES / "validation/faults.po").read_bytes(), lambda data: list(po_rules.validate(data, "m"))),
    "srt": ((CASES / "documents/speech.kk.srt").read_bytes(), lambda data: subtitles.read(data, "m", LANGS[1])),
    "tbx rules": ((CASES / "tbx/faults.tbx").read_bytes(), lambda data: list(tbx_rules.validate(data, "m"))),
}
PIECES = [
    b"",
    b"\0",
    b"\xff",
    b"<",
    b">",
    b'"',
    b"&",
    b"&x;",
    b"\r",
    b"\t",
    b"\\",
    b"</seg>",
    b"<seg>",
    b"<tu>",
    b"</tu>",
]
PIECES += [b"<tuv>", b"<term>", b"<langSec>", b"<!--", b"<![CDATA[", b"<?", b"<!DOCTYPE a [", b'msgid "', b"msgstr[9] "]


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)), min_size=1, max_size=4))
def test_mutated_files(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    data, read = READERS[name]
    for place, length, piece in cuts:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + length :]
    try:
        read(data)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - reading and refusing are both right
        assert not name.endswith("rules")
