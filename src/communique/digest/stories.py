"""Stories: a contact with what was signed and said at it; what stands alone is a story of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from communique.digest.interface import Material, OutlineSection
from communique.digest.passages import readings_of
from communique.digest.subjects import ELSEWHERE, partners_told
from communique.model import (
    ActorKind,
    Auxiliary,
    Encounter,
    Event,
    Happening,
    Participation,
    Statement,
    Status,
)

_LEADS, _WORDS, _PLANS = range(3)  # what a section tells first


@dataclass(frozen=True, kw_only=True)
class Story:
    """What leads, and what belongs to it in the order of telling; ``partner`` is whom it is about."""

    lead: Happening
    rest: tuple[Happening, ...] = ()
    partner: str = ""


def is_contact(happening: Happening) -> bool:
    """True for people or states who met or spoke."""
    content = happening.content
    if isinstance(content, Encounter):
        return content.status is Status.HELD
    return isinstance(content, Event) and content.type == "CONSULT" and content.auxiliary is Auxiliary.NONE


def is_plan(happening: Happening) -> bool:
    """True for what lies ahead of the texts that tell it."""
    content = happening.content
    if isinstance(content, Encounter):
        return content.status is Status.PLANNED
    return isinstance(content, Event) and content.auxiliary is Auxiliary.FUTURE


def stories(section: OutlineSection, material: Material) -> list[Story]:
    """The stories of a section: contacts and deeds by day, then words without a contact, then plans.

    Under "Elsewhere" what belongs to one partner stands together, the weightiest partner first; partners with one
    thing only come last, by day.
    """
    elsewhere = section.subject == ELSEWHERE
    chosen = [material.by_id[c.happening_id] for c in section.choices]
    contacts = [h for h in chosen if is_contact(h)]
    told: dict[str, list[Happening]] = {h.id: [] for h in contacts}
    alone: list[Happening] = []
    for happening in chosen:
        if is_contact(happening):
            continue
        at = contact_of(happening, contacts, material)
        (alone if at is None else told[at.id]).append(happening)
    made = [_story(h, told.get(h.id, ()), section, material) for h in (*contacts, *alone)]
    ranks = {p: n for n, p in reversed(list(enumerate(_partner(h, section, material) for h in chosen)))}
    more = Counter(s.partner for s in made)
    lone = {s.lead.id: elsewhere and not s.rest and more[s.partner] == 1 for s in made}
    return sorted(
        made,
        key=lambda s: (lone[s.lead.id], 0 if lone[s.lead.id] else ranks.get(s.partner, 0), *_order(s.lead, material)),
    )


def _story(lead: Happening, rest: Iterable[Happening], section: OutlineSection, material: Material) -> Story:
    ordered = sorted(rest, key=lambda h: (_within(h), place_of(h, material)))
    return Story(lead=lead, rest=tuple(ordered), partner=_partner(lead, section, material))


def _partner(happening: Happening, section: OutlineSection, material: Material) -> str:
    if section.subject != ELSEWHERE:
        return section.subject
    return next(iter(partners_told(happening, material)), "")


def contact_of(happening: Happening, contacts: Sequence[Happening], material: Material) -> Happening | None:
    """The contact at which it was signed, said or planned: of the same text, or of the same people and day."""
    day = _day(happening)
    contacts = [c for c in contacts if day is None or (_day(c) or day) <= day]
    beside = [c for c in contacts if set(c.texts) & set(happening.texts)]
    if beside:
        return max(beside, key=lambda c: (_shared(c, happening), _before(c, happening, material), c.readings))
    same = [c for c in contacts if _day(c) == day is not None and _shared(c, happening) > 1]
    return max(same, key=lambda c: (_shared(c, happening), c.readings), default=None)


def _shared(one: Happening, other: Happening) -> int:
    """How close two happenings are in their parties: two for a person of both, one for a country."""
    first, second = one.content.parties, other.content.parties
    people = _people(first) & _people(second)
    lands = {p.country for p in first if p.country} & {p.country for p in second if p.country}
    return 2 * len(people) + len(lands)


def _people(parties: Iterable[Participation]) -> set[str]:
    return {p.key for p in parties if p.kind is ActorKind.PERSON}


def _before(contact: Happening, happening: Happening, material: Material) -> int:
    """Where the contact stands in the text, if before: the nearest one wins."""
    one, other = place_of(contact, material), place_of(happening, material)
    return one[1] if one[0] == other[0] and one[1] <= other[1] else -1


def _day(happening: Happening) -> date | None:
    when = happening.content.when
    return when.start if when is not None and when.is_one_day else None


def _within(happening: Happening) -> int:
    """Inside a story: what was signed or done, then words, then what comes next."""
    return _PLANS if is_plan(happening) else _WORDS if isinstance(happening.content, Statement) else _LEADS


def _order(lead: Happening, material: Material) -> tuple[object, ...]:
    kind = _within(lead)
    when = lead.content.when
    return (kind, str(when.anchor) if when else "", place_of(lead, material), lead.readings)


def place_of(happening: Happening, material: Material) -> tuple[str, int]:
    """The text and the offset of the best passage."""
    readings = readings_of(happening, material)
    return (readings[0].passage.text_id, readings[0].passage.start) if readings else ("", 0)
