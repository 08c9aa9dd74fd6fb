"""A claim in a few words, as a heading hook: "Sergei Lavrov in Minsk", "Belarus and Ukraine agree on demarcation"."""

from __future__ import annotations

import re
from datetime import date

from communique.digest.clauses import housed, is_relative, predicate, without_time
from communique.digest.data import present
from communique.digest.interface import Material
from communique.digest.kept import subjects
from communique.digest.passages import readings_of
from communique.digest.people import Naming
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
_UNFINISHED = frozenset({"the", "a", "an", "his", "her", "its", "their", "new"})


def thesis(happening: Happening, told: str, material: Material) -> str:
    """The hook of a claim, or "" when the record gives none that is short and safe; only words the claim has too."""
    readings = readings_of(happening, material)
    match readings[0].content if readings else happening.content:
        case Encounter() as met:
            words = _encounter(met, material)
        case Event():
            words = _from_clause(happening, material)
        case Statement() as statement:
            words = _silence(statement, material) or _from_clause(happening, material)
    return words if len(words.split()) <= _LONGEST and _stands_in(words, told) else ""


def _stands_in(words: str, told: str) -> bool:
    """True when every name of the heading is in the sentence that it rests on."""
    return all(name in told for name in re.findall(r"\b[^\W\d_a-z][\w-]+", words))


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
    alike = len({any(p.kind is ActorKind.PERSON for p in side) for side in (ours, theirs)}) == 1
    match met.status:
        case Status.PLANNED if met.format is Format.VISIT:
            return _planned_visit(met, material)
        case Status.PLANNED if alike:
            return f"{one} to meet {other}"
        case Status.HELD if met.format is Format.VISIT and met.place and met.place.precision is PlacePrecision.CITY:
            guest = other if met.place.country == material.focus else one
            return f"{guest} in {met.place.name}"
        case Status.HELD if alike:
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


def _from_clause(happening: Happening, material: Material) -> str:
    """The actors' own clause in the present and cut short: "Norvia offers Estmark two ferries"."""
    readings = readings_of(happening, material)
    content = readings[0].content if readings else None
    if content is None or (isinstance(content, Event) and content.auxiliary is not Auxiliary.NONE):
        return ""
    for subject in subjects(content):
        clause = predicate(readings[0].passage, subject, Auxiliary.NONE, 40)
        names = _names(subject, material)
        if clause is not None and names:
            others = [p for p in content.parties if p not in subject]
            told = housed(clause, others, Naming(names=_Short(material), bare=True), None)
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

    def __init__(self, material: Material) -> None:
        self._material = material

    def display(self, code: str) -> str:
        """A country, without article."""
        return self._material.names.display(code)

    def demonym(self, code: str) -> str:
        """Its adjective."""
        return self._material.names.demonym(code)

    def person(self, party: Participation) -> str:
        """The short name of a person, the house name of others."""
        return (
            short_name(party, self._material) if party.kind is ActorKind.PERSON else self._material.names.person(party)
        )

    def office(self, party: Participation, day: date | None) -> str:
        """Headings name no offices."""
        return ""


def _silence(statement: Statement, material: Material) -> str:
    speaker = _names((statement.speaker,), material, 1)
    form = {Act.DECLINE: "declines to comment", Act.EVADE: "leaves a question open"}.get(statement.act, "")
    return f"{speaker} {form}" if form and speaker else ""
