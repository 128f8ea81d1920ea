"""The three dialects of TBX-Basic that are written: how each names elements, and its header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import tmkit
from tmkit.errors import UsageError
from tmkit.formats.encoding import decode
from tmkit.formats.glossaries.tbx_tree import Node, parse
from tmkit.formats.xml import escape, quote

__all__ = ["CARRIERS", "DCA", "STYLES", "Style", "frame", "plain", "style_of", "styled"]

_MIN, _BASIC = "min", "basic"
CARRIERS: Mapping[str, tuple[str, str]] = {
    "administrativeStatus": ("termNote", _MIN),
    "customerSubset": ("admin", _MIN),
    "externalCrossReference": ("xref", _MIN),
    "partOfSpeech": ("termNote", _MIN),
    "subjectField": ("descrip", _MIN),
    "context": ("descrip", _BASIC),
    "crossReference": ("ref", _BASIC),
    "definition": ("descrip", _BASIC),
    "geographicalUsage": ("termNote", _BASIC),
    "grammaticalGender": ("termNote", _BASIC),
    "projectSubset": ("admin", _BASIC),
    "responsibility": ("transacNote", _BASIC),
    "source": ("admin", _BASIC),
    "termLocation": ("termNote", _BASIC),
    "termType": ("termNote", _BASIC),
    "transactionType": ("transac", _BASIC),
    "xGraphic": ("xref", _BASIC),
}
"""Data category of TBX-Basic -> the element that carries it in DCA style, and its module in DCT style."""

_TBX = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"{more}>
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>Written by tmkit {version}.</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
"""
_MODULES = ' xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"'
_MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader>
    <fileDesc>
      <sourceDesc>
        <p>Written by tmkit {version}.</p>
      </sourceDesc>
    </fileDesc>
    <encodingDesc>
      <p type="XCSURI">TBXBasicXCSV02.xcs</p>
    </encodingDesc>
  </martifHeader>
"""


@dataclass(frozen=True, slots=True)
class Style:
    """One dialect."""

    name: str
    """``dca``, ``dct`` or ``martif``."""
    concept: str
    language: str
    term: str
    head: str
    """What stands before ``<text>`` where no other header is given."""

    @property
    def root(self) -> str:
        """The name of the root element."""
        return "martif" if self.name == "martif" else "tbx"

    def element(self, category: str, text: str, **attributes: str) -> str:
        """One data category on a line of its own; ``note`` is an element in every dialect."""
        said = "".join(f" {name}={quote(value)}" for name, value in attributes.items())
        if category not in CARRIERS:
            return f"<{category}{said}>{escape(text)}</{category}>"
        carrier, module = CARRIERS[category]
        if self.name == "dct":
            return f"<{module}:{category}{said}>{escape(text)}</{module}:{category}>"
        return f"<{carrier} type={quote(category)}{said}>{escape(text)}</{carrier}>"


DCA = Style("dca", "conceptEntry", "langSec", "termSec", _TBX.format(style="dca", more="", version=tmkit.__version__))
STYLES: Mapping[str, Style] = {
    style.name: style
    for style in (
        DCA,
        Style(
            *("dct", "conceptEntry", "langSec", "termSec"),
            _TBX.format(style="dct", more=_MODULES, version=tmkit.__version__),
        ),
        Style("martif", "termEntry", "langSet", "tig", _MARTIF.format(version=tmkit.__version__)),
    )
}
"""By the name that ``tmkit convert --dialect`` takes."""


def style_of(name: str) -> Style:
    """The dialect of that name, DCA for none; UsageError where there is none."""
    if name and name not in STYLES:
        raise UsageError(f"TBX is written in the dialects {', '.join(STYLES)}, not {name!r}")
    return STYLES[name or "dca"]


_BEFORE_TEXT = re.compile(r"(<\?xml.*?|<(?:tbx|martif)\b.*?)[ \t]*<text\b[^>]*>", re.DOTALL)
_AFTER_BODY = re.compile(r"</body>(.*?)\s*</text>\s*</(?:tbx|martif)>\s*$", re.DOTALL)


def frame(data: bytes, path: str, style: Style) -> tuple[str, str]:
    """What stands before ``<text>`` and after ``</body>`` in a file of that dialect; a new header where it is another.

    InputError where the file is broken.
    """
    root = parse(data, path)
    text = decode(data, path).text.replace("\r\n", "\n")
    before, after = _BEFORE_TEXT.search(text), _AFTER_BODY.search(text)
    ours = root.name == style.root and not root.prefix
    if style.root == "tbx":
        ours = ours and root.attributes.get("style") == style.name and "xmlns" in root.attributes
    if not (ours and before):
        return style.head, ""
    return before[1], after[1] if after else ""


_SPACES = re.compile(r"[ \t\r\n]+")
_INLINE = frozenset({"ec", "foreign", "hi", "ph", "sc"})


def plain(node: Node, namespaces: Mapping[str, str]) -> str:
    """An element as DCA style writes it, on one line, to be kept; ``namespaces``: what prefixes stand for."""
    name, kind = node.name, ""
    if node.prefix and node.name in CARRIERS:
        name, kind = CARRIERS[node.name][0], f" type={quote(node.name)}"
    elif node.prefix and node.prefix in namespaces:
        name = f"{node.prefix}:{node.name}"
        kind = f" xmlns:{node.prefix}={quote(namespaces[node.prefix])}"
    said = "".join(f" {key}={quote(value)}" for key, value in node.attributes.items() if not key.startswith("xmlns"))
    mixed = not node.children or any(child.name in _INLINE for child in node.children)
    inner = "".join(_content(node, namespaces, mixed=mixed)).strip(" \t\r\n")
    return f"<{name}{kind}{said}>{inner}</{name}>" if inner else f"<{name}{kind}{said}/>"


def _content(node: Node, namespaces: Mapping[str, str], *, mixed: bool) -> Iterator[str]:
    for part in node.content:
        if isinstance(part, Node):
            yield plain(part, namespaces)
        elif mixed or part.strip():
            yield escape(_SPACES.sub(" ", part))


def styled(xml: str, style: Style) -> str:
    """An element that was kept, in the dialect; as it is where it is no XML."""
    if style.name != "dct":
        return xml
    node = parse(xml.encode(), "")
    return _dct(node)


def _dct(node: Node) -> str:
    kind = node.attributes.get("type", "")
    name = f"{node.prefix}:{node.name}" if node.prefix else node.name
    attributes = dict(node.attributes)
    if CARRIERS.get(kind, ("", ""))[0] == node.name:
        name = f"{CARRIERS[kind][1]}:{kind}"
        del attributes["type"]
    said = "".join(f" {key}={quote(value)}" for key, value in attributes.items())
    inner = "".join(_dct(part) if isinstance(part, Node) else escape(part) for part in node.content)
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"
