"""Codings and the readings they gave; older codings stay, the latest one of each latest text counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from communique.merge.interface import Told
from communique.model import Reading, Source, from_json, to_json
from communique.store import schema
from communique.store.current import content_conditions, current_codings, run_number
from communique.store.engine import add_new, insert_numbered
from communique.store.group import Group, chunks, columns_of, party_rows
from communique.store.interface import Coding, Filters
from communique.store.problems import insert_problems, insert_skipped
from communique.store.texts import fetch_texts


class Readings(Group):
    """What coders read in texts."""

    def save_coding(self, coding: Coding) -> bool:
        """Store a coding with its readings, skips and problems in one transaction; false if it was there."""
        with self._database.write() as connection:
            number = _mark(connection, coding, self._database.run)
            if number is None:
                return False
            _insert_readings(connection, coding, number, self._database.run)
            insert_skipped(connection, coding.skipped, self._database.run, coded=number)
            insert_problems(connection, coding.problems, self._database.run, coded=number)
            return True

    def readings(self, filters: Filters | None = None) -> tuple[Reading, ...]:
        """Current readings in order of day, then id."""
        with self._database.read() as connection:
            query = _select(connection, filters or Filters(), schema.reading.c.record)
            return tuple(from_json(Reading, row) for row in connection.scalars(query))

    def reading(self, reading_id: str) -> Reading | None:
        """One reading, current or not, or ``None``."""
        with self._database.read() as connection:
            return fetch_readings(connection, [reading_id]).get(reading_id)

    def readings_by_id(self, reading_ids: Sequence[str]) -> dict[str, Reading]:
        """The readings with these ids, current or not; unknown ids are left out."""
        with self._database.read() as connection:
            return fetch_readings(connection, reading_ids)

    def told(self, *, cutoff: date | None = None, as_of_run: str | None = None) -> tuple[Told, ...]:
        """Current readings with their texts and sources, by reading id: what merging starts from."""
        filters = Filters(cutoff=cutoff, as_of_run=as_of_run)
        with self._database.read() as connection:
            return fetch_told(connection, told_ids(connection, filters))

    def told_by_id(self, reading_ids: Sequence[str]) -> tuple[Told, ...]:
        """These readings, current or not, with their texts and sources, by reading id."""
        with self._database.read() as connection:
            return fetch_told(connection, reading_ids)


def fetch_readings(connection: Connection, reading_ids: Sequence[str]) -> dict[str, Reading]:
    """Reading id → reading for those that are stored."""
    found: dict[str, Reading] = {}
    r = schema.reading.c
    for batch in chunks(sorted(set(reading_ids))):
        rows = connection.execute(select(r.id, r.record).where(r.id.in_(batch)))
        found |= {row.id: from_json(Reading, row.record) for row in rows}
    return found


def fetch_told(connection: Connection, reading_ids: Sequence[str]) -> tuple[Told, ...]:
    """The told readings by reading id; a fixed number of statements for each few hundred ids."""
    readings = fetch_readings(connection, reading_ids)
    texts = fetch_texts(connection, [reading.passage.text_id for reading in readings.values()])
    rows = connection.execute(select(schema.source.c.id, schema.source.c.record))
    sources = {row.id: from_json(Source, row.record) for row in rows}
    copies = _copies(connection, list(texts))
    return tuple(
        Told(
            reading=reading,
            text=(text := texts[reading.passage.text_id]),
            source=sources[text.source_id],
            copied_from=copies.get(text.id, ()),
        )
        for _, reading in sorted(readings.items())
    )


def told_ids(connection: Connection, filters: Filters) -> list[str]:
    """Ids of the readings that count under ``filters``."""
    return list(connection.scalars(_select(connection, filters, schema.reading.c.id)))


def _copies(connection: Connection, text_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    d = schema.duplicate.c
    found: dict[str, tuple[str, ...]] = {}
    for batch in chunks(sorted(text_ids)):
        query = select(d.text_id, d.of_text_id).where(d.text_id.in_(batch)).order_by(d.text_id, d.of_text_id)
        for row in connection.execute(query):
            found[row.text_id] = (*found.get(row.text_id, ()), row.of_text_id)
    return found


def _select(connection: Connection, filters: Filters, column: Any) -> Select[Any]:
    r, t = schema.reading.c, schema.text.c
    as_of = run_number(connection, filters.as_of_run)
    query = select(column).where(r.coded_number.in_(current_codings(as_of)))
    query = query.where(*content_conditions(filters, schema.reading, schema.reading_party, "reading_id"))
    query = query.where(r.text_id == filters.text) if filters.text else query
    if filters.cutoff or filters.source:
        query = query.join(schema.text, t.id == r.text_id)
        query = query.where(t.published <= filters.cutoff) if filters.cutoff else query
        query = query.where(t.source_id == filters.source) if filters.source else query
    return query.order_by(r.day, r.id).limit(filters.limit)


def _mark(connection: Connection, coding: Coding, run: int | None) -> int | None:
    """The number of the new coding, ``None`` if it is stored; older codings of the text stop being its latest."""
    c = schema.coded.c
    key = {
        "text_id": coding.text_id,
        "coder": coding.coder,
        "coder_version": coding.coder_version,
        "base_version": coding.base_version,
    }
    if connection.scalar(select(c.number).where(*(c[name] == value for name, value in key.items()))) is not None:
        return None
    connection.execute(schema.coded.update().where(c.text_id == coding.text_id).values(latest=False))
    return insert_numbered(connection, schema.coded, {**key, "latest": True, "run_number": run})


def _insert_readings(connection: Connection, coding: Coding, number: int, run: int | None) -> None:
    readings = tuple({reading.id: reading for reading in coding.readings}.values())
    passages = {reading.passage.id: reading.passage for reading in readings}
    add_new(
        connection,
        schema.passage,
        [{column.name: getattr(passage, column.name) for column in schema.passage.c} for passage in passages.values()],
    )
    add_new(connection, schema.reading, [_row(reading, number, run) for reading in readings])
    parties = [row for reading in readings for row in party_rows("reading_id", reading.id, reading.content)]
    add_new(connection, schema.reading_party, parties)


def _row(reading: Reading, number: int, run: int | None) -> dict[str, Any]:
    return {
        "id": reading.id,
        "coded_number": number,
        "text_id": reading.passage.text_id,
        "passage_id": reading.passage.id,
        "confidence": reading.confidence,
        "record": to_json(reading).decode(),
        "run_number": run,
        **columns_of(reading.content),
    }
