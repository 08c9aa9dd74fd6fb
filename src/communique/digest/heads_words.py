"""A claim in a few words, as a heading hook: "Sergei Lavrov in Minsk", "Belarus and Ukraine agree on demarcation"."""

from __future__ import annotations

import re
from datetime import date

from communique.digest.clauses import housed, is_relative, predicate, without_time
from communique.digest.compose_encounters import in_person
from communique.digest.data import present
from communique.digest.interface import Material
from communique.digest.kept import subjects
from communique.digest.names import short_form
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
    Place,
    PlacePrecision,
    Side,
    Statement,
    Status,
)

_LONGEST = 13
_ASIDE = frozenset({"in", "including", "as", "following", "with", "amid", "despite"})  # behind a comma


def thesis(happening: Happening, told: str, material: Material) -> str:
    """The hook of a claim, or "" when the record gives none that is short and safe; only words the claim has too."""
    readings = readings_of(happening, material)
    quote = readings[0].passage.quote if readings else ""
    match readings[0].content if readings else happening.content:
        case Encounter() as met:
            words = _from_clause(happening, material) if _nobody(met) else _encounter(met, quote, material)
        case Event():
            words = _from_clause(happening, material)
        case Statement() as statement:
            words = _silence(statement, material) or _from_clause(happening, material)
    return words if len(words.split()) <= _LONGEST and _stands_in(words, told) else ""


def _stands_in(words: str, told: str) -> bool:
    """True when every name of the heading is in the sentence that it rests on."""
    return all(name in told for name in re.findall(r"\b[^\W\d_a-z][\w-]+", words))


def short_name(party: Participation, material: Material) -> str:
    """The name as the texts use it alone, else the full house name; other actors with their article."""
    full = material.names.person(party)
    if party.kind is not ActorKind.PERSON:
        return with_article(full)
    return short_form(material.names, party)


def _names(parties: tuple[Participation, ...], material: Material, most: int = 2) -> str:
    people = tuple(p for p in parties if p.kind is ActorKind.PERSON) or parties
    names = list(dict.fromkeys(short_name(p, material) for p in people))
    return join(names) if 0 < len(names) <= most else ""


def _encounter(met: Encounter, quote: str, material: Material) -> str:
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
        case Status.HELD if (guest := _guest(met, material)) and met.place:
            return f"{guest} in {material.names.place(met.place)}"
        case Status.HELD if alike:
            verb = "meets" if in_person(met, quote) else "speaks to"
            return f"{one} {verb} {other}"
        case Status.POSTPONED | Status.CANCELLED:
            return f"{one} and {other} do not meet"
        case _:
            return ""


def _nobody(met: Encounter) -> bool:
    return not any(p.kind is ActorKind.PERSON for p in met.participants)


def _guest(met: Encounter, material: Material) -> str:
    """Who came to a city of the other side, where the record tells guest and host apart."""
    if met.place is None or met.place.precision is not PlacePrecision.CITY:
        return ""
    guests = tuple(p for p in met.participants if p.side is Side.GUEST and p.country != met.place.country)
    return _names(guests, material, 1)


def _planned_visit(met: Encounter, material: Material) -> str:
    guests = tuple(p for p in met.participants if p.side is Side.GUEST)
    hosts = tuple(p for p in met.participants if p.side is Side.HOST and p.kind is ActorKind.STATE)
    guest, host = _names(guests, material, 1), _names(hosts, material, 1)
    return f"{guest} to visit {host}" if guest and host else ""


def _from_clause(happening: Happening, material: Material) -> str:
    """The actors' own clause in the present and cut short: "Norvia offers Estmark two ferries"."""
    readings = readings_of(happening, material)
    content = readings[0].content if readings else None
    auxiliary = content.auxiliary if isinstance(content, Event) else Auxiliary.NONE
    if content is None or auxiliary not in (Auxiliary.NONE, Auxiliary.NEGATED):
        return ""
    for subject in subjects(content):
        clause = predicate(readings[0].passage, subject, auxiliary, 40)
        names = _names(subject, material)
        if clause is not None and names:
            others = [p for p in content.parties if p not in subject]
            told = housed(clause, others, Naming(names=_Short(material), bare=True), None)
            return _shortened(names, without_time(told, content.when), plural=len(subject) > 1)
    return ""


def _shortened(names: str, words: str, *, plural: bool) -> str:
    negated = words.startswith("did not ")
    verb, *rest = words.removeprefix("did not ").split()
    forms = ("does not " + verb, "do not " + verb) if negated else present().verbs.get(verb.casefold())
    if forms is None or is_relative(words) or "“" in words:
        return ""
    room = _LONGEST - len(names.split()) - 1
    kept = rest[:room]
    if len(rest) > room:
        ends = [i for i, word in enumerate(rest[: room + 1]) if i > 0 and _may_end(rest[i - 1], word.casefold())]
        kept = " ".join(rest[: ends[-1]]).rstrip(",").split() if ends else []
    kept = _without_half_pairs(kept)
    if any(word.endswith(",") for word in kept) or not kept:
        return ""
    last = kept[-1].casefold().strip(",")
    if last in present().ends | present().unfinished or (len(kept) > 1 and kept[-2].casefold() == "to"):
        return ""
    return f"{names} {forms[plural]} {' '.join(kept)}".rstrip(" ,")


def _may_end(before: str, word: str) -> bool:
    """True where a heading may break off: before an adjunct, or before an aside behind a comma."""
    return word in present().adjuncts or (before.endswith(",") and word in _ASIDE)


def _without_half_pairs(words: list[str]) -> list[str]:
    """Without "between Norvia" where the second of the two has been cut off."""
    at = next((i for i, word in enumerate(words) if word == "between"), None)
    return words[:at] if at is not None and "and" not in words[at:] else words


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

    def place(self, place: Place) -> str:
        """The house name of a place."""
        return self._material.names.place(place)


def _silence(statement: Statement, material: Material) -> str:
    speaker = _names((statement.speaker,), material, 1)
    form = {Act.DECLINE: "declines to comment", Act.EVADE: "leaves a question open"}.get(statement.act, "")
    return f"{speaker} {form}" if form and speaker else ""
