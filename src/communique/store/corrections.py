"""Editors' decisions: append-only, undone by another decision."""

from __future__ import annotations

from sqlalchemy import select

from communique.model import Correction, from_json, to_json
from communique.store import schema
from communique.store.engine import add_new
from communique.store.group import Group


class Corrections(Group):
    """The log of corrections."""

    def add_correction(self, correction: Correction) -> None:
        """Append a correction; the same one again changes nothing."""
        row = {
            "id": correction.id,
            "text_sha256": correction.text_sha256,
            "subject": correction.subject,
            "field": correction.field,
            "undoes": correction.undoes,
            "record": to_json(correction).decode(),
            "run_number": self._database.run,
        }
        with self._database.write() as connection:
            add_new(connection, schema.correction, [row])

    def corrections(self, *, standing_only: bool = True) -> tuple[Correction, ...]:
        """Corrections in order; with ``standing_only`` without those undone and without the undoing ones."""
        with self._database.read() as connection:
            rows = connection.scalars(select(schema.correction.c.record).order_by(schema.correction.c.number))
            found = [from_json(Correction, row) for row in rows]
        if not standing_only:
            return tuple(found)
        undone: set[str] = set()
        for one in reversed(found):  # an undoing may itself have been undone by a later one
            if one.undoes and one.id not in undone:
                undone.add(one.undoes)
        return tuple(one for one in found if one.id not in undone and not one.undoes)
