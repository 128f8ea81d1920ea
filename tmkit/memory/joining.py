"""Joining the parts of a fuzzy index where nobody waits for it: in a process of its own, as idle as the system lets it.

It makes the new part beside those that it is made of, and only then takes the lock, for as long as it takes to replace
the manifest: lookups go on, with the old parts or with the new one. What is killed leaves a file that the next one
takes away.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from tmkit.errors import TmkitError
from tmkit.languages import canonical
from tmkit.memory.building import joined
from tmkit.memory.manifest import LARGEST, Folder, Manifest, Piece, due
from tmkit.memory.parts import Array, Part
from tmkit.memory.reading import identity
from tmkit.memory.schema import connect
from tmkit.model import Lang

__all__ = ["CODE", "join", "join_later", "remaining"]

_ATTEMPTS = 20
_IDLE = 19
CODE = "from tmkit.memory.joining import main; main()"
"""What Python is to run, with the memory and the language as arguments."""


def join_later(path: str, lang: Lang) -> None:
    """Join what is due in another process, which goes on when this one ends; nothing where none can be started."""
    if not Path(sys.executable or "").name.startswith(("python", "pypy")):
        return  # a program with Python in it: it would be started once more
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.DETACHED_PROCESS | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    # -c looks for modules in the current folder first: let it be the one that tmkit lies in
    home = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", CODE, str(Path(path).absolute()), lang]
    nowhere = subprocess.DEVNULL
    with suppress(OSError):
        process = subprocess.Popen(command, cwd=home, stdin=nowhere, stdout=nowhere, stderr=nowhere, **apart)
        threading.Thread(target=process.wait, daemon=True).start()  # else it stays in the table of processes


def join(path: str, lang: Lang) -> None:
    """Join parts until none is due. sqlite3.OperationalError at once where another process is at it.

    InputError, OSError or sqlite3.Error where the memory or the folder cannot be read or written.
    """
    folder = Folder(path, lang)
    connection = connect(path, readonly=True)
    try:
        with folder.joining():
            folder.sweep()
            for _ in range(_ATTEMPTS):  # who adds meanwhile may have joined the newest ones
                if not _joined(folder, connection):
                    break
    finally:
        connection.close()


def _joined(folder: Folder, connection: sqlite3.Connection) -> bool:
    """Whether anything was due."""
    opened: dict[Piece, Part] = {}
    manifest = folder.read(identity(connection), opened)
    count = due(manifest.pieces, LARGEST)
    if not count:
        return False
    old = manifest.pieces[-count:]
    whole = Piece(old[0].first, old[-1].last, "")
    new = folder.save(whole, joined([opened[piece] for piece in old], remaining(connection, whole)), beside=True)
    with folder.locked():
        now = folder.read(manifest.store, opened)
        replaced = _replaced(now, old, new)
        if replaced is not None:
            folder.admit(new)
            folder.write(replaced)
    if replaced is None:
        folder.sweep()
    return True


def _replaced(now: Manifest, old: tuple[Piece, ...], new: Piece) -> Manifest | None:
    """The manifest with ``new`` in the place of ``old``; None where it has them no more."""
    for at in range(len(now.pieces) - len(old) + 1):
        if now.pieces[at : at + len(old)] == old:
            pieces = (*now.pieces[:at], new, *now.pieces[at + len(old) :])
            return Manifest(now.store, now.digest, now.langs, pieces)
    return None


def remaining(connection: sqlite3.Connection, piece: Piece) -> Array:
    """The numbers of the units of a piece that are still there, rising."""
    query = "SELECT id FROM unit WHERE id BETWEEN ? AND ? ORDER BY id"
    rows = connection.execute(query, (piece.first, piece.last))
    return np.fromiter((number for (number,) in rows), np.int64)


def main() -> None:
    """What ``join_later`` starts: a memory and a language. What cannot be done now is due again the next time."""
    with suppress(AttributeError, OSError):
        os.nice(_IDLE)
    with suppress(TmkitError, OSError, sqlite3.Error):
        join(sys.argv[1], canonical(sys.argv[2]))
