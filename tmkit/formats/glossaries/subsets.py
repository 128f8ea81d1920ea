"""Facts of tmkit's own in a TBX file: values of ``projectSubset``, which TBX-Basic has for what others need not know.

``x-tmkit:proposed``, ``x-tmkit:case-sensitive``, ``x-tmkit:any-case``, ``x-tmkit:do-not-translate``,
``x-tmkit:valid-from=2021-11-12``, ``x-tmkit:valid-until=...``, and columns of a table that tmkit does not know, as
``x-tmkit:column ["heading", "cell"]``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from tmkit.errors import UsageError
from tmkit.languages import canonical
from tmkit.model import Case, Concept, Extra, Lang, Term

__all__ = [
    "CASES",
    "DO_NOT_TRANSLATE",
    "PROPOSED",
    "VALID_FROM",
    "VALID_UNTIL",
    "column",
    "day",
    "of_concept",
    "of_term",
]

PROPOSED = "x-tmkit:proposed"
DO_NOT_TRANSLATE = "x-tmkit:do-not-translate"
VALID_FROM = "x-tmkit:valid-from="
VALID_UNTIL = "x-tmkit:valid-until="
CASES = {"x-tmkit:case-sensitive": Case.EXACT, "x-tmkit:any-case": Case.FREE}
_COLUMN = "x-tmkit:column "


def day(text: str) -> date | None:
    """The day that ``2021-11-12`` names; None where it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def column(value: str) -> Extra | None:
    """What a column of a table said; None where the value is something else."""
    if not value.startswith(_COLUMN):
        return None
    try:
        name, cell, *lang = json.loads(value.removeprefix(_COLUMN))
        if isinstance(name, str) and name and isinstance(cell, str):
            return Extra(name, cell, canonical(lang[0]) if lang else None)
    except (ValueError, TypeError, AttributeError, UsageError):  # other people's JSON
        return None
    return None


def of_term(term: Term) -> Iterator[str]:
    """The values that say what TBX has no category for."""
    if not term.verified:
        yield PROPOSED
    yield from (value for value, case in CASES.items() if case is term.case)
    if term.valid_from is not None:
        yield f"{VALID_FROM}{term.valid_from}"
    if term.valid_until is not None:
        yield f"{VALID_UNTIL}{term.valid_until}"
    yield from _columns(term.extra)


def of_concept(concept: Concept) -> Iterator[str]:
    """The values that say what TBX has no category for."""
    if concept.do_not_translate:
        yield DO_NOT_TRANSLATE
    yield from _columns(concept.extra)


def _columns(extras: tuple[Extra, ...]) -> Iterator[str]:
    for name, cell, lang in extras:
        if name and not name.startswith("@"):
            said: list[str | Lang] = [name, cell] if lang is None else [name, cell, lang]
            yield _COLUMN + json.dumps(said, ensure_ascii=False)
