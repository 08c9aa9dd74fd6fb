"""What a desk does with its own knowledge of people: forget a name, accept an office that texts tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from communique.desks import Desk
from communique.errors import NoDataError, StoreError, UsageError
from communique.model import ActorKind, OfficeBasis, Participation, Record, content_id
from communique.resolve import deskfile
from communique.resolve.base import holds
from communique.resolve.folding import name_key
from communique.resolve.offices import office_sense
from communique.store import Filters


class Plan(Record, frozen=True, kw_only=True):
    """What ``forget`` is about to do, in plain words."""

    actor: str
    changes: bool
    touches: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


class Told(Record, frozen=True, kw_only=True):
    """An office that passages tell of somebody and the base does not know; days are those of the texts."""

    id: str
    name: str
    actor_id: str | None
    office: str
    country: str | None
    first: date
    last: date
    passages: tuple[str, ...]
    sources: tuple[str, ...]


def actors_path(desk: Desk) -> Path:
    """The desk's own actors file; it need not exist."""
    return desk.path(desk.settings.desk.actors)


def forget_plan(desk: Desk, actor_id: str, *, undo: bool = False) -> Plan:
    """What forgetting touches and leaves, without doing it; raises ``NoDataError`` for an unknown id and
    ``UsageError`` for what is no person.
    """
    path, base = actors_path(desk), desk.stages.base
    if undo:
        change = deskfile.remember(path, actor_id)
        return Plan(
            actor=actor_id, changes=base.withheld(actor_id),
            touches=(f"{path}: the mark under `forget` goes, the name of the base is printed again",),
            leaves=("lines that were removed with it do not come back: write them anew",) if change.before else (),
        )  # fmt: skip
    _may_be_forgotten(desk, actor_id)
    change = deskfile.forget(path, actor_id)
    gone = ", ".join(f"{count} under {section}" for section, count in change.removed) or "none, there are none"
    touches = (
        f"{path}: entries removed: {gone}; `forget` gets {actor_id}, so that the choice survives updates",
        "digests, tables, who, why: the office or country is printed instead of the name, also inside quoted passages",
    )
    return Plan(actor=actor_id, changes=change.before != change.after, touches=touches, leaves=_leaves(desk, actor_id))


def _may_be_forgotten(desk: Desk, actor_id: str) -> None:
    base = desk.stages.base
    actor = base.actor(actor_id)
    if actor is None and not base.withheld(actor_id):
        raise NoDataError(f"no actor has the id {actor_id}", advice="Find it with `communique who NAME`.")
    if actor and actor.kind is not ActorKind.PERSON and actor_id not in deskfile.own_ids(actors_path(desk)):
        raise UsageError(
            f"{actor_id} is a {actor.kind.value} of the shipped base",
            advice="Only a person, or an actor of your own file, can be forgotten.",
        )


def _leaves(desk: Desk, actor_id: str) -> tuple[str, ...]:
    """What stays on the disk, counted: the user must decide about it."""
    held = desk.store.happenings(Filters(actor=actor_id))
    readings = len({one for happening in held for one in happening.readings})
    base = desk.stages.base
    spelled = [row.name for row in base.name_rows if row.actor == actor_id]
    issues = [i.number for i in desk.store.issues() if any(n in c.text for c in i.claims for n in spelled)]
    printed = f"issues {', '.join(map(str, issues))}" if issues else "no issue"
    return (
        f"the store keeps the texts as published, and {readings} earlier readings in {len(held)} happenings of this id",
        f"already written: {printed} of this desk name the person; files you published are yours to change",
        "the id stays, so that happenings and the index keep their history; a Wikidata id still points at a person",
        "the shipped base is the same on every machine; the name is withheld in this desk only",
    )


def forget_actor(desk: Desk, actor_id: str) -> None:
    """Remove an actor from the desk's own file and mark the id; twice is the same as once."""
    _write(actors_path(desk), deskfile.forget(actors_path(desk), actor_id).after)


def remember_actor(desk: Desk, actor_id: str) -> None:
    """Take the mark off."""
    _write(actors_path(desk), deskfile.remember(actors_path(desk), actor_id).after)


def _write(path: Path, text: str) -> None:
    try:
        temporary = path.with_name(path.name + ".new")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}", advice="Nothing was changed.") from error


def told_roles(desk: Desk) -> tuple[Told, ...]:
    """Persons with an office that texts tell and the base does not know of them then; most passages first."""
    texts: dict[str, Any] = {text.id: text for text in desk.store.texts()}
    found: dict[tuple[str, str, str], list[tuple[Participation, str, Any]]] = defaultdict(list)
    for told in desk.store.told():
        text = texts.get(told.reading.passage.text_id)
        if text is None or text.published is None:
            continue
        for party in told.reading.content.parties:
            if _is_news(desk, party, text.published):
                who = party.actor_id or name_key(party.name)
                sense = office_sense(party.office, party.country)
                key = (who, sense.family or party.office.casefold(), party.country or "")
                found[key].append((party, told.reading.passage.id, text))
    names = {source.id: source.name for source in desk.store.sources()}
    listed = (_told(key, rows, names) for key, rows in found.items())
    return tuple(sorted(listed, key=lambda one: (-len(one.passages), one.name, one.office, one.id)))


def _is_news(desk: Desk, party: Participation, day: date) -> bool:
    base = desk.stages.base
    if party.kind is not ActorKind.PERSON or not party.office or party.office_basis is not OfficeBasis.TEXT:
        return False
    if base.withheld(party.actor_id, party.name) or not _is_name(party.name):
        return False
    if party.actor_id is None:
        return True
    family = office_sense(party.office, party.country).family
    rows = [term for term in base.terms(party.actor_id) if holds(term.office, day) != "no"]
    known = {term.family for term in rows} | {term.office.title.casefold() for term in rows}
    if family == "minister" and len(party.office.split()) == 1 and any("minister" in one for one in known):
        return False  # "Minister" alone says nothing that the base does not know better
    return bool(family) and family not in known and party.office.casefold() not in known


def _is_name(name: str) -> bool:
    """Two words or more that all begin with a capital but for particles: no description such as "the minister"."""
    parts = name.split()
    capitals = [part for part in parts if part[:1].isupper()]
    return len(capitals) >= 2 and parts[0][:1].isupper() and parts[-1][:1].isupper() and len(parts) <= len(capitals) + 2


def _told(key: tuple[str, str, str], rows: list[tuple[Participation, str, Any]], names: dict[str, str]) -> Told:
    days = sorted(text.published for _, _, text in rows)
    first = min(rows, key=lambda row: (row[2].published, row[1]))[0]
    return Told(
        id=content_id("cand", *key)[:13],
        name=first.name,
        actor_id=first.actor_id,
        office=first.office,
        country=first.country,
        first=days[0],
        last=days[-1],
        passages=tuple(sorted({passage for _, passage, _ in rows})),
        sources=tuple(sorted({names.get(text.source_id, text.source_id) for _, _, text in rows})),
    )


def accept_told(desk: Desk, candidate: str) -> tuple[Told, Path]:
    """Write a candidate into the actors file, dated to the texts that tell it; raises ``NoDataError`` if there is none.

    A person the base does not know gets the next free ``my-`` number, never an id made from the name.
    """
    told = next((one for one in told_roles(desk) if one.id == candidate), None)
    if told is None:
        raise NoDataError(f"no candidate {candidate}", advice="List them with `communique who --candidates`.")
    path = actors_path(desk)
    actor_id = told.actor_id or next(_free(deskfile.own_ids(path)))
    actor = (
        None
        if told.actor_id
        else _plain({"id": actor_id, "kind": "person", "name": told.name, "country": told.country})
    )
    office = _plain(
        {"actor": actor_id, "title": told.office, "country": told.country, "start": told.first.isoformat(),
         "end": "", "as_of": told.last.isoformat(), "source": "; ".join(told.sources)}
    )  # fmt: skip
    _write(path, deskfile.extend(path, actor, office).after)
    return told, path


def _plain(row: dict[str, str | None]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None}


def _free(used: frozenset[str]) -> Iterator[str]:
    number = 1
    while True:
        if f"my-{number}" not in used:
            yield f"my-{number}"
        number += 1
