"""The names of OpenDocument elements and attributes, in groups by what is done with them."""

from __future__ import annotations

__all__ = ["DRAW", "FIELDS", "FO", "LEFT_OUT", "OFFICE", "PAGES", "STYLE", "TABLE", "TEXT"]

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{{{_NAMESPACE}text:1.0}}"
TABLE = f"{{{_NAMESPACE}table:1.0}}"
OFFICE = f"{{{_NAMESPACE}office:1.0}}"
DRAW = f"{{{_NAMESPACE}drawing:1.0}}"
STYLE = f"{{{_NAMESPACE}style:1.0}}"
FO = f"{{{_NAMESPACE}xsl-fo-compatible:1.0}}"
_SVG = f"{{{_NAMESPACE}svg-compatible:1.0}}"
_FORM = f"{{{_NAMESPACE}form:1.0}}"

LEFT_OUT = frozenset(
    {f"{TEXT}{name}" for name in ("tracked-changes", "ruby-text", "note-citation", "sequence-decls", "placeholder")}
    | {f"{TEXT}{name}" for name in ("hidden-text", "variable-decls", "user-field-decls")}
    | {f"{OFFICE}{name}" for name in ("annotation", "forms", "event-listeners", "binary-data")}
    | {f"{TABLE}covered-table-cell", f"{_SVG}title", f"{_SVG}desc", f"{_FORM}form"}
)
"""Elements without text of the document; what a placeholder says asks for text."""
PAGES = frozenset(f"{TEXT}{name}" for name in ("page-number", "page-count", "page-continuation"))
"""Numbers of pages: those of a translation are others, and LibreOffice counts them anew."""
_FIELDS = """
    author-initials author-name bookmark-ref chapter creation-date creation-time creator date description
    expression file-name initial-creator keywords modification-date modification-time note-ref print-date print-time
    reference-ref sequence sequence-ref subject template-name time title user-defined user-field-get variable-get
    variable-set
"""
FIELDS = frozenset(f"{TEXT}{name}" for name in _FIELDS.split())
"""What LibreOffice computes."""
