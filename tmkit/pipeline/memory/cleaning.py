"""Cleaning a memory: what is at fault by which rule, what goes, and what a person has to decide."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tmkit.errors import UsageError
from tmkit.memory import Memory
from tmkit.memory.reading import Selection
from tmkit.memory.units import Removal, StoredUnit
from tmkit.pipeline.memory.repeated_units import GROUP_RULES, Group, Keep, Keys, groups
from tmkit.pipeline.memory.unit_faults import UNIT_RULES, unit_fault

__all__ = ["RULES", "Cleaning", "Fault", "apply", "chosen_rules", "faults"]

RULES = (*UNIT_RULES, *GROUP_RULES)
"""The names of all rules, in the order in which they are asked."""
_EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What is to be cleaned, and how."""

    rules: tuple[str, ...] = RULES
    below: float = 0.3
    """Units that the aligner gave less are misaligned."""
    keep: Keep | None = None
    """Which translation stays where a source has several; None: that is for a person to say."""
    selection: Selection = _EVERYTHING


@dataclass(frozen=True, slots=True)
class Fault:
    """A unit that a rule names."""

    rule: str
    stored: StoredUnit
    why: str
    decision: str
    """``remove``, ``keep`` for the unit that stands for the others of its group, or nothing: a person decides."""
    group: int = 0
    """From 1; units of one group are alternatives. 0 for a unit by itself."""
    uses: int = 0
    """In how many places the unit was met; 0 where it is by itself."""


def faults(memory: Memory, cleaning: Cleaning) -> Iterator[Fault]:
    """Every unit at fault, once, but for those that stay: they are named in each of their groups."""
    own = {name: rule for name, rule in UNIT_RULES.items() if name in cleaning.rules}
    grouping = [name for name in GROUP_RULES if name in cleaning.rules]
    keys = Keys()
    for stored in memory.units(cleaning.selection):
        found = unit_fault(stored, own, cleaning.below)
        if found is not None:
            yield Fault(found[0], stored, found[1], "remove")
        elif grouping:
            keys.note(stored)
    if grouping:
        for number, group in enumerate(groups(memory, keys, grouping, cleaning.keep or Keep.MOST_TRUSTED), 1):
            yield from _of_group(group, number, cleaning.keep)


def _of_group(group: Group, number: int, keep: Keep | None) -> Iterator[Fault]:
    open_question = group.rule == "conflict" and keep is None
    first = group.units[0]
    for stored in group.units:
        if stored is first:
            why = "one of several translations" if open_question else "stays"
        else:
            why = f"another translation than that of {first.id}" if group.rule == "conflict" else f"as {first.id}"
        decision = "" if open_question else "keep" if stored is first else "remove"
        yield Fault(group.rule, stored, why, decision, number, group.uses.get(stored.number, 0))


def apply(memory: Memory, numbers: Collection[int], command: str, *, rehearsal: bool = False) -> Removal:
    """Take the units out that were decided upon; the history has them."""
    return memory.remove(sorted(numbers), command, "cleaned", rehearsal=rehearsal)


def chosen_rules(names: Sequence[str]) -> tuple[str, ...]:
    """The rules of those names, in their order; all for none. UsageError where there is no such rule."""
    wanted = [name for said in names for name in said.split(",") if name]
    for name in wanted:
        if name not in RULES:
            raise UsageError(f"no rule is called {name!r}; there are {', '.join(RULES)}")
    return tuple(rule for rule in RULES if not wanted or rule in wanted)
