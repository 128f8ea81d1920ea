"""Translating a file from a memory: what is certain as it is, what is like it for people to look at."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import NamedTuple

from tmkit.errors import InputError, UsageError
from tmkit.files import read_bytes
from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.filling import Fillable, Filled, Filling, Source
from tmkit.formats.placing import tagged
from tmkit.formats.translating import Translation
from tmkit.formats.units import MATCH, STATE, UNITS, xliff, xliff2, xliff_matches
from tmkit.formats.units.xliff_matches import as_text
from tmkit.languages.codes import RU, UND
from tmkit.memory import Memory
from tmkit.memory.adapting import adapted, changes
from tmkit.memory.penalties import rules
from tmkit.memory.units import Match, Sought
from tmkit.model import Lang, Segment, TranslationUnit
from tmkit.pipeline.inputs.documents import read, suffix_of
from tmkit.pipeline.inputs.units import is_bilingual
from tmkit.pipeline.memory.leverage import LEAST, Analysis, Row, analysis, certain, rows
from tmkit.pipeline.memory.memories import open_memory
from tmkit.pipeline.memory.translating import translated

__all__ = ["Outcome", "Pretranslated", "State", "Wish", "analyse", "pretranslate"]

_XLIFF = {"xlf": xliff, "xliff": xliff, "xliff2": xliff2}
_UNSURE = {xliff: "needs-review-translation", xliff2: "initial"}
"""How each says that somebody has to look at a translation."""


class State(StrEnum):
    """What became of a segment."""

    APPROVED = "approved"
    """The memory has it, approved, and it stands there."""
    NEEDS_WORK = "needs-work"
    """What stands there is like it, a draft, or has its formatting perhaps in another place."""
    UNTRANSLATED = "untranslated"
    """It stands there as it was."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to translate with, and how much of it to believe."""

    memory: str
    """The file."""
    target: Lang
    source: Lang | None = None
    """None: as the file says or shows."""
    threshold: float = 0.7
    """The least similarity of what is put in."""
    exact_only: bool = False
    """Nothing is put in that somebody would have to look at."""
    adapt: bool = False
    """Numbers and months of the source are put into what is like it."""
    penalties: tuple[tuple[str, float], ...] = ()
    """As ``tmkit.memory.penalties.rules`` takes them."""
    house: str = ""


class Outcome(NamedTuple):
    """What became of a segment, and why."""

    source: Segment
    match: Match | None
    """The best that the memory has, whether or not it was put in."""
    state: State
    reason: str = ""
    """Why a match that is good enough was not put in, or why it needs work; empty where the score says it."""


class Pretranslated(NamedTuple):
    """A file translated from a memory."""

    data: bytes
    analysis: Analysis
    outcomes: tuple[Outcome, ...]


def analyse(paths: Sequence[str], wish: Wish, say: Callable[[str], None]) -> Iterator[Analysis]:
    """What the memory has for each file; a segment that an earlier file has too is a repetition."""
    seen: set[str] = set()
    with open_memory(wish.memory, readonly=True) as memory:
        memory.say = say
        for path in paths:
            sources = _sources(path, read_bytes(path), wish)
            translated_already = [one.segment.text for one in sources if not one.is_open]
            yield analysis(path, rows(_matched(memory, wish, sources), seen), translated_already)


def pretranslate(path: str, form: str, wish: Wish, say: Callable[[str], None]) -> Pretranslated:
    """The file translated as far as the memory goes, in the format of the suffix ``form``: its own, or XLIFF.

    UsageError where it cannot be written so; InputError where the file cannot be read.
    """
    suffix = suffix_of(path)
    if form not in _XLIFF and not _same_format(form, path):
        raise UsageError(f"a .{suffix} file is translated into .{suffix} or .xlf, not into .{form}", path)
    data = read_bytes(path)
    with open_memory(wish.memory, readonly=True) as memory:
        memory.say = say
        sources = _sources(path, data, wish)
        found = list(rows(_matched(memory, wish, sources), set()))
    if form in _XLIFF and not (suffix in UNITS and _same_format(form, path)):
        made, outcomes = _as_xliff(found, _units(path, data, wish), wish, form)
    elif is_bilingual(path):
        made, outcomes = _filled(path, data, found, wish)
    else:
        made, outcomes = _written_back(path, data, found, wish)
    already = [one.segment.text for one in sources if not one.is_open]
    return Pretranslated(made, analysis(path, found, already), tuple(outcomes))


def _same_format(form: str, path: str) -> bool:
    suffix = suffix_of(path)
    if is_bilingual(path):
        return form in UNITS and UNITS.load(form) is UNITS.load(suffix)
    plain = [one if one in DOCUMENTS else "txt" for one in (form, suffix)]
    return form == suffix or (form in DOCUMENTS and DOCUMENTS.load(plain[0]) is DOCUMENTS.load(plain[1]))


def _sources(path: str, data: bytes, wish: Wish) -> list[Source]:
    """All segments of the file; those that have a translation are there for their neighbours."""
    if not is_bilingual(path):
        return [Source(segment, True) for segment in read(path, wish.source, data=data).segments]
    return _fillable(path).sources(data, path, _langs(wish))


def _fillable(path: str) -> Fillable:
    plugin: object = UNITS.load(suffix_of(path))
    if not isinstance(plugin, Fillable):
        raise UsageError("a file of this format has no units without a translation; give a document, PO or XLIFF", path)
    return plugin


def _langs(wish: Wish) -> tuple[Lang, Lang]:
    return wish.source or UND, wish.target


def _units(path: str, data: bytes, wish: Wish) -> Iterable[TranslationUnit]:
    """The units that have a translation already."""
    return UNITS.load(suffix_of(path)).read(BytesIO(data), path, _langs(wish)) if is_bilingual(path) else ()


def _matched(memory: Memory, wish: Wish, sources: Sequence[Source]) -> Iterator[tuple[Segment, Sequence[Match]]]:
    """The open segments with the best match of each; they stand in a document, so neighbours count."""
    if not sources:
        return
    first = sources[0].segment
    if first.lang == wish.target:
        raise UsageError(f"the file is in {wish.target} already; name another --target-lang", first.path)
    around = ["", *(one.segment.text for one in sources), ""]
    wanted = [Sought(one.segment, around[at], around[at + 2]) for at, one in enumerate(sources) if one.is_open]
    said = rules(wish.penalties, house=wish.house, now=time.time())
    found = memory.lookup(wanted, wish.target, source=first.lang, threshold=LEAST, limit=1, rules=said)
    yield from zip((one.segment for one in wanted), found, strict=True)


def _wanted(row: Row, wish: Wish) -> Match | None:
    """The match that is to be put in."""
    match = row.match
    if match is None or match.similarity < wish.threshold or (wish.exact_only and not certain(match)):
        return None
    return match


def _target(source: Segment, match: Match, wish: Wish) -> Segment:
    """The translation to put in. Where tags stand in an adapted text nobody knows: it has none."""
    if not wish.adapt or certain(match):
        return match.target
    proposal = adapted(match.target, changes(source, match.source, match.target, None))
    return match.target if proposal is None else Segment(proposal.text, match.target.lang)


def _state(match: Match, sure: bool) -> tuple[State, str]:
    if not certain(match):
        return State.NEEDS_WORK, ""
    return (State.APPROVED, "") if sure else (State.NEEDS_WORK, "its formatting is to be checked")


def _written_back(path: str, data: bytes, found: Sequence[Row], wish: Wish) -> tuple[bytes, list[Outcome]]:
    """The document with its translations, and what became of each segment."""
    chosen = {row.source: match for row in found if (match := _wanted(row, wish)) is not None}
    translations = [Translation(source, _target(source, match, wish)) for source, match in chosen.items()]
    made = translated(path, data, translations, wish.target, suffix_of(path))
    reasons = {refused.translation.source: refused.reason for refused in made.refused}
    loose = {one.source for one in made.loose}
    outcomes = []
    for row in found:
        match = chosen.get(row.source)
        if match is None or row.source in reasons:
            outcomes.append(Outcome(row.source, row.match, State.UNTRANSLATED, reasons.get(row.source, "")))
        else:
            outcomes.append(Outcome(row.source, match, *_state(match, row.source not in loose)))
    return made.data, outcomes


def _filled(path: str, data: bytes, found: Sequence[Row], wish: Wish) -> tuple[bytes, list[Outcome]]:
    """The bilingual file with its open units filled."""
    chosen = {row.source: match for row in found if (match := _wanted(row, wish)) is not None}
    fillings = [
        Filling(
            source,
            _target(source, match, wish),
            certain(match),
            match.source,
            match.target,
            match.similarity,
            match.score,
            origin(match),
        )
        for source, match in chosen.items()
    ]
    form = _fillable(path)
    made = form.fill(data, path, fillings, _langs(wish))
    _prove(path, data, made, form, wish)
    written, loose = frozenset(made.written), frozenset(made.loose)
    outcomes = []
    for row in found:
        match = chosen.get(row.source)
        if match is None or row.source not in written:
            reason = "" if match is None else "the file has no place for it"
            outcomes.append(Outcome(row.source, row.match, State.UNTRANSLATED, reason))
        else:
            outcomes.append(Outcome(row.source, match, *_state(match, row.source not in loose)))
    return made.data, outcomes


def _prove(path: str, data: bytes, made: Filled, form: Fillable, wish: Wish) -> None:
    """InputError where the filled file does not read as before, but for what was filled."""
    written = frozenset((one.text, one.block.number) for one in made.written)
    before, after = ([*form.sources(one, path, _langs(wish))] for one in (data, made.data))
    open_before = [(one.segment.text, one.segment.block.number) for one in before if one.is_open]
    open_after = [(one.segment.text, one.segment.block.number) for one in after if one.is_open]
    same = [one.segment.text for one in before] == [one.segment.text for one in after]
    if not same or [one for one in open_before if one not in written] != open_after:
        raise InputError("this file cannot be filled without harm; write the translation with --to xlf", path)


def _as_xliff(
    found: Sequence[Row], translated_already: Iterable[TranslationUnit], wish: Wish, form: str
) -> tuple[bytes, list[Outcome]]:
    """A unit a segment, the codes of the source in the translation, the match beside it."""
    outcomes = []
    units = [(unit.variants[0].block.number, unit) for unit in translated_already]
    sources = [*(unit.variants[0] for _, unit in units), *(row.source for row in found)]
    langs = (sources[0].lang if sources else RU, wish.target)
    for row in found:
        number = row.source.block.number
        match = _wanted(row, wish)
        if match is None:
            outcomes.append(Outcome(row.source, row.match, State.UNTRANSLATED))
            units.append((number, TranslationUnit((row.source,))))
            continue
        target, sure = tagged(row.source, _target(row.source, match, wish))
        state, reason = _state(match, sure)
        outcomes.append(Outcome(row.source, match, state, reason))
        said = "translated" if state is State.APPROVED else _UNSURE[_XLIFF[form]]
        units.append((number, TranslationUnit((row.source, target), ((STATE, said), (MATCH, _beside(match))))))
    units.sort(key=lambda pair: pair[0])  # stable: sentences of a block stay in their order
    stream = BytesIO()
    _XLIFF[form].write((unit for _, unit in units), stream, langs)
    return stream.getvalue(), outcomes


def _beside(match: Match) -> str:
    """The match as XLIFF has it beside its unit."""
    similarity, score = f"{100 * match.similarity:.0f}", f"{100 * match.score:.0f}"
    return as_text(xliff_matches.Match(match.source, match.target, similarity, score, origin(match)))


def origin(match: Match) -> str:
    """Where a match comes from: its document, else its author or tool."""
    return next((said for said in match.stored.origin[:3] if said), "memory")
