"""Drafts and releases through every check: what is found, waived, mended and said."""
