"""What `doctor` asks: is all that is stored still what it says it is?"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from communique.model import Problem, sha256
from communique.store import schema
from communique.store.group import Group

_STAGE = "store"


class Integrity(Group):
    """Checks that read everything; nothing is changed."""

    def integrity(self) -> tuple[Problem, ...]:
        """Damage to the file, bytes or texts that do not fit their hash, passages that are not in their text."""
        with self._database.read() as connection:
            damaged = _file(connection) if self._database.is_sqlite else ()
            return (*damaged, *_blobs(connection), *_texts(connection), *_passages(connection))


def _file(connection: Connection) -> Iterator[Problem]:
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield _problem("file", "damaged", str(line))
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield _problem(f"table {row[0]}", "lost-link", f"row {row[1]} points to nothing in {row[2]}")


def _blobs(connection: Connection) -> Iterator[Problem]:
    rows = connection.execute(select(schema.blob.c.sha256, schema.blob.c.packed))
    for row in rows.yield_per(200):
        if sha256(zlib.decompress(row.packed)) != row.sha256:
            yield _problem(f"bytes {row.sha256}", "hash-differs", "the bytes are not those that were fetched")


def _texts(connection: Connection) -> Iterator[Problem]:
    t = schema.text.c
    for row in connection.execute(select(t.id, t.body, t.sha256)).yield_per(200):
        if sha256(row.body) != row.sha256:
            yield _problem(row.id, "hash-differs", "the text is not the one that was stored")


def _passages(connection: Connection) -> Iterator[Problem]:
    p, t = schema.passage.c, schema.text.c
    query = select(p.id, p.start, p.end, p.quote, t.body).join(schema.text, t.id == p.text_id).order_by(p.id)
    for row in connection.execute(query).yield_per(200):
        if row.body[row.start : row.end] != row.quote:
            yield _problem(row.id, "passage-not-in-text", f"{row.start}:{row.end} reads otherwise")


def _problem(place: str, cause: str, detail: str) -> Problem:
    return Problem(stage=_STAGE, place=place, cause=cause, detail=detail, advice="Restore the store from a copy.")
