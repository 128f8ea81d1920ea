"""HTML pages that need nothing from elsewhere: one frame and one style, and what each page adds to them."""

from __future__ import annotations

from string import Template

import tmkit
from tmkit import data

__all__ = ["page"]


def page(name: str, **values: str) -> str:
    """The page whose body is ``NAME.html`` and whose style is ``NAME.css``; ``values`` are HTML, one for each ``$key``.

    ``title`` is among them.
    """
    style = _filled("page.css", values) + _filled(f"{name}.css", values)
    return _filled("page.html", {**values, "style": style, "body": _filled(f"{name}.html", values)})


def _filled(name: str, values: dict[str, str]) -> str:
    return Template(data.read(name).decode()).substitute(values, version=tmkit.__version__)
