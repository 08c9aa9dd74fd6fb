"""The database connection: pragmas, transactions, and errors turned into advice.

Everything that differs between SQLite and PostgreSQL lives here, in ``search.py`` and in ``lock.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from communique.errors import StoreError

BUSY_TIMEOUT_MS = 30_000
_ADVICE = (
    ("full", "The disk is full: free some space and run again; what was stored before is intact."),
    ("readonly", "The store may not be written: check the rights of its file and folder."),
    ("read-only", "The store may not be written: check the rights of its file and folder."),
    ("locked", "Another program holds the store: wait for it to end and run again."),
    ("malformed", "The file is damaged: restore it from a copy, or make a new desk and add the sources again."),
    ("not a database", "This file is not a Communiqué store: check the path."),
    ("disk i/o", "The disk could not be written: check free space, quota and the disk; what was stored is intact."),
    ("unable to open", "Check that the folder exists and may be written."),
)


def translated(error: DBAPIError, doing: str) -> StoreError:
    """The ``StoreError`` that says what a person can do about a database error."""
    cause = str(error.orig or error)
    advice = next((words for sign, words in _ADVICE if sign in cause.lower()), "Run `communique doctor`.")
    return StoreError(f"the store could not be {doing}: {cause}", advice=advice)


def as_url(path_or_url: str | Path) -> str:
    """A SQLAlchemy URL; a plain path means a SQLite file."""
    text = str(path_or_url)
    return text if "://" in text else f"sqlite:///{text}"


def sqlite_path(url: str) -> Path | None:
    """The file behind a SQLite URL, or ``None`` for another kind of database."""
    parsed = make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


class Database:
    """An engine with two ways in: ``read`` and ``write``; both raise ``StoreError`` for database errors."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self.run: int | None = None  # number of the run at work, stamped on what is recorded

    @property
    def is_sqlite(self) -> bool:
        """True for the default kind of store."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads: one consistent view of the store."""
        try:
            with self.engine.connect() as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise translated(error, "read") from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is stored, or nothing."""
        try:
            with self.engine.connect().execution_options(immediate=True) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise translated(error, "written") from error

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def add_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose keys are not there yet; leave the others as they are."""
    if not rows:
        return
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    connection.execute(insert(table).on_conflict_do_nothing(), [dict(row) for row in rows])


def insert_numbered(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Insert a row and return the number the database gave it."""
    key = connection.execute(table.insert().values(**row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own transaction handling commits before DDL; with it off, "begin" below is the only way in.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: a reader that turns writer would fail where another writer came first.
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
