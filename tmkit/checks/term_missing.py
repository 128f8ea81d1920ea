"""A term of the source has no rendering that the glossary knows.

Looked for are all its renderings and those of its acronym, in any form; beside a sentence that was merged, split
or aligned with doubt, in the neighbours too. The head alone («the Council») is enough after a full mention in the
same paragraph; where the paragraph has the full term before, and here only a pronoun or nothing, it is a note.

Bad:  Подписана дорожная карта. -> A plan was signed.
Good: Подписана дорожная карта. -> A road map was signed.
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._terms import ALLOWED, TermPair, Unrendered, quoted, severity, term_pairs, unrendered
from tmkit.languages.morphology import Role, morphology
from tmkit.model import Bitext, Block, Concept, Finding, Lang, Severity
from tmkit.text.words import words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM101"
NAME = "term-missing"
SEVERITY = Severity.ERROR


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every concept of a pair without a rendering, once a pair, in the order of the text."""
    missing: dict[int, list[Unrendered]] = {}
    for found in unrendered(bitext, context.glossary):
        if found.left is None:
            missing.setdefault(id(found.pair), []).append(found)
    paragraphs: dict[str, Block] = {}
    """Concept -> the paragraph of the translation that had it last."""
    for pair in term_pairs(bitext, context.glossary):
        for found in missing.get(id(pair), ()):
            level = severity(found.wanted, pair.pair) if pair.sure else Severity.WARNING
            if any(paragraphs.get(relative) == pair.pair.target[0].block for relative in found.kin):
                if _has_head(found.mention.hit.concept, pair, bitext.target_lang):
                    continue
                level = Severity.INFO
            yield _finding(found, level)
        paragraphs |= {o.hit.concept.id: o.segment.block for o in pair.within_target if o.allowed}


def _finding(found: Unrendered, level: Severity) -> Finding:
    hit = found.mention.hit
    message = f"Glossary: {quoted(hit.term.text)} is {quoted(found.wanted.text)}; no rendering of it stands here."
    target = found.pair.pair.target[0].excerpt(0, 0)
    return Finding(CODE, NAME, level, message, target, found.mention.excerpt, hit.concept.id)


def _has_head(concept: Concept, pair: TermPair, lang: Lang) -> bool:
    """Whether the last word of a rendering stands in the translation."""
    language = morphology(lang)
    heads = [found[-1].text for term in concept.in_language(lang, *ALLOWED) if len(found := list(words(term.text))) > 1]
    keys = frozenset().union(*(language.keys(head, Role.HEAD) for head in heads))
    running = (word.text for segment in pair.pair.target for word in words(segment.text))
    return any(not keys.isdisjoint(language.stems(word)) for word in running)
