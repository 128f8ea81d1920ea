"""Checking: a draft beside its source, or a bilingual file, through every check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from tmkit.errors import UsageError
from tmkit.files import STANDARD
from tmkit.formats.units import LOCKED, PENDING
from tmkit.languages import canonical
from tmkit.model import Alignment, Bitext, Document, Lang, Pair, Report, Segment, TranslationUnit
from tmkit.pipeline.alignment.aligning import bitext, score_of
from tmkit.pipeline.alignment.querying import queries
from tmkit.pipeline.alignment.reviewing import align_reviewed
from tmkit.pipeline.inputs.documents import notices, read, without_profile
from tmkit.pipeline.inputs.glossary import glossary as load_glossary
from tmkit.pipeline.inputs.units import read_units
from tmkit.pipeline.linting.examining import Examined, Fixing, Standard, View, examine
from tmkit.pipeline.linting.precedents import Memories, is_memory
from tmkit.pipeline.linting.reporting import Choice, Outcome, report
from tmkit.terms.glossary import Glossary

__all__ = ["Draft", "bitexts_of_units", "check", "check_documents", "check_file", "check_units", "outcome", "twin"]

Aligner = Callable[[Document], tuple[Alignment, Sequence[str]]]
"""From a translation to its alignment with its source, and what is to be said about it."""


class Draft:
    """A translation that is looked at, and looked at again after fixes."""

    def __init__(self, target: Document, align: Aligner) -> None:
        self._target = target
        self._align = align
        self._alignment: Alignment | None = None
        self._notices: Sequence[str] = ()

    def look(self, data: bytes | None) -> View:
        """The text of these bytes, or None as it was read, beside its source.

        The alignment stands while the sentences are as many: a fix changes words, not what says the same.
        """
        target = self._target if data is None else read(self._target.path, self._target.lang, data=data)
        known = self._alignment
        if known is not None and len(known.target.segments) == len(target.segments):
            self._alignment = replace(known, target=target)
        else:
            self._alignment, self._notices = self._align(target)
        return View([bitext(self._alignment)], self._alignment.queries, self._notices)


def check(
    source: Document | str,
    *targets: Document | str,
    glossary: Glossary | None = None,
    choice: Choice = Choice(),
    encoder: str = "auto",
    memory: Sequence[str] = (),
    final: bool = False,
) -> Report:
    """Check one or more translations, or the files of those names, against their source.

    With ``final`` they claim to be complete: what is not translated yet is an error. In ``memory`` bilingual files
    teach which words belong together, and memories say what other documents have.
    """
    source = read(source) if isinstance(source, str) else source
    documents = [read(target) if isinstance(target, str) else target for target in targets]
    with closing(Memories([path for path in memory if is_memory(path)])) as held:
        terms = glossary if glossary is not None else load_glossary()
        standard = Standard(terms, choice, final=final, memories=held)
        teaching = [path for path in memory if not is_memory(path)]
        found = check_documents(source, documents, standard, encoder=encoder, memory=teaching).report
    said = (notice for document in (source, *documents) for notice in notices(document))
    return replace(found, notices=tuple(dict.fromkeys([*said, *found.notices])))


def check_documents(
    source: Document,
    targets: Sequence[Document],
    standard: Standard,
    *,
    encoder: str = "auto",
    memory: Sequence[str] = (),
) -> Outcome:
    """Check translations against their source, and mend them where the standard says so."""

    def align(target: Document) -> tuple[Alignment, Sequence[str]]:
        alignment, stale = align_reviewed(source, target, encoder=encoder, glossary=standard.glossary, memory=memory)
        return alignment, [str(notice) for notice in stale]

    if standard.fixing is not Fixing.NO:
        _refuse_streams(*(target.path for target in targets))
    return outcome(
        [
            examine(target.path, Draft(target, align).look, replace(standard, twin=twin(target, targets)))
            for target in targets
        ]
    )


def twin(target: Document, others: Iterable[Document]) -> tuple[Segment, ...]:
    """The segments of the translation that is ``target`` in the other script; none where there is none."""
    language = target.lang.partition("-")[0]
    scripts = (other for other in others if other.lang != target.lang and other.lang.partition("-")[0] == language)
    return next((other.segments for other in scripts), ())


def check_file(
    path: str,
    langs: Sequence[str] = (),
    *,
    glossary: Glossary | None = None,
    choice: Choice = Choice(),
    stdin: str | None = None,
) -> Report:
    """Check a bilingual file (TMX, PO, TSV ...); ``langs`` and ``stdin`` as in ``read_units``."""
    standard = Standard(glossary if glossary is not None else load_glossary(), choice)
    return check_units(path, standard, langs, stdin=stdin).report


def check_units(path: str, standard: Standard, langs: Sequence[str] = (), *, stdin: str | None = None) -> Outcome:
    """Check a bilingual file, and mend it where the standard says so."""
    if standard.fixing is not Fixing.NO:
        _refuse_streams(path)

    def look(data: bytes | None) -> View:
        units = list(read_units(path, langs, stdin=stdin, data=data, pending=True))
        texts = list(bitexts_of_units(units, path))
        asked, stale = queries([unit.variants[0] for unit in units], path, path)
        spoken = without_profile(lang for text in texts for lang in (text.source_lang, text.target_lang))
        said = [*spoken, *(str(notice) for notice in stale)]
        return View(texts, asked, said, [canonical(lang) for lang in langs], of_units=True)

    return outcome([examine(path, look, standard)])


def _refuse_streams(*paths: str) -> None:
    for path in paths:
        if path == STANDARD or "{lang}" in path:
            raise UsageError("only files can be fixed, one by one; name the file", path)


def bitexts_of_units(units: Iterable[TranslationUnit], path: str) -> Iterator[Bitext]:
    """The units as one text for each pair of languages, in order; locked ones are nobody's business."""
    texts: dict[tuple[Lang, Lang], list[Pair]] = {}
    for unit in units:
        source, *others = unit.variants
        if dict(unit.properties).get(LOCKED) == "yes":
            continue
        for target in others:
            translation = () if dict(unit.properties).get(PENDING) == "yes" else (target,)
            pair = Pair((source,), translation, score_of(unit), unit.properties)
            texts.setdefault((source.lang, target.lang), []).append(pair)
    for (source_lang, target_lang), found in texts.items():
        yield Bitext(source_lang, target_lang, path, path, tuple(found))


def outcome(examined: Sequence[Examined], notices: Sequence[str] = ()) -> Outcome:
    """The files together."""
    return Outcome(
        report(
            (finding for one in examined for finding in one.findings),
            segments=sum(one.segments for one in examined),
            notices=[*notices, *(notice for one in examined for notice in one.notices)],
            queries=(query for one in examined for query in one.queries),
            waived=(finding for one in examined for finding in one.waived),
            files=(one.path for one in examined),
        ),
        mended=tuple(one.mended for one in examined if one.mended is not None),
    )
