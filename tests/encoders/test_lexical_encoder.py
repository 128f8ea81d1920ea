from __future__ import annotations

import numpy as np

from tmkit.encoders.lexical import encode
from tmkit.model import Lang


def test_there_are_rows_but_no_columns() -> None:
    vectors = encode(["раз", "два"], Lang("ru"))
    assert vectors.shape == (2, 0)
    assert vectors.dtype == np.float32
