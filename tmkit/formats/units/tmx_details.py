"""What a TMX memory, a unit or a variant says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Details"]


@dataclass(slots=True)
class Details:
    """The attributes of a ``header``, ``tu`` or ``tuv``, and what stands in it beside the texts."""

    attributes: dict[str, str] = field(default_factory=dict)
    properties: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    """``ude`` and elements that are not TMX's, as XML."""
