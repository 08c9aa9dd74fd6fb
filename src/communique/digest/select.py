"""What an editor would not miss: happenings of the window weighed, with the reasons of each weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from communique.digest.courtesies import is_courtesy
from communique.digest.data import Selection, selection
from communique.digest.interface import Choice, Material
from communique.digest.passages import readings_of
from communique.digest.recalled import is_recalled
from communique.digest.subjects import ELSEWHERE, concerns, day_of, pair_key, partner_of, partners_told
from communique.model import (
    ActorKind,
    Auxiliary,
    Basis,
    Content,
    Contribution,
    Encounter,
    Event,
    Happening,
    Participation,
    Rank,
    Reason,
    Statement,
    Status,
    Window,
)
from communique.ontology import plover


def in_window(happening: Happening, window: Window) -> bool:
    """True when the happening belongs to the window by its anchor day."""
    when = day_of(happening)
    return when is not None and window.holds(when.anchor)


def ahead_of(happening: Happening, material: Material) -> bool:
    """True for a plan that a text of the period tells: it belongs to the issue though its day lies beyond."""
    content, when = happening.content, day_of(happening)
    planned = isinstance(content, Encounter) and content.status is not Status.HELD
    future = isinstance(content, Event) and content.auxiliary is Auxiliary.FUTURE
    if not (planned or future) or (when is not None and when.anchor is not None and when.anchor <= material.window.end):
        return False
    return any(material.window.holds(material.texts[t].published) for t in happening.texts if t in material.texts)


def choose(material: Material) -> tuple[Choice, ...]:
    """All happenings of the window that concern the focus, best first; ties fall by day and readings, never by id."""
    points = {c.happening_id: c for score in material.scores for c in score.contributions}
    found = [
        _weigh(h, material, points)
        for h in material.happenings
        if concerns(h, material.focus) and (in_window(h, material.window) or ahead_of(h, material))
    ]
    order = {h.id: _stable(h) for h in material.happenings}
    by_id = {h.id: h for h in material.happenings}
    return _spread(sorted(found, key=lambda c: (-c.salience, order[c.happening_id])), by_id)


def _stable(happening: Happening) -> tuple[str, ...]:
    when = day_of(happening)
    return (str(when.anchor) if when else "", *happening.readings)


def _spread(ranked: list[Choice], by_id: Mapping[str, Happening]) -> tuple[Choice, ...]:
    seen: Counter[tuple[str, ...]] = Counter()
    out = []
    for choice in ranked:
        key = pair_key(by_id[choice.happening_id])
        factor = selection().repeat ** seen[key]
        seen[key] += 1
        reason = Reason(feature="repeat", value=str(seen[key]), weight=round(factor, 3))
        reasons = (*choice.reasons, reason) if factor < 1 else choice.reasons
        weight = choice.salience * factor if choice.salience > 0 else choice.salience
        out.append(msgspec.structs.replace(choice, salience=round(weight, 3), reasons=reasons))
    return tuple(sorted(out, key=lambda c: -c.salience))


def _weigh(happening: Happening, material: Material, points: Mapping[str, Contribution]) -> Choice:
    weights = selection()
    reasons = tuple(_reasons(happening, material, points.get(happening.id), weights))
    partners = partners_told(happening, material)
    return Choice(
        happening_id=happening.id,
        subject=partners[0] if partners else ELSEWHERE,
        salience=round(sum(r.weight for r in reasons), 3),
        reasons=reasons,
    )


def _reasons(happening: Happening, material: Material, scored: Contribution | None, w: Selection) -> Iterator[Reason]:
    content, focus = happening.content, material.focus
    told = next((r.content for r in readings_of(happening, material)), content)  # may name whom another calls "leaders"
    yield from _party_reasons(told.parties, focus, w)
    if scored is not None:
        yield Reason(feature="points", value=str(scored.points), weight=round(abs(scored.points) * w.points, 3))
    more = min(len(happening.origins) - 1, w.origins_most)
    if more > 0:
        yield Reason(feature="independent origins", value=str(len(happening.origins)), weight=more * w.origin)
    if happening.own_account:
        yield Reason(feature="own account", weight=w.own_account)
    basis = content.when.basis if content.when else Basis.PRINT
    yield Reason(feature="day", value=basis.value, weight=w.print_dated if basis is Basis.PRINT else w.dated)
    if not partners_told(happening, material) and not _abroad(content, focus):
        said = isinstance(content, Statement)
        yield Reason(feature="no foreign party", weight=w.domestic_statement if said else w.domestic)
    if is_courtesy(happening, material):
        yield Reason(feature="courtesy", weight=w.courtesy)
    if is_recalled(happening, material):
        yield Reason(feature="only recalled", weight=w.recalled)
    yield from _kind_reasons(content, w)


def _party_reasons(parties: tuple[Participation, ...], focus: str, w: Selection) -> Iterator[Reason]:
    split = [p for p in parties if p.country == focus], [p for p in parties if partner_of(p) not in (None, focus)]
    best = [_best_rank(side, w) for side in split]
    yield Reason(feature="rank", value=f"{best[0]:g}/{best[1]:g}", weight=best[0] + best[1])
    if all(any(p.kind is ActorKind.PERSON for p in side) for side in split):
        yield Reason(feature="people of both sides", weight=w.two_sides)


def _best_rank(parties: list[Participation], w: Selection) -> float:
    return max((w.rank[p.rank] if p.rank else w.state for p in parties), default=0.0)


def _abroad(content: Content, focus: str) -> bool:
    return content.place is not None and content.place.country not in (None, focus)


def _kind_reasons(content: Content, w: Selection) -> Iterator[Reason]:
    match content:
        case Encounter():
            yield from _encounter_reasons(content, w)
        case Event():
            yield from _event_reasons(content, w)
        case Statement():
            yield Reason(feature="act", value=content.act.value, weight=w.statement + w.acts[content.act.value])
            yield Reason(feature="polarity", value=str(content.polarity), weight=abs(content.polarity) * w.polarity)
            if content.verbatim and len(content.words.split()) <= 30:
                yield Reason(feature="quotation", weight=w.quotation)


def _encounter_reasons(content: Encounter, w: Selection) -> Iterator[Reason]:
    by_status = {Status.HELD: w.held, Status.PLANNED: w.planned}
    yield Reason(feature="status", value=content.status.value, weight=by_status.get(content.status, w.broken_off))
    yield Reason(feature="format", value=content.format.value, weight=w.formats[content.format.value])
    if not content.topics and not any(p.kind is ActorKind.PERSON for p in content.participants):
        yield Reason(feature="nobody named", weight=w.faceless)
    if any(p.rank is Rank.SPOKESPERSON for p in content.participants):
        yield Reason(feature="spokesperson", weight=w.spokesperson)
    if content.topics:
        yield Reason(feature="topics", value=str(len(content.topics)), weight=w.topics)
    if content.ordinal:
        yield Reason(feature="ordinal", value=str(content.ordinal), weight=w.ordinal)


def _event_reasons(content: Event, w: Selection) -> Iterator[Reason]:
    yield Reason(feature="type", value=content.type, weight=w.types.get(content.type, 0.0))
    quad = plover().quad(content.type) if content.type in plover().types else 0
    if quad in (3, 4):
        yield Reason(feature="conflict", value=str(quad), weight=w.conflict)
    if quad in (2, 4):
        yield Reason(feature="material", value=str(quad), weight=w.material)
    if content.auxiliary is not Auxiliary.NONE:
        yield Reason(feature="auxiliary", value=content.auxiliary.value, weight=w.auxiliary[content.auxiliary.value])
    if content.topics:
        yield Reason(feature="topics", value=str(len(content.topics)), weight=w.topics)
