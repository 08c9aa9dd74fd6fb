"""The logical export: what two desks with the same inputs must agree on, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from communique.store import schema
from communique.store.current import current_codings
from communique.store.group import Group

_TABLES = (
    schema.source, schema.article, schema.text, schema.duplicate, schema.coded, schema.passage, schema.reading,
    schema.happening, schema.happening_link, schema.merge_step, schema.decision, schema.check, schema.problem,
    schema.skipped, schema.run, schema.issue, schema.correction,
)  # fmt: skip


class Export(Group):
    """Counts, and the store's content without anything minted or timed."""

    def counts(self) -> dict[str, int]:
        """Table → rows."""
        with self._database.read() as connection:
            return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in _TABLES}

    def logical_export(self) -> Iterator[str]:
        """JSON lines, sorted: texts, duplicates, readings, happenings as sorted sets of reading ids, and their links.

        No minted ids, runs, checks or clocks (``first_seen`` included); only current readings, so that an interrupted
        and resumed run gives what an uninterrupted one gives.
        """
        with self._database.read() as connection:
            yield from _texts(connection)
            yield from _duplicates(connection)
            yield from _readings(connection)
            members = _members(connection)
            yield from (_line("happening", readings=readings) for readings in sorted(members.values()))
            yield from _links(connection, members)


def _line(kind: str, **fields: object) -> str:
    return json.dumps({"kind": kind, **fields}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _texts(connection: Connection) -> Iterator[str]:
    t = schema.text.c
    names = ("id", "source_id", "address", "title", "sha256", "bytes_sha256", "published_basis", "language", "latest")
    query = select(*(t[name] for name in names), t.published, t.credited_agency, t.based_on).order_by(t.id)
    for row in connection.execute(query).mappings():
        yield _line("text", **dict(row) | {"published": row["published"] and row["published"].isoformat()})


def _duplicates(connection: Connection) -> Iterator[str]:
    d = schema.duplicate.c
    query = select(d.text_id, d.of_text_id, d.kind.label("how"), d.similarity).order_by(d.text_id, d.of_text_id)
    for row in connection.execute(query).mappings():
        yield _line("duplicate", **row)


def _readings(connection: Connection) -> Iterator[str]:
    r = schema.reading.c
    query = select(r.record).where(r.coded_number.in_(current_codings(None))).order_by(r.id)
    for record in connection.scalars(query):
        yield _line("reading", record=json.loads(record))


def _members(connection: Connection) -> dict[str, list[str]]:
    hr = schema.happening_reading.c
    members: dict[str, list[str]] = {}
    for row in connection.execute(select(hr.happening_id, hr.reading_id).order_by(hr.reading_id)):
        members.setdefault(row.happening_id, []).append(row.reading_id)
    return members


def _links(connection: Connection, members: dict[str, list[str]]) -> Iterator[str]:
    k = schema.happening_link.c
    rows = connection.execute(select(k.kind, k.of_id, k.to_id))
    yield from sorted(_line("link", link=row.kind, of=members[row.of_id], to=members[row.to_id]) for row in rows)
