"""The passage's own form of an office and its state, where the base has another: "Defense Minister"."""

from __future__ import annotations

import re

import msgspec

from communique.digest.interface import Names
from communique.digest.passages import folded, gives_office
from communique.model import ActorKind, Content, Encounter, Event, OfficeBasis, Participation, Statement

_SECOND = re.compile(r" and (?=(?:\w+ )*(?:Minister|Secretary|President|Councillor|Councilor|Ambassador|Chairman)\b)")
_OF_STATE = re.compile(r"\bof (the )?((?:[A-Z][\w’'-]+)(?: (?:of )?[A-Z][\w’'-]+)*)")
_BRACKETS = re.compile(r"\s*\([^)]*\)")


def in_own_words(content: Content, words: str, names: Names) -> Content:
    """The record with offices as ``words`` (all that is cited) spell them."""

    def fitted(party: Participation) -> Participation:
        if party.kind is not ActorKind.PERSON or not party.office:
            return party
        office = _spelled(_single(party, words), words)
        if party.office_basis is OfficeBasis.BASE and not gives_office(office, words):
            return msgspec.structs.replace(party, office="")
        office = _whole(office, party, words)
        office = f"{office}-elect" if re.search(rf"{re.escape(office)}[- ]elect", words, re.IGNORECASE) else office
        office = _of_state(office, party, words, names)
        return msgspec.structs.replace(party, office=office)

    match content:
        case Event():
            actors, recipients = tuple(map(fitted, content.actors)), tuple(map(fitted, content.recipients))
            return msgspec.structs.replace(content, actors=actors, recipients=recipients)
        case Encounter():
            return msgspec.structs.replace(content, participants=tuple(map(fitted, content.participants)))
        case Statement():
            targets = tuple(map(fitted, content.target_parties))
            return msgspec.structs.replace(content, speaker=fitted(content.speaker), target_parties=targets)


def _single(party: Participation, words: str) -> str:
    """Never a second office that only the base knows: of two, the one that the passage has."""
    offices = _SECOND.split(party.office)
    if party.office_basis is not OfficeBasis.BASE or len(offices) < 2:
        return party.office
    return next((o for o in offices if o.casefold() in words.casefold()), offices[0])


def _whole(office: str, party: Participation, words: str) -> str:
    """The office with the last words that the record has cut off, where the passage has them before the name."""
    first = party.name.split(" ")[0]
    found = re.search(rf"\b{re.escape(office)}((?: [A-Z][a-z]+)+) (?:Dr |Mr |Mrs |Ms )?{re.escape(first)}\b", words)
    more = found.group(1).split() if found and first else []
    return f"{office} {' '.join(more)}" if more and not set(more) & {*party.name.split(), "Dr", "Mr", "Mrs"} else office


def _spelled(office: str, words: str) -> str:
    """The office in the passage's spelling: "Defense Minister" where that is its word."""
    there = {folded(w): w for w in re.findall(r"[A-Z][a-z]+", words)}
    shown = set(there.values())
    return " ".join(w if w in shown else there.get(folded(w), w) for w in office.split())


def _of_state(office: str, party: Participation, words: str, names: Names) -> str:
    """The office with the state as the passage has it, where it has neither the house name nor the adjective."""
    if not party.country or " of " in office:
        return office
    display, adjective = names.display(party.country), names.demonym(party.country)
    if not display or display in words or (adjective and adjective in words):
        return office
    found = [m for m in _OF_STATE.finditer(_BRACKETS.sub("", words)) if display.split()[-1] in m.group(2).split()]
    if not found:
        return office
    land = found[-1].group(2)
    land = land[: land.index(display.split()[-1]) + len(display.split()[-1])]
    if len(land.split()) < 2:
        return office
    return f"{office} of {found[-1].group(1) or ''}{land}"
