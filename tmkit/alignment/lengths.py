"""Length evidence: a translation is about as long as its source, and the longer, the closer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tmkit.model import Lang

__all__ = ["agreement", "expansion"]

_EXPANSION = {"ru": 0.0, "en": -0.09, "kk": -0.04, "uz-Latn": 0.07, "uz-Cyrl": 0.01}
"""Log of a text's length relative to its Russian, in characters; like the variance measured on news that people
translated line by line."""
_FREE, _SHARED = 0.008, 3.5
"""Variance of the log ratio: what stays in the longest segments, and what falls with length."""
_TAIL = 4.0
"""Degrees of freedom of Student's t: free renderings are more frequent than a normal curve allows."""


def expansion(source: Lang, target: Lang) -> float:
    """The expected log of target length over source length; 0 where a language is unknown."""
    return _EXPANSION.get(target, 0.0) - _EXPANSION.get(source, 0.0)


def agreement(source: NDArray[np.float64], target: NDArray[np.float64], shift: float) -> NDArray[np.float64]:
    """Log density of the length ratios, up to a constant: near 0 for long segments that fit, below for misfits.

    ``source`` and ``target`` are lengths in characters, of one shape; ``shift`` is the expected log ratio.
    """
    ratio = np.log((target + 1.0) / (source + 1.0)) - shift
    variance = _FREE + _SHARED / np.sqrt((source + 1.0) * (target + 1.0))
    return np.asarray(-0.5 * np.log(variance) - 0.5 * (_TAIL + 1.0) * np.log1p(ratio * ratio / (variance * _TAIL)))
