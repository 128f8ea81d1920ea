"""Checking: a draft beside its source, or a bilingual file, through every check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tmkit.checks import CHECKS, Context
from tmkit.errors import TmkitError
from tmkit.formats.units import LOCKED
from tmkit.languages.style import Style, style_of
from tmkit.model import Bitext, Document, Finding, Lang, Pair, Query, Report, TranslationUnit
from tmkit.pipeline.aligning import bitext, score_of
from tmkit.pipeline.converting import read_units
from tmkit.pipeline.glossary import glossary as load_glossary
from tmkit.pipeline.precedence import most_specific
from tmkit.pipeline.querying import queries
from tmkit.pipeline.reading import read
from tmkit.pipeline.reporting import Choice, report
from tmkit.pipeline.reviewing import align_reviewed
from tmkit.pipeline.waiving import apply_waivers
from tmkit.terms.glossary import Glossary

__all__ = ["bitexts_of_units", "check", "check_file", "findings", "segment_count"]


def findings(
    text: Bitext, glossary: Glossary, choice: Choice, *, style: Style | None = None, final: bool = False
) -> Iterator[Finding]:
    """What the checks find in one text and its translation, nothing twice, before it is sorted and named.

    Without a ``style`` the translation is held to that of its language.
    """
    context = Context(glossary, style or style_of(text.target_lang), final)
    found = [finding for check_ in CHECKS.all().values() for finding in check_.check(text, context)]
    for finding in most_specific(found):
        chosen = choice.apply(finding)
        if chosen is not None:
            yield chosen


def segment_count(text: Bitext) -> int:
    """How many target segments a text has."""
    return sum(len(pair.target) for pair in text.pairs)


def check(
    source: Document | str,
    *targets: Document | str,
    glossary: Glossary | None = None,
    choice: Choice = Choice(),
    encoder: str = "auto",
) -> Report:
    """Check one or more translations, or the files of those names, against their source."""
    source = read(source) if isinstance(source, str) else source
    terms = glossary if glossary is not None else load_glossary()
    aligned = [align_reviewed(source, target, encoder=encoder, glossary=terms) for target in targets]
    texts = {alignment.target.path: [bitext(alignment)] for alignment, _ in aligned}
    asked = [query for alignment, _ in aligned for query in alignment.queries]
    return _report(texts, terms, choice, asked, [notice for _, stale in aligned for notice in stale])


def check_file(
    path: str,
    langs: Sequence[str] = (),
    *,
    glossary: Glossary | None = None,
    choice: Choice = Choice(),
    stdin: str | None = None,
) -> Report:
    """Check a bilingual file (TMX, PO, TSV ...); ``langs`` and ``stdin`` as in ``read_units``."""
    terms = glossary if glossary is not None else load_glossary()
    texts = list(bitexts_of_units(read_units(path, langs, stdin=stdin), path))
    sources = dict.fromkeys(segment for text in texts for pair in text.pairs for segment in pair.source)
    asked, stale = queries(list(sources), path, path)
    return _report({path: texts}, terms, choice, asked, stale)


def bitexts_of_units(units: Iterable[TranslationUnit], path: str) -> Iterator[Bitext]:
    """The units as one text for each pair of languages, in order; locked ones are nobody's business."""
    texts: dict[tuple[Lang, Lang], list[Pair]] = {}
    for unit in units:
        source, *others = unit.variants
        if dict(unit.properties).get(LOCKED) == "yes":
            continue
        for target in others:
            texts.setdefault((source.lang, target.lang), []).append(Pair((source,), (target,), score_of(unit)))
    for (source_lang, target_lang), found in texts.items():
        yield Bitext(source_lang, target_lang, path, path, tuple(found))


def _report(
    texts: Mapping[str, Sequence[Bitext]],
    glossary: Glossary,
    choice: Choice,
    asked: Iterable[Query],
    notices: Iterable[TmkitError],
) -> Report:
    """The report on the texts of each file."""
    sifted = [
        apply_waivers([f for text in each for f in findings(text, glossary, choice)], path, each, choice)
        for path, each in texts.items()
    ]
    return report(
        (finding for file in sifted for finding in file.findings),
        segments=sum(segment_count(text) for each in texts.values() for text in each),
        notices=[str(notice) for group in (notices, *(file.notices for file in sifted)) for notice in group],
        queries=asked,
        waived=(finding for file in sifted for finding in file.waived),
    )
