"""Everything behind one id."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, or_, select

from communique.model import Claim, Decision, Issue, MergeStep, Passage, Source, Text, Verdict, from_json
from communique.store import schema
from communique.store.decisions import fetch_decisions
from communique.store.engine import Database
from communique.store.group import Group, chunks
from communique.store.happenings import fetch_happening, resolve
from communique.store.interface import Cited, Why
from communique.store.links import fetch_links
from communique.store.readings import fetch_readings
from communique.store.texts import fetch_texts


class Explain(Group):
    """From an id back to the passages it stands on."""

    def why(self, id_: str) -> Why | None:
        """What is behind a reading, happening, claim, passage or text; ``None`` for an unknown id."""
        finders: tuple[Callable[[Connection, str], Why | None], ...] = (
            _reading,
            _happening,
            _claim,
            _passage,
            _text,
        )
        with self._database.read() as connection:
            return next((found for find in finders if (found := find(connection, id_)) is not None), None)

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids; unknown ids are left out."""
        return fetch_passages(self._database, passage_ids)


def fetch_passages(database: Database, passage_ids: Sequence[str]) -> dict[str, Passage]:
    """Passage id → passage for those that are stored."""
    found: dict[str, Passage] = {}
    with database.read() as connection:
        for batch in chunks(sorted(set(passage_ids))):
            rows = connection.execute(select(schema.passage).where(schema.passage.c.id.in_(batch)))
            found |= {row["id"]: Passage(**row) for row in rows.mappings()}
    return found


def _cited(connection: Connection, passages: Sequence[Passage]) -> tuple[Cited, ...]:
    unique = {passage.id: passage for passage in passages}
    texts = fetch_texts(connection, [passage.text_id for passage in unique.values()])
    sources = _sources(connection, texts)
    return tuple(
        Cited(passage=passage, text=text, source=sources[text.source_id])
        for passage in unique.values()
        if (text := texts.get(passage.text_id)) is not None
    )


def _sources(connection: Connection, texts: dict[str, Text]) -> dict[str, Source]:
    wanted = {text.source_id for text in texts.values()}
    rows = connection.execute(select(schema.source.c.id, schema.source.c.record))
    return {row.id: from_json(Source, row.record) for row in rows if row.id in wanted}


def _steps(connection: Connection, happening_id: str) -> tuple[MergeStep, ...]:
    m = schema.merge_step.c
    query = select(m.record).where(or_(m.happening_id == happening_id, m.into_id == happening_id)).order_by(m.number)
    return tuple(from_json(MergeStep, row) for row in connection.scalars(query))


def _reading(connection: Connection, id_: str) -> Why | None:
    reading = fetch_readings(connection, [id_]).get(id_)
    if reading is None:
        return None
    m = schema.membership.c
    home = connection.scalar(select(m.happening_id).where(m.reading_id == id_))
    happening = fetch_happening(connection, home) if home else None
    return Why(
        id=id_,
        kind="reading",
        cited=_cited(connection, [reading.passage]),
        readings=(reading,),
        happenings=(happening,) if happening else (),
        steps=_steps(connection, home) if home else (),
    )


def _happening(connection: Connection, id_: str) -> Why | None:
    living = resolve(connection, id_)
    happening = fetch_happening(connection, living)
    steps = _steps(connection, id_) if living == id_ else _steps(connection, id_) + _steps(connection, living)
    if happening is None:
        return Why(id=living, kind="happening", steps=steps) if steps else None
    readings = tuple(reading for _, reading in sorted(fetch_readings(connection, happening.readings).items()))
    return Why(
        id=living,
        kind="happening",
        cited=_cited(connection, [reading.passage for reading in readings]),
        readings=readings,
        happenings=(happening,),
        steps=steps,
        decisions=_decisions(connection, {id_, living}),
        links=fetch_links(connection, [living]),
    )


def _decisions(connection: Connection, ids: set[str]) -> tuple[Decision, ...]:
    """Decisions about these happenings, also under ids that lead to them now, with what undid or restored them."""
    found: dict[str, Decision] = {}
    for one in fetch_decisions(connection):
        about = ids & {*one.happenings, *(resolve(connection, named) for named in one.happenings)}
        if about or one.undoes in found:
            found[one.id] = one
    return tuple(found.values())


def _claim(connection: Connection, id_: str) -> Why | None:
    c, i = schema.issue_claim.c, schema.issue.c
    query = select(i.record).join(schema.issue_claim, c.issue_number == i.number).where(c.claim_id == id_)
    row = connection.scalar(query.order_by(i.number.desc()))
    if row is None:
        return None
    issue = from_json(Issue, row)
    claim = next(one for one in (*issue.claims, *issue.left_out) if one.id == id_)
    happenings = [fetch_happening(connection, resolve(connection, one)) for one in claim.happenings]
    readings = fetch_readings(connection, claim.computation.readings if claim.computation else ())
    passages = (*claim.passages, *(reading.passage for _, reading in sorted(readings.items())))
    return Why(
        id=id_,
        kind="claim",
        cited=_cited(connection, passages),
        readings=tuple(reading for _, reading in sorted(readings.items())),
        happenings=tuple(one for one in happenings if one is not None),
        claim=claim,
        verdict=_verdict(issue, claim),
        issue_number=issue.number,
    )


def _verdict(issue: Issue, claim: Claim) -> Verdict | None:
    return next((verdict for verdict in issue.verdicts if verdict.claim_id == claim.id), None)


def _passage(connection: Connection, id_: str) -> Why | None:
    row = connection.execute(select(schema.passage).where(schema.passage.c.id == id_)).mappings().first()
    if row is None:
        return None
    r = schema.reading.c
    ids = list(connection.scalars(select(r.id).where(r.passage_id == id_).order_by(r.id)))
    readings = tuple(fetch_readings(connection, ids).values())
    return Why(id=id_, kind="passage", cited=_cited(connection, [Passage(**row)]), readings=readings)


def _text(connection: Connection, id_: str) -> Why | None:
    if not fetch_texts(connection, [id_]):
        return None
    r = schema.reading.c
    ids = list(connection.scalars(select(r.id).where(r.text_id == id_).order_by(r.id)))
    readings = tuple(fetch_readings(connection, ids).values())
    return Why(id=id_, kind="text", cited=_cited(connection, [one.passage for one in readings]), readings=readings)
