"""The engines of bench/memory.py: each takes all sources, and answers with the similarity of the best that it finds.

Words and similarity are tmkit's for all of them, so that what differs is how candidates are found.
"""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from tmkit.languages.codes import RU
from tmkit.memory.batches import batched
from tmkit.text.normalise import normal_words

Words = list[str]
Answer = Callable[[str], float]
CANDIDATES = 100


class Coded:
    """Sources as strings with one character for each word: what rapidfuzz compares fastest."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def code(self, text: str) -> str:
        """A text as such a string."""
        return "".join(self._character(word) for word in normal_words(text, RU))

    def _character(self, word: str) -> str:
        number = self._numbers.setdefault(word, len(self._numbers)) + 1
        return chr(number if number < 0xD800 else number + 0x800)  # surrogates are no characters


def similarity(one: Sequence[str], other: Sequence[str]) -> float:
    return 1 - Levenshtein.distance(one, other) / max(len(one), len(other), 1)


def truth(sources: Iterable[str], queries: Sequence[str]) -> list[float]:
    """The best similarity of each query, by comparing it with every source."""
    coded = Coded()
    lines = [coded.code(query) for query in queries]
    best = [0.0] * len(queries)
    for chunk in batched(map(coded.code, sources), 100_000):
        table = process.cdist(lines, chunk, scorer=Levenshtein.normalized_similarity, workers=1)
        best = [max(one, float(row.max())) for one, row in zip(best, table, strict=True)]
    return best


def brute(sources: Sequence[str]) -> Answer:
    coded = Coded()
    lines = [coded.code(source) for source in sources]

    def answer(query: str) -> float:
        found = process.extract(
            coded.code(query), lines, scorer=Levenshtein.normalized_similarity, score_cutoff=0.7, limit=5
        )
        return found[0][1] if found else 0.0

    return answer


def fts5(sources: Sequence[str]) -> Answer:
    """SQLite FTS5: the eight rarest words, bm25, 100 candidates, compared again."""
    lines = [normal_words(source, RU) for source in sources]
    frequency = Counter(word for line in lines for word in set(line))
    database = sqlite3.connect(Path(tempfile.mkdtemp(), "fts.sqlite"))
    database.execute("CREATE VIRTUAL TABLE f USING fts5(text, content='', tokenize='unicode61')")
    database.executemany("INSERT INTO f (rowid, text) VALUES (?, ?)", enumerate(" ".join(line) for line in lines))
    database.commit()

    def answer(query: str) -> float:
        words = normal_words(query, RU)
        rare = sorted({word for word in words if any(map(str.isalnum, word))}, key=lambda word: frequency[word])[:8]
        if not rare:
            return 0.0
        terms = " OR ".join(f'"{word}"' for word in rare)
        found = database.execute(f"SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25(f) LIMIT {CANDIDATES}", (terms,))
        return max((similarity(words, lines[row]) for (row,) in found), default=0.0)

    return answer


def tantivy(sources: Sequence[str]) -> Answer:
    """Tantivy: all words, BM25, 100 candidates, compared again."""
    import tantivy as engine

    builder = engine.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace")
    builder.add_unsigned_field("row", stored=True)
    schema = builder.build()
    index = engine.Index(schema, path=tempfile.mkdtemp())
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    lines = [normal_words(source, RU) for source in sources]
    for row, line in enumerate(lines):
        document = engine.Document()
        document.add_text("text", " ".join(line))
        document.add_unsigned("row", row)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def answer(query: str) -> float:
        words = normal_words(query, RU)
        terms = [(engine.Occur.Should, engine.Query.term_query(schema, "text", word)) for word in dict.fromkeys(words)]
        hits = searcher.search(engine.Query.boolean_query(terms), CANDIDATES).hits
        rows = (searcher.doc(address)["row"][0] for _, address in hits)
        return max((similarity(words, lines[row]) for row in rows), default=0.0)

    return answer


def toolkit(sources: Sequence[str]) -> Answer:
    """Translate Toolkit's matcher; its own similarity finds, ours is scored."""
    from translate.search.match import matcher
    from translate.storage.base import TranslationStore, TranslationUnit

    # it sorts pairs of similarity and unit, and fails where two units are as similar
    setattr(TranslationUnit, "__lt__", lambda self, other: False)  # noqa: B010
    store: Any = TranslationStore()
    for source in sources:
        unit = TranslationUnit(source)
        unit.target = "x"
        store.addunit(unit)
    found = matcher(store, max_candidates=5, min_similarity=70, max_length=2000)

    def answer(query: str) -> float:
        words = normal_words(query, RU)
        best = (similarity(words, normal_words(str(unit.source), RU)) for unit in found.matches(query))
        return max(best, default=0.0)

    return answer


SYSTRAN = "FuzzyMatch-cli"
_ROUNDS = 5
"""How often SYSTRAN's batch has each query, so that its own time stands out from that of loading."""


def systran(sources: Sequence[str], queries: Sequence[str], *options: str) -> tuple[list[float], float, float]:
    """SYSTRAN's fuzzy-match by its command line: answers, CPU seconds of a query, CPU seconds for the index.

    A query's time is that of a batch without that of a batch of one, which is loading. It cuts words further than we
    do, so that what is .7 here may be less there.
    """
    folder = Path(tempfile.mkdtemp())
    corpus = folder / "corpus"
    lines = [normal_words(source, RU) for source in sources]
    corpus.write_text("".join(" ".join(line) + "\n" for line in lines), encoding="utf-8")
    _, index_seconds = _charged([SYSTRAN, "-a", "index", "-c", str(corpus)], "")
    asking = [SYSTRAN, "-a", "match", "-i", f"{corpus}.fmi", "-n", "5", "-N", "1", *options]
    words = [normal_words(query, RU) for query in queries]
    batch = [" ".join(line) + "\n" for line in words]
    found, seconds = _charged(asking, "".join(batch * _ROUNDS))
    _, loading = _charged(asking, batch[0])
    shutil.rmtree(folder)
    answers = [
        max((similarity(query, lines[int(row) - 1]) for row in line.split("\t")[1::2]), default=0.0)
        for query, line in zip(words, found.splitlines(), strict=False)
    ]
    return answers, (seconds - loading) / (len(words) * _ROUNDS), index_seconds


def _charged(command: Sequence[str], given: str) -> tuple[str, float]:
    """What a command prints, and its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


ENGINES: dict[str, Callable[[Sequence[str]], Answer]] = {
    "rapidfuzz brute force": brute,
    "SQLite FTS5 + rerank": fts5,
    "tantivy + rerank": tantivy,
    "Translate Toolkit": toolkit,
}
