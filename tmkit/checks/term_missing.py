"""A term of the source has no rendering that the glossary knows.

Looked for are all its renderings and those of its acronym, in any form; beside a sentence that was merged, split
or aligned with doubt, in the neighbours too. The head alone («the Council») is enough after a full mention in the
same paragraph; where the paragraph has the full term before, and here only a pronoun or nothing, it is a note. So
it is where a sentence names the term twice and its translation once, without a pronoun, where a surname alone is
missing from a document that has the person elsewhere (their president), and where a word of the same family stands
(European for Europe). A single common word, or a title before a name, has more synonyms than any glossary: this is a
warning in a document that has the glossary's rendering several times elsewhere, else a note. A common term of which a
long word stands may be worded otherwise: a warning.

Bad:  Подписана дорожная карта. -> A plan was signed.
Good: Подписана дорожная карта. -> A road map was signed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._anaphora import has_a_word, has_all_words, has_relative, heads, pronouns
from tmkit.checks._terms import Occurrence, TermPair, first_mentions, preferred, quoted, severity, term_pairs
from tmkit.checks._unrendered import Unrendered, count, unrendered
from tmkit.languages.morphology import is_acronym
from tmkit.model import Bitext, Block, Finding, Lang, Severity, Term
from tmkit.terms.glossary import Glossary
from tmkit.text.words import bare_words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM101"
NAME = "term-missing"
SEVERITY = Severity.ERROR


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every concept of a pair without a rendering, or with too few, once a pair, in the order of the text."""
    missing: dict[int, list[Unrendered]] = {}
    for found in unrendered(bitext, context.glossary):
        if found.left is None:
            missing.setdefault(id(found.pair), []).append(found)
    pairs = term_pairs(bitext, context.glossary)
    used = Counter(o.hit.concept.id for pair in pairs for o in pair.within_target if o.allowed and not _is_namesake(o))
    paragraphs: dict[str, Block] = {}
    """Concept -> the paragraph of the translation that had it last."""
    for pair in pairs:
        for found in missing.get(id(pair), ()):
            named = any(paragraphs.get(relative) == pair.pair.target[0].block for relative in found.kin)
            level = _level(found, bitext.target_lang, named, sum(used[relative] for relative in found.kin))
            if level is not None:
                yield _absent(found, level)
        yield from _too_few(pair, bitext.target_lang, context.glossary)
        paragraphs |= {o.hit.concept.id: o.segment.block for o in pair.within_target if o.allowed}


def _level(found: Unrendered, lang: Lang, named: bool, used: int) -> Severity | None:
    """How much it matters; None where something stands for it.

    ``named``: the paragraph had the term before; ``used``: how often the document has it as the glossary does.
    """
    concept, pair = found.mention.hit.concept, found.pair
    if named:
        return None if heads(concept, pair, lang) else Severity.INFO
    if has_all_words(concept, pair, lang):
        return None if found.mention.hit.inserted is not None else Severity.INFO
    if has_relative(concept, pair, lang):
        return Severity.INFO
    level = severity(found.wanted, pair.pair, found.mention)
    if found.mention.hit.shortened and used:
        return Severity.INFO
    if _is_common_word(found.mention):
        return min(level, Severity.WARNING if used >= _SETTLED else Severity.INFO)
    reworded = found.mention.text.islower() and has_a_word(concept, pair, lang)
    return level if pair.sure and not reworded else min(level, Severity.WARNING)


_SETTLED = 2
"""So often a document has a rendering that is its own usage."""


def _is_common_word(mention: Occurrence) -> bool:
    """Whether the term is one word, and written as no name or acronym, first in its sentence or before a name."""
    text, (start, stop) = mention.text, mention.hit.span
    if len(bare_words(mention.hit.term.text)) > 1 or is_acronym(text):
        return False
    usual = text[0].islower() or mention.hit.term.text.islower()
    after = mention.segment.text[stop:]
    return usual or _begins(mention.segment.text, start) or (after[:1].isspace() and after[1:2].isupper())


def _is_namesake(found: Occurrence) -> bool:
    """Whether a common word has a capital inside a sentence: Mr Yuan is no currency."""
    text = found.segment.text
    return (
        found.hit.term.text.islower()
        and text[found.hit.span.start].isupper()
        and not _begins(text, found.hit.span.start)
    )


def _begins(text: str, start: int) -> bool:
    return not any(map(str.isalnum, text[:start]))


def _absent(found: Unrendered, level: Severity) -> Finding:
    message = (
        f"Glossary: {quoted(found.mention.hit.term.text)} is {quoted(found.wanted.text)}; "
        "no rendering of it stands here."
    )
    return _finding(found.pair, found.mention, message, level)


def _too_few(pair: TermPair, lang: Lang, glossary: Glossary) -> Iterator[Finding]:
    """A note on each concept that a sure pair names twice or more, and renders, but not as often."""
    if not pair.sure:
        return
    for concept_id, mention in first_mentions(pair.source).items():
        mentions = count(frozenset([concept_id]), pair.source)
        if mentions < 2 or mention.hit.concept.do_not_translate:
            continue
        concept = mention.hit.concept
        kin = frozenset(relative.id for relative in glossary.kin(concept))
        rendered, wanted = count(kin, pair.within_target), preferred(concept, lang)
        if wanted is not None and 0 < rendered < mentions - heads(concept, pair, lang) - pronouns(pair, lang):
            yield _finding(pair, mention, _too_few_message(mention, wanted, mentions, rendered), Severity.INFO)


def _too_few_message(mention: Occurrence, wanted: Term, mentions: int, rendered: int) -> str:
    times = {1: "once", 2: "twice"}
    return (
        f"{quoted(mention.hit.term.text)} stands in the source {times.get(mentions, f'{mentions} times')}, "
        f"a rendering such as {quoted(wanted.text)} here {times.get(rendered, f'{rendered} times')}."
    )


def _finding(pair: TermPair, mention: Occurrence, message: str, level: Severity) -> Finding:
    target = pair.pair.target[0].excerpt(0, 0)
    return Finding(CODE, NAME, level, message, target, mention.excerpt, mention.hit.concept.id)
