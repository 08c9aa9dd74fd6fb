"""A digest issue: claims, what they rest on, and the checker's verdicts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from communique.model.base import Record
from communique.model.reasons import Reason
from communique.model.relations import Window
from communique.model.texts import Passage


class Voice(StrEnum):
    """The three voices an issue keeps apart."""

    FACT = "fact"
    OFFICIAL_CLAIM = "official claim"
    OUR_READING = "our reading"


class Role(StrEnum):
    """Where in an issue a claim stands."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    SUBTITLE = "subtitle"
    BODY = "body"


class Computation(Record, frozen=True, kw_only=True):
    """A figure or comparison that can be worked out again from the records it lists.

    ``kind`` names the recomputation: ``score``, ``count``, ``earlier``, ``ordinal``, ``absence``, ``rests-on``.
    ``happenings`` and ``claims`` are its inputs; ``result`` what it gave; ``id`` follows from all of these (minted
    ids take no part: happenings enter by the ids of their readings).
    """

    id: str
    kind: str
    arguments: tuple[tuple[str, str], ...]
    readings: tuple[str, ...]
    claims: tuple[str, ...]
    result: tuple[tuple[str, str], ...]


class Claim(Record, frozen=True, kw_only=True):
    """One printed sentence. It cites passages, or a computation; never neither."""

    id: str
    text: str
    voice: Voice
    role: Role
    section: int = 0  # 0 = the issue's front; sections count from 1
    paragraph: int = 0
    passages: tuple[Passage, ...] = ()
    computation: Computation | None = None
    happenings: tuple[str, ...] = ()
    hedge: str = ""


class Outcome(StrEnum):
    """What the checker found."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    UNCHECKED = "could not check"


class Verdict(Record, frozen=True, kw_only=True):
    """The checker's word on one claim; reasons name the words at fault and what was compared."""

    claim_id: str
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()


class IssueSection(Record, frozen=True, kw_only=True):
    """A section under a thesis: a partner, a forum or an instrument; never a day."""

    number: int
    subject: str
    title: str


class Issue(Record, frozen=True, kw_only=True):
    """A stored issue. ``content_hash`` covers what is printed and nothing minted or timed."""

    id: str
    number: int
    focus: str
    window: Window
    cutoff: date
    as_of_run: str | None
    series: str
    headline: str
    sections: tuple[IssueSection, ...]
    claims: tuple[Claim, ...]
    left_out: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]
    text_hashes: tuple[str, ...]
    content_hash: str
    versions: tuple[tuple[str, str], ...]
