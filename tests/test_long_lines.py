"""A file may be one line, one word or one number of any length: nothing takes longer than in proportion to it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tmkit.languages.codes import RU
from tmkit.pipeline.glossary import glossary
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
