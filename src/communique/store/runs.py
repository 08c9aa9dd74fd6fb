"""Runs, and looks at sources."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from sqlalchemy import select

from communique.errors import StoreError
from communique.model import Check, CheckOutcome, Run, from_json, to_json
from communique.store import schema
from communique.store.engine import insert_numbered
from communique.store.group import Group
from communique.store.interface import NumberedRun


class Runs(Group):
    """What was at work; from ``begin_run`` to ``end_run`` all that is recorded carries the run's number."""

    def begin_run(self, run: Run) -> int:
        """Record that a run began; returns its number, one above the last."""
        values = {"id": run.id, "verb": run.verb, "started": run.started.isoformat(), "record": to_json(run).decode()}
        with self._database.write() as connection:
            number = insert_numbered(connection, schema.run, values)
        self._database.run = number
        return number

    def end_run(self, run_id: str, finished: datetime, counts: tuple[tuple[str, int], ...] = ()) -> Run:
        """Record the end and the counts of a run; raises ``StoreError`` for one that never began."""
        r = schema.run.c
        with self._database.write() as connection:
            row = connection.scalar(select(r.record).where(r.id == run_id))
            if row is None:
                raise StoreError(f"run {run_id} never began")
            run = msgspec.structs.replace(from_json(Run, row), finished=finished, counts=counts)
            values = {"finished": finished.isoformat(), "record": to_json(run).decode()}
            connection.execute(schema.run.update().where(r.id == run_id).values(**values))
        self._database.run = None
        return run

    def runs(self) -> tuple[NumberedRun, ...]:
        """All runs in order."""
        with self._database.read() as connection:
            rows = connection.execute(select(schema.run.c.number, schema.run.c.record).order_by(schema.run.c.number))
            return tuple(NumberedRun(number=row.number, run=from_json(Run, row.record)) for row in rows)

    def add_check(self, check: Check) -> int:
        """Record a look at a source; write it as ``tried`` first, so that a run that dies leaves it."""
        with self._database.write() as connection:
            row = {**_check_row(check), "source_id": check.source_id, "run_number": self._database.run}
            return insert_numbered(connection, schema.check, row)

    def finish_check(self, number: int, check: Check) -> None:
        """Replace a check that was ``tried`` by what came of it; one with an outcome is never changed."""
        c = schema.check.c
        open_one = (c.number == number) & (c.outcome == CheckOutcome.TRIED.value)
        with self._database.write() as connection:
            done = connection.execute(schema.check.update().where(open_one).values(**_check_row(check)))
            if done.rowcount != 1:
                raise StoreError(f"check {number} is not open")

    def checks(
        self, *, source: str | None = None, since: date | None = None, until: date | None = None
    ) -> tuple[Check, ...]:
        """Looks at sources as recorded; days with both ends included."""
        c = schema.check.c
        query = select(c.record).order_by(c.number)
        query = query.where(c.source_id == source) if source else query
        query = query.where(c.day >= since) if since else query
        query = query.where(c.day <= until) if until else query
        with self._database.read() as connection:
            return tuple(from_json(Check, row) for row in connection.scalars(query))


def _check_row(check: Check) -> dict[str, object]:
    return {"day": check.day, "outcome": check.outcome.value, "record": to_json(check).decode()}
