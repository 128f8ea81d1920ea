"""A file may be one line, one word or one number of any length: nothing takes longer than in proportion to it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tmkit.checks import CHECKS, Context
from tmkit.languages.codes import KK, RU, UZ_LATN
from tmkit.languages.style import style_of
from tmkit.model import Bitext, Block, Kind, Lang, Pair, Segment
from tmkit.pipeline.inputs.glossary import glossary
from tmkit.text.landmarks import landmarks
from tmkit.text.sentences import split

SIZE = 40_000
LINES = {
    "figures": "1" * SIZE,
    "letters": "а" * SIZE,
    "letters and figures": "1а" * (SIZE // 2),
    "stops": "а." * (SIZE // 2),
    "marks": "o'" * (SIZE // 2),
    "terms": "Казахстан и вода " * (SIZE // 17),
    "quotes": "«" * SIZE,
    "blanks": "а" + " " * SIZE + "б",
    "groups": "1 000 " * (SIZE // 6),
}
READERS: dict[str, Callable[[str], object]] = {
    "landmarks": lambda text: landmarks(text, RU),
    "terms": lambda text: glossary().find(text, RU),
    "sentences": lambda text: split(text, RU),
}


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("reader", READERS)
def test_time_grows_with_the_length_only(line: str, reader: str) -> None:
    READERS[reader]("Казахстан")  # what is loaded once
    start = time.process_time()
    READERS[reader](LINES[line])
    assert time.process_time() - start < 3  # quadratic ones took 15 s and more


CHECKED = 10_000
PIECES = [
    "1", "а", "a", "1а", "а.", "o'", "'а", "«", '"', "(", "[", "](", "{", "%", "$", "<", "\\", "-", "—", ".", "/", "_",
    "1 000 ", "2025 ", "12:30 ", "1-", "+7", "20 % ", "5 км ", "15 января ", "a-", "a@", "@a ", "http://", "a.b", "<b ",
    "<b>", "</b>", "&a", "&lt;", "%s ", "{0} ", "вода ", "а а ", "а — ", "Тоқаев ", "Иванов А. ", "ЕС ",
    "\u200b", "\u00a0", "миллион ",
]  # fmt: skip
LONG = {piece: piece * (CHECKED // len(piece)) for piece in PIECES} | {"far apart": "а" + " " * CHECKED + "б"}
SHORT = {RU: "Казахстан растёт.", KK: "Қазақстан өсуде.", UZ_LATN: "Qozogʻiston oʻsmoqda."}


def beside(source: str, target: str, lang: Lang) -> Bitext:
    block = Block(0, Kind.UNIT)
    pair = Pair((Segment(source, RU, "a.po", block=block),), (Segment(target, lang, "a.po", block=block),))
    return Bitext(RU, lang, "a.po", "a.po", (pair,))


def look(check: str, bitext: Bitext) -> float:
    """CPU seconds."""
    context = Context(glossary(), style_of(bitext.target_lang))
    start = time.process_time()
    list(CHECKS.load(check).check(bitext, context))
    return time.process_time() - start


@pytest.mark.parametrize("lang", [KK, UZ_LATN])
@pytest.mark.parametrize("piece", LONG)
def test_no_check_takes_longer_than_in_proportion(piece: str, lang: Lang) -> None:
    short, long = beside(SHORT[RU], SHORT[lang], lang), beside(LONG[piece], LONG[piece], lang)
    for check in CHECKS.names():
        look(check, short)  # what is loaded once
        assert look(check, long) < 4, check  # .1 to 1 s where others use the machine; quadratic ones took minutes
