"""What a memory has for a unit, as XLIFF 1.2 says it: ``alt-trans``."""

from __future__ import annotations

from dataclasses import replace

from tmkit.formats.units.xliff_codes import content
from tmkit.formats.xml import quote
from tmkit.model import Code, Segment
from tmkit.text.tags import native

__all__ = ["ALTERNATIVE", "alternative"]

ALTERNATIVE = "<alt-trans "
"""How a match begins among the elements of a unit that are kept as XML."""


def alternative(source: Segment, target: Segment, score: float, origin: str) -> str:
    """The match as an element; ``score`` in [0, 1], ``origin`` says where the unit comes from."""
    texts = f"<source>{content(_bare(source))}</source><target>{content(_bare(target))}</target>"
    return f"{ALTERNATIVE}match-quality={quote(f'{score:.0%}')} origin={quote(origin)}>{texts}</alt-trans>"


def _bare(segment: Segment) -> Segment:
    """The segment with its codes taken out of the elements that TMX has for them."""
    return replace(segment, codes=tuple(Code(code.offset, native(code.data)) for code in segment.codes))
