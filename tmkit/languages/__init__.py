"""Languages: what tmkit knows of Russian, English, Kazakh and Uzbek, and codes for all others."""

from tmkit.languages.codes import canonical, from_filename

__all__ = ["canonical", "from_filename"]
