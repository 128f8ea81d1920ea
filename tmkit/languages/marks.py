"""Characters inside words that are no letters of their own."""

__all__ = ["APOSTROPHES", "INVISIBLE"]

APOSTROPHES = "ʻʼ‘’'`´ʹ′＇"
"""Every mark that texts are seen to use in the Uzbek oʻ, gʻ, as tutuq belgisi, and as an apostrophe."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"
"""Soft hyphen, zero-width space and joiners: they make no other word."""
