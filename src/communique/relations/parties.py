"""Whom a party counts for, and who stood on which side."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import ActorKind, Content, Encounter, Event, Participation, Statement
from communique.relations.interface import Rollup

_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.FORUM})


def code_of(party: Participation, rollup: Rollup | None = None) -> str | None:
    """The partner a party counts for: its country or bloc, its roll-up, or a body's own id; ``None`` for nobody."""
    if party.country:
        return party.country
    above = rollup(party.actor_id) if rollup and party.actor_id else None
    return above or (party.actor_id if party.kind in _BODIES else None)


def sides(content: Content, rollup: Rollup | None) -> tuple[frozenset[str], frozenset[str]]:
    """Codes of those who act (meet, speak) and of those acted upon (spoken about)."""
    match content:
        case Event():
            return _codes(content.actors, rollup), _codes(content.recipients, rollup)
        case Encounter():
            return _codes(content.participants, rollup), frozenset()
        case Statement():
            return _codes((content.speaker,), rollup), _codes(content.target_parties, rollup)


def direction(content: Content, focus: str, rollup: Rollup | None) -> str:
    """``from`` when only the focus acts, ``to`` when it is only acted upon, ``both`` for what is done together."""
    acting, acted_upon = sides(content, rollup)
    if focus in acting and focus not in acted_upon and acted_upon:
        return "from"
    return "to" if focus in acted_upon and focus not in acting else "both"


def _codes(parties: Iterable[Participation], rollup: Rollup | None) -> frozenset[str]:
    return frozenset(code for party in parties if (code := code_of(party, rollup)) is not None)
