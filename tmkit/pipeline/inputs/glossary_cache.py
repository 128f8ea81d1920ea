"""Concepts that were read before: a file each termbase in the user's cache folder, named by what was read.

A file is a digest and a JSON array: nothing in it is ever run. What cannot be read, or is damaged, is read from the
termbase again; what cannot be written is not kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import tmkit
from tmkit import model
from tmkit.errors import TmkitError
from tmkit.files import write_atomic
from tmkit.formats import glossaries
from tmkit.languages import scripts
from tmkit.model import Case, Concept, Extra, Lang, Location, Status, Term
from tmkit.terms import glossary

__all__ = ["folder", "remembered"]

_KEPT = 32
"""Files; beyond them the oldest goes."""
_DIGEST = 16
"""Bytes."""


def remembered(data: bytes, path: str, form: str, read: Callable[[], Sequence[Concept]]) -> tuple[Concept, ...]:
    """What ``read`` gives of a termbase, from the cache where it has been read before.

    ``data`` are its bytes, ``path`` is what the places name, ``form`` its format. What ``read`` raises is passed on.
    """
    key = blake2b(b"\0".join([tmkit.__version__.encode(), _code(), form.encode(), data]), digest_size=_DIGEST)
    file = folder() / f"{key.hexdigest()}.json"
    found = _stored(file, path)
    if found is None:
        found = tuple(read())
        _store(file, found)
    return found


def folder() -> Path:
    """Where the files are."""
    from platformdirs import user_cache_path

    return user_cache_path("tmkit", appauthor=False) / "glossaries"


@lru_cache(maxsize=1)
def _code() -> bytes:
    """A digest of the code that reads: another version of it may understand more."""
    digest = blake2b(digest_size=_DIGEST)
    read = [Path(str(model.__file__)), Path(str(scripts.__file__)), Path(str(glossary.__file__)), Path(__file__)]
    with suppress(OSError):
        for file in [*read, *sorted(Path(str(glossaries.__file__)).parent.glob("*.py"))]:
            digest.update(file.read_bytes())
    return digest.digest()


def _stored(file: Path, path: str) -> tuple[Concept, ...] | None:
    try:
        data = file.read_bytes()
        if blake2b(data[_DIGEST:], digest_size=_DIGEST).digest() != data[:_DIGEST]:
            return None
        return tuple(_concept(row, path) for row in json.loads(data[_DIGEST:]))
    except (OSError, ValueError, TypeError, IndexError):
        return None


def _store(file: Path, concepts: Iterable[Concept]) -> None:
    rows = [_concept_row(concept) for concept in concepts]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with suppress(OSError, TmkitError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with write_atomic(str(file)) as stream:
            stream.write(blake2b(text, digest_size=_DIGEST).digest() + text)
        files = sorted(file.parent.glob("*.json"), key=lambda other: other.stat().st_mtime)
        for old in files[:-_KEPT]:
            old.unlink()


def _concept_row(concept: Concept) -> list[Any]:
    place = concept.place or Location("", 0, 0)
    return [
        *(concept.id, concept.domain, concept.definition, concept.note, concept.source, concept.definition_lang),
        *(concept.related, concept.do_not_translate, concept.extra, place.line, place.column),
        [_term_row(term) for term in concept.terms],
    ]


def _term_row(term: Term) -> list[Any]:
    """What most terms say nothing of comes last, and only where one does."""
    place = term.place or Location("", 0, 0)
    row = [term.text, term.lang, term.status, term.verified, place.line, place.column, term.case, term.part_of_speech]
    row += [term.source, term.note, term.term_type]
    if term.valid_from or term.valid_until or term.house or term.extra:
        row += [str(term.valid_from or ""), str(term.valid_until or ""), term.house, term.extra]
    return row


_STATUS = {str(status): status for status in Status}
_CASE = {str(case): case for case in Case}


def _concept(row: list[Any], path: str) -> Concept:
    name, domain, definition, note, source, lang, related, kept, extra, line, column, terms = row
    return Concept(
        name,
        tuple([_term(term, path) for term in terms]),
        domain,
        definition,
        note,
        source,
        lang,
        tuple(related),
        kept,
        _extra(extra),
        Location(path, line, column) if line else None,
    )


def _term(row: list[Any], path: str) -> Term:
    text, lang, status, verified, line, column, case, speech, source, note, kind, *rare = row
    place = Location(path, line, column) if line else None
    if not rare:
        return Term(text, lang, _STATUS[status], verified, _CASE[case], speech, source, note, kind, place=place)
    start, stop, house, extra = rare
    days = (date.fromisoformat(start) if start else None, date.fromisoformat(stop) if stop else None)
    return Term(
        *(text, lang, _STATUS[status], verified, _CASE[case], speech, source, note, kind),
        *(*days, house, _extra(extra), place),
    )


def _extra(rows: list[list[Any]]) -> tuple[Extra, ...]:
    return tuple(Extra(name, value, Lang(lang) if lang else None) for name, value, lang in rows)
