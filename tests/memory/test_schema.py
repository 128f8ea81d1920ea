"""Memories of another version: earlier ones are brought up to date whole or not at all, later ones are refused."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from tmkit.errors import InputError
from tmkit.languages.codes import KK, RU
from tmkit.memory import schema
from tmkit.memory.store import Store
from tmkit.memory.units import Sought, UnitStatus
from tmkit.model import Lang, Segment
from tmkit.text.normalise import normal_form, normal_key

STEP = """
    CREATE TABLE author (name TEXT PRIMARY KEY, units INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO author SELECT author, count(*) FROM unit JOIN origin ON origin.id = unit.origin GROUP BY author
"""
"""What a later schema might do."""


@pytest.fixture
def old(tmp_path: Path, repository: Path) -> str:
    """A memory as the first release wrote it."""
    path = str(tmp_path / "old.tmkit")
    made(path, (repository / "tests" / "cases" / "memory" / "schema-1.sql").read_text(encoding="utf-8"))
    return path


def made(path: str, script: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()


def rows(path: str, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(query).fetchall()
    connection.close()
    return found


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """This tmkit with one more step."""
    monkeypatch.setattr(schema, "_MIGRATIONS", (*schema._MIGRATIONS, STEP))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    return monkeypatch


def test_a_memory_of_the_first_release_is_whole(old: str) -> None:
    with Store(old) as store:
        texts = [[variant.text for variant in stored.unit.variants] for stored in store.units()]
        assert texts == [
            ["Встреча завершилась.", "Кездесу аяқталды."],
            ["Читайте далее.", "Batafsil oʻqing."],
            ["Торговля растёт.", "Сауда артып келеді."],
            ["Дорога открыта.", "Жол ашық."],
        ]
        assert [stored.status for stored in store.units()][-1] is UnitStatus.DRAFT
        in_context = Sought(Segment("Торговля растёт.", RU), "Встреча завершилась.", "")
        ((match,),) = store.lookup([in_context], KK)
        assert (match.kind, match.target.text) == ("context", "Сауда артып келеді.")
        assert store.undo(2) == (1, 2)
        assert "Сауда өсіп келеді." in [stored.unit.variants[1].text for stored in store.units()]
    assert rows(old, "PRAGMA user_version") == [(schema.VERSION,)]


def test_the_first_step_is_that_of_the_first_release(old: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Schemas change by a new step, never by another first one: files of it are out there."""
    monkeypatch.setattr(schema, "_MIGRATIONS", schema._MIGRATIONS[:1])
    monkeypatch.setattr(schema, "VERSION", 1)
    new = str(tmp_path / "new.tmkit")
    Store(new, create=True).close()
    query = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    assert rows(new, query) == rows(old, query)


def test_normal_forms_are_those_that_old_keys_stand_for(old: str) -> None:
    """A change of the normal form needs a step that makes the keys anew."""
    for lang, text, key in rows(old, "SELECT lang, text, key FROM segment"):
        assert normal_key(normal_form(str(text), Lang(str(lang)))) == key


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("readonly", [False, True])
def test_an_earlier_memory_is_brought_up_to_date(old: str, readonly: bool) -> None:
    with Store(old, readonly=readonly) as store:
        assert len(list(store.units())) == 4
    assert rows(old, "PRAGMA user_version") == [(schema.VERSION,)]
    assert rows(old, "SELECT * FROM author") == [("", 3), ("Айгүл", 1)]


@pytest.mark.usefixtures("later")
def test_a_new_memory_takes_all_steps(tmp_path: Path) -> None:
    path = str(tmp_path / "new.tmkit")
    Store(path, create=True).close()
    assert rows(path, "SELECT * FROM author") == []


def test_a_step_that_fails_leaves_the_memory_as_it_was(old: str, later: pytest.MonkeyPatch) -> None:
    later.setattr(schema, "_MIGRATIONS", (*schema._MIGRATIONS[:-1], f"{STEP}; INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(InputError, match="nowhere"):
        Store(old)
    later.undo()
    assert rows(old, "PRAGMA user_version") == [(1,)]
    with Store(old) as store:
        assert len(list(store.units())) == 4
    assert rows(old, "SELECT name FROM sqlite_schema WHERE name = 'author'") == []


@pytest.mark.usefixtures("later")
def test_who_comes_second_finds_it_done(old: str) -> None:
    failed: list[BaseException] = []

    def opened() -> None:
        try:
            Store(old).close()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=opened) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert rows(old, "SELECT * FROM author") == [("", 3), ("Айгүл", 1)]


@pytest.mark.usefixtures("later")
def test_an_earlier_memory_that_cannot_be_written_says_so(old: str, later: pytest.MonkeyPatch) -> None:
    later.setattr(schema, "_writable", lambda path: False)
    with pytest.raises(InputError, match="make it writable once"):
        Store(old, readonly=True)


def test_a_memory_of_a_later_tmkit_is_refused(old: str) -> None:
    made(old, f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(InputError) as caught:
        Store(old)
    assert str(caught.value) == f"{old}: this memory is of a later tmkit (schema {schema.VERSION + 1}); update tmkit"
