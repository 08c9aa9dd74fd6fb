"""Who publishes."""

from __future__ import annotations

from sqlalchemy import select

from communique.model import Source, from_json, to_json
from communique.store import schema
from communique.store.group import Group


class Sources(Group):
    """Sources, as they were declared last."""

    def add_source(self, source: Source) -> bool:
        """Store a declaration; true if it is new or differs from the one held under this id."""
        record = to_json(source).decode()
        table = schema.source
        values = {"name": source.name, "location": source.location, "record": record}
        with self._database.write() as connection:
            held = connection.scalar(select(table.c.record).where(table.c.id == source.id))
            if held is None:
                connection.execute(table.insert().values(id=source.id, run_number=self._database.run, **values))
            elif held != record:
                connection.execute(table.update().where(table.c.id == source.id).values(**values))
            return held != record

    def sources(self) -> tuple[Source, ...]:
        """All sources by id."""
        with self._database.read() as connection:
            rows = connection.scalars(select(schema.source.c.record).order_by(schema.source.c.id))
            return tuple(from_json(Source, row) for row in rows)

    def source(self, source_id: str) -> Source | None:
        """One source, or ``None``."""
        with self._database.read() as connection:
            row = connection.scalar(select(schema.source.c.record).where(schema.source.c.id == source_id))
            return from_json(Source, row) if row is not None else None
