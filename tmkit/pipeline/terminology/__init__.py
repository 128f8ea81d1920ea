"""Glossaries at work: looked up, checked, drawn from texts, and seen across the releases."""
