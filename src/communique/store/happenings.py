"""Happenings: an append-only log of who belongs to what, and the happenings that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Connection, Select, select

from communique.merge.interface import Told, follow
from communique.model import Decision, Happening, Link, MergeAction, MergeStep, Problem, from_json, to_json
from communique.store import schema
from communique.store.current import content_conditions, recorded, run_number
from communique.store.decisions import append_decision, mark_unbound
from communique.store.group import Group, chunks, columns_of, party_rows
from communique.store.interface import Filters
from communique.store.links import replace_links
from communique.store.readings import fetch_told, told_ids

Assemble = Callable[[str, Sequence[Told]], Happening]


class Happenings(Group):
    """What happened, once each."""

    def minter(self) -> Callable[[], str]:
        """A source of ids no happening had before; one writer at a time (the desk's lock)."""
        m = schema.merge_step.c
        with self._database.read() as connection:
            used = {*connection.scalars(select(m.happening_id)), *connection.scalars(select(m.into_id))}
        highest = max((int(id_[1:]) for id_ in used if id_ and id_[1:].isdecimal()), default=0)
        numbers = count(highest + 1)
        return lambda: f"h{next(numbers)}"

    def membership(self, *, as_of_run: str | None = None) -> dict[str, str]:
        """Reading id → happening id, of current readings and of replaced ones."""
        with self._database.read() as connection:
            return _membership(connection, run_number(connection, as_of_run))

    def merge_steps(self, *, by: str | None = None) -> tuple[MergeStep, ...]:
        """The log in order."""
        m = schema.merge_step.c
        query = select(m.record).order_by(m.number)
        query = query.where(m.made_by == by) if by else query
        with self._database.read() as connection:
            return tuple(from_json(MergeStep, row) for row in connection.scalars(query))

    def apply_steps(
        self,
        steps: Sequence[MergeStep],
        happenings: Iterable[Happening],
        *,
        complete: bool = True,
        links: Iterable[Link] = (),
        decision: Decision | None = None,
        unbound: Sequence[Problem] = (),
    ) -> tuple[int, int]:
        """Append to the log and store what follows from it, in one transaction; returns (changed, removed).

        With ``complete`` the happenings and ``links`` are all there are and others go, and ``unbound`` are the
        decisions that find nothing to hold; without, only the happenings given and those that the steps emptied are
        touched.
        ``decision``: what an editor decided, from which the steps follow.
        """
        given = {happening.id: happening for happening in happenings}
        with self._database.write() as connection:
            if decision is not None:
                append_decision(connection, decision, self._database.run)
            for step in steps:
                _append(connection, step, self._database.run)
            held = _held(connection, None if complete else sorted(given))
            changed = [h for h in given.values() if held.get(h.id) != to_json(h).decode()]
            gone = sorted(set(held) - set(given)) if complete else _emptied(connection, steps, set(given))
            _delete(connection, [*gone, *(h.id for h in changed if h.id in held)])
            _insert(connection, changed)
            if complete:
                replace_links(connection, links)
                mark_unbound(connection, unbound)
            return len(changed), len(gone)

    def happenings(self, filters: Filters | None = None, assemble: Assemble | None = None) -> tuple[Happening, ...]:
        """Happenings in order of day, then of their first reading.

        A happening that is also told by texts after ``cutoff``, and every one under ``as_of_run``, is put together
        anew from the readings that count: then ``assemble`` (of ``merge``) must be handed in.
        """
        wanted = filters or Filters()
        with self._database.read() as connection:
            if wanted.as_of_run is None and wanted.cutoff is None:
                found = [from_json(Happening, row) for row in connection.scalars(_select(wanted))]
            elif assemble is None:
                raise ValueError("a cut-off or a run needs `assemble`")
            elif wanted.as_of_run is None:
                found = _up_to_cutoff(connection, wanted, assemble)
            else:
                found = _as_of(connection, wanted, assemble)
        return tuple(sorted(found, key=_order)[: wanted.limit])

    def happening(self, happening_id: str) -> Happening | None:
        """One happening, through redirects; ``None`` for an unknown id or when no current reading tells it."""
        with self._database.read() as connection:
            return fetch_happening(connection, resolve(connection, happening_id))


def resolve(connection: Connection, happening_id: str) -> str:
    """The id that lives on after merges."""
    r = schema.redirect.c
    return connection.scalar(select(r.into_id).where(r.happening_id == happening_id)) or happening_id


def fetch_happening(connection: Connection, happening_id: str) -> Happening | None:
    """One happening by its living id, or ``None``."""
    h = schema.happening.c
    row = connection.scalar(select(h.record).where(h.id == happening_id))
    return from_json(Happening, row) if row is not None else None


def _order(happening: Happening) -> tuple[str, str]:
    when = happening.content.when
    day = when.anchor if when else None
    return (day.isoformat() if day else "9999-12-31", min(happening.readings))


def _select(filters: Filters) -> Select[Any]:
    conditions = content_conditions(filters, schema.happening, schema.happening_party, "happening_id")
    query = select(schema.happening.c.record).where(*conditions)
    if filters.source or filters.text:
        hr, r, t = schema.happening_reading.c, schema.reading.c, schema.text.c
        told = select(hr.happening_id).join(schema.reading, r.id == hr.reading_id)
        told = told.join(schema.text, t.id == r.text_id)
        told = told.where(t.source_id == filters.source) if filters.source else told
        told = told.where(t.id == filters.text) if filters.text else told
        query = query.where(schema.happening.c.id.in_(told))
    return query


def _up_to_cutoff(connection: Connection, filters: Filters, assemble: Assemble) -> list[Happening]:
    """Stored happenings where no later text tells them; the others from the readings up to the cut-off."""
    hr, r, t = schema.happening_reading.c, schema.reading.c, schema.text.c
    joined = select(hr.happening_id, hr.reading_id, t.published).join(schema.reading, r.id == hr.reading_id)
    joined = joined.join(schema.text, t.id == r.text_id)
    kept: dict[str, list[str]] = {}
    late: set[str] = set()
    for row in connection.execute(joined):
        if row.published is not None and filters.cutoff is not None and row.published <= filters.cutoff:
            kept.setdefault(row.happening_id, []).append(row.reading_id)
        else:
            late.add(row.happening_id)
    stored = [from_json(Happening, row) for row in connection.scalars(_select(filters))]
    whole = [happening for happening in stored if happening.id in kept and happening.id not in late]
    cut = {happening_id: kept[happening_id] for happening_id in sorted(late & set(kept))}
    return whole + [h for h in _assembled(connection, cut, assemble) if matches(h, filters)]


def _as_of(connection: Connection, filters: Filters, assemble: Assemble) -> list[Happening]:
    """Happenings as the log and the codings stood at the end of a run."""
    ids = told_ids(connection, Filters(cutoff=filters.cutoff, as_of_run=filters.as_of_run))
    membership = _membership(connection, run_number(connection, filters.as_of_run))
    groups: dict[str, list[str]] = {}
    for reading_id in ids:
        if reading_id in membership:
            groups.setdefault(membership[reading_id], []).append(reading_id)
    return [h for h in _assembled(connection, groups, assemble) if matches(h, filters)]


def _assembled(connection: Connection, groups: dict[str, list[str]], assemble: Assemble) -> list[Happening]:
    told = {one.reading.id: one for one in fetch_told(connection, [id_ for ids in groups.values() for id_ in ids])}
    return [assemble(id_, [told[reading] for reading in sorted(readings)]) for id_, readings in sorted(groups.items())]


def matches(happening: Happening, filters: Filters) -> bool:
    """The same conditions as in SQL, for a happening that was put together anew."""
    columns = columns_of(happening.content)
    parties = party_rows("id", happening.id, happening.content)
    acting = [p for p in parties if p["role"] in {"actor", "participant", "speaker"}]
    day: Any = columns["day"]
    tests = [
        (filters.kind, columns["kind"] == filters.kind),
        (filters.type, columns["type"] == filters.type),
        (filters.auxiliary, columns["auxiliary"] == filters.auxiliary),
        (filters.since, day is not None and filters.since is not None and day >= filters.since),
        (filters.until, day is not None and filters.until is not None and day <= filters.until),
        (filters.actor, any(filters.actor in (p["key"], p["country"]) for p in acting)),
        (filters.partner, any(filters.partner in (p["key"], p["country"]) for p in parties)),
        (filters.party, any(filters.party in (p["key"], p["country"]) for p in parties)),
        (filters.text, filters.text in happening.texts),
    ]
    return all(holds for value, holds in tests if value is not None)


def _membership(connection: Connection, as_of: int | None) -> dict[str, str]:
    if as_of is None:
        rows = connection.execute(select(schema.membership.c.reading_id, schema.membership.c.happening_id))
        return {row.reading_id: row.happening_id for row in rows}
    m = schema.merge_step.c
    steps = connection.scalars(select(m.record).where(recorded(m.run_number, as_of)).order_by(m.number))
    return follow({}, (from_json(MergeStep, row) for row in steps))


def _append(connection: Connection, step: MergeStep, run: int | None) -> None:
    row = {
        "action": step.action.value,
        "happening_id": step.happening_id,
        "reading_id": step.reading_id,
        "into_id": step.into,
        "made_by": step.by,
        "record": to_json(step).decode(),
        "run_number": run,
    }
    connection.execute(schema.merge_step.insert().values(**row))
    _move(connection, step)


def _move(connection: Connection, step: MergeStep) -> None:
    """What one step does to membership and redirects: ``merge.interface.follow``, said in SQL."""
    m, r = schema.membership, schema.redirect
    target = step.happening_id if step.action in {MergeAction.OPEN, MergeAction.ADD} else step.into
    if step.action is MergeAction.MERGE:
        for table, column in ((m, m.c.happening_id), (r, r.c.into_id)):
            values = {column.name: target}
            connection.execute(table.update().where(column == step.happening_id).values(**values))
        connection.execute(r.insert().values(happening_id=step.happening_id, into_id=target))
    else:
        connection.execute(m.delete().where(m.c.reading_id == step.reading_id))
        connection.execute(m.insert().values(reading_id=step.reading_id, happening_id=target))
    connection.execute(r.delete().where(r.c.happening_id == target))


def _held(connection: Connection, ids: Sequence[str] | None) -> dict[str, str]:
    h = schema.happening.c
    if ids is None:
        return {row.id: row.record for row in connection.execute(select(h.id, h.record))}
    found: dict[str, str] = {}
    for batch in chunks(ids):
        rows = connection.execute(select(h.id, h.record).where(h.id.in_(batch)))
        found |= {row.id: row.record for row in rows}
    return found


def _emptied(connection: Connection, steps: Sequence[MergeStep], kept: set[str]) -> list[str]:
    touched = {step.happening_id for step in steps} - kept
    m = schema.membership.c
    alive: set[str] = set()
    for batch in chunks(sorted(touched)):
        alive |= set(connection.scalars(select(m.happening_id).where(m.happening_id.in_(batch))))
    return sorted(touched - alive)


def _delete(connection: Connection, ids: Sequence[str]) -> None:
    # Parties and readings of a happening go with it (ON DELETE CASCADE).
    for batch in chunks(ids):
        connection.execute(schema.happening.delete().where(schema.happening.c.id.in_(batch)))


def _insert(connection: Connection, happenings: Sequence[Happening]) -> None:
    if not happenings:
        return
    rows = [{"id": h.id, "record": to_json(h).decode(), **columns_of(h.content)} for h in happenings]
    connection.execute(schema.happening.insert(), rows)
    parties = [row for h in happenings for row in party_rows("happening_id", h.id, h.content)]
    if parties:
        connection.execute(schema.happening_party.insert(), parties)
    links = [{"happening_id": h.id, "reading_id": reading} for h in happenings for reading in h.readings]
    connection.execute(schema.happening_reading.insert(), links)
