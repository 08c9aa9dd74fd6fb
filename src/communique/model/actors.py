"""Actors, the offices they hold on a day, and how a text mentions them."""

from __future__ import annotations

from datetime import date
from enum import IntEnum, StrEnum

from communique.model.base import Record
from communique.model.reasons import Reason
from communique.model.texts import Span


class ActorKind(StrEnum):
    """What sort of thing can act."""

    STATE = "state"
    TERRITORY = "territory"
    PERSON = "person"
    INSTITUTION = "institution"  # ministry, parliament, agency of one state
    ORGANISATION = "organisation"  # intergovernmental or other international body
    FORUM = "forum"
    PARTY = "party"
    GROUP = "group"  # people without a name: "relatives of political prisoners"


class Rank(IntEnum):
    """Protocol rank, 1 highest; one scale for encounters, index and shifts."""

    HEAD_OF_STATE = 1
    HEAD_OF_GOVERNMENT = 2
    MINISTER = 3
    DEPUTY_MINISTER = 4
    SENIOR_OFFICIAL = 5  # ambassador, director, special envoy
    SPOKESPERSON = 6
    WORKING_LEVEL = 7
    GROUP = 8


class OfficeBasis(StrEnum):
    """Where an office came from: the passage itself, elsewhere in the text, or the knowledge base."""

    TEXT = "text"
    BASE = "base"


class Actor(Record, frozen=True, kw_only=True):
    """One actor under one id; every code system is an alias of it.

    ``id`` is a Wikidata QID, or a minted id from the committed ledger; never derived from a name. ``country`` is the
    roll-up (ISO 3166 alpha-3, ``EUE``, X.. codes of the policy file), ``None`` for the UN and its like.
    """

    id: str
    kind: ActorKind
    name: str
    names: tuple[str, ...] = ()
    country: str | None = None
    parent: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    sources: tuple[str, ...] = ()


class Office(Record, frozen=True, kw_only=True):
    """Who held what, from when to when. Partial ISO dates; an empty ``end`` means "not known to have ended on
    ``as_of``", never "in office today".
    """

    actor_id: str
    title: str
    country: str | None
    organisation: str | None = None
    rank: Rank
    start: str = ""
    end: str = ""
    as_of: str = ""
    source: str = ""
    verified: bool = True  # False for rows typed from memory: printed only if a passage says it too


class Candidate(Record, frozen=True, kw_only=True):
    """One actor a mention may mean, with the grounds."""

    actor_id: str
    score: float
    reasons: tuple[Reason, ...] = ()


class Mention(Record, frozen=True, kw_only=True):
    """A span of a text that names an actor, resolved or not.

    ``actor_id`` is set only for a clear winner among ``candidates``. ``office`` is what is known of the office on the
    text's day; ``head`` is the span of the bare name inside ``span`` (titles and offices before it excluded).
    """

    span: Span
    head: Span
    surface: str
    kind: ActorKind
    name: str  # canonical name when resolved, else the cleaned surface
    actor_id: str | None = None
    country: str | None = None
    office: str = ""
    office_basis: OfficeBasis | None = None
    rank: Rank | None = None
    former: bool = False
    anaphor: bool = False  # pronoun, bare surname or description that leans on an earlier mention
    candidates: tuple[Candidate, ...] = ()


class Side(StrEnum):
    """The part a participant had in an encounter."""

    HOST = "host"
    GUEST = "guest"
    THIRD = "third"


class Participation(Record, frozen=True, kw_only=True):
    """An actor (or an unresolved mention) in an event, with the office held that day."""

    name: str
    kind: ActorKind
    actor_id: str | None = None
    country: str | None = None
    office: str = ""
    office_basis: OfficeBasis | None = None
    rank: Rank | None = None
    side: Side | None = None
    span: Span | None = None

    @property
    def key(self) -> str:
        """What identifies this party when reports are compared: the id, or the name where unresolved."""
        return self.actor_id or f"?{self.name.casefold()}"


def partial_bounds(start: str, end: str) -> tuple[date, date]:
    """First and last possible day of a term given as partial ISO dates; open sides become ``date.min``/``max``."""
    return _first(start), _last(end)


def _first(partial: str) -> date:
    parts = [int(p) for p in partial.split("-")] if partial else []
    return date(*[*parts, 1, 1][:3]) if parts else date.min


def _last(partial: str) -> date:
    parts = [int(p) for p in partial.split("-")] if partial else []
    match parts:
        case []:
            return date.max
        case [year]:
            return date(year, 12, 31)
        case [year, month]:
            return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
        case _:
            return date(*parts[:3])
