"""Why something was decided, left out, or went wrong: the explanation types shared by every stage."""

from __future__ import annotations

from communique.model.base import Record


class Reason(Record, frozen=True, kw_only=True):
    """One named, weighted ground of a decision; every score and choice carries a tuple of these.

    ``passage`` is a passage id when the ground stands in a text.
    """

    feature: str
    value: str = ""
    weight: float = 0.0
    detail: str = ""
    passage: str | None = None


class Skipped(Record, frozen=True, kw_only=True):
    """What a stage left out on purpose, and why; counted and shown."""

    stage: str
    subject: str
    reason: str
    detail: str = ""


class Problem(Record, frozen=True, kw_only=True):
    """What went wrong, where and why; the run goes on.

    ``cause`` is a short fixed word (``undated``, ``broken-xml``, ``too-large`` …) that can be counted; ``place`` is
    an address, file and line, or id; ``advice`` says what a person can do.
    """

    stage: str
    place: str
    cause: str
    detail: str = ""
    advice: str = ""
    source_id: str | None = None
