"""A name that is to stay as it is was translated, transcribed or left out.

The glossary marks such concepts. An ending of the target language may follow the name; its letters and capitals are
those of the source.

Bad:  портал Digital Silk Way -> Цифрлық Жібек жолы порталы
Good: портал Digital Silk Way -> Digital Silk Way порталы
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tmkit.checks import Context
from tmkit.checks._terms import Occurrence, TermPair, first_mentions, quoted, severity, term_pairs
from tmkit.model import Bitext, Finding, Severity
from tmkit.text.edits import fixes

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM107"
NAME = "do-not-translate"
SEVERITY = Severity.ERROR


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such name that a pair does not have as it is, once a pair, in the order of the text."""
    pairs = term_pairs(bitext, context.glossary)
    for at, pair in enumerate(pairs):
        for mention in first_mentions(pair.source).values() if pair.pair.target else ():
            if mention.hit.concept.do_not_translate and not _kept(mention, pairs, at):
                yield _finding(mention, pair)


def _kept(mention: Occurrence, pairs: Sequence[TermPair], at: int) -> bool:
    """Whether the name stands in the translation, or beside an unsure pair in a neighbour."""
    near = pairs[at : at + 1] if pairs[at].sure else pairs[max(at - 1, 0) : at + 2]
    return any(mention.hit.term.text in segment.text for pair in near for segment in pair.pair.target)


def _finding(mention: Occurrence, pair: TermPair) -> Finding:
    hit, name = mention.hit, mention.hit.term.text
    changed = next((o for o in pair.target if o.hit.concept.id == hit.concept.id), None)
    level = severity(hit.term, pair.pair, mention)
    message = f"Glossary: {quoted(name)} stays as it is"
    if changed is None:
        target = pair.pair.target[0].excerpt(0, 0)
        return Finding(
            CODE, NAME, level, f"{message}; it does not stand here.", target, mention.excerpt, hit.concept.id
        )
    same = changed.text[: len(name)].casefold() == name.casefold()
    wanted = name + changed.text[len(name) :] if same else name
    made = fixes(changed.segment, *changed.hit.span, wanted) if same else ()
    return Finding(CODE, NAME, level, f"{message}.", changed.excerpt, mention.excerpt, hit.concept.id, wanted, made)
