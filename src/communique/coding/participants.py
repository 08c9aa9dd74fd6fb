"""Mentions and places as participations, and what the coder is told of states and territories."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from communique.model import Actor, ActorKind, Mention, Participation, Place, Side, Span

CountryPort = Callable[[str], Actor | None]
"""The state or territory under a code; handed in, since the coder knows no actors of its own."""
NamedPort = Callable[[str], tuple[Actor, ...]]
"""All actors that a name or an adjective ("Danish") may mean."""
LANDS = frozenset({ActorKind.STATE, ActorKind.TERRITORY})


@dataclass(frozen=True, slots=True)
class Lands:
    """States and territories by code and by name."""

    country: CountryPort
    named: NamedPort

    def party(self, code: str | None) -> Participation | None:
        """The state or territory under a code as it takes part in an act."""
        found = self.country(code) if code else None
        return actor_party(found) if found is not None else None

    def meant(self, word: str) -> Actor | None:
        """The one state or territory that a name or its adjective means."""
        found = [actor for actor in self.named(word) if actor.kind in LANDS and actor.country]
        return found[0] if len(found) == 1 else None

    def titled(self, title: str) -> tuple[str, ...]:
        """Codes of the states that a title names, by name or adjective, in order."""
        words = _WORD.findall(title)
        runs = ((i, " ".join(words[i : i + size])) for size in (3, 2, 1) for i in range(len(words) - size + 1))
        found = {i: land.country for i, run in runs if run[:1].isupper() and (land := self.meant(run)) is not None}
        return tuple(dict.fromkeys(code for _, code in sorted(found.items()) if code))


_WORD = re.compile(r"[^\W\d_]+")
NOWHERE = Lands(lambda _code: None, lambda _name: ())
"""No state is known."""


def as_party(found: Mention, side: Side | None = None) -> Participation:
    """A mention as it takes part in an act."""
    return Participation(
        name=found.name,
        kind=found.kind,
        actor_id=found.actor_id,
        country=found.country,
        office=found.office,
        office_basis=found.office_basis,
        rank=found.rank,
        side=side,
        span=Span(start=found.span.start, end=found.span.end),
    )


def actor_party(found: Actor, side: Side | None = None, span: Span | None = None) -> Participation:
    """An actor as it takes part in an act, named by the words at ``span``."""
    return Participation(
        name=found.name, kind=found.kind, actor_id=found.id, country=found.country, side=side, span=span
    )


def distinct(parties: tuple[Participation, ...]) -> tuple[Participation, ...]:
    """Each party once, the first time it is named."""
    return tuple({party.key: party for party in reversed(parties)}.values())[::-1]


def place_party(place: Place, country: CountryPort) -> Participation | None:
    """The state a place lies in, as the host of a visit."""
    if place.country is None:
        return None
    state = country(place.country)
    if state is not None:
        return actor_party(state, span=place.span)
    return Participation(name=place.country, kind=ActorKind.STATE, country=place.country, span=place.span)


def people_first(parties: tuple[Participation, ...]) -> tuple[Participation, ...]:
    """Where a person is named, the bare state he speaks for is not a second party; who says "I" beside him is one."""
    persons = {p.country for p in parties if p.kind in {ActorKind.PERSON, ActorKind.GROUP}}
    return tuple(p for p in parties if not (p.kind in LANDS and p.country in persons) or _is_speaker(p))


def _is_speaker(party: Participation) -> bool:
    """A state that stands for the one who says "I", a word of one letter as no name is."""
    return party.span is not None and party.span.end - party.span.start == 1
