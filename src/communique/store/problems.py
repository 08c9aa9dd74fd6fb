"""What went wrong and what was left out: counted and shown, never only logged."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, or_, select

from communique.model import Problem, Skipped, content_id, from_json, to_json
from communique.store import schema
from communique.store.current import current_codings
from communique.store.engine import add_new
from communique.store.group import Group


class Problems(Group):
    """Problems and skips; those of a coding count as long as the coding does."""

    def add_problems(self, problems: Sequence[Problem]) -> None:
        """Store problems that belong to no coding; the same one again changes nothing."""
        with self._database.write() as connection:
            insert_problems(connection, problems, self._database.run)

    def add_skipped(self, skipped: Sequence[Skipped]) -> None:
        """Store skips that belong to no coding; the same one again changes nothing."""
        with self._database.write() as connection:
            insert_skipped(connection, skipped, self._database.run)

    def problems(self, *, cause: str | None = None, limit: int | None = None) -> tuple[Problem, ...]:
        """Problems as recorded, without those of codings that were replaced."""
        p = schema.problem.c
        counts = or_(p.coded_number.is_(None), p.coded_number.in_(current_codings(None)))
        query = select(p.record).where(counts).order_by(p.number).limit(limit)
        query = query.where(p.cause == cause) if cause else query
        with self._database.read() as connection:
            return tuple(from_json(Problem, row) for row in connection.scalars(query))

    def skipped(self, *, reason: str | None = None, limit: int | None = None) -> tuple[Skipped, ...]:
        """Skips as recorded, without those of codings that were replaced."""
        s = schema.skipped.c
        counts = or_(s.coded_number.is_(None), s.coded_number.in_(current_codings(None)))
        query = select(s.record).where(counts).order_by(s.number).limit(limit)
        query = query.where(s.reason == reason) if reason else query
        with self._database.read() as connection:
            return tuple(from_json(Skipped, row) for row in connection.scalars(query))

    def skipped_by_reason(self) -> dict[str, int]:
        """Reason → how often, without those of codings that were replaced."""
        s = schema.skipped.c
        counts = or_(s.coded_number.is_(None), s.coded_number.in_(current_codings(None)))
        query = select(s.reason, func.count()).where(counts).group_by(s.reason).order_by(s.reason)
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}


def insert_problems(
    connection: Connection, problems: Sequence[Problem], run: int | None, *, coded: int | None = None
) -> None:
    """Add problems inside a transaction, under ids made of what they say and of the coding they belong to."""
    rows = [
        {
            "id": content_id("x", coded, record := to_json(problem).decode()),
            "stage": problem.stage,
            "cause": problem.cause,
            "source_id": problem.source_id,
            "coded_number": coded,
            "record": record,
            "run_number": run,
        }
        for problem in problems
    ]
    add_new(connection, schema.problem, rows)


def insert_skipped(
    connection: Connection, skipped: Sequence[Skipped], run: int | None, *, coded: int | None = None
) -> None:
    """Add skips inside a transaction, under ids made of what they say and of the coding they belong to."""
    rows = [
        {
            "id": content_id("s", coded, record := to_json(skip).decode()),
            "stage": skip.stage,
            "reason": skip.reason,
            "coded_number": coded,
            "record": record,
            "run_number": run,
        }
        for skip in skipped
    ]
    add_new(connection, schema.skipped, rows)
