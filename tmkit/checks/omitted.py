"""A sentence of the source has no translation.

An error where the aligner is sure and no neighbour is long enough to hold it, or has its figures; a note where it
doubts.

Bad:  План принят. Он вступит в силу в мае. -> Жоспар қабылданды.
Good: План принят. Он вступит в силу в мае. -> Жоспар қабылданды. Ол мамырда күшіне енеді.
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._gaps import Gap, omitted
from tmkit.checks.drafts import draft
from tmkit.model import Bitext, Excerpt, Finding, Kind, Segment, Severity

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM207"
NAME = "omitted"
SEVERITY = Severity.ERROR


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such sentence, at the place where it should stand; none of a draft that is half done."""
    if draft(bitext).half_done:
        return
    for gap in omitted(bitext):
        source = gap.segment.excerpt(0, len(gap.segment.text))
        level = SEVERITY if gap.sure else Severity.WARNING if gap.likely else Severity.INFO
        message = "This sentence of the source has no translation here."
        yield Finding(CODE, NAME, level, message, _place(bitext, gap), source)


def _place(bitext: Bitext, gap: Gap) -> Excerpt:
    """Before the next sentence of the translation, else after the last one; in a bilingual file its own unit."""
    if gap.segment.block.kind is Kind.UNIT:
        start = gap.segment.locate(0)
        return Excerpt(bitext.target_lang, start, start, "", gap.segment.block.place)
    following = next((pair.target[0] for pair in bitext.pairs[gap.at :] if pair.target), None)
    if following is not None:
        return following.excerpt(0, 0)
    last = next((pair.target[-1] for pair in reversed(bitext.pairs[: gap.at]) if pair.target), None)
    last = last or Segment("", bitext.target_lang, bitext.target_path)
    return last.excerpt(len(last.text), len(last.text))
