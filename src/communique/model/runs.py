"""Runs, checks of sources, and editors' decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from communique.model.base import Record


class CheckOutcome(StrEnum):
    """What came of looking at a source."""

    OK = "ok"
    EMPTY = "empty"
    ERROR = "error"
    NOT_DUE = "not due"
    TRIED = "tried"  # begun, no outcome recorded: the process died


class Check(Record, frozen=True, kw_only=True):
    """One look at one source; coverage is read from these."""

    source_id: str
    at: datetime
    day: date
    outcome: CheckOutcome
    count: int = 0
    address: str = ""
    detail: str = ""
    covers_from: date | None = None  # first day the look covers, where the source says so
    covers_to: date | None = None


def last_looks(checks: Iterable[Check]) -> dict[str, Check]:
    """Source id → its last look, in the order given; that a source was not due is no look."""
    return {check.source_id: check for check in checks if check.outcome is not CheckOutcome.NOT_DUE}


class Run(Record, frozen=True, kw_only=True):
    """What was at work: enough to know whether two stores should be alike."""

    id: str
    verb: str
    started: datetime
    finished: datetime | None
    versions: tuple[tuple[str, str], ...]  # code, coder, base, weights, annotator …
    config: str  # JSON of the configuration as it was read
    counts: tuple[tuple[str, int], ...] = ()


class Correction(Record, frozen=True, kw_only=True):
    """An editor's decision: append-only, undoable, anchored to text hash and quote."""

    id: str
    at: datetime
    text_sha256: str
    quote: str
    subject: str
    field: str
    value: str
    undoes: str | None = None
