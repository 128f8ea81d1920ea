"""A sentence encoder in a folder: where its files lie, and what its own configuration says of using them.

The layout is that of Hugging Face and sentence-transformers: ``model.onnx`` or ``onnx/model.onnx``,
``tokenizer.json``, ``config.json``, ``modules.json``, ``1_Pooling/config.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tmkit.errors import InputError
from tmkit.files import read_bytes

__all__ = ["Dense", "Exported", "read_exported"]

Array = NDArray[np.float32]

_LONGEST = 512
"""Tokens a text, where no file says it."""


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """A layer behind the pooling, as LaBSE has one."""

    weight: Array
    """Shape (out, in)."""
    bias: Array
    """Shape (out,)."""
    tanh: bool

    def __call__(self, rows: Array) -> Array:
        """Rows of shape (n, in) become (n, out)."""
        found = rows @ self.weight.T + self.bias
        return np.tanh(found) if self.tanh else found


@dataclass(frozen=True, slots=True)
class Exported:
    """What is needed to run the encoder."""

    folder: Path
    model: Path
    tokenizer: Path
    pooling: tuple[str, ...]
    """``cls``, ``mean``, ``max``; several are put side by side. Empty: the folder does not say."""
    prompt: str = ""
    """Stands before each text."""
    longest: int = _LONGEST
    """Tokens a text."""
    padding: int = 0
    """The id of the padding token."""
    dense: tuple[Dense, ...] = ()

    def identity(self) -> str:
        """The same as long as the files are: what the vector cache goes by."""
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return "\n".join(f"onnx {f.resolve()} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in files)


def read_exported(folder: str) -> Exported:
    """The encoder in the folder; InputError, naming the file, where one is missing or makes no sense."""
    root = Path(folder)
    if not root.is_dir():
        raise InputError("no such folder; name the one that holds model.onnx and tokenizer.json", folder)
    models = [path for path in (root / "model.onnx", root / "onnx" / "model.onnx") if path.is_file()]
    if not models:
        raise InputError("no model.onnx here or in onnx/; export the encoder to ONNX first", folder)
    if not (root / "tokenizer.json").is_file():
        raise InputError("no tokenizer.json here; copy it from the encoder's own files", folder)
    config = _json(root / "config.json")
    prompts = _json(root / "config_sentence_transformers.json")
    return Exported(
        root,
        models[0],
        root / "tokenizer.json",
        _pooling(root),
        _prompt(prompts),
        _longest(config, _json(root / "sentence_bert_config.json")),
        int(config.get("pad_token_id") or 0),
        tuple(_dense(root / module["path"]) for module in _modules(root) if module.get("type", "").endswith(".Dense")),
    )


def _json(path: Path) -> Mapping[str, Any]:
    """The object in the file; an empty one where there is no file."""
    found = _parsed(path) if path.is_file() else {}
    if not isinstance(found, dict):
        raise InputError("not a JSON object; copy the file again from the encoder's own files", str(path))
    return found


def _parsed(path: Path) -> Any:
    try:
        return json.loads(read_bytes(str(path)))
    except ValueError as error:
        raise InputError("not valid JSON; copy the file again from the encoder's own files", str(path)) from error


def _modules(root: Path) -> list[dict[str, str]]:
    path = root / "modules.json"
    return list(_parsed(path)) if path.is_file() else []


def _pooling(root: Path) -> tuple[str, ...]:
    path = root / "1_Pooling" / "config.json"
    if not path.is_file():
        return ()
    config = _json(path)
    keys = {"cls": "pooling_mode_cls_token", "mean": "pooling_mode_mean_tokens", "max": "pooling_mode_max_tokens"}
    chosen = config.get("pooling_mode") or [name for name, key in keys.items() if config.get(key)]
    names = (chosen,) if isinstance(chosen, str) else tuple(chosen)
    if not names or not set(names) <= set(keys):
        raise InputError("tmkit knows cls, mean and max pooling; this names none of them", str(path))
    return names


def _prompt(config: Mapping[str, Any]) -> str:
    """The default prompt, else the one for queries: both sides of a pair are read in the same way."""
    prompts = config.get("prompts") or {}
    return str(prompts.get(config.get("default_prompt_name") or "query") or "")


def _longest(config: Mapping[str, Any], wrapper: Mapping[str, Any]) -> int:
    positions = int(config.get("max_position_embeddings") or _LONGEST)
    return int(wrapper.get("max_seq_length") or min(positions, _LONGEST))


def _dense(folder: Path) -> Dense:
    config, tensors = _json(folder / "config.json"), _tensors(folder / "model.safetensors")
    activation = str(config.get("activation_function", "Tanh")).rpartition(".")[2]
    if activation not in ("Tanh", "Identity"):
        raise InputError(f"tmkit knows the activations Tanh and Identity, not {activation}", str(folder))
    weight = tensors.get("linear.weight")
    if weight is None:
        raise InputError("no linear.weight in it; tmkit knows dense layers of sentence-transformers only", str(folder))
    return Dense(weight, tensors.get("linear.bias", np.zeros(len(weight), np.float32)), activation == "Tanh")


def _tensors(path: Path) -> dict[str, Array]:
    """The arrays of a safetensors file: the length of a JSON header, the header, the numbers."""
    if not path.is_file():
        raise InputError("missing; save the encoder with a sentence-transformers that writes safetensors", str(path))
    data = read_bytes(str(path))
    try:
        start = 8 + int.from_bytes(data[:8], "little")
        header = {name: entry for name, entry in json.loads(data[8:start]).items() if name != "__metadata__"}
        return {name: _tensor(data[start:], entry) for name, entry in header.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("not a sound safetensors file of 32-bit floats; copy it again", str(path)) from error


def _tensor(data: bytes, entry: Mapping[str, Any]) -> Array:
    if entry["dtype"] != "F32":
        raise ValueError(entry["dtype"])
    begin, _ = entry["data_offsets"]
    shape = tuple(entry["shape"])
    return np.frombuffer(data, "<f4", math.prod(shape), begin).reshape(shape)
