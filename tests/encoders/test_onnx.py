"""A sentence encoder small enough to be made on the spot: its tokens' vectors are rows of a table."""

from __future__ import annotations

import json
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tmkit.encoders import cache, onnx
from tmkit.encoders.exported import read_exported
from tmkit.encoders.onnx import OnnxEncoder, pool
from tmkit.errors import InputError, UsageError
from tmkit.model import Lang

RU = Lang("ru")
WORDS = ("[PAD]", "[UNK]", "query", ":", "раз", "два", "три")
TABLE = np.array([[9, 9, 9], [0, 0, 1], [1, 1, 0], [0, 1, 1], [3, 0, 0], [0, 4, 0], [0, 0, 5]], np.float32)

_MISSING = [name for name in ("onnx", "onnxruntime", "tokenizers") if find_spec(name) is None]
runs = pytest.mark.skipif(bool(_MISSING), reason=f"not installed: pip install {' '.join(_MISSING)}")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_default", lambda: cache.VectorCache(tmp_path / "cache" / "vectors.sqlite"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files that have the right names, and no model in them."""
    root = tmp_path / "encoder"
    (root / "onnx").mkdir(parents=True)
    (root / "onnx" / "model.onnx").write_bytes(b"")
    (root / "tokenizer.json").write_text("{}")
    say(root, "1_Pooling/config.json", pooling_mode_mean_tokens=True, pooling_mode_cls_token=False)
    return root


@pytest.fixture
def model(folder: Path) -> Path:
    """An encoder that runs."""
    make_model(folder / "onnx" / "model.onnx")
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(WORDS)}, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def make_model(path: Path, output: str = "last_hidden_state", inputs: tuple[str, ...] = ("input_ids",)) -> None:
    from onnx import TensorProto, helper, numpy_helper, save

    axes = ["batch", "tokens"]
    given = [helper.make_tensor_value_info(n, TensorProto.INT64, axes) for n in (*inputs, "attention_mask")]
    made = [helper.make_tensor_value_info(output, TensorProto.FLOAT, [*axes, 3])]
    nodes = [
        helper.make_node("Gather", ["table", inputs[0]], ["rows"]),
        helper.make_node("Identity", ["rows"], [output]),
    ]
    graph = helper.make_graph(nodes, "tiny", given, made, [numpy_helper.from_array(TABLE, "table")])
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))


def say(root: Path, name: str, **settings: Any) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(json.dumps(settings))


def unit(*values: float) -> NDArray[np.float64]:
    row = np.array(values, np.float64)
    return row / float(np.linalg.norm(row))


def close(found: NDArray[np.float32], *rows: NDArray[np.float64]) -> bool:
    return found.shape == (len(rows), len(rows[0])) and bool(np.allclose(found, rows, atol=2e-3))


@runs
def test_rows_are_means_of_tokens_without_the_padding(model: Path) -> None:
    found = OnnxEncoder(str(model)).encode(["раз", "раз два три", "раз"], RU)
    assert close(found, unit(1, 0, 0), unit(3, 4, 5), unit(1, 0, 0))


@runs
@pytest.mark.parametrize(("mode", "row"), [("cls", unit(3, 0, 0)), ("max", unit(3, 4, 0)), ("mean", unit(3, 4, 0))])
def test_pooling_is_what_the_folder_says(model: Path, mode: str, row: NDArray[np.float64]) -> None:
    say(model, "1_Pooling/config.json", pooling_mode=mode)
    assert close(OnnxEncoder(str(model)).encode(["раз два"], RU), row)


@runs
def test_a_prompt_stands_before_each_text(model: Path) -> None:
    say(model, "config_sentence_transformers.json", prompts={"query": "query: ", "passage": "passage: "})
    assert close(OnnxEncoder(str(model)).encode(["раз"], RU), unit(1 + 0 + 3, 1 + 1, 1))


@runs
def test_texts_are_cut_to_what_the_encoder_takes(model: Path) -> None:
    say(model, "sentence_bert_config.json", max_seq_length=2)
    assert close(OnnxEncoder(str(model)).encode(["раз два три"], RU), unit(3, 4, 0))


@runs
def test_a_second_run_needs_no_model(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = OnnxEncoder(str(model)).encode(["раз два"], RU)
    monkeypatch.setattr(OnnxEncoder, "_embed", None)
    assert (OnnxEncoder(str(model)).encode(["раз два"], RU) == first).all()
    say(model, "1_Pooling/config.json", pooling_mode="cls")  # another encoder now
    with pytest.raises(TypeError):
        OnnxEncoder(str(model)).encode(["раз два"], RU)


@runs
def test_a_layer_behind_the_pooling(model: Path) -> None:
    (model / "modules.json").write_text(json.dumps([{"path": "2_Dense", "type": "sentence_transformers.models.Dense"}]))
    say(model, "2_Dense/config.json", activation_function="torch.nn.modules.activation.Tanh")
    weight = np.array([[0, 1, 0], [0.5, 0, 0]], np.float32)
    write_tensors(model / "2_Dense" / "model.safetensors", {"linear.weight": weight, "linear.bias": np.ones(2)})
    assert close(OnnxEncoder(str(model)).encode(["раз два"], RU), unit(np.tanh(3), np.tanh(1.75)))


def write_tensors(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    data = b""
    for name, array in arrays.items():
        body = array.astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": array.shape, "data_offsets": [len(data), len(data) + len(body)]}
        data += body
    head = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(head)) + head + data)


@runs
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("onnx/model.onnx", b"no model", "export or copy it again"),
        ("tokenizer.json", b"{}", "not a sound tokenizer"),
    ],
)
def test_files_that_make_no_sense_are_named(model: Path, name: str, content: bytes, said: str) -> None:
    (model / name).write_bytes(content)
    with pytest.raises(InputError, match=said) as raised:
        OnnxEncoder(str(model)).encode(["раз"], RU)
    assert raised.value.path == str(model / name)


@runs
def test_a_model_of_pictures_is_refused(model: Path) -> None:
    make_model(model / "onnx" / "model.onnx", inputs=("pixels",))
    with pytest.raises(InputError, match="the model wants pixels"):
        OnnxEncoder(str(model)).encode(["раз"], RU)


@runs
def test_pooling_is_not_guessed(model: Path) -> None:
    (model / "1_Pooling" / "config.json").unlink()
    with pytest.raises(InputError, match="no 1_Pooling"):
        OnnxEncoder(str(model)).encode(["раз"], RU)


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_a_missing_package_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setattr(onnx, "find_spec", lambda name: None if name == package else object())
    with pytest.raises(UsageError, match=rf"{package}: pip install 'tmkit\[onnx\]'"):
        OnnxEncoder(str(folder))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("onnx/model.onnx", None, "no model.onnx here"),
        ("tokenizer.json", None, "no tokenizer.json here"),
        ("1_Pooling/config.json", '{"pooling_mode": "lasttoken"}', "cls, mean and max"),
        ("1_Pooling/config.json", "{}", "cls, mean and max"),
        ("config.json", "{,}", "not valid JSON"),
        ("config.json", "[]", "not a JSON object"),
        ("modules.json", '[{"path": "2_Dense", "type": "x.Dense"}]', "missing"),
    ],
)
def test_what_is_wrong_with_a_folder(folder: Path, name: str, content: str | None, said: str) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content)
    with pytest.raises(InputError, match=said):
        read_exported(str(folder))


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        read_exported(str(tmp_path / "gone"))


def test_what_a_folder_says(folder: Path) -> None:
    say(folder, "config.json", pad_token_id=1, max_position_embeddings=514)
    say(
        folder,
        "config_sentence_transformers.json",
        prompts={"bitext": "b ", "query": "q "},
        default_prompt_name="bitext",
    )
    found = read_exported(str(folder))
    assert (found.pooling, found.prompt, found.longest, found.padding) == (("mean",), "b ", 512, 1)


def test_a_file_of_tensors_that_is_cut_short(folder: Path) -> None:
    (folder / "modules.json").write_text('[{"path": "2_Dense", "type": "sentence_transformers.models.Dense"}]')
    path = folder / "2_Dense" / "model.safetensors"
    path.parent.mkdir()
    write_tensors(path, {"linear.weight": np.ones((4, 4))})
    whole = path.read_bytes()
    assert read_exported(str(folder)).dense[0].weight.tolist() == np.ones((4, 4)).tolist()
    path.write_bytes(whole[:-8])
    with pytest.raises(InputError, match="safetensors"):
        read_exported(str(folder))


def test_pooling_modes_stand_side_by_side() -> None:
    tokens = np.array([[[1, 2], [3, 0], [9, 9]]], np.float32)
    found = pool(tokens, np.array([[1, 1, 0]]), ("cls", "mean", "max"))
    assert found.tolist() == [[1, 2, 2, 1, 3, 2]]
