"""Texts: versions of articles, with the bytes they were read from and the texts they repeat."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from communique.model import Article, Duplicate, DuplicateKind, PublishedBasis, Text
from communique.store import schema, search
from communique.store.engine import add_new, insert_numbered
from communique.store.group import Group, chunks

_BATCH = 64  # texts in memory at once while a run goes through them
_FIELDS: list[Any] = [
    column for column in schema.text.c if column.name not in {"number", "signature", "latest", "run_number"}
]


class Texts(Group):
    """Text versions; none is ever rewritten or removed."""

    def save_text(
        self, text: Text, raw: bytes, *, signature: bytes = b"", duplicates: Sequence[Duplicate] = ()
    ) -> bool:
        """Store a text with its article, bytes and duplicate links in one transaction; false if it was there.

        ``text.source_id`` must be stored. The version recorded last is the article's latest one.
        """
        with self._database.write() as connection:
            if connection.scalar(select(schema.text.c.number).where(schema.text.c.id == text.id)) is not None:
                return False
            run = self._database.run
            article = {"id": text.article_id, "source_id": text.source_id, "address": text.address, "run_number": run}
            blob = {"sha256": text.bytes_sha256, "size": len(raw), "packed": zlib.compress(raw), "run_number": run}
            add_new(connection, schema.article, [article])
            add_new(connection, schema.blob, [blob])
            older = schema.text.c.article_id == text.article_id
            connection.execute(schema.text.update().where(older).values(latest=False))
            row = {**_row(text), "signature": signature or None, "latest": True, "run_number": run}
            number = insert_numbered(connection, schema.text, row)
            search.add(connection, number, text.title, text.body)
            add_new(connection, schema.duplicate, [_link_row(link, run) for link in duplicates])
            return True

    def text(self, text_id: str) -> Text | None:
        """One version, or ``None``."""
        with self._database.read() as connection:
            return fetch_texts(connection, [text_id]).get(text_id)

    def texts_by_id(self, text_ids: Sequence[str]) -> dict[str, Text]:
        """The versions with these ids; unknown ids are left out."""
        with self._database.read() as connection:
            return fetch_texts(connection, text_ids)

    def texts(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        source: str | None = None,
        latest_only: bool = True,
        limit: int | None = None,
    ) -> Iterator[Text]:
        """Texts by day of publication (both ends included; undated ones only without ends), then as recorded."""
        t = schema.text.c
        query = select(t.id).order_by(t.published, t.number).limit(limit)
        query = query.where(t.latest) if latest_only else query
        query = query.where(t.published >= since) if since else query
        query = query.where(t.published <= until) if until else query
        query = query.where(t.source_id == source) if source else query
        return self._each(query)

    def uncoded_texts(self, coder: str, version: str, base: str) -> Iterator[Text]:
        """Latest versions without a coding by this coder and base, as recorded; safe to write while iterating."""
        t, c = schema.text.c, schema.coded.c
        done = select(c.text_id).where(c.coder == coder, c.coder_version == version, c.base_version == base)
        return self._each(select(t.id).where(t.latest, t.id.not_in(done)).order_by(t.number))

    def versions(self, article_id: str) -> tuple[Text, ...]:
        """All wordings of one article, as recorded."""
        t = schema.text.c
        return tuple(self._each(select(t.id).where(t.article_id == article_id).order_by(t.number)))

    def articles(self) -> tuple[Article, ...]:
        """All articles by address."""
        a = schema.article.c
        with self._database.read() as connection:
            rows = connection.execute(select(a.id, a.source_id, a.address).order_by(a.address, a.id))
            return tuple(Article(id=row.id, source_id=row.source_id, address=row.address) for row in rows)

    def raw(self, bytes_sha256: str) -> bytes | None:
        """The bytes a text was read from, or ``None``."""
        with self._database.read() as connection:
            packed = connection.scalar(select(schema.blob.c.packed).where(schema.blob.c.sha256 == bytes_sha256))
            return zlib.decompress(packed) if packed is not None else None

    def signatures(self) -> Iterator[tuple[str, str, bytes]]:
        """(text id, sha256, duplicate signature) of every version, as recorded: what finding duplicates starts from."""
        t = schema.text.c
        with self._database.read() as connection:
            rows = connection.execute(select(t.id, t.sha256, t.signature).order_by(t.number)).all()
        return ((row.id, row.sha256, row.signature or b"") for row in rows)

    def days_held(self, since: date, until: date) -> tuple[tuple[str, date], ...]:
        """Source id and day of publication of each article held from one day to another, both included, by day."""
        t = schema.text.c
        query = select(t.source_id, t.published).where(t.latest, t.published >= since, t.published <= until)
        with self._database.read() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(query.order_by(t.published, t.number)))

    def texts_per_source(self) -> dict[str, int]:
        """Source id → how many articles are held of it."""
        t = schema.text.c
        with self._database.read() as connection:
            rows = connection.execute(select(t.source_id, func.count()).where(t.latest).group_by(t.source_id))
            return {row[0]: row[1] for row in rows}

    def duplicates(self) -> tuple[Duplicate, ...]:
        """All links from a text to an earlier one it repeats."""
        d = schema.duplicate.c
        with self._database.read() as connection:
            rows = connection.execute(select(schema.duplicate).order_by(d.text_id, d.of_text_id))
            return tuple(_link(row) for row in rows.mappings())

    def _each(self, query: Select[Any]) -> Iterator[Text]:
        with self._database.read() as connection:
            ids = list(connection.scalars(query))
        return self._load(ids)

    def _load(self, ids: Sequence[str]) -> Iterator[Text]:
        for batch in chunks(ids, _BATCH):
            with self._database.read() as connection:
                found = fetch_texts(connection, batch)
            yield from (found[text_id] for text_id in batch)


def fetch_texts(connection: Connection, text_ids: Sequence[str]) -> dict[str, Text]:
    """Text id → text for those that are stored."""
    found: dict[str, Text] = {}
    for batch in chunks(sorted(set(text_ids))):
        rows = connection.execute(select(*_FIELDS).where(schema.text.c.id.in_(batch)))
        found |= {row["id"]: _text(row) for row in rows.mappings()}
    return found


def _row(text: Text) -> dict[str, Any]:
    row = {column.name: getattr(text, column.name) for column in _FIELDS}
    return row | {
        "authors": json.dumps(text.authors, ensure_ascii=False),
        "published_basis": text.published_basis.value,
        "first_seen": text.first_seen.isoformat(),
    }


def _text(row: RowMapping) -> Text:
    fields = dict(row) | {
        "authors": tuple(json.loads(row["authors"])),
        "published_basis": PublishedBasis(row["published_basis"]),
        "first_seen": datetime.fromisoformat(row["first_seen"]),
    }
    return Text(**fields)


def _link_row(link: Duplicate, run: int | None) -> dict[str, Any]:
    return {
        "text_id": link.text_id,
        "of_text_id": link.of_text_id,
        "kind": link.kind.value,
        "similarity": link.similarity,
        "run_number": run,
    }


def _link(row: RowMapping) -> Duplicate:
    return Duplicate(
        text_id=row["text_id"],
        of_text_id=row["of_text_id"],
        kind=DuplicateKind(row["kind"]),
        similarity=row["similarity"],
    )
