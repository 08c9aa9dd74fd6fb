"""Whom a happening concerns besides the country in focus: partners, organisations, forums."""

from __future__ import annotations

import re

from communique.digest.interface import Material
from communique.model import ActorKind, Encounter, Happening, Participation, Statement, When

ELSEWHERE = "*"
_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.FORUM})
_RAW = re.compile(r"Q\d+|[a-z]+-[0-9a-f]{8,}")


def raw_id(shown: str) -> bool:
    """True for what no reader may see: an item id, or one that was minted."""
    return bool(_RAW.fullmatch(shown))


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


def partners_told(happening: Happening, material: Material) -> tuple[str, ...]:
    """Its partners; for words, and what names none, the partner of the talks that its text tells, if one alone."""
    mine = partners_of(happening, material.focus)
    if mine and not isinstance(happening.content, Statement):
        return mine
    beside = {
        partners_of(other, material.focus)
        for text_id in happening.texts
        for other in material.in_text.get(text_id, ())
        if isinstance(other.content, Encounter) and concerns(other, material.focus)
    } - {()}
    return beside.pop() if len(beside) == 1 else mine


def concerns(happening: Happening, focus: str) -> bool:
    """True when the country in focus acts, is acted upon, speaks, is spoken about, or is where others act."""
    content = happening.content
    there = content.place is not None and content.place.country == focus
    return any(p.country == focus for p in content.parties) or (there and bool(partners_of(happening, focus)))


def partner_name(key: str, material: Material) -> str:
    """How a partner is printed; a body without a code by the house name of its actor, else as its texts call it."""
    shown = material.names.display(key)
    if shown and shown != key and not raw_id(shown):
        return shown
    parties = [p for h in material.happenings for p in h.content.parties if p.actor_id == key]
    names = (material.names.person(p) for p in parties)
    return next((name for name in names if name and not raw_id(name)), "") or ("" if raw_id(key) else shown or key)


def pair_key(happening: Happening) -> tuple[str, ...]:
    """What makes two happenings "more of the same": kind and parties."""
    kind = type(happening.content).__name__
    form = happening.content.format.value if isinstance(happening.content, Encounter) else ""
    act = happening.content.act.value if isinstance(happening.content, Statement) else ""
    return (kind, form, act, *sorted({p.key for p in happening.content.parties}))
