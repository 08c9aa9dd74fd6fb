"""The base of the record groups: one database, shared by all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.model import Encounter, Event, Participation, Statement, kind_of
from communique.model.readings import Content
from communique.store.engine import Database

CHUNK = 500  # ids in one IN (…): below every engine's limit on bound values


class Group:
    """Part of the store: methods over one group of tables."""

    def __init__(self, database: Database) -> None:
        self._database = database


def chunks(values: Sequence[str], size: int = CHUNK) -> Iterator[Sequence[str]]:
    """``values`` in slices that fit into one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def roles(content: Content) -> list[tuple[str, Participation]]:
    """Every party with its role: actor, recipient, participant, speaker or target."""
    match content:
        case Event():
            return [("actor", p) for p in content.actors] + [("recipient", p) for p in content.recipients]
        case Encounter():
            return [("participant", p) for p in content.participants]
        case Statement():
            return [("speaker", content.speaker)] + [("target", p) for p in content.target_parties]


def columns_of(content: Content) -> dict[str, object]:
    """The searched columns that readings and happenings share."""
    kind, type_, auxiliary = kind_of(content)
    when = content.when
    return {
        "kind": kind,
        "type": type_,
        "auxiliary": auxiliary,
        "day": when.anchor if when else None,
        "day_start": when.start if when else None,
        "day_end": when.end if when else None,
        "basis": when.basis.value if when else None,
    }


def party_rows(owner: str, owner_id: str, content: Content) -> list[dict[str, object]]:
    """Rows for ``reading_party`` or ``happening_party``; ``owner`` is the name of the id column."""
    return [
        {owner: owner_id, "place": place, "key": party.key, "country": party.country, "role": role}
        for place, (role, party) in enumerate(roles(content))
    ]
