"""Bilingual files and glossaries from one format to another, for one program, and mended."""
