"""Readings: one coder's view of one passage; and happenings: what happened once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from communique.model.actors import Participation
from communique.model.base import Record, content_id, sha256, to_json
from communique.model.places import Place
from communique.model.reasons import Reason
from communique.model.texts import Passage, Span
from communique.model.time import When


class Auxiliary(StrEnum):
    """PLOVER's auxiliary modes; only ``none`` scores in the period's window."""

    NONE = "none"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class Format(StrEnum):
    """In what form people met."""

    VISIT = "visit"
    TALKS = "talks"
    MEETING = "meeting"
    CALL = "call"
    VIDEO_CALL = "video call"
    FORUM = "forum"
    SUMMIT = "summit"
    WORKING_GROUP = "working group"
    COURTESY_CALL = "courtesy call"
    SIGNING = "signing"
    BRIEFING = "briefing"


class Status(StrEnum):
    """Whether an encounter took place; only ``held`` counts as one."""

    HELD = "held"
    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    REFUSED = "refused"


class Act(StrEnum):
    """The 13 acts of the statement layer."""

    ENDORSE = "endorse"
    OPPOSE = "oppose"
    CONDITION = "condition"
    DEMAND = "demand"
    PROMISE = "promise"
    ANNOUNCE = "announce"
    DENY = "deny"
    EXPRESS_CONCERN = "express_concern"
    EVADE = "evade"
    DECLINE = "decline"
    CONCEDE = "concede"
    INFORM = "inform"
    OTHER = "other"


class Event(Record, frozen=True, kw_only=True, tag="event", tag_field="kind"):
    """A PLOVER event: actors act on recipients. ``type`` and ``mode`` are keys of ``ontology``."""

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    auxiliary: Auxiliary = Auxiliary.NONE
    actors: tuple[Participation, ...] = ()
    recipients: tuple[Participation, ...] = ()
    when: When | None = None
    place: Place | None = None
    topics: tuple[str, ...] = ()

    @property
    def parties(self) -> tuple[Participation, ...]:
        """Everyone in the event."""
        return self.actors + self.recipients


class Encounter(Record, frozen=True, kw_only=True, tag="encounter", tag_field="kind"):
    """People met, will meet, or did not."""

    format: Format
    status: Status = Status.HELD
    participants: tuple[Participation, ...] = ()
    when: When | None = None
    place: Place | None = None
    topics: tuple[str, ...] = ()
    series: str = ""
    ordinal: int | None = None
    host: str | None = None

    @property
    def parties(self) -> tuple[Participation, ...]:
        """Everyone who met."""
        return self.participants


class Statement(Record, frozen=True, kw_only=True, tag="statement", tag_field="kind"):
    """Someone said something, or declined to. ``content`` are the attributed spans; ``verbatim`` means all of it
    stands in quotation marks or in a transcript turn. Polarity −2 … +2 towards ``target``.
    """

    speaker: Participation
    act: Act
    content: tuple[Span, ...]
    words: str
    verbatim: bool
    cue: str = ""
    target: str = ""
    target_parties: tuple[Participation, ...] = ()
    polarity: int = 0
    question: str = ""
    when: When | None = None
    place: Place | None = None

    @property
    def parties(self) -> tuple[Participation, ...]:
        """The speaker and whom it is about."""
        return (self.speaker, *self.target_parties)


Content = Event | Encounter | Statement


def kind_of(content: Content) -> tuple[str, str, str]:
    """(kind, type, standing): event, PLOVER type, auxiliary; encounter, format, status; statement, act, nothing."""
    match content:
        case Event():
            return "event", content.type, content.auxiliary.value
        case Encounter():
            return "encounter", content.format.value, content.status.value
        case Statement():
            return "statement", content.act.value, ""


class Reading(Record, frozen=True, kw_only=True):
    """One coder's view of one passage; immutable. ``id`` follows from passage, content, coder and base version."""

    id: str
    passage: Passage
    content: Content
    coder: str
    coder_version: str
    base_version: str
    confidence: float
    reasons: tuple[Reason, ...] = ()
    own_account: bool = False  # the publisher is a party to what it reports

    @staticmethod
    def make(
        *,
        passage: Passage,
        content: Content,
        coder: str,
        coder_version: str,
        base_version: str,
        confidence: float,
        reasons: tuple[Reason, ...] = (),
        own_account: bool = False,
    ) -> Reading:
        """A reading under its content id."""
        digest = sha256(to_json(content))
        return Reading(
            id=content_id("r", passage.id, digest, coder, coder_version, base_version),
            passage=passage,
            content=content,
            coder=coder,
            coder_version=coder_version,
            base_version=base_version,
            confidence=confidence,
            reasons=reasons,
            own_account=own_account,
        )


class Alternative(Record, frozen=True, kw_only=True):
    """A value some readings give for a field of a happening, where another was chosen."""

    field: str
    value: str
    readings: tuple[str, ...]


class Happening(Record, frozen=True, kw_only=True):
    """What happened once: the chosen content, who tells it, and where they differ.

    ``id`` is minted, never from content. ``readings`` are sorted reading ids; ``origins`` the independent origins
    (owner group, credited agency or copied-from), sorted.
    """

    id: str
    content: Content
    readings: tuple[str, ...]
    texts: tuple[str, ...]
    origins: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()
    reasons: tuple[Reason, ...] = ()
    own_account: bool = False


class MergeAction(StrEnum):
    """The steps of the append-only membership log."""

    OPEN = "open"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"


class MergeStep(Record, frozen=True, kw_only=True):
    """One entry of the log from which membership follows. ``merge`` moves all of ``happening_id`` into ``into`` and
    leaves a redirect; ``split`` moves ``reading_id`` out into ``into``.
    """

    action: MergeAction
    happening_id: str
    reading_id: str | None = None
    into: str | None = None
    by: str = "merge"
    at: datetime | None = None
    reasons: tuple[Reason, ...] = ()
