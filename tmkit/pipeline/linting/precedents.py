"""Precedents: how other documents of a memory translate the segments of a text, asked for in one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tmkit.checks import Precedent, Precedents
from tmkit.config import Project
from tmkit.formats.units import DOCUMENT
from tmkit.memory import MEMORIES, Memory
from tmkit.memory.lookup import EXACT
from tmkit.memory.units import Match, Sought, UnitStatus
from tmkit.model import Bitext, Lang, Segment
from tmkit.pipeline.memory.memories import open_memory

__all__ = ["Memories", "is_memory", "memories_of"]

_MOST = 20
"""Renderings of one segment that are looked at, the most trusted first."""


class Memories:
    """Memories that are only read. A process opens them when it first asks; what is sent to it are their names."""

    def __init__(self, paths: Sequence[str] = ()) -> None:
        self.paths = tuple(paths)
        self._open: list[Memory] = []

    def __reduce__(self) -> tuple[type[Memories], tuple[tuple[str, ...]]]:
        return Memories, (self.paths,)

    def close(self) -> None:
        """Let go of the files."""
        for memory in self._open:
            memory.close()
        self._open = []

    def prepare(self, source: Lang, targets: Iterable[Lang], say: Callable[[str], None]) -> None:
        """Bring the indexes up to date, before many processes ask for them; ``say`` is told where that takes long.

        InputError where a memory cannot be opened.
        """
        for memory in self._opened():
            memory.say = say
            for target in targets:
                for one, other in ((source, target), (target, source)):
                    list(_exact(memory, [""], one, other))

    def precedents(self, text: Bitext) -> Precedents:
        """What the memories have of the segments that stand one beside one, but for what only this document has."""
        if not self.paths:
            return Precedents()
        pairs = [pair for pair in text.pairs if len(pair.source) == len(pair.target) == 1]
        here = {value for pair in pairs for name, value in pair.properties if name == DOCUMENT}
        here.add(Path(text.source_path).absolute().as_posix())
        langs = (text.source_lang, text.target_lang)
        return Precedents(
            self._known([pair.source[0].text for pair in pairs], *langs, here),
            self._known([pair.target[0].text for pair in pairs], *langs[::-1], here),
        )

    def _known(self, texts: Sequence[str], lang: Lang, other: Lang, here: set[str]) -> dict[str, tuple[Precedent, ...]]:
        """By the texts, which are in ``lang``; ``here`` names this document."""
        found: dict[str, list[Precedent]] = {}
        wanted = list(dict.fromkeys(texts))
        for memory in self._opened():
            answers = list(_exact(memory, wanted, lang, other))
            places = memory.places({match.stored.number for answer in answers for match in answer})
            for text, answer in zip(wanted, answers, strict=True):
                for match in answer:
                    named = dict.fromkeys(place.document for place in places.get(match.stored.number, ()))
                    elsewhere = tuple(name for name in named if not _is_here(name, here))
                    if elsewhere and not any(penalty.name == "doubtful" for penalty in match.penalties):
                        found.setdefault(text, []).append(_precedent(match, elsewhere))
        return {text: tuple(sorted(rows, key=_trust)) for text, rows in found.items()}

    def _opened(self) -> list[Memory]:
        if not self._open:
            self._open = [open_memory(path, readonly=True) for path in self.paths]
        return self._open


def _exact(memory: Memory, texts: Sequence[str], lang: Lang, other: Lang) -> Iterator[list[Match]]:
    wanted = (Sought(Segment(text, lang)) for text in texts)
    return memory.lookup(wanted, other, source=lang, threshold=EXACT, limit=_MOST)


def _is_here(document: str, here: set[str]) -> bool:
    """Whether a document of the memory is this one: its name may be seen from the folder of its project."""
    return document in here or any(path.endswith("/" + document.lstrip("/")) for path in here)


def _precedent(match: Match, documents: tuple[str, ...]) -> Precedent:
    """The segment that was asked for, what stands beside it, and where."""
    return Precedent(match.source.text, match.target.text, documents, match.stored.status is UnitStatus.APPROVED)


def _trust(precedent: Precedent) -> tuple[bool, int]:
    """Approved ones first, then what most documents have."""
    return not precedent.approved, -len(precedent.documents)


def is_memory(path: str) -> bool:
    """Whether the file is a memory by its name, not a bilingual file."""
    return Path(path).suffix[1:].lower() in MEMORIES


def memories_of(project: Project | None, named: Sequence[str] = ()) -> Memories:
    """The memory of the project, once it has been built, and those named."""
    own = [str(project.memory)] if project and project.memory and project.memory.is_file() else []
    return Memories([*own, *named])
