"""What XLIFF 1.2 and XLIFF 2 call the same kinds of inline codes and annotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["kept", "kind_1", "kind_2", "mark_1", "mark_2"]

_KINDS: Mapping[str, tuple[str, str]] = {
    "bold": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "underlined": ("fmt", "xlf:u"),
    "lb": ("fmt", "xlf:lb"),
    "pb": ("fmt", "xlf:pb"),
    "link": ("link", ""),
    "image": ("image", ""),
}
"""``ctype`` of XLIFF 1.2 -> ``type`` and ``subType`` of XLIFF 2."""
_NAMES = {kind: name for name, kind in _KINDS.items()}
_PREFIX = "xliff1:"
"""Before the type of a mark that XLIFF 2 does not know."""


def kept(attributes: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Those of the attributes that have one of the names, in the order of the names."""
    return {name: attributes[name] for name in names if name in attributes}


def kind_2(attributes: Mapping[str, str]) -> dict[str, str]:
    """What XLIFF 1.2 says of a code, as XLIFF 2 does."""
    kind, sub = _KINDS.get(attributes.get("ctype", ""), ("", ""))
    said = {"subType": sub, "type": kind, "equiv": attributes.get("equiv-text", "")}
    return {name: value for name, value in said.items() if value}


def kind_1(attributes: Mapping[str, str]) -> dict[str, str]:
    """What XLIFF 2 says of a code, as XLIFF 1.2 does."""
    kind = attributes.get("type", ""), attributes.get("subType", "")
    equivalent = attributes.get("equiv") or attributes.get("equivStart", "")
    said = {"ctype": _NAMES.get(kind, ""), "equiv-text": equivalent}
    return {name: value for name, value in said.items() if value}


def mark_2(attributes: Mapping[str, str]) -> dict[str, str]:
    """What a ``mrk`` of XLIFF 1.2 says, as XLIFF 2 does."""
    kind, comment = attributes.get("mtype", ""), attributes.get("comment", "")
    said = {"value": comment} if comment else {}
    if kind == "protected":
        return {"translate": "no", "type": "generic"} | said
    if kind == "term":
        return {"type": "term"} | said
    plain = kind.replace(":", "-")
    return {"type": f"{_PREFIX}{plain}" if plain and " " not in plain else "generic"} | said


def mark_1(attributes: Mapping[str, str]) -> dict[str, str]:
    """What a ``mrk`` of XLIFF 2 says, as XLIFF 1.2 does."""
    kind = attributes.get("type", "generic")
    name = "term" if kind == "term" else kind.removeprefix(_PREFIX)
    if name == kind != "term":
        name = "protected" if attributes.get("translate") == "no" else f"x-{kind.replace(':', '-')}"
    value = attributes.get("value", "")
    return {"mtype": name} | ({"comment": value} if value else {})
