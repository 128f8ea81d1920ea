"""Cleaning a memory: what is at fault by which rule, what goes, and what a person has to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tmkit.errors import UsageError
from tmkit.memory import Memory
from tmkit.memory.reading import Selection
from tmkit.memory.units import Removal, StoredUnit
from tmkit.model import Lang
from tmkit.pipeline.memory.repeated_units import GROUP_RULES, INHERITED, Group, Keep, Keys, groups
from tmkit.pipeline.memory.unit_faults import UNIT_RULES, unit_faults

__all__ = ["RULES", "Cleaning", "Cut", "Fault", "apply", "chosen_rules", "faults"]

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
    langs: tuple[Lang, ...] = ()
    """What is to be removed of it, where the rest is sound; none: all of it."""
    group: int = 0
    """From 1; units of one group are alternatives. 0 for a unit by itself."""
    uses: int = 0
    """In how many places the unit was met; 0 where it is by itself."""
    heir: int = 0
    """The number of the unit that says the same, and is met in its places when it goes; 0 for none."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is to leave a memory, by the numbers of units."""

    units: set[int] = field(default_factory=set)
    heirs: dict[int, int] = field(default_factory=dict)
    """For units that go: who is met in their places."""
    langs: dict[int, set[Lang]] = field(default_factory=dict)
    """For units that stay: the languages that they lose."""

    def note(self, fault: Fault) -> None:
        """Take in what a fault comes to."""
        number = fault.stored.number
        if fault.decision == "remove":
            self.take(number, fault.langs, fault.heir)

    def take(self, number: int, langs: Sequence[Lang] = (), heir: int = 0) -> None:
        """A unit goes, or some languages of it."""
        if langs:
            self.langs.setdefault(number, set()).update(langs)
            return
        self.units.add(number)
        if heir:
            self.heirs[number] = heir


def faults(memory: Memory, cleaning: Cleaning) -> Iterator[Fault]:
    """Every unit at fault, once a rule, but for those that stay: they are named in each of their groups."""
    own = {name: rule for name, rule in UNIT_RULES.items() if name in cleaning.rules}
    grouping = [name for name in GROUP_RULES if name in cleaning.rules]
    keys = Keys()
    for stored in memory.units(cleaning.selection):
        sound = True
        for rule, why, langs in unit_faults(stored, own, cleaning.below):
            yield Fault(rule, stored, why, "remove", langs)
            sound = False
        if sound and grouping:
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
        heir = first.number if decision == "remove" and group.rule in INHERITED else 0
        yield Fault(group.rule, stored, why, decision, (), number, group.uses.get(stored.number, 0), heir)


def apply(memory: Memory, cut: Cut, command: str, *, rehearsal: bool = False) -> Removal:
    """Take out what was decided upon; the history has it."""
    told = {number: frozenset(langs) for number, langs in cut.langs.items() if number not in cut.units}
    return memory.remove(sorted(cut.units), command, "cleaned", heirs=cut.heirs, langs=told, rehearsal=rehearsal)


def chosen_rules(names: Sequence[str]) -> tuple[str, ...]:
    """The rules of those names, in their order; all for none. UsageError where there is no such rule."""
    wanted = [name for said in names for name in said.split(",") if name]
    for name in wanted:
        if name not in RULES:
            raise UsageError(f"no rule is called {name!r}; there are {', '.join(RULES)}")
    return tuple(rule for rule in RULES if not wanted or rule in wanted)
