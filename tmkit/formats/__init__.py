"""Formats: bytes in, values of the model out, and back. One subpackage for each kind of content."""
