"""A claim in a few words, as a heading hook: "Sergei Lavrov in Minsk", "Belarus and Ukraine agree on demarcation"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from communique.digest.clauses import housed, is_relative, predicate, without_time
from communique.digest.data import present
from communique.digest.interface import Material
from communique.digest.kept import subjects
from communique.digest.passages import readings_of
from communique.digest.people import Naming
from communique.digest.select import in_window
from communique.digest.words import join, with_article
from communique.model import (
    Act,
    ActorKind,
    Auxiliary,
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

_LONGEST = 9
_TITLES = frozenset(
    {"Mr", "Mrs", "Ms", "Dr", "President", "Minister", "Secretary", "Premier", "Chancellor", "Ambassador"}
)
_UNFINISHED = frozenset({"the", "a", "an", "his", "her", "its", "their", "new"})


def thesis(happening: Happening, told: str, material: Material, shorts: Mapping[str, str]) -> str:
    """The hook of a claim, or "" when the record gives none that is short and safe; only words the claim has too."""
    readings = readings_of(happening, material)
    match readings[0].content if readings else happening.content:
        case Encounter() as met:
            words = _encounter(met, material, shorts)
        case Event():
            words = _from_clause(happening, material, shorts)
        case Statement() as statement:
            words = _silence(statement, material, shorts) or _from_clause(happening, material, shorts)
    return words if len(words.split()) <= _LONGEST and _stands_in(words, told) else ""


def _stands_in(words: str, told: str) -> bool:
    """True when every name of the heading is in the sentence that it rests on."""
    return all(name in told for name in re.findall(r"\b[^\W\d_a-z][\w-]+", words))


def short_names(material: Material) -> Mapping[str, str]:
    """Actor id → the one part of the house name by which texts of the period call a person ("Lavrov", "Lee")."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for happening in material.happenings:
        for reading in readings_of(happening, material) if in_window(happening, material.window) else ():
            body = material.texts[reading.passage.text_id].body
            for party in reading.content.parties:
                part = _called(party, body, material)
                if part and party.actor_id:
                    votes[party.actor_id][part] += 1
    return {actor: min(count, key=lambda part: (-count[part], part)) for actor, count in votes.items()}


def _called(party: Participation, body: str, material: Material) -> str:
    """The part of the house name that the text uses alone here, whatever its spelling; "" for a full name."""
    full = material.names.person(party).split()
    words = body[party.span.start : party.span.end].split() if party.span else []
    if party.kind is not ActorKind.PERSON or len(full) < 2 or not 1 <= len(words) <= 2:
        return ""
    if len(words) == 2 and words[0].rstrip(".") not in _TITLES:
        return ""
    start = words[-1][:4].casefold()
    return next((part for part in (full[-1], full[0]) if part[:4].casefold() == start), "")


def short_name(party: Participation, material: Material, shorts: Mapping[str, str]) -> str:
    """The name as the texts use it alone, else the full house name; other actors with their article."""
    full = material.names.person(party)
    if party.kind is not ActorKind.PERSON:
        return with_article(full)
    return shorts.get(party.actor_id or "", full)


def _names(parties: tuple[Participation, ...], material: Material, shorts: Mapping[str, str], most: int = 2) -> str:
    people = tuple(p for p in parties if p.kind is ActorKind.PERSON) or parties
    names = list(dict.fromkeys(short_name(p, material, shorts) for p in people))
    return join(names) if 0 < len(names) <= most else ""


def _encounter(met: Encounter, material: Material, shorts: Mapping[str, str]) -> str:
    ours = tuple(p for p in met.participants if p.country == material.focus)
    theirs = tuple(p for p in met.participants if p.country != material.focus)
    one, other = _names(ours, material, shorts, 1), _names(theirs, material, shorts, 1)
    if not one or not other:
        return ""
    alike = len({any(p.kind is ActorKind.PERSON for p in side) for side in (ours, theirs)}) == 1
    match met.status:
        case Status.PLANNED if met.format is Format.VISIT:
            return _planned_visit(met, material, shorts)
        case Status.PLANNED if alike:
            return f"{one} to meet {other}"
        case Status.HELD if (guest := _guest(met, material, shorts)) and met.place:
            return f"{guest} in {met.place.name}"
        case Status.HELD if alike:
            verb = {Format.CALL: "speaks to", Format.VIDEO_CALL: "speaks to"}.get(met.format, "meets")
            return f"{one} {verb} {other}"
        case Status.POSTPONED | Status.CANCELLED:
            return f"{one} and {other} do not meet"
        case _:
            return ""


def _guest(met: Encounter, material: Material, shorts: Mapping[str, str]) -> str:
    """Who came to a city of the other side, where the record tells guest and host apart."""
    if met.place is None or met.place.precision is not PlacePrecision.CITY:
        return ""
    guests = tuple(p for p in met.participants if p.side is Side.GUEST and p.country != met.place.country)
    return _names(guests, material, shorts, 1)


def _planned_visit(met: Encounter, material: Material, shorts: Mapping[str, str]) -> str:
    guests = tuple(p for p in met.participants if p.side is Side.GUEST)
    hosts = tuple(p for p in met.participants if p.side is Side.HOST and p.kind is ActorKind.STATE)
    guest, host = _names(guests, material, shorts, 1), _names(hosts, material, shorts, 1)
    return f"{guest} to visit {host}" if guest and host else ""


def _from_clause(happening: Happening, material: Material, shorts: Mapping[str, str]) -> str:
    """The actors' own clause in the present and cut short: "Norvia offers Estmark two ferries"."""
    readings = readings_of(happening, material)
    content = readings[0].content if readings else None
    if content is None or (isinstance(content, Event) and content.auxiliary is not Auxiliary.NONE):
        return ""
    for subject in subjects(content):
        clause = predicate(readings[0].passage, subject, Auxiliary.NONE, 40)
        names = _names(subject, material, shorts)
        if clause is not None and names:
            others = [p for p in content.parties if p not in subject]
            told = housed(clause, others, Naming(names=_Short(material, shorts), bare=True), None)
            return _shortened(names, without_time(told, content.when), plural=len(subject) > 1)
    return ""


def _shortened(names: str, words: str, *, plural: bool) -> str:
    verb, *rest = words.split()
    forms = present().verbs.get(verb.casefold())
    if forms is None or is_relative(words) or "“" in words:
        return ""
    room = _LONGEST - len(names.split()) - 1
    kept = rest[:room]
    if len(rest) > room:
        ends = [i for i, word in enumerate(rest[: room + 1]) if i > 0 and word.casefold() in present().ends]
        kept = rest[: ends[-1]] if ends else []
        listed = next((i for i, word in enumerate(kept) if word.endswith(",")), None)
        kept = kept[: listed + 1] if listed is not None else kept
    ready = bool(kept) and kept[-1].casefold() not in present().ends | _UNFINISHED
    return f"{names} {forms[plural]} {' '.join(kept)}".rstrip(" ,") if ready else ""


class _Short:
    """House names as headings use them."""

    def __init__(self, material: Material, shorts: Mapping[str, str]) -> None:
        self._material, self._shorts = material, shorts

    def display(self, code: str) -> str:
        """A country, without article."""
        return self._material.names.display(code)

    def demonym(self, code: str) -> str:
        """Its adjective."""
        return self._material.names.demonym(code)

    def person(self, party: Participation) -> str:
        """The short name of a person, the house name of others."""
        return (
            short_name(party, self._material, self._shorts)
            if party.kind is ActorKind.PERSON
            else self._material.names.person(party)
        )

    def office(self, party: Participation, day: date | None) -> str:
        """Headings name no offices."""
        return ""


def _silence(statement: Statement, material: Material, shorts: Mapping[str, str]) -> str:
    speaker = _names((statement.speaker,), material, shorts, 1)
    form = {Act.DECLINE: "declines to comment", Act.EVADE: "leaves a question open"}.get(statement.act, "")
    return f"{speaker} {form}" if form and speaker else ""
