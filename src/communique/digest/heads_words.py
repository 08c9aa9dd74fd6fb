"""A claim in a few words, as a heading hook: "Sergei Lavrov in Minsk", "Belarus and Ukraine agree on demarcation"."""

from __future__ import annotations

import re

from communique.digest.interface import Material
from communique.digest.sentences import Manner, topic_words
from communique.digest.words import join, with_article
from communique.model import (
    Act,
    ActorKind,
    Auxiliary,
    Claim,
    Encounter,
    Event,
    Format,
    Happening,
    Participation,
    PlacePrecision,
    Side,
    Statement,
    Status,
)

_EVENT_VERBS = {
    "SUPPORT": ("backs", "back"),
    "AGREE": ("agrees with", "agree with"),
    "ACCUSE": ("criticises", "criticise"),
    "REJECT": ("turns down", "turn down"),
    "AID": ("helps", "help"),
    "COOPERATE": ("works with", "work with"),
    "SANCTION": ("penalises", "penalise"),
}
_ACT_VERBS = {
    Act.ENDORSE: "speaks for {T}",
    Act.OPPOSE: "speaks against {T}",
    Act.DECLINE: "declines to comment",
    Act.EVADE: "leaves a question open",
    Act.EXPRESS_CONCERN: "worries about {T}",
}


def thesis(happening: Happening, told: Claim, material: Material) -> str:
    """The hook of a claim, or "" when the record gives none that is short and safe; only words the claim has too."""
    match happening.content:
        case Encounter() as met:
            words = _encounter(met, material)
        case Event() as event:
            words = _event(event, material, told)
        case Statement() as statement:
            words = _statement(statement, material)
    return words if len(words.split()) <= 9 else ""


def short_name(party: Participation, material: Material) -> str:
    """The name as the texts use it alone ("Lavrov"), else the full house name; other actors with their article."""
    full = material.names.person(party)
    if party.kind is not ActorKind.PERSON:
        return with_article(full)
    parts = full.split()
    if len(parts) < 2:
        return full
    uses = {part: _alone(part, full, material) for part in (parts[-1], parts[0])}
    best = max(uses, key=lambda part: (uses[part], part == parts[-1]))
    return best if uses[best] >= 2 and uses[best] > 2 * min(uses.values()) else full


def _alone(part: str, full: str, material: Material) -> int:
    """How many of the texts use this part of the name without the whole right before it."""
    pattern = re.compile(rf"\b(?:Mr|Ms|Mrs|Dr|President|Minister|Secretary|Premier)\.? {re.escape(part)}\b(?! [A-Z])")
    return sum(1 for t in material.texts.values() if part in t.body and pattern.search(t.body))


def _names(parties: tuple[Participation, ...], material: Material, most: int = 2) -> str:
    people = tuple(p for p in parties if p.kind is ActorKind.PERSON) or parties
    names = list(dict.fromkeys(short_name(p, material) for p in people))
    return join(names) if 0 < len(names) <= most else ""


def _encounter(met: Encounter, material: Material) -> str:
    ours = tuple(p for p in met.participants if p.country == material.focus)
    theirs = tuple(p for p in met.participants if p.country != material.focus)
    one, other = _names(ours, material, 1), _names(theirs, material, 1)
    if not one or not other:
        return ""
    match met.status:
        case Status.PLANNED if met.format is Format.VISIT:
            return _planned_visit(met, material)
        case Status.PLANNED:
            return f"{one} to meet {other}"
        case Status.HELD if met.format is Format.VISIT and met.place and met.place.precision is PlacePrecision.CITY:
            guest = other if met.place.country == material.focus else one
            return f"{guest} in {met.place.name}"
        case Status.HELD:
            verb = {Format.CALL: "speaks to", Format.VIDEO_CALL: "speaks to"}.get(met.format, "meets")
            return f"{one} {verb} {other}"
        case Status.POSTPONED | Status.CANCELLED:
            return f"{one} and {other} do not meet"
        case _:
            return ""


def _planned_visit(met: Encounter, material: Material) -> str:
    guests = tuple(p for p in met.participants if p.side is Side.GUEST)
    hosts = tuple(p for p in met.participants if p.side is Side.HOST and p.kind is ActorKind.STATE)
    guest, host = _names(guests, material, 1), _names(hosts, material, 1)
    return f"{guest} to visit {host}" if guest and host else ""


def _event(event: Event, material: Material, told: Claim) -> str:
    if event.auxiliary is not Auxiliary.NONE or event.type not in _EVENT_VERBS:
        return ""
    actors, recipients = _names(event.actors, material), _names(event.recipients, material, 1)
    topics = topic_words(event.topics[:1], Manner(), words=5)
    signed = re.search(r"\b(signed|ratified)\b", told.text)
    if signed and topics and actors:
        verb = {"signed": ("signs", "sign"), "ratified": ("ratifies", "ratify")}[signed.group(1)]
        return f"{actors} {verb[' and ' in actors]} {topics}"
    if not actors or not recipients:
        return ""
    return f"{actors} {_EVENT_VERBS[event.type][' and ' in actors]} {recipients}"


def _statement(statement: Statement, material: Material) -> str:
    form = _ACT_VERBS.get(statement.act, "")
    speaker = _names((statement.speaker,), material, 1)
    target = statement.target.strip()
    if not form or not speaker or ("{T}" in form and (not target or len(target.split()) > 4)):
        return ""
    return f"{speaker} {form.format(T=with_article(target))}"
