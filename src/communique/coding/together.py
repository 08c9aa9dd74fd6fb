"""Acts of one sentence that belong together, of which it dates only one: a visit and a meeting on it."""

from __future__ import annotations

import msgspec

from communique.coding.told import Told
from communique.model import ActorKind, Basis, Encounter, Event, Reason, Skipped, When


def dated_together(found: list[Told | Skipped]) -> list[Told | Skipped]:
    """``found`` with the said day of a meeting also on the visit it was part of, and the other way round."""
    told = [one for one in found if isinstance(one, Told)]
    mets = [one for one in told if isinstance(one.content, Encounter) and one.event is not None and not one.aside]
    days = {id(one): when for one in mets if (when := _day_beside(one, mets)) is not None}
    events = {id(one.event): (one, days[id(one)]) for one in mets if id(one) in days}
    out: list[Told | Skipped] = []
    moved: dict[int, Event] = {}
    for one in found:
        if isinstance(one, Told) and isinstance(one.content, Event) and id(one.content) in events:
            when = events[id(one.content)][1]
            moved[id(one.content)] = msgspec.structs.replace(one.content, when=when)
            out.append(_moved(one, moved[id(one.content)], when, one.event))
        elif isinstance(one, Told) and isinstance(one.content, Encounter) and id(one) in days:
            met = msgspec.structs.replace(one.content, when=days[id(one)])
            out.append(_moved(one, met, days[id(one)], moved.get(id(one.event), one.event)))
        else:
            out.append(one)
    return out


def _moved(one: Told, content: Event | Encounter, when: When, event: Event | None) -> Told:
    why = Reason(feature="date", value=when.expression, detail="the day of the meeting or visit beside it")
    reasons = tuple(why if reason.feature == "date" else reason for reason in one.reasons)
    return Told(content, one.confidence, reasons, one.since, one.aside, event)


def _day_beside(one: Told, mets: list[Told]) -> When | None:
    met = one.content
    if not isinstance(met, Encounter) or met.when is None or met.when.basis is not Basis.PRINT:
        return None
    others = (other.content for other in mets if other is not one and isinstance(other.content, Encounter))
    beside = [
        other.when for other in others if other.when and other.when.basis is not Basis.PRINT and _same(met, other)
    ]
    if len({when.to_iso() for when in beside}) != 1:
        return None
    return msgspec.structs.replace(beside[0], basis=Basis.ANCHORED)


def _same(one: Encounter, other: Encounter) -> bool:
    """One is a visit and the other a meeting of its traveller, both held or both planned, between the same states."""
    if (one.host is None) == (other.host is None) or one.status is not other.status:
        return False
    people = [{p.key for p in met.participants if p.kind is ActorKind.PERSON} for met in (one, other)]
    lands = [{p.country for p in met.participants} for met in (one, other)]
    return bool(people[0] & people[1]) and lands[0] == lands[1]
