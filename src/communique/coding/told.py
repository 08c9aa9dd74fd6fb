"""One act as a sentence tells it, before it is cut into readings."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import Content, Event, Reason

STAGE = "coding"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told, how surely, and on what grounds."""

    content: Content
    confidence: float
    reasons: tuple[Reason, ...]
    since: int | None = None  # where the passage begins that says who "they" are, if before the sentence
    aside: bool = False  # told only to place another act in time, or as what others heard of
    event: Event | None = None  # of an encounter: the event that it is
