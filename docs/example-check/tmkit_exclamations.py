"""A sentence that is calm in the source shouts in the translation.

News is told with a full stop. Where the source has an exclamation mark, the translation may have one too.

Bad:  Делегация прибыла в Астану. -> Делегация Астанаға келді!
Good: Делегация прибыла в Астану. -> Делегация Астанаға келді.
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.model import Bitext, Finding, Severity
from tmkit.text.edits import fixes

CODE = "EX101"
NAME = "exclamation"
SEVERITY = Severity.WARNING


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Each exclamation mark at the end of a sentence whose source has none."""
    for pair in bitext.pairs:
        if not pair.source or any("!" in segment.text for segment in pair.source):
            continue
        for segment in pair.target:
            start, stop = len(segment.text.rstrip("!")), len(segment.text)
            if start < stop:
                yield Finding(
                    CODE,
                    NAME,
                    SEVERITY,
                    "The source ends calmly.",
                    segment.excerpt(start, stop),
                    pair.source[-1].excerpt(0, 0),
                    suggestion=".",
                    fixes=fixes(segment, start, stop, "."),
                )
