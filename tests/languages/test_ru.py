from __future__ import annotations

import pytest

from tmkit.languages import ru


@pytest.mark.parametrize("word", ["\U000171c0", "а\U000171c0я", "OECD", "東京"])
def test_words_that_no_dictionary_knows_are_their_own_forms(word: str) -> None:
    assert ru.fold(word) in ru.stems(word)
    assert ru.keys(word) == {ru.fold(word)}
