"""Whom a happening concerns besides the country in focus: partners, organisations, forums."""

from __future__ import annotations

from communique.digest.interface import Material
from communique.model import ActorKind, Encounter, Happening, Participation, Statement, When

ELSEWHERE = "*"
_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.FORUM})


def day_of(happening: Happening) -> When | None:
    """When it happened, whatever kind it is."""
    return happening.content.when


def partner_of(party: Participation) -> str | None:
    """The key under which a party counts: country or bloc code, else the id of an organisation; ``None`` for others."""
    if party.country:
        return party.country
    return party.actor_id if party.kind in _BODIES else None


def partners_of(happening: Happening, focus: str) -> tuple[str, ...]:
    """Every partner in it, in the order of the record, without the country in focus."""
    found = dict.fromkeys(partner_of(p) for p in happening.content.parties)
    return tuple(key for key in found if key and key != focus)


def concerns(happening: Happening, focus: str) -> bool:
    """True when the country in focus acts, is acted upon, speaks, is spoken about, or is where others act."""
    content = happening.content
    there = content.place is not None and content.place.country == focus
    return any(p.country == focus for p in content.parties) or (there and bool(partners_of(happening, focus)))


def partner_name(key: str, material: Material) -> str:
    """How a partner is printed; a body without a code by the house name of its actor."""
    shown = material.names.display(key)
    if shown != key:
        return shown
    parties = (p for h in material.happenings for p in h.content.parties if p.actor_id == key)
    party = next(parties, None)
    return material.names.person(party) if party else shown


def pair_key(happening: Happening) -> tuple[str, ...]:
    """What makes two happenings "more of the same": kind and parties."""
    kind = type(happening.content).__name__
    form = happening.content.format.value if isinstance(happening.content, Encounter) else ""
    act = happening.content.act.value if isinstance(happening.content, Statement) else ""
    return (kind, form, act, *sorted({p.key for p in happening.content.parties}))
