from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tmkit.encoders import ENCODERS
from tmkit.errors import InputError, UsageError
from tmkit.model import Bead, Document, Lang, Segment
from tmkit.pipeline.alignment.aligning import align
from tmkit.pipeline.alignment.encoding import encoder, is_costly, vectors_where_unsure


class Costly:
    """Gives texts with the same last word the same vector, and counts what it is asked."""

    costly = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], lang: Lang) -> NDArray[np.float32]:
        self.asked += texts
        rows = np.ones((len(texts), 8), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[sum(map(ord, text.split()[-1])) % 8] = 3
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def document(lang: str, size: int) -> Document:
    return Document(f"a.{lang}.txt", Lang(lang), tuple(Segment(f"{lang} {n}", Lang(lang)) for n in range(size)))


def beads(*scores: float) -> list[Bead]:
    return [Bead((n,), (n,), score) for n, score in enumerate(scores)]


def test_names() -> None:
    assert not is_costly(encoder("auto"))
    assert encoder("lexical") is ENCODERS.load("lexical")
    assert is_costly(encoder("e5"))
    with pytest.raises(UsageError, match="lexical takes no argument"):
        encoder("lexical:models")
    with pytest.raises(UsageError, match="onnx:FOLDER"):
        encoder("onnx")
    with pytest.raises(UsageError, match="did you mean 'lexical'"):
        encoder("lexikal")


def test_auto_is_static_wherever_its_table_came_with_tmkit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert encoder("auto") is ENCODERS.load("static")
    monkeypatch.setattr("tmkit.data.path", lambda name: tmp_path / name)
    assert encoder("auto") is ENCODERS.load("lexical")


def test_an_argument_reaches_the_plugin(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: pip install 'tmkit[onnx]'")
    pytest.importorskip("tokenizers", reason="tokenizers is not installed: pip install 'tmkit[onnx]'")
    with pytest.raises(InputError, match=r"no model\.onnx here") as raised:
        encoder(f"onnx:{tmp_path}")
    assert raised.value.path == str(tmp_path)


def test_sure_beads_cost_nothing() -> None:
    engine = Costly()
    assert vectors_where_unsure(engine, document("ru", 40), document("kk", 40), beads(*[0.999] * 40)) is None
    assert engine.asked == []


def test_only_doubt_and_what_stands_beside_it_is_embedded() -> None:
    engine = Costly()
    scores = [0.999] * 100
    scores[50] = 0.6
    rows = vectors_where_unsure(engine, document("ru", 100), document("kk", 100), beads(*scores))
    assert rows is not None
    assert set(engine.asked) == {f"{lang} {n}" for lang in ("ru", "kk") for n in range(42, 59)}
    likeness = rows[0] @ rows[1].T
    pinned = [n for n in range(100) if not 42 <= n < 59]
    assert np.allclose(likeness[pinned, pinned], 1)
    assert np.allclose(likeness[40, 41:100], 0)  # a pinned row is like no other near it
    assert likeness[50, 50] == likeness[50].max() > 0  # and what is embedded goes by its vector


def test_a_short_text_is_embedded_whole() -> None:
    engine = Costly()
    vectors_where_unsure(engine, document("ru", 10), document("kk", 10), beads(0.5, *[0.999] * 9))
    assert len(engine.asked) == 20


def test_beads_of_several_segments_and_of_one_side() -> None:
    found = [Bead((0, 1), (0,), 0.999), Bead((), (1,), 0.999)]
    found += [Bead((n + 2,), (n + 2,), 0.999) for n in range(40)]
    found.append(Bead((42,), (42,), 0.2))
    rows = vectors_where_unsure(Costly(), document("ru", 43), document("kk", 43), found)
    assert rows is not None
    likeness = rows[0] @ rows[1].T
    assert likeness[0, 0] == likeness[1, 0] == 1
    assert not likeness[:10, 1].any()


def test_aligning_asks_a_costly_encoder_only_in_doubt(monkeypatch: pytest.MonkeyPatch, examples: Path) -> None:
    engine = Costly()
    monkeypatch.setitem(ENCODERS._loaded, "costly", engine)
    source, target = (str(examples / "releases" / f"visit.{lang}.txt") for lang in ("ru", "kk"))
    found = align(source, target, encoder="costly")
    segments = len(found.source.segments) + len(found.target.segments)
    assert len(engine.asked) < segments
    assert [i for bead in found.beads for i in bead.source] == list(range(len(found.source.segments)))
