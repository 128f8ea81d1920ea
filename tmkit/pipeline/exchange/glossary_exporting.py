"""A glossary for one CAT program: its format and codes, and no term that it would take for what it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import product

from tmkit.errors import UsageError
from tmkit.files import write_atomic
from tmkit.formats.glossaries import GLOSSARIES, Wanted
from tmkit.formats.tools import Termbase, Tool
from tmkit.languages import canonical
from tmkit.languages.codes import UZ_CYRL
from tmkit.model import Concept, Lang, Status, Term
from tmkit.pipeline.exchange.exporting import Export, named
from tmkit.pipeline.exchange.glossary_converting import chosen_languages, only
from tmkit.pipeline.inputs.documents import suffix_of
from tmkit.pipeline.inputs.glossary import concepts
from tmkit.pipeline.inputs.units import PER_LANGUAGE
from tmkit.terms.glossary import with_cyrillic

__all__ = ["export_glossary", "suited"]


def export_glossary(
    source: str, target: str, tool: Tool, langs: Sequence[str] = (), *, stdin: str | None = None
) -> Export:
    """Write the concepts of ``source`` as ``tool`` reads them: a file a target where its format takes a pair only.

    ``langs`` as in ``convert_glossary``; Uzbek in Cyrillic is made by rule where it is wanted, or each target has a
    file. ``{lang}`` in ``target`` and several files as in ``export``. UsageError where the program reads no such
    glossary.
    """
    termbase = _termbase(tool, target)
    found = concepts(source, stdin)
    is_split = PER_LANGUAGE in target or termbase.is_pair
    wanted = tuple(map(canonical, langs))
    if UZ_CYRL in wanted or (is_split and not wanted[1:]):
        found = tuple(map(with_cyrillic, found))
    chosen = chosen_languages(found, wanted)
    groups = [(chosen[0], lang) for lang in chosen[1:]] if is_split else [chosen]
    done = Export(advice=[tool.advice[lang] for lang in chosen if lang in tool.advice])
    with ExitStack() as stack:
        for group in groups:
            path = named(target, tool.spell(group[-1]), alone=len(groups) == 1)
            stream = stack.enter_context(write_atomic(path))
            kept = tuple(only(found, group))
            done.losses.update(loss for concept in kept for loss in _lost(concept, termbase))
            ready = tuple(_spelled(suited(kept, termbase, group), tool))
            spelled = tuple(Lang(tool.spell(lang)) for lang in group)
            GLOSSARIES.load(termbase.suffix).write(ready, stream, Wanted(termbase.dialect, spelled))
            done.files[path] = len(ready)
    return done


def _termbase(tool: Tool, target: str) -> Termbase:
    if not tool.glossaries:
        raise UsageError(f"{tool.title} has no glossary")
    termbase = tool.termbase(suffix_of(target))
    if termbase is None:
        known = " or ".join(f".{form.suffix}" for form in tool.glossaries)
        raise UsageError(f"{tool.title} reads glossaries as {known}; name OUT so", target)
    return termbase


def _lost(concept: Concept, termbase: Termbase) -> Iterator[str]:
    statuses = {term.status for term in concept.terms}
    if Status.DEPRECATED in statuses and not termbase.forbids:
        yield "forbidden terms"
    if Status.ADMITTED in statuses and termbase.one_term:
        yield "preference among right terms"


def suited(found: Iterable[Concept], termbase: Termbase, langs: Sequence[Lang]) -> Iterator[Concept]:
    """The concepts without terms that the program would take wrongly, and a pair a concept where it reads one term.

    ``langs``: those written, source first. Nothing is marked as proposed: no program knows that.
    """
    for concept in found:
        terms = [replace(term, verified=True) for term in concept.terms if termbase.forbids or _is_right(term)]
        if not termbase.one_term:
            if terms:
                yield replace(concept, terms=tuple(terms))
            continue
        sides = [sorted((t for t in terms if t.lang == lang), key=_is_second) for lang in langs]
        for number, pair in enumerate(product(*sides), 1):
            name = concept.id if number == 1 else f"{concept.id}.{number}"
            yield replace(concept, id=name, terms=tuple(replace(term, status=Status.PREFERRED) for term in pair))


def _is_right(term: Term) -> bool:
    return term.status is not Status.DEPRECATED


def _is_second(term: Term) -> bool:
    return term.status is not Status.PREFERRED


def _spelled(found: Iterable[Concept], tool: Tool) -> Iterator[Concept]:
    for concept in found:
        terms = tuple(replace(term, lang=Lang(tool.spell(term.lang))) for term in concept.terms)
        extra = tuple(extra._replace(lang=_code(extra.lang, tool)) for extra in concept.extra)
        yield replace(concept, terms=terms, extra=extra, definition_lang=_code(concept.definition_lang, tool))


def _code(lang: Lang | None, tool: Tool) -> Lang | None:
    return Lang(tool.spell(lang)) if lang else None
