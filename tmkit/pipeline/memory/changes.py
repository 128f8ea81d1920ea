"""A new version of a source: what of its translation stands, what must be looked at, what is new and what falls away.

Old and new source are compared sentence by sentence, and the old one is aligned with the translation; what belongs
together in either way is one passage.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tmkit.errors import InputError
from tmkit.memory.adapting import Change, changes
from tmkit.model import Alignment, Document, Location, Segment
from tmkit.pipeline.alignment.aligning import joined
from tmkit.pipeline.alignment.reviewing import align_reviewed
from tmkit.pipeline.inputs.documents import language_name
from tmkit.pipeline.memory.looking_up import differing
from tmkit.terms.glossary import Glossary
from tmkit.text.versions import Step, edits, steps

__all__ = ["Comparison", "Passage", "State", "as_json", "compare"]


class State(StrEnum):
    """What is to be done with a passage of the translation."""

    STANDS = "stands"
    MOVED = "moved"
    """Its words stand, at another place."""
    CHANGED = "changed"
    """The source says something else: look at it."""
    NEW = "new"
    """Not translated yet."""
    GONE = "gone"
    """The source has it no more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that belong together."""

    state: State
    old: Segment | None
    """None where the old source had nothing."""
    new: Segment | None
    """None where the new source has nothing."""
    target: Segment | None
    """None where there is no translation."""
    after: Segment | None
    """Where there is none, what stands before it in the translation; where it moved, what it stands behind now, in
    the order of the new source. None at the beginning."""
    differences: tuple[Change, ...] = ()
    """Numbers, months and terms that changed, and what that means for the translation."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A translation beside the new version of its source."""

    path: str
    """Of the translation."""
    lang: str
    passages: tuple[Passage, ...]
    """In the order of the new source; what falls away behind what it followed."""
    notices: tuple[InputError, ...]
    """What a review file says in vain."""

    def count(self, state: State) -> int:
        """How many passages are in that state."""
        return sum(passage.state is state for passage in self.passages)

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do."""
        return self.count(State.STANDS) == len(self.passages)


def compare(old: Document, new: Document, target: Document, glossary: Glossary, encoder: str = "auto") -> Comparison:
    """What the new source means for the translation of the old one. InputError where the sources differ in language."""
    if old.lang != new.lang:
        names = language_name(new.lang), language_name(old.lang)
        raise InputError(f"this is {names[0]} and the old version {names[1]}; give two versions of one text", new.path)
    alignment, notices = align_reviewed(old, target, encoder=encoder, glossary=glossary)
    before, after = ([segment.text for segment in document.segments] for document in (old, new))
    found = list(_passages(steps(before, after, old.lang), alignment, new, glossary))
    return Comparison(target.path, target.lang, tuple(found), tuple(notices))


def _passages(found: Sequence[Step], alignment: Alignment, new: Document, glossary: Glossary) -> Iterator[Passage]:
    """A passage for each group of steps, where its first one stands."""
    groups, by_old = _groups(found, alignment), {i: step for step in found for i in step.old}
    translated = {i: bead.target for bead in alignment.beads for i in bead.source}
    done: set[int] = set()
    after: Segment | None = None
    before: Segment | None = None
    for step in found:
        olds = groups[step.old[0]] if step.old else ()
        if done.intersection(olds):
            continue
        done.update(olds)
        own = list(dict.fromkeys(by_old[i] for i in olds)) or [step]
        targets = sorted({j for i in olds for j in translated.get(i, ())})
        target = _joined(alignment.target, targets)
        state = _state(own, target)
        passage = Passage(
            state,
            _joined(alignment.source, olds),
            _joined(new, sorted({j for one in own for j in one.new})),
            target,
            before if state is State.MOVED else None if target else after,
        )
        if passage.new is None and target is None:
            continue
        if state is not State.MOVED:
            after = target or after
        if passage.new is not None:
            before = target or before
        yield _explained(passage, glossary)


def _groups(found: Sequence[Step], alignment: Alignment) -> dict[int, tuple[int, ...]]:
    """For each old sentence those that share a step or a bead with it, rising, itself too."""
    groups: dict[int, list[int]] = {at: [at] for at in range(len(alignment.source.segments))}
    for numbers in (*(step.old for step in found), *(bead.source for bead in alignment.beads)):
        for other in numbers[1:]:
            if groups[other] is not groups[numbers[0]]:
                groups[numbers[0]] += groups[other]
                for each in groups[other]:
                    groups[each] = groups[numbers[0]]
    return {at: tuple(sorted(group)) for at, group in groups.items()}


def _joined(document: Document, numbers: Sequence[int]) -> Segment | None:
    return joined([document.segments[at] for at in numbers]) if numbers else None


def _state(own: Sequence[Step], target: Segment | None) -> State:
    if target is None:
        return State.NEW
    if not any(step.new for step in own):
        return State.GONE
    if min(step.similarity for step in own) < 1:
        return State.CHANGED
    if not any(step.moved for step in own):
        return State.STANDS
    return State.MOVED if all(step.moved for step in own) else State.CHANGED


def _explained(passage: Passage, glossary: Glossary) -> Passage:
    if passage.state is not State.CHANGED or not (passage.old and passage.new and passage.target):
        return passage
    found = changes(passage.new, passage.old, passage.target, glossary)
    return Passage(passage.state, passage.old, passage.new, passage.target, passage.after, found)


def as_json(old: str, new: str, compared: Sequence[Comparison]) -> str:
    """One object, as docs/guide.md says."""
    targets = [
        {
            "path": one.path,
            "lang": one.lang,
            "summary": {state.value: one.count(state) for state in State},
            "passages": [_as_json(passage) for passage in one.passages],
        }
        for one in compared
    ]
    return json.dumps({"old": old, "new": new, "targets": targets}, ensure_ascii=False, indent=1)


def _as_json(passage: Passage) -> dict[str, object]:
    said: dict[str, object] = {"state": passage.state.value}
    for name in ("old", "new", "target", "after"):
        segment: Segment | None = getattr(passage, name)
        said[name] = _placed(segment) if segment else None
    if passage.state is State.CHANGED and passage.old and passage.new and passage.target:
        said["edits"] = [[list(old), list(new)] for old, new in edits(passage.old.text, passage.new.text)]
        said |= differing(passage.target, passage.differences, adapt=True)
    return said


def _placed(segment: Segment) -> dict[str, object]:
    place: Location = segment.locate(0)
    return {"text": segment.text, "line": place.line, "column": place.column, "place": segment.block.place}
