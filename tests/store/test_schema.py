from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from communique.errors import StoreError
from communique.store import Store, migrate, schema
from communique.store.engine import Database


def _ours(_object: object, name: str | None, type_: str, _reflected: bool, _to: object) -> bool:
    return not (type_ == "table" and name is not None and name.startswith("text_search"))


def test_migrations_give_what_the_tables_say(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    Store.open(path, create=True).close()
    database = Database(f"sqlite:///{path}")
    with database.read() as connection:
        options = {"include_object": _ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []
        assert migrate.revision(connection) == migrate.head()
    database.close()


def test_a_store_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store") as caught:
        Store.open(tmp_path / "desk.sqlite")
    assert "communique init" in caught.value.advice
    assert list(tmp_path.iterdir()) == []


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    Store.open(path, create=True).close()
    with Store.open(path) as store:
        assert set(store.counts().values()) == {0}


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    Store.open(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer"):
        Store.open(path)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    connection.close()


def test_another_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (id INTEGER)")
    connection.close()
    with pytest.raises(StoreError, match="something else"):
        Store.open(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database " * 200)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path / "nowhere" / "desk.sqlite", create=True)
    assert caught.value.advice


def test_a_migration_that_dies_leaves_an_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    path = tmp_path / "desk.sqlite"
    execute = op.execute

    def dies(statement: str) -> None:
        execute(statement)
        raise RuntimeError("killed")

    monkeypatch.setattr(op, "execute", dies)
    with pytest.raises(RuntimeError):
        Store.open(path, create=True)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    connection.close()
    monkeypatch.undo()
    Store.open(path).close()
