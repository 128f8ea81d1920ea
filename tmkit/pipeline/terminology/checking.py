"""Is a termbase sound, and will it serve? Several are looked at together, as they are used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tmkit.data import glossary_path
from tmkit.errors import TmkitError
from tmkit.files import read_bytes
from tmkit.formats.glossaries import concept_rules, tbx_rules, use_rules
from tmkit.model import Concept, Finding, Lang, Severity
from tmkit.pipeline.inputs.documents import suffix_of
from tmkit.pipeline.inputs.glossary import concepts
from tmkit.pipeline.linting.reporting import Choice, Outcome, report

__all__ = ["check"]


def check(paths: Sequence[str], *, langs: Sequence[Lang] = (), choice: Choice = Choice()) -> Outcome:
    """Every finding in the termbases together; of none, in the one that tmkit ships.

    ``langs`` are those that every concept must have. A file that cannot be read is an error of the outcome.
    """
    found: list[Finding] = []
    errors: list[TmkitError] = []
    together: list[Concept] = []
    for path in paths or (str(glossary_path()),):
        faults: list[Finding] = []
        try:
            faults += _structure(path)
            together += concepts(path)
        except TmkitError as error:
            if not any(fault.severity is Severity.ERROR for fault in faults):
                errors.append(error)
        found += faults
    found += concept_rules.contents(together)
    found += use_rules.faults(together, langs)
    return Outcome.of(report(filter(None, map(choice.apply, found))), errors)


def _structure(path: str) -> Iterator[Finding]:
    if suffix_of(path) == "tbx":
        yield from tbx_rules.structure(read_bytes(path), path)
