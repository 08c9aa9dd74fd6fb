"""Which of the persons of a name is meant: a table of named, weighted features; only a clear winner is linked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from communique.model import Candidate, Office, Rank, Reason, Record, partial_bounds
from communique.resolve.base import KnowledgeBase, holds
from communique.resolve.folding import given_key, name_key, words
from communique.resolve.interface import ResolverOptions
from communique.resolve.offices import OfficeSense, agreement
from communique.resolve.tables import Term


class Clue(Record, frozen=True, kw_only=True):
    """What the text says beside a name."""

    name: str
    day: date | None
    sense: OfficeSense | None = None
    country: str | None = None
    organisation: str | None = None
    former: bool = False
    home: str | None = None
    lands: frozenset[str] = frozenset()  # countries the text names
    elect: bool = False  # "President-elect": the office is held soon after the day
    titled: bool = False  # office, honorific or turn label beside the name
    speaking: bool = False  # the name is a speaker's label: the publisher's own people, spokespersons first


def candidates(base: KnowledgeBase, clue: Clue) -> tuple[Candidate, ...]:
    """All persons the name may mean, best first."""
    exact = base.persons(clue.name)
    whole = len(name_key(clue.name).split(" ")) > 1
    ids = exact if whole else base.surnamed(clue.name)
    scored = [score(base, actor, clue, "whole name" if whole else "surname") for actor in ids]
    if not ids and whole:
        scored = [score(base, actor, clue, "whole name") for actor in _initials(base, clue.name)]
        scored = scored or [score(base, actor, clue, "part of the whole name") for actor in _parts(base, clue.name)]
    return tuple(sorted(scored, key=lambda c: (-c.score, c.actor_id)))


def _initials(base: KnowledgeBase, name: str) -> tuple[str, ...]:
    """Persons with that surname whose given name agrees with the one or the initial written."""
    parts = words(name)
    first = parts[0]
    found = []
    for actor_id in base.surnamed(parts[-1]):
        actor = base.actor(actor_id)
        own = words(actor.name)[0] if actor and words(actor.name) else ""
        if own and (given_key(own) == given_key(first) or (len(first) == 1 and own[0].casefold() == first.casefold())):
            found.append(actor_id)
    return tuple(found)


def _parts(base: KnowledgeBase, name: str) -> tuple[str, ...]:
    """Persons with that surname of whose names one holds all words of the other: "Mohamad Maliki Osman"."""
    mine = set(name_key(name).split(" "))
    found = []
    for actor_id in base.surnamed(words(name)[-1]):
        actor = base.actor(actor_id)
        own = set(name_key(actor.name).split(" ")) if actor else set()
        if len(own & mine) > 1 and (own <= mine or mine <= own):
            found.append(actor_id)
    return tuple(found)


_NAME = {"whole name": 0.5, "part of the whole name": 0.35, "surname": 0.2}


def score(base: KnowledgeBase, actor_id: str, clue: Clue, how: str) -> Candidate:
    """Points of one person with the reason for each."""
    reasons = [Reason(feature=how, value=clue.name, weight=_NAME[how])]
    rows = base.terms(actor_id)
    reasons += _initial(base, actor_id, clue.name)
    reasons += _office(rows, clue)
    reasons += _country(base, actor_id, clue)
    reasons += _day(base, actor_id, clue)
    reasons += _speaking(base, actor_id, clue)
    total = round(sum(r.weight for r in reasons), 3)
    return Candidate(actor_id=actor_id, score=total, reasons=tuple(reasons))


_INITIAL = re.compile(r"(?<= )([A-Z])\b\.?(?= )")


def _initial(base: KnowledgeBase, actor_id: str, name: str) -> list[Reason]:
    """ "George H. W. Bush" is not "George W. Bush": other initials than the known ones speak against."""
    actor, said = base.actor(actor_id), _INITIAL.findall(name)
    known = _INITIAL.findall(actor.name) if actor else []
    if said and known and said != known and (len(said) > 1 or said[0] != known[0]):
        return [Reason(feature="other initials", value=" ".join(known), weight=-0.9)]
    return []


def _office(rows: Iterable[Term], clue: Clue) -> list[Reason]:
    if clue.sense is None or not clue.sense.family:
        return []
    best, title = 0.0, ""
    for row in rows:
        agree = agreement(clue.sense.family, row.family)
        if clue.day and not clue.former:
            soon = clue.elect and holds(row.office, clue.day + _SOON) == "yes"
            agree *= 1.0 if soon else {"yes": 1.0, "faded": 0.8, "no": 0.25}[holds(row.office, clue.day)]
        if agree > best:
            best, title = agree, row.office.title
    if best:
        return [Reason(feature="office", value=title, weight=round(0.4 * best, 3))]
    return [Reason(feature="office unknown of this person", value=clue.sense.display, weight=-0.1)]


_SOON = timedelta(days=120)  # from a vote to the oath


def _country(base: KnowledgeBase, actor_id: str, clue: Clue) -> list[Reason]:
    actor = base.actor(actor_id)
    own = {actor.country} if actor and actor.country else set()
    own |= {t.office.country for t in base.terms(actor_id) if t.office.country}
    if clue.country:
        if clue.country in own:
            return [Reason(feature="country beside the name", value=clue.country, weight=0.25)]
        return [Reason(feature="another country beside the name", value=clue.country, weight=-0.45)]
    if clue.organisation and any(t.office.organisation == clue.organisation for t in base.terms(actor_id)):
        return [Reason(feature="organisation beside the name", value=clue.organisation, weight=0.25)]
    if clue.home in own:
        return [Reason(feature="the publisher's country", value=clue.home or "", weight=0.12)]
    if own & clue.lands:
        return [Reason(feature="country named in the text", value=sorted(own & clue.lands)[0], weight=0.1)]
    return [Reason(feature="country not in the text", weight=-0.05)]


def _day(base: KnowledgeBase, actor_id: str, clue: Clue) -> list[Reason]:
    if clue.day is None:
        return []
    held = base.offices(actor_id, clue.day)
    if not held and clue.elect and base.offices(actor_id, clue.day + _SOON):
        return [Reason(feature="takes office soon after that day", weight=0.1)]
    if held:
        top = min(o.rank for o in held)
        if all(holds(o, clue.day) == "faded" for o in held):
            return [Reason(feature="open term, past its as-of day", value=held[0].title, weight=0.03)]
        return [
            Reason(
                feature="in office that day", value=held[0].title, weight=0.15 if top <= Rank.DEPUTY_MINISTER else 0.08
            )
        ]
    years = min((_distance(o, clue.day) for o in base.offices(actor_id, None)), default=99.0)
    if years < 6:
        return [Reason(feature="in office some years off", weight=0.0 if clue.former else -0.05)]
    return [Reason(feature="out of office that day", weight=-0.05 if clue.former else -0.3)]


def _speaking(base: KnowledgeBase, actor_id: str, clue: Clue) -> list[Reason]:
    if not clue.speaking or clue.day is None:
        return []
    own = [o for o in base.offices(actor_id, clue.day) if o.country == clue.home]
    if any(o.rank is Rank.SPOKESPERSON for o in own):
        return [Reason(feature="spokesperson speaking for the publisher's country", weight=0.25)]
    return [Reason(feature="office-holder of the publisher's country speaking", weight=0.1)] if own else []


def _distance(office: Office, day: date) -> float:
    first, last = partial_bounds(office.start or office.as_of, office.end or office.as_of)
    gap = max((first - day).days, (day - last).days, 0)
    return gap / 365.0


def winner(found: tuple[Candidate, ...], clue: Clue, options: ResolverOptions) -> str | None:
    """The id of the clear winner, ``None`` when there is none."""
    if not found:
        return None
    need = options.link if clue.titled else round(options.link + 0.05, 3)
    if found[0].score < need:
        return None
    if len(found) > 1 and found[0].score - found[1].score < options.margin:
        return None
    return found[0].actor_id
