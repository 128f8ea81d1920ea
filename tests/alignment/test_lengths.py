from __future__ import annotations

import numpy as np
import pytest

from tmkit.alignment.lengths import agreement, expansion
from tmkit.model import Lang


def one(source: float, target: float, shift: float = 0.0) -> float:
    return float(agreement(np.array([source]), np.array([target]), shift)[0])


def test_a_fitting_length_beats_a_misfit() -> None:
    assert one(100, 100) > one(100, 130) > one(100, 200)
    assert one(100, 110, 0.1) > one(100, 90, 0.1)


def test_long_segments_tell_more() -> None:
    assert one(300, 300) - one(300, 450) > one(20, 20) - one(20, 30)


def test_direction_does_not_matter() -> None:
    assert one(80, 120, 0.07) == pytest.approx(one(120, 80, -0.07))
    assert expansion(Lang("ru"), Lang("en")) == -expansion(Lang("en"), Lang("ru")) != 0
    assert expansion(Lang("ru"), Lang("fr")) == 0
