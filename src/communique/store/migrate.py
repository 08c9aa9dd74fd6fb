"""Bring a store to the version of the code, or refuse one that is newer."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from communique.errors import StoreError
from communique.store.engine import Database

_SCRIPTS = Path(__file__).parent / "migrations"


def head() -> str:
    """The revision this code writes."""
    revision = ScriptDirectory(str(_SCRIPTS)).get_current_head()
    if revision is None:
        raise StoreError("no migrations found", advice="Install communique again: files are missing.")
    return revision


def revision(connection: Connection) -> str | None:
    """The revision of an open store, ``None`` for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database) -> bool:
    """Bring the store to ``head()`` in one transaction; true if anything was done.

    Raises ``StoreError`` for a store of a newer version, or a database that holds something else.
    """
    with database.read() as connection:
        found = revision(connection)
        if found == head():
            return False
        if found is None and inspect(connection).get_table_names():
            raise StoreError("this database holds something else", advice="Check the path; a desk has its own file.")
        _refuse_newer(found)
    with database.write() as connection:
        config = Config()
        config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True


def _refuse_newer(found: str | None) -> None:
    known = {script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"this store is of a newer version ({found}) than the program ({head()})",
            advice="Update communique, or use another desk.",
        )
