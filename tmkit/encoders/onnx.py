"""Any sentence encoder exported to ONNX, from a local folder: ``onnx:FOLDER`` (``pip install 'tmkit[onnx]'``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tmkit.encoders.cache import remembered
from tmkit.encoders.exported import read_exported
from tmkit.errors import InputError, UsageError
from tmkit.model import Lang

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["OnnxEncoder", "pool"]

Rows = NDArray[np.float32]

_BATCH = 32
_SENTENCE = "sentence_embedding"
"""The output that some exports have beside the tokens': pooled already."""


class OnnxEncoder:
    """The encoder in a folder. The model is loaded when the first text needs it."""

    costly = True

    def __init__(self, folder: str) -> None:
        """UsageError where a package is missing, InputError where the folder holds no encoder."""
        for package in ("onnxruntime", "tokenizers"):
            if find_spec(package) is None:
                raise UsageError(f"the encoder onnx needs the package {package}: pip install 'tmkit[onnx]'")
        self._exported = read_exported(folder)
        self._name = self._exported.identity()

    def encode(self, texts: Sequence[str], lang: Lang) -> Rows:
        """Rows of unit length, shape (len(texts), d)."""
        return remembered(self._name, texts, lang, self._embed)

    def _embed(self, texts: Sequence[str]) -> Rows:
        return np.concatenate([self._batch(texts[k : k + _BATCH]) for k in range(0, len(texts), _BATCH)])

    def _batch(self, texts: Sequence[str]) -> Rows:
        ids, mask = _padded(
            [entry.ids for entry in self._tokenizer.encode_batch([self._exported.prompt + text for text in texts])],
            self._exported.padding,
        )
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        wanted = {entry.name: given[entry.name].astype(entry.type[7:-1]) for entry in self._session.get_inputs()}
        (found,) = self._session.run([self._output], wanted)
        rows = found if self._output == _SENTENCE else pool(found, mask, self._exported.pooling)
        for dense in self._exported.dense if self._output != _SENTENCE else ():
            rows = dense(rows)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), np.float32)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._exported.tokenizer))
        except Exception as error:  # the package raises nothing narrower
            raise InputError("not a sound tokenizer; copy the file again", str(self._exported.tokenizer)) from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._exported.longest)
        return tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        path = str(self._exported.model)
        try:
            session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # its exceptions have no common base but this
            raise InputError("onnxruntime cannot load this model; export or copy it again", path) from error
        known = {"input_ids", "attention_mask", "token_type_ids"}
        strange = sorted({entry.name for entry in session.get_inputs()} - known)
        if strange:
            raise InputError(f"the model wants {', '.join(strange)}; tmkit runs text encoders only", path)
        return session

    @cached_property
    def _output(self) -> str:
        """The model's output that is used."""
        outputs: dict[str, int] = {entry.name: len(entry.shape) for entry in self._session.get_outputs()}
        if outputs.get(_SENTENCE) == 2:
            return _SENTENCE
        tokens = [name for name, axes in outputs.items() if axes == 3]
        if not tokens:
            raise InputError("the model has no output of one vector a token", str(self._exported.model))
        if not self._exported.pooling:
            raise InputError(
                'no 1_Pooling/config.json; copy it, or write one: {"pooling_mode": "mean"}, or "cls", or "max"',
                str(self._exported.folder),
            )
        return tokens[0]


def _padded(rows: Sequence[Sequence[int]], padding: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Token ids and which of them are the text's own, both of shape (len(rows), longest row)."""
    length = np.array([len(row) for row in rows])
    mask = np.arange(length.max()) < length[:, None]
    ids = np.full(mask.shape, padding, np.int64)
    ids[mask] = np.concatenate(rows)
    return ids, mask.astype(np.int64)


def pool(tokens: Rows, mask: NDArray[np.int64], modes: Sequence[str]) -> Rows:
    """One row a text of its tokens' rows, shape (n, tokens, d); several modes are put side by side."""
    known = mask[:, :, None] > 0
    pooled = {
        "cls": tokens[:, 0],
        "mean": np.where(known, tokens, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1),
        "max": np.where(known, tokens, -np.inf).max(axis=1),
    }
    return np.concatenate([pooled[mode] for mode in modes], axis=1).astype(np.float32)
