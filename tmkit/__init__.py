"""tmkit: translation memories and terminology for Russian texts and their English, Kazakh and Uzbek translations.

>>> import tmkit
>>> source = tmkit.read("examples/releases/visit.ru.txt")
>>> target = tmkit.read("examples/releases/visit.kk.txt")
>>> tmkit.align(source, target).beads[0]
Bead(source=(0,), target=(0,), score=0.99)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tmkit.pipeline.alignment.aligning import align, units
    from tmkit.pipeline.inputs.documents import read
    from tmkit.pipeline.inputs.glossary import glossary
    from tmkit.pipeline.linting.checking import check

__all__ = ["align", "check", "glossary", "read", "units"]
__version__ = "0.1.0"

_HOME = {
    "align": "tmkit.pipeline.alignment.aligning",
    "check": "tmkit.pipeline.linting.checking",
    "glossary": "tmkit.pipeline.inputs.glossary",
    "read": "tmkit.pipeline.inputs.documents",
    "units": "tmkit.pipeline.alignment.aligning",
}


def __getattr__(name: str) -> Any:
    """The public functions, loaded when they are first used: the command line starts without them."""
    if name not in _HOME:
        raise AttributeError(f"module 'tmkit' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
