"""Editors' decisions about happenings: append-only; what no longer binds is a problem until it does."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from communique.model import Decision, Problem, from_json, to_json
from communique.store import schema
from communique.store.group import Group


class Decisions(Group):
    """The log of decisions. They are written with the steps that follow from them: ``apply_steps``."""

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in order, undone ones and undoings too."""
        with self._database.read() as connection:
            return fetch_decisions(connection)

    def next_decision(self) -> str:
        """An id no decision had before; one writer at a time (the desk's lock)."""
        with self._database.read() as connection:
            return f"d{(connection.scalar(select(func.max(schema.decision.c.number))) or 0) + 1}"

    def unbound(self) -> tuple[Problem, ...]:
        """Decisions that found nothing to hold when happenings were last made."""
        d = schema.decision.c
        query = select(d.unbound).where(d.unbound.is_not(None)).order_by(d.number)
        with self._database.read() as connection:
            return tuple(from_json(Problem, row) for row in connection.scalars(query))


def fetch_decisions(connection: Connection) -> tuple[Decision, ...]:
    """All decisions in order."""
    d = schema.decision.c
    return tuple(from_json(Decision, row) for row in connection.scalars(select(d.record).order_by(d.number)))


def append_decision(connection: Connection, decision: Decision, run: int | None) -> None:
    """Append inside a transaction."""
    row = {"id": decision.id, "action": decision.action.value, "undoes": decision.undoes, "run_number": run}
    connection.execute(schema.decision.insert().values(**row, record=to_json(decision).decode()))


def mark_unbound(connection: Connection, problems: Sequence[Problem]) -> None:
    """Note which decisions found nothing to hold; all others do."""
    table, d = schema.decision, schema.decision.c
    connection.execute(table.update().where(d.unbound.is_not(None)).values(unbound=None))
    for problem in problems:
        connection.execute(table.update().where(d.id == problem.place).values(unbound=to_json(problem).decode()))
