"""The states of a translation as XLIFF 1.2, XLIFF 2 and the programs around them call them."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PREFIX", "STATES_1", "STATES_2", "state_1", "state_2"]

PREFIX = "tmkit:"
"""Before a state that XLIFF 2 does not know, in ``subState``."""

_ORDER: Mapping[str, tuple[str, str]] = {
    # of XLIFF 1.2
    "new": ("new", "initial"),
    "needs-translation": ("needs-translation", "initial"),
    "needs-adaptation": ("needs-adaptation", "translated"),
    "needs-l10n": ("needs-l10n", "translated"),
    "needs-review-translation": ("needs-review-translation", "translated"),
    "needs-review-adaptation": ("needs-review-adaptation", "translated"),
    "needs-review-l10n": ("needs-review-l10n", "translated"),
    "translated": ("translated", "translated"),
    "signed-off": ("signed-off", "reviewed"),
    "final": ("final", "final"),
    "approved": ("final", "final"),
    # of XLIFF 2
    "initial": ("new", "initial"),
    "reviewed": ("signed-off", "reviewed"),
    # of Trados Studio
    "Draft": ("needs-review-translation", "initial"),
    "Translated": ("translated", "translated"),
    "ApprovedTranslation": ("signed-off", "reviewed"),
    "ApprovedSignOff": ("final", "final"),
    "RejectedTranslation": ("needs-review-translation", "initial"),
    "RejectedSignOff": ("needs-review-translation", "initial"),
    # of memoQ
    "NotStarted": ("new", "initial"),
    "PartiallyEdited": ("needs-review-translation", "initial"),
    "Pretranslated": ("needs-review-translation", "initial"),
    "AssembledFromFragments": ("needs-review-translation", "initial"),
    "MachineTranslated": ("needs-review-translation", "initial"),
    "ManuallyConfirmed": ("translated", "translated"),
    "Proofread": ("final", "final"),
    "Reviewer1Confirmed": ("signed-off", "reviewed"),
    "Rejected": ("needs-review-translation", "initial"),
    # of Phrase
    "confirmed": ("translated", "translated"),
}
"""A state -> what says the same in XLIFF 1.2 and in XLIFF 2."""

STATES_1 = frozenset(name for name, (first, _) in _ORDER.items() if name == first)
STATES_2 = frozenset(name for name, (_, second) in _ORDER.items() if name == second)


def state_1(state: str) -> str:
    """The state of XLIFF 1.2 that says the same; empty where nobody knows."""
    return _ORDER.get(state, ("", ""))[0]


def state_2(state: str) -> str:
    """The state of XLIFF 2 that says the same; ``initial`` where nobody knows."""
    return _ORDER.get(state, ("", "initial"))[1]
