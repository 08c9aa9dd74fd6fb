"""Journeys told in legs: "will travel to Peru on 3 May, Chile on 4 May and Cuba from 5 to 6 May"."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from communique.coding.lexicon import Frame
from communique.coding.participants import LANDS
from communique.coding.parties import Cast
from communique.coding.roles import Site
from communique.coding.told import Told
from communique.model import Encounter, Event, Participation, Precision, Side, When

_DAYS = frozenset({Precision.DAY, Precision.DAYS, Precision.RANGE})


@dataclass(frozen=True, slots=True)
class Leg:
    """Where a journey went, and when it was there."""

    host: Participation
    when: When


def legs_of(site: Site, frame: Frame, cast: Cast) -> tuple[Leg, ...]:
    """The legs of a journey, where a list gives each land and after it its own days; nothing for any other form."""
    if not frame.journey:
        return ()
    after = site.tree.tokens[site.trigger].end
    end = min((site.tree.tokens[i].start for i in _verbs_after(site)), default=site.tree.sentence.end)
    stops = sorted((*_lands(cast, after, end), *_days(cast, after, end)), key=lambda one: one[0])
    legs: list[Leg] = []
    land: str | None = None
    for _, stop in stops:
        if isinstance(stop, str):
            if land is not None and land != stop:
                return ()  # two lands before a day: one span for both
            land = stop
        else:
            host = cast.lands.party(land)
            if host is None:
                return ()
            legs.append(Leg(msgspec.structs.replace(host, side=Side.HOST), stop))
            land = None
    return tuple(legs) if len(legs) > 1 and land is None else ()


def _verbs_after(site: Site) -> tuple[int, ...]:
    tree = site.tree
    return tuple(i for i in range(site.trigger + 1, len(tree.tokens)) if tree.tokens[i].pos == "VERB")


def _lands(cast: Cast, start: int, end: int) -> list[tuple[int, str | When]]:
    named = [(m.span, m.country) for m in cast.mentions if m.kind in LANDS]
    placed = [(p.span, p.country) for p in cast.places if p.span is not None]
    return [(s.start, land) for s, land in (*named, *placed) if s and land and start <= s.start and s.end <= end]


def _days(cast: Cast, start: int, end: int) -> list[tuple[int, str | When]]:
    inside = (t for t in cast.document.times if start <= t.span.start and t.span.end <= end)
    return [(t.span.start, t.when) for t in inside if t.when.precision in _DAYS and t.when.start]


def in_legs(told: tuple[Told, ...], legs: tuple[Leg, ...]) -> tuple[Told, ...]:
    """The visit once for each leg, with its host and days."""
    if not legs:
        return told
    event = next((one.content for one in told if isinstance(one.content, Event)), None)
    if event is None:
        return told
    found: list[Told] = []
    for leg in legs:
        place = event.place if event.place is not None and event.place.country == leg.host.country else None
        part = msgspec.structs.replace(event, recipients=(leg.host,), when=leg.when, place=place)
        for one in told:
            if isinstance(one.content, Event):
                found.append(Told(part, one.confidence, one.reasons, one.since, one.aside))
            elif isinstance(one.content, Encounter):
                met = msgspec.structs.replace(
                    one.content, participants=part.parties, when=leg.when, place=place, host=leg.host.country
                )
                found.append(Told(met, one.confidence, one.reasons, one.since, one.aside, part))
    return tuple(found)
