"""What the store takes and gives besides the model's records."""

from __future__ import annotations

from datetime import date

from communique.model import (
    Claim,
    Decision,
    Happening,
    Link,
    MergeStep,
    Passage,
    Problem,
    Reading,
    Record,
    Run,
    Skipped,
    Source,
    Text,
    Verdict,
)


class Filters(Record, frozen=True, kw_only=True):
    """Which readings or happenings are wanted; everything left out means "any".

    ``since`` and ``until`` (both included) are compared with the day that places a span in a window; what has no day
    matches only when both are left out. ``actor`` is an actor's key or a country code among those who act, meet or
    speak; ``partner`` and ``party`` are the same among all parties. ``kind`` is ``event``, ``encounter`` or
    ``statement``; ``type`` a PLOVER type, format or act; ``auxiliary`` an auxiliary or a status. ``cutoff``: only texts
    published up to that day (undated texts have no part). ``as_of_run``: only what was recorded up to that run (its id
    or number).
    """

    since: date | None = None
    until: date | None = None
    actor: str | None = None
    partner: str | None = None
    party: str | None = None
    kind: str | None = None
    type: str | None = None
    auxiliary: str | None = None
    source: str | None = None
    text: str | None = None
    cutoff: date | None = None
    as_of_run: str | None = None
    limit: int | None = None


class Hit(Record, frozen=True, kw_only=True):
    """One text found by full-text search; ``snippet`` marks what matched with ``[`` and ``]``; lower rank is better."""

    text_id: str
    source_id: str
    title: str
    published: date | None
    address: str
    snippet: str
    rank: float


class Cited(Record, frozen=True, kw_only=True):
    """A passage with the text version it was cut from and who published it."""

    passage: Passage
    text: Text
    source: Source


class Why(Record, frozen=True, kw_only=True):
    """Everything behind one id. ``kind``: ``reading``, ``happening``, ``claim``, ``passage`` or ``text``.

    ``id`` is the id that was found: after a merge the one that lives on, with the steps that led there in ``steps``.
    ``decisions`` are those of editors about it (with what undid them), ``links`` how it stands to other happenings.
    """

    id: str
    kind: str
    cited: tuple[Cited, ...] = ()
    readings: tuple[Reading, ...] = ()
    happenings: tuple[Happening, ...] = ()
    claim: Claim | None = None
    verdict: Verdict | None = None
    issue_number: int | None = None
    steps: tuple[MergeStep, ...] = ()
    decisions: tuple[Decision, ...] = ()
    links: tuple[Link, ...] = ()


class Coding(Record, frozen=True, kw_only=True):
    """What one coder made of one text: stored whole or not at all."""

    text_id: str
    coder: str
    coder_version: str
    base_version: str
    readings: tuple[Reading, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()


class NumberedRun(Record, frozen=True, kw_only=True):
    """A run with the number the store gave it; ``run.finished`` is ``None`` for one that was cut off."""

    number: int
    run: Run
