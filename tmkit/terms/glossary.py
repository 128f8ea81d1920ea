"""The glossary: concepts by id, and their terms in running text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from tmkit.languages.codes import UZ_CYRL, UZ_LATN
from tmkit.languages.scripts import uz_cyrillic
from tmkit.model import Concept, Lang, Status, Term, TermHit
from tmkit.terms.kin import kin
from tmkit.terms.matcher import Matcher

__all__ = ["Glossary", "with_cyrillic"]


class Glossary:
    """Concepts, ready to be found in any of their languages.

    A concept that has Uzbek terms in Latin only gets the Cyrillic ones by rule.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(with_cyrillic(concept) for concept in concepts)
        """In the order given."""
        self._by_id = {concept.id: concept for concept in reversed(self.concepts)}
        self._matchers: dict[Lang, Matcher] = {}

    def __reduce__(self) -> tuple[type[Glossary], tuple[tuple[Concept, ...]]]:
        """To another process go the concepts; what is made of them is made there again, when it is needed."""
        return Glossary, (self.concepts,)

    def concept(self, concept_id: str) -> Concept:
        """The concept of that id, the first where files share one; KeyError where there is none."""
        return self._by_id[concept_id]

    def kin(self, concept: Concept) -> tuple[Concept, ...]:
        """The concept and those that mean the same in another shape: its acronym, or what it is the acronym of."""
        return (concept, *(self._by_id[other] for other in sorted(self._kin.get(concept.id, ()))))

    @cached_property
    def _kin(self) -> dict[str, frozenset[str]]:
        return kin(self.concepts)

    def find(self, text: str, lang: Lang) -> tuple[TermHit, ...]:
        """The terms in ``text``, inflected or not, of any status, from left to right; the longest wins.

        One place may name several concepts; the terms inside a longer one are left out.
        """
        return self._matcher(lang).find(text)

    def find_all(self, text: str, lang: Lang) -> tuple[TermHit, ...]:
        """The terms in ``text`` as ``find`` gives them, and those inside or across longer ones too."""
        return self._matcher(lang).find_all(text)

    def _matcher(self, lang: Lang) -> Matcher:
        if lang not in self._matchers:
            self._matchers[lang] = Matcher(self.concepts, lang)
        return self._matchers[lang]


def with_cyrillic(concept: Concept) -> Concept:
    """The concept; where it has Uzbek terms in Latin only, with those in Cyrillic by rule."""
    latin = concept.in_language(UZ_LATN)
    if not latin or concept.in_language(UZ_CYRL):
        return concept
    return replace(concept, terms=(*concept.terms, *_cyrillic(latin)))


def _cyrillic(latin: Iterable[Term]) -> Iterator[Term]:
    """The terms in Cyrillic, each spelling once: a wrong Latin spelling (kontsepsiya) may be right in Cyrillic."""
    seen = set()
    for term in sorted(latin, key=lambda term: term.status is Status.DEPRECATED):
        text = uz_cyrillic(term.text)
        if text not in seen:
            seen.add(text)
            yield replace(term, text=text, lang=UZ_CYRL, source="", note="")
