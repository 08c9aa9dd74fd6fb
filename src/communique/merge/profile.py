"""What of a reading is compared with other readings, worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from communique.merge.interface import Told
from communique.merge.options import MergeOptions
from communique.merge.words import stem
from communique.model import ActorKind, Auxiliary, Basis, Content, Encounter, Event, Participation, Statement, When

_WORD = re.compile(r"\w+")
_BODIES = frozenset({ActorKind.INSTITUTION, ActorKind.ORGANISATION, ActorKind.FORUM, ActorKind.PARTY})


@dataclass(frozen=True, slots=True)
class Person:
    """Someone by key and by the words of the name; ``last`` is the word that must be shared where a key is missing."""

    key: str
    last: str
    words: frozenset[str]

    def may_be(self, other: Person) -> bool:
        """True for the same key, or, where one is not resolved, when its last name is a word of the other's name."""
        if self.key == other.key:
            return True
        loose = self.key.startswith("?") and self.last in other.words
        return loose or (other.key.startswith("?") and other.last in self.words)


@dataclass(frozen=True, slots=True)
class Unit:
    """A country or body on one side: the persons and the institutions that stand for it."""

    persons: frozenset[Person]
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Days:
    """First and last possible day; ``date.min``/``max`` where open."""

    first: date
    last: date
    printed: bool  # only the day of print is known
    known: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """One reading as merging sees it. ``family`` and ``standing`` must be equal for two readings to be one."""

    id: str
    text_id: str
    source_id: str
    published: date | None
    family: str
    standing: str
    form: str  # family of an encounter's format; empty where it may be any
    klass: str
    mode: str | None
    sides: tuple[Mapping[str, Unit], ...]
    days: Days
    words: frozenset[str]
    names: frozenset[str]
    tendency: int  # sign of a statement's polarity


def profile(told: Told, options: MergeOptions) -> Profile:
    """The profile of a told reading."""
    content = told.reading.content
    words = content.words if isinstance(content, Statement) and content.words else told.reading.passage.quote
    return Profile(
        id=told.reading.id,
        text_id=told.text.id,
        source_id=told.text.source_id,
        published=told.text.published,
        family=_family(content, options),
        standing=_standing(content),
        form=_form(content, options),
        klass=_class(content, options),
        mode=content.mode if isinstance(content, Event) else None,
        sides=_sides(content, options),
        days=_days(content.when, told.text.published),
        words=stems([words], options),
        names=stems((name for p in content.parties for name in (p.name, p.office)), options),
        tendency=_sign(content.polarity) if isinstance(content, Statement) else 0,
    )


def stems(texts: Iterable[str], options: MergeOptions) -> frozenset[str]:
    """Stems of the words that may tell events apart; numbers whole."""
    words = [word for text in texts for word in _WORD.findall(text.casefold())]
    numbers = {word for word in words if word.isdecimal()}
    long = {stem(word) for word in words if len(word) >= options.shortest and not word.isdecimal()}
    return frozenset(numbers | (long - options.common))


def _family(content: Content, options: MergeOptions) -> str:
    match content:
        case Event():
            return f"event:{content.type}"
        case Encounter():
            return "encounter"
        case Statement():
            return f"statement:{content.act.value}"


def _form(content: Content, options: MergeOptions) -> str:
    if not isinstance(content, Encounter) or content.format.value in options.open_formats:
        return ""
    return options.format_family(content.format.value)


def _standing(content: Content) -> str:
    """Done, planned, denied …: what stands apart is never one happening."""
    match content:
        case Event():
            done = content.auxiliary in {Auxiliary.NONE, Auxiliary.HISTORICAL}
            return "done" if done else content.auxiliary.value
        case Encounter():
            return content.status.value
        case Statement():
            return "said"


def _class(content: Content, options: MergeOptions) -> str:
    match content:
        case Event():
            return options.event_class(content.type)
        case Encounter():
            return "meeting"
        case Statement():
            return "statement"


def _sides(content: Content, options: MergeOptions) -> tuple[Mapping[str, Unit], ...]:
    match content:
        case Event() if content.type in options.mutual:
            return (_units(content.parties, options),)
        case Event():
            return (_units(content.actors, options), _units(content.recipients, options))
        case Encounter():
            return (_units(content.participants, options),)
        case Statement():
            return (_units((content.speaker,), options),)


def _units(parties: Iterable[Participation], options: MergeOptions) -> dict[str, Unit]:
    persons: dict[str, set[Person]] = {}
    bodies: dict[str, set[str]] = {}
    for party in parties:
        unit = party.country or party.key
        persons.setdefault(unit, set())
        bodies.setdefault(unit, set())
        if party.kind is ActorKind.PERSON:
            persons[unit] |= _person(party, options)
        elif party.kind in _BODIES and party.country:
            bodies[unit].add(party.key)
    return {unit: Unit(frozenset(persons[unit]), frozenset(bodies[unit])) for unit in sorted(persons)}


def _person(party: Participation, options: MergeOptions) -> frozenset[Person]:
    """The person, or nobody for one who is known only by a title: "the Prime Minister of India"."""
    words = _WORD.findall(party.name.casefold().partition(" of ")[0])
    if not words or (party.actor_id is None and words[-1] in options.titles):
        return frozenset()
    return frozenset({Person(party.key, words[-1], frozenset(words))})


def _days(when: When | None, published: date | None) -> Days:
    if when is None or when.anchor is None:
        if published is None:
            return Days(date.min, date.max, printed=True, known=False)
        return Days(published, published, printed=True)
    if when.basis is Basis.PRINT:
        return Days(when.last or when.anchor, when.last or when.anchor, printed=True)
    return Days(when.start or date.min, when.last or date.max, printed=False)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def reach(days: Days, options: MergeOptions) -> tuple[date, date]:
    """The days on which another report of the same act may place it, for sorting and sweeping."""
    slack = timedelta(days=options.slack_days if days.printed else options.day_gap)
    first = days.first - slack if days.first > date.min + slack else date.min
    return first, days.last + slack if days.last < date.max - slack else date.max
