"""Sentence encoders: the only place that loads models and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from tmkit.model import Lang
from tmkit.registry import Registry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ENCODERS", "Encoder"]


class Encoder(Protocol):
    """Turns sentences into vectors that meet across languages.

    One that runs a model says ``costly = True``: it is asked only for what cheaper evidence leaves unsure.
    """

    def encode(self, texts: Sequence[str], lang: Lang) -> NDArray[np.float32]:
        """One row a text, shape (len(texts), d); d may be 0: no vectors at all.

        The direction counts. A length below 1 says that the language is known less well, 0 that nothing is known.
        """


ENCODERS: Registry[Encoder | Callable[[str], Encoder]] = Registry("tmkit.encoders", "encoder")
"""Each an encoder, or what makes one of an argument: ``onnx:FOLDER`` calls ``onnx`` with the folder."""
