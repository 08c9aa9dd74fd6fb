"""What an editor decided about happenings, and how happenings hang together."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from communique.model.base import Record
from communique.model.reasons import Reason


class DecisionAction(StrEnum):
    """What was decided by hand."""

    JOIN = "join"
    SPLIT = "split"
    UNDO = "undo"


class Anchor(Record, frozen=True, kw_only=True):
    """Where something is told, said so that it can be found again when coders, bases and wordings have changed.

    ``kind``, ``type``, ``standing`` (auxiliary or status) and the sorted keys of the ``parties`` tell apart what stands
    in one passage.
    """

    article_id: str
    text_id: str
    start: int
    end: int
    quote: str
    kind: str
    type: str
    standing: str
    parties: tuple[str, ...] = ()


class Decision(Record, frozen=True, kw_only=True):
    """One decision: append-only, undone by another. ``id`` is minted (``d1``, ``d2`` …).

    ``join``: all that ``groups`` told at that time, a group for each of ``happenings``, is one. ``split``: what the
    first group tells is not what the second tells; ``happenings`` are the new one and the one it was taken out of.
    """

    id: str
    action: DecisionAction
    at: datetime
    by: str
    because: str = ""
    happenings: tuple[str, ...] = ()
    groups: tuple[tuple[Anchor, ...], ...] = ()
    undoes: str | None = None


class LinkKind(StrEnum):
    """How one happening stands to another; read as a sentence: visit ``contains`` meeting."""

    CONTAINS = "contains"  # a visit, and an encounter held during it
    CODED = "coded as"  # an encounter, and the PLOVER event that the same passages tell of it
    FULFILLED = "fulfilled by"  # a plan, and what was planned when it took place
    CALLED_OFF = "called off by"  # a plan, and its being postponed, cancelled or refused
    SIGNED = "signed"  # an encounter, and the agreement signed at it
    NEXT = "next"  # an encounter, and what was announced after it


class Link(Record, frozen=True, kw_only=True):
    """One happening stands to another. Worked out anew with every merge from what the two tell."""

    kind: LinkKind
    of: str
    to: str
    reasons: tuple[Reason, ...] = ()
