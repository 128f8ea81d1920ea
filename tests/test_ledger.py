from __future__ import annotations

from random import Random

import pytest

from tmkit import ledger
from tmkit.ledger import Ledger


@pytest.mark.parametrize("held", [1, 7, 100_000])
def test_a_ledger_is_a_mapping(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_HELD", held)
    rng, kept, told = Random(1), Ledger(), dict[int, int]()
    for _ in range(2000):
        key, value = rng.randrange(-(2**63), 2**63) >> rng.choice((0, 56)), rng.randrange(-(2**63), 2**63)
        assert kept.get(key) == told.get(key)
        kept.put(key, value)
        told[key] = value
    assert all(kept.get(key) == value for key, value in told.items())
