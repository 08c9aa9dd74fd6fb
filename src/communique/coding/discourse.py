"""What the sentences before make of the next one: who met last and when. Lives for one document; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.coding.narrator import Narrator
from communique.coding.participants import LANDS
from communique.model import (
    ActorKind,
    Auxiliary,
    Basis,
    Encounter,
    Event,
    Format,
    Participation,
    Sentence,
    Status,
    When,
)

_MOST = 5
_CIRCLE = 8
"""So many leaders at most are meant by one plural."""
_REACH = 6
"""Sentences over which "the two leaders" points back."""
_NEXT = 3
"""Sentences over which a meeting goes on to be told."""


@dataclass(slots=True)
class Met:
    """People who met, or a meeting of which it is not said yet who came; in which sentence, and when."""

    encounter: Encounter
    event: Event
    number: int
    paragraph: int
    start: int
    aside: bool = False  # told only to place another act in time, or as what others heard of

    @property
    def parties(self) -> tuple[Participation, ...]:
        """Who met."""
        return self.encounter.participants

    @property
    def when(self) -> When | None:
        """When, so far as told."""
        return self.encounter.when

    @property
    def planned(self) -> bool:
        """True for what lies ahead."""
        return self.encounter.status is Status.PLANNED

    @property
    def dated(self) -> When | None:
        """Its day where the text says it."""
        return self.when if self.when is not None and self.when.basis is not Basis.PRINT else None


@dataclass(slots=True)
class Lead:
    """The person or persons whom a sentence is about."""

    people: tuple[Participation, ...]
    number: int
    paragraph: int
    start: int


@dataclass(slots=True)
class Discourse:
    """The memory of one text, in the order of its sentences."""

    number: int = 0
    met: list[Met] = field(default_factory=list)
    calls: set[frozenset[str]] = field(default_factory=set)
    face_to_face: set[frozenset[str]] = field(default_factory=set)
    acts: list[Event] = field(default_factory=list)
    narrator: Narrator | None = None  # who speaks in the first person; found when first asked for
    lead: Lead | None = None
    abroad: dict[str, set[str]] = field(default_factory=dict)
    leaned: int | None = None  # where the sentence begins that the present act leans on

    def note(self, encounter: Encounter, event: Event, sentence: Sentence, *, aside: bool = False) -> None:
        """Remembers an encounter that took place or will."""
        if encounter.status in {Status.HELD, Status.PLANNED}:
            self.met.append(Met(encounter, event, self.number, sentence.paragraph, sentence.start, aside))

    def lean(self, start: int) -> None:
        """Notes that the present act is understood only with the sentence that begins there."""
        self.leaned = start if self.leaned is None else min(start, self.leaned)

    def he(self, sentence: Sentence) -> Participation | None:
        """Who "he" or "she" is that nobody else is: the person whom the sentence before was about."""
        lead = self.lead
        if lead is None or len(lead.people) != 1 or lead.number != self.number - 1:
            return None
        if lead.paragraph != sentence.paragraph:
            return None
        self.lean(lead.start)
        return lead.people[0]

    def these(self, sentence: Sentence) -> tuple[Participation, ...]:
        """Who "they" are that meet somebody else: the persons whom the sentence before was about, if several."""
        lead = self.lead
        if lead is None or len(lead.people) < 2 or lead.number < self.number - 2:
            return ()
        self.lean(lead.start)
        return lead.people

    def has_met(self, one: Participation, other: Participation) -> bool:
        """True when the text has told of a meeting of these two, or of their states."""
        sides = {one.country or one.key, other.country or other.key}
        return any(sides <= {p.country or p.key for p in met.parties} for met in self.met)

    def has_planned(self, parties: tuple[Participation, ...]) -> bool:
        """True when the text has told of this as of something to come, and not that it took place."""
        keys = {p.key for p in parties}
        same = [m for m in self.met if keys <= {p.key for p in m.parties}]
        return bool(same) and all(m.planned for m in same)

    def note_call(self, event: Event) -> None:
        """Remembers who talked by telephone, and who met: a call goes on to be told as talks."""
        keys = frozenset(p.key for p in event.parties)
        if event.type == "CONSULT" and event.auxiliary is Auxiliary.NONE:
            (self.calls if event.mode == "phone" else self.face_to_face).add(keys)

    def by_phone(self, parties: tuple[Participation, ...]) -> bool:
        """True when these talked to each other in this text, and only by telephone."""
        keys = frozenset(p.key for p in parties)
        return len(keys) > 1 and any(keys <= one for one in self.calls) and keys not in self.face_to_face

    def pair(self, sentence: Sentence, *, title: str = "") -> tuple[Participation, ...]:
        """Those who met last, if two or more did and it is not too far back; only holders of ``title`` where given."""
        told = [one for one in self.met if not one.aside] or self.met
        alone = len({frozenset(p.country for p in one.parties) for one in told if len(one.parties) > 1}) == 1
        for one in reversed(told):
            people = tuple(
                p for p in one.parties if p.kind not in LANDS and (not title or title in p.office.casefold())
            )
            near = alone or self.number - one.number <= _REACH or one.paragraph == sentence.paragraph
            if near and 1 < len(people) <= _MOST and len({p.country for p in people}) > 1:
                self.leaned = one.start
                one.number = self.number  # who is spoken of again stays in mind
                return people
        return ()

    def circle(self, sentence: Sentence) -> tuple[Participation, ...]:
        """Who "the leaders" are: those who met last, with all whom one of them met in the same paragraph."""
        pair = self.pair(sentence)
        keys = {p.key for p in pair}
        last = next((one for one in reversed(self.met) if keys and keys <= {p.key for p in one.parties}), None)
        if last is None:
            return pair
        beside = [one for one in self.met if one.paragraph == last.paragraph and one.planned == last.planned]
        shared = [one for one in beside if keys & {p.key for p in one.parties if p.kind is ActorKind.PERSON}]
        everyone = {p.key: p for one in shared for p in one.parties if p.kind not in LANDS}
        people = tuple(everyone.values())
        if not len(pair) < len(people) <= _CIRCLE:
            return pair
        self.lean(min(one.start for one in shared))
        return people

    def last(self, sentence: Sentence) -> Met | None:
        """The meeting that the text is telling of."""
        near = (m for m in reversed(self.met) if self.is_near(m, sentence) and m.start < sentence.start)
        return next(near, None)

    def is_near(self, one: Met, sentence: Sentence) -> bool:
        """True while the text may still be telling of it."""
        return one.paragraph == sentence.paragraph or self.number - one.number <= _NEXT

    def day_for(self, parties: tuple[Participation, ...], sentence: Sentence, *, planned: bool = False) -> When | None:
        """The said day of the last meeting of one of ``parties``, for what they did there; from farther back only
        where all their meetings of this text are of one day. ``None`` if there is none.
        """
        keys = {k for p in parties for k in _keys(p, known=False)}
        same = [m for m in self.met if m.planned == planned and _is_topical(m, sentence)]
        theirs = [m for m in same if keys & {k for p in m.parties for k in _keys(p, known=True)}]
        last = theirs[-1] if theirs else None
        if last is not None and last.paragraph != sentence.paragraph and self._is_new(parties, last):
            stay = self.trip(parties)
            if stay is not None and planned == last.planned and stay.end is not None:
                return stay  # "He also met …", a paragraph on: some day of the journey
        if last is None or last.dated is None or not self.is_near(last, sentence):
            names = {p.key for p in parties}
            named = [m for m in same if m.dated and names & {p.key for p in m.parties}]
            last = named[-1] if len({m.dated.to_iso() for m in named if m.dated}) == 1 else None
        if last is None:
            open_ = all(m.dated is None for m in theirs)
            return self._of_trip(parties, planned=planned) if open_ else None
        self.leaned = last.start if self.leaned is None else self.leaned
        return last.dated

    @staticmethod
    def _is_new(parties: tuple[Participation, ...], last: Met) -> bool:
        """True where somebody takes part by name who was not at the last meeting."""
        names = {p.key for p in parties if p.kind is ActorKind.PERSON}
        return bool(names - {p.key for p in last.parties})

    def _of_trip(self, parties: tuple[Participation, ...], *, planned: bool) -> When | None:
        """The day of the text's one journey, for those who met the traveller in the country he went to."""
        trips = [
            m
            for m in self.met
            if m.encounter.host and m.planned == planned and m.dated and m.event.auxiliary is not Auxiliary.HISTORICAL
        ]
        if len({m.when.to_iso() for m in trips if m.when}) != 1 or not parties:
            return None
        trip = trips[0]
        sides = {p.country for p in trip.parties if p.country}
        if {p.country for p in parties if p.country} != sides or len(sides) < 2:
            return None
        self.leaned = trip.start if self.leaned is None else self.leaned
        return trip.dated

    def trip(
        self, parties: tuple[Participation, ...], *, host: str | None = None, planned: bool | None = None
    ) -> When | None:
        """The said days of the last journey that one of ``parties`` is on, of those to ``host`` where given."""
        keys = {p.key for p in parties}
        for one in reversed(self.met):
            journey = one.encounter.format is Format.VISIT and one.event.auxiliary is not Auxiliary.HISTORICAL
            fits = (host is None or one.encounter.host == host) and (planned is None or one.planned == planned)
            if journey and fits and one.dated is not None and keys & {p.key for p in one.event.actors}:
                self.lean(one.start)
                return one.dated
        return None

    def note_act(self, event: Event) -> None:
        """Remembers what was done on a day that the text says."""
        said = event.when is not None and event.when.basis is not Basis.PRINT
        if said and event.auxiliary is Auxiliary.NONE:
            self.acts.append(event)

    def day_of_act(self, kind: str, parties: tuple[Participation, ...]) -> When | None:
        """The one day on which the same parties did the same kind of thing, as told before."""
        keys = {p.key for p in parties}
        same = [one.when for one in self.acts if one.type == kind and {p.key for p in one.parties} == keys]
        return same[-1] if len({when.to_iso() for when in same if when}) == 1 else None

    def travel(self, told: tuple[Encounter, ...]) -> None:
        """Remembers who is in which country: from a journey there, and from where people met abroad."""
        for one in told:
            where = one.host or (one.place.country if one.place else None)
            for party in one.participants:
                if where and party.country and party.country != where:
                    self.abroad.setdefault(party.key, set()).add(where)

    def host_of(self, parties: tuple[Participation, ...], there: str | None = None) -> str | None:
        """The country in which the text's traveller, one of ``parties``, is; of several the one named, ``there``."""
        lands = {land for p in parties for land in self.abroad.get(p.key, ())}
        if there in lands:
            return there
        return next(iter(lands)) if len(lands) == 1 else None

    def leg(self, parties: tuple[Participation, ...]) -> When | None:
        """The said days in the country of some of ``parties``, for a traveller whose journey goes through several."""
        keys, lands = {p.key for p in parties}, {p.country for p in parties if p.country}
        trips = [
            one
            for one in self.met
            if one.encounter.format is Format.VISIT
            and one.dated
            and not one.aside
            and one.event.auxiliary is not Auxiliary.HISTORICAL
            and keys & {p.key for p in one.event.actors}
        ]
        there = [one for one in trips if one.encounter.host in lands]
        if len({one.encounter.host for one in trips}) < 2 or len({one.encounter.host for one in there}) != 1:
            return None
        self.lean(there[-1].start)
        return there[-1].dated


def _is_topical(one: Met, sentence: Sentence) -> bool:
    """What a text recalls as history dates the acts told with it, not those of the paragraphs after."""
    history = one.event.auxiliary is Auxiliary.HISTORICAL
    return not history or (one.paragraph == sentence.paragraph and not one.aside)


def _keys(party: Participation, *, known: bool) -> tuple[str, ...]:
    """The party itself; one known only by country ("the EU official") may be anybody of that country."""
    one = party.kind in {ActorKind.PERSON, ActorKind.GROUP}
    if one and party.country and (known or party.actor_id is None):
        return (party.key, f"one of {party.country}")
    return (party.key,)
