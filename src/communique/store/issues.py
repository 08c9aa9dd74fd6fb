"""Issues of the digest, with the checker's verdicts."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, func, or_, select

from communique.model import Issue, from_json, to_json
from communique.store import schema
from communique.store.group import Group


class Issues(Group):
    """Issues as they were published; what is printed in one is never rewritten."""

    def save_issue(self, issue: Issue) -> Issue:
        """Store an issue under the next number and return it.

        One that prints the same keeps the stored number and id, and gets the checker's newest word on it: what was
        left out this time, the verdicts, and the versions that were at work.
        """
        with self._database.write() as connection:
            held = _same(connection, issue)
            if held is not None:
                fresh = msgspec.structs.replace(issue, number=held.number, id=held.id, as_of_run=held.as_of_run)
                if fresh != held:
                    _renew(connection, fresh)
                return fresh
            highest = connection.scalar(select(func.max(schema.issue.c.number))) or 0
            numbered = msgspec.structs.replace(issue, number=highest + 1)
            _insert(connection, numbered, self._database.run)
            return numbered

    def issue(self, which: str | int) -> Issue | None:
        """An issue by number or id, or ``None``."""
        i = schema.issue.c
        key = str(which)
        same = or_(i.id == key, i.number == int(key)) if key.isdecimal() else i.id == key
        with self._database.read() as connection:
            row = connection.scalar(select(i.record).where(same).order_by(i.number.desc()))
            return from_json(Issue, row) if row is not None else None

    def issues(self, *, series: str | None = None, before: date | None = None) -> tuple[Issue, ...]:
        """Issues in order of number; ``before``: only those whose window ends before that day."""
        i = schema.issue.c
        query = select(i.record).order_by(i.number)
        query = query.where(i.series == series) if series is not None else query
        query = query.where(i.end < before) if before else query
        with self._database.read() as connection:
            return tuple(from_json(Issue, row) for row in connection.scalars(query))


def _same(connection: Connection, issue: Issue) -> Issue | None:
    i = schema.issue.c
    same = (i.content_hash == issue.content_hash) & (i.focus == issue.focus) & (i.series == issue.series)
    row = connection.scalar(select(i.record).where(same).order_by(i.number))
    return from_json(Issue, row) if row is not None else None


def _insert(connection: Connection, issue: Issue, run: int | None) -> None:
    row: dict[str, Any] = {
        "number": issue.number,
        "id": issue.id,
        "focus": issue.focus,
        "series": issue.series,
        "start": issue.window.start,
        "end": issue.window.end,
        "cutoff": issue.cutoff,
        "content_hash": issue.content_hash,
        "record": to_json(issue).decode(),
        "run_number": run,
    }
    connection.execute(schema.issue.insert().values(**row))
    _insert_claims(connection, issue)


def _renew(connection: Connection, issue: Issue) -> None:
    i, c = schema.issue, schema.issue_claim
    connection.execute(i.update().where(i.c.number == issue.number).values(record=to_json(issue).decode()))
    connection.execute(c.delete().where(c.c.issue_number == issue.number))
    _insert_claims(connection, issue)


def _insert_claims(connection: Connection, issue: Issue) -> None:
    outcomes = {verdict.claim_id: verdict.outcome.value for verdict in issue.verdicts}
    claims = [(claim, False) for claim in issue.claims] + [(claim, True) for claim in issue.left_out]
    rows = {
        claim.id: {
            "issue_number": issue.number,
            "claim_id": claim.id,
            "place": place,
            "left_out": left_out,
            "outcome": outcomes.get(claim.id),
        }
        for place, (claim, left_out) in enumerate(claims)
    }
    if rows:
        connection.execute(schema.issue_claim.insert(), list(rows.values()))
