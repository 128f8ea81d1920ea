"""Characters that Word documents name by font and code, and not as text."""

from __future__ import annotations

__all__ = ["symbol"]

_GREEK = " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203eαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
"""Codes 20 to 7E of the font Symbol."""
_SIGNS = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑"
"""Codes A0 to E5."""


_PICTURES = ("wingdings", "webdings", "marlett", "mt extra")


def symbol(font: str, code: str) -> str:
    """The character of a ``w:sym``, ``code`` in hexadecimal; empty where the font has pictures, not characters."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    private = 0xF000 <= number <= 0xF0FF  # where Word puts the codes of such fonts
    number -= 0xF000 if private else 0
    if font.casefold() == "symbol":
        if 0x20 <= number < 0x20 + len(_GREEK):
            return _GREEK[number - 0x20]
        return _SIGNS[number - 0xA0] if 0xA0 <= number < 0xA0 + len(_SIGNS) else ""
    picture = private or font.casefold().startswith(_PICTURES)
    return "" if picture or not 0x20 <= number < 0xD800 else chr(number)
