"""tmkit: translation memories and terminology for Russian texts and their English, Kazakh and Uzbek translations.

>>> import tmkit
>>> source = tmkit.read("examples/releases/visit.ru.txt")
>>> target = tmkit.read("examples/releases/visit.kk.txt")
>>> tmkit.align(source, target).beads[0]
Bead(source=(0,), target=(0,), score=0.99)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tmkit.pipeline.aligning import align, units
    from tmkit.pipeline.checking import check
    from tmkit.pipeline.glossary import glossary
    from tmkit.pipeline.reading import read

__all__ = ["align", "check", "glossary", "read", "units"]
__version__ = "0.1.0"

_HOME = {
    "align": "tmkit.pipeline.aligning",
    "check": "tmkit.pipeline.checking",
    "glossary": "tmkit.pipeline.glossary",
    "read": "tmkit.pipeline.reading",
    "units": "tmkit.pipeline.aligning",
}


def __getattr__(name: str) -> Any:
    """The public functions, loaded when they are first used: the command line starts without them."""
    if name not in _HOME:
        raise AttributeError(f"module 'tmkit' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
