from __future__ import annotations

import os
from pathlib import Path

import pytest

from tmkit import files
from tmkit.errors import InputError
from tmkit.files import read_bytes, write_atomic


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_bytes(str(tmp_path / "нет.txt"))
    with pytest.raises(InputError, match="this is a folder"):
        read_bytes(str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="not a regular file"):
        read_bytes(str(tmp_path / "pipe"))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    (tmp_path / "big.txt").write_bytes(b"x" * 11)
    with pytest.raises(InputError, match="larger than"):
        read_bytes(str(tmp_path / "big.txt"))


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.tmx"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), write_atomic(str(path)) as stream:
        stream.write(b"half" * (1 // 0))
    assert path.read_bytes() == b"old"
    with write_atomic(str(path)) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.tmx"]


def test_no_folder_to_write_to(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder is not there"), write_atomic(str(tmp_path / "none" / "out.tmx")):
        pass
