"""Which text versions and codings count: now, or as of a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from communique.errors import UsageError
from communique.store import schema
from communique.store.interface import Filters

_ACTING = ("actor", "participant", "speaker")


def run_number(connection: Connection, run: str | None) -> int | None:
    """The number of a run given by id or number; raises ``UsageError`` for one that is not stored."""
    if run is None:
        return None
    same = schema.run.c.id == run
    same = or_(same, schema.run.c.number == int(run)) if run.isdecimal() else same
    number = connection.scalar(select(schema.run.c.number).where(same))
    if number is None:
        raise UsageError(f"no run {run!r} on this desk", advice="`communique doctor` names the latest runs.")
    return int(number)


def current_codings(as_of: int | None) -> Select[Any]:
    """Numbers of the codings that count: the latest of each article's latest text version."""
    t, c = schema.text.c, schema.coded.c
    if as_of is None:
        return select(c.number).join(schema.text, t.id == c.text_id).where(c.latest, t.latest)
    texts = select(func.max(t.number)).where(recorded(t.run_number, as_of)).group_by(t.article_id)
    last = select(func.max(c.number)).where(recorded(c.run_number, as_of)).group_by(c.text_id)
    joined = select(c.number).join(schema.text, t.id == c.text_id)
    return joined.where(t.number.in_(texts), c.number.in_(last))


def recorded(run_column: ColumnElement[Any], as_of: int) -> ColumnElement[bool]:
    """True for rows recorded by that run, an earlier one, or before the first."""
    return func.coalesce(run_column, 0) <= as_of


def content_conditions(filters: Filters, table: Any, parties: Any, owner: str) -> list[ColumnElement[bool]]:
    """The conditions that readings and happenings share; ``parties`` joins by its column ``owner``."""
    c = table.c
    tests: list[tuple[Any, Callable[[Any], ColumnElement[bool]]]] = [
        (filters.kind, lambda value: c.kind == value),
        (filters.type, lambda value: c.type == value),
        (filters.auxiliary, lambda value: c.auxiliary == value),
        (filters.since, lambda value: c.day >= value),
        (filters.until, lambda value: c.day <= value),
        (filters.actor, lambda value: _party(value, c.id, parties, owner, _ACTING)),
        (filters.partner, lambda value: _party(value, c.id, parties, owner, ())),
        (filters.party, lambda value: _party(value, c.id, parties, owner, ())),
    ]
    return [condition(value) for value, condition in tests if value is not None]


def _party(value: str, owner_id: Any, parties: Any, owner: str, among: tuple[str, ...]) -> ColumnElement[bool]:
    same = or_(parties.c.key == value, parties.c.country == value)
    same = and_(same, parties.c.role.in_(among)) if among else same
    return owner_id.in_(select(parties.c[owner]).where(same))  # type: ignore[no-any-return]
