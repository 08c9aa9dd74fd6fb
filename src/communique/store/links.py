"""Links between happenings: worked out by merging, replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, or_, select

from communique.model import Link, from_json, to_json
from communique.store import schema
from communique.store.group import Group, chunks


class Links(Group):
    """How happenings stand to each other."""

    def links(self, happening_ids: Sequence[str] | None = None) -> tuple[Link, ...]:
        """Links in order of kind and ids; with ids only those that begin or end at one of them."""
        with self._database.read() as connection:
            return fetch_links(connection, happening_ids)


def fetch_links(connection: Connection, happening_ids: Sequence[str] | None = None) -> tuple[Link, ...]:
    """Links of these happenings, or all."""
    k = schema.happening_link.c
    query = select(k.kind, k.of_id, k.to_id, k.record)
    found: dict[tuple[str, str, str], Link] = {}
    for batch in [None] if happening_ids is None else chunks(sorted(set(happening_ids))):
        some = query if batch is None else query.where(or_(k.of_id.in_(batch), k.to_id.in_(batch)))
        found |= {(row.kind, row.of_id, row.to_id): from_json(Link, row.record) for row in connection.execute(some)}
    return tuple(link for _, link in sorted(found.items()))


def replace_links(connection: Connection, links: Iterable[Link]) -> None:
    """Store these links and no others, inside a transaction."""
    connection.execute(schema.happening_link.delete())
    rows = [
        {"kind": link.kind.value, "of_id": link.of, "to_id": link.to, "record": to_json(link).decode()}
        for link in links
    ]
    if rows:
        connection.execute(schema.happening_link.insert(), rows)
