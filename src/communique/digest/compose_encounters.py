"""Sentences for encounters: who met whom, in what form, where, about what; or did not."""

from __future__ import annotations

import re

from communique.digest.data import Phrase, phrases
from communique.digest.people import Naming, parties_words, tidy
from communique.digest.sentences import Manner, assemble, day_part, fill, place_part, status_verb, topic_words
from communique.digest.words import ordinal, with_article
from communique.model import ActorKind, Encounter, Format, Participation, PlacePrecision, Side, Status

_TAIL = {Status.POSTPONED: "but the {noun} was postponed", Status.CANCELLED: "but the {noun} was cancelled"}
_SERIAL = "round|meeting|session|summit|visit|talks|call|conference|forum"
_FACE_TO_FACE = re.compile(r"\b(?:met|meets?|meetings?|talks|visit\w*|received|hosted|welcomed|called on|travel\w*)\b")
_MET = re.compile(  # without one of these, nothing says that they met
    r"\b(?:meet\w*|met|talks|visit\w*|receiv\w+|host\w*|welcom\w+|call(?:ed)? on|travel\w*|session|summit|round)\b",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(r"\b(?:took part|participated|attended)\b")
_ON = frozenset({Format.TALKS, Format.SUMMIT})


def encounter_sentence(met: Encounter, passage: str, focus: str, naming: Naming, manner: Manner) -> str | None:
    """One sentence, or ``None`` when only one unnamed side is known."""
    form = _form(met.format, passage)
    if form == "meeting" and passage and not _MET.search(passage):
        return None
    phrase = phrases().encounters[form]
    one, other = two_sides(met, focus)
    if not one:
        return None
    clause = _visit(met, one, other, naming, manner.over) if met.format is Format.VISIT else None
    clause = clause or _session(met, passage, one, other, naming)
    clause = clause or _clause(met, phrase, one, other, naming, manner.over)
    if clause is None:
        return None
    topics = topic_words(met.topics, manner)
    return tidy(
        assemble(
            clause,
            day=day_part(met.when, manner),
            place=place_part(met.place, manner, naming.names, told=clause),
            topics=_topics(met, topics) + _numbered(met, passage, manner) + _tail(met, phrase),
            manner=manner,
        )
    )


def in_person(met: Encounter, passage: str) -> bool:
    """False for a call, or where the passage only says that they spoke."""
    return _form(met.format, passage) not in ("call", "video call", "called", "spoken")


def _form(form: Format, passage: str) -> str:
    """The form as the passage words it: no "talks", "telephone" or "courtesy" that it does not have."""
    low = passage.casefold()
    if form is Format.COURTESY_CALL and "courtesy" not in low:
        return "call on" if "called on" in low else "meeting"
    if form in (Format.TALKS, Format.MEETING) and re.search(r"\bspoke\b", low) and not _FACE_TO_FACE.search(low):
        return "spoken"
    if form is Format.TALKS and "talks" not in low:
        return "spoken" if re.search(r"\b(?:spoke|speak|speaks|conversation)\b", low) else "meeting"
    if form in (Format.CALL, Format.VIDEO_CALL) and "phone" not in low and "video link" not in low:
        return "spoken" if re.search(r"\bsp(?:oke|eak|eaks|oken)\b", low) else "called"
    return form.value


def two_sides(met: Encounter, focus: str) -> tuple[tuple[Participation, ...], tuple[Participation, ...]]:
    """Guests and hosts where sides are known; else the first party's country and the rest."""
    people = _people_first(met.participants)
    guests = tuple(p for p in people if p.side is Side.GUEST)
    hosts = tuple(p for p in people if p.side is Side.HOST)
    if guests and hosts:
        return guests, hosts
    lead = guests or people[:1]
    first = tuple(p for p in people if p in lead or (p.country and p.country == lead[0].country)) if lead else ()
    return first, tuple(p for p in people if p not in first)


def _people_first(parties: tuple[Participation, ...]) -> tuple[Participation, ...]:
    """Without the states whose own people are named."""
    covered = {p.country for p in parties if p.kind is ActorKind.PERSON}
    kept = tuple(p for p in parties if p.kind is not ActorKind.STATE or p.country not in covered)
    return kept or parties


def _visit(
    met: Encounter, guests: tuple[Participation, ...], hosts: tuple[Participation, ...], naming: Naming, over: bool
) -> str | None:
    """A visit is to a place or a country; people are met during it."""
    day = met.when.anchor if met.when else None
    verb = status_verb(phrases().encounters["visit"], met.status, len(guests) > 1, over)
    visitors = parties_words(guests, naming, day)
    where = _destination(met, hosts, naming)
    people = tuple(h for h in hosts if h.kind is not ActorKind.STATE)
    if where and people and met.status is Status.HELD:
        return f"{visitors} met {parties_words(people, naming.after(guests), day)} during a visit to {where}"
    return f"{visitors} {verb} {where}" if where else None


def _session(
    met: Encounter, passage: str, one: tuple[Participation, ...], other: tuple[Participation, ...], naming: Naming
) -> str | None:
    """People of both sides who "took part" in a gathering that has a name of its own."""
    people = (*one, *other)
    named = met.series and met.series.casefold() in passage.casefold() and _TOOK_PART.search(passage)
    if not (named and other and met.status is Status.HELD and all(p.kind is ActorKind.PERSON for p in people)):
        return None
    day = met.when.anchor if met.when else None
    return f"{parties_words(people, naming, day)} took part in the {met.series}"


def _destination(met: Encounter, hosts: tuple[Participation, ...], naming: Naming) -> str:
    if met.place is not None and met.place.precision is PlacePrecision.CITY:
        return naming.names.place(met.place)
    state = next((h for h in hosts if h.kind in (ActorKind.STATE, ActorKind.TERRITORY)), None)
    if state is not None:
        return with_article(naming.names.person(state))
    return with_article(naming.names.place(met.place)) if met.place is not None and not hosts else ""


def _clause(
    met: Encounter,
    phrase: Phrase,
    one: tuple[Participation, ...],
    other: tuple[Participation, ...],
    naming: Naming,
    over: bool,
) -> str | None:
    day = met.when.anchor if met.when else None
    verb = status_verb(phrase, met.status, len(one) > 1, over)
    first = parties_words(one, naming, day)
    second = parties_words(other, naming.after(one), day)
    patterns = phrase.pair if second else (phrase.one if len(one) > 1 else ())
    topics = topic_words(met.topics, Manner())
    return next((c for c in (fill(p, verb, A=first, R=second, T=topics) for p in patterns) if c), None)


def _topics(met: Encounter, topics: str) -> str:
    if not topics or met.format is Format.SIGNING:
        return ""
    if met.format in _ON:
        return f" on {topics}"
    return f" and discussed {topics}" if met.status is Status.HELD else f" to discuss {topics}"


def _numbered(met: Encounter, passage: str, manner: Manner) -> str:
    """ ", the fourth round": only in the passage's own words."""
    if met.ordinal is None or manner.level > 0:
        return ""
    found = re.search(rf"\b({ordinal(met.ordinal)}) (\w+ )?({_SERIAL})\b", passage, re.IGNORECASE)
    return f", the {found.group().lower()}" if found else ""


def _tail(met: Encounter, phrase: Phrase) -> str:
    tail = _TAIL.get(met.status, "")
    return f", {tail.format(noun=phrase.noun)}" if tail else ""
