"""Full-text search over titles and bodies (SQLite FTS5)."""

from __future__ import annotations

import re

import msgspec
from sqlalchemy import Connection, text

from communique.store.group import Group
from communique.store.interface import Hit

_WORD = re.compile(r'"([^"]+)"|(\w+\*?)')
_ADD = text("INSERT INTO text_search(rowid, title, body) VALUES (:number, :title, :body)")
_FIND = text(
    "SELECT t.id, t.source_id, t.title, t.published, t.address,"
    " snippet(text_search, -1, '[', ']', '…', 24) AS snippet, bm25(text_search, 4.0, 1.0) AS rank"
    " FROM text_search JOIN text AS t ON t.number = text_search.rowid"
    " WHERE text_search MATCH :query AND t.latest ORDER BY rank, t.number LIMIT :limit"
)


class Search(Group):
    """Words and "exact phrases" in what is stored."""

    def search(self, query: str, limit: int = 20) -> tuple[Hit, ...]:
        """Latest text versions that hold all words of ``query``; ``"…"`` is a phrase, ``word*`` a beginning."""
        wanted = _fts(query)
        if not wanted:
            return ()
        with self._database.read() as connection:
            rows = connection.execute(_FIND, {"query": wanted, "limit": limit}).mappings()
            return tuple(_hit(dict(row)) for row in rows)


def add(connection: Connection, number: int, title: str, body: str) -> None:
    """Make a text findable, inside the transaction that stores it."""
    connection.execute(_ADD, {"number": number, "title": title, "body": body})


def _fts(query: str) -> str:
    # Everything is quoted: what people type is words, never operators of the search language.
    terms = []
    for phrase, word in _WORD.findall(query):
        prefix = word.endswith("*")
        terms.append(f'"{phrase or word.rstrip("*")}"' + ("*" if prefix else ""))
    return " ".join(terms)


def _hit(row: dict[str, object]) -> Hit:
    return msgspec.convert({"text_id": row.pop("id"), **row}, Hit)
