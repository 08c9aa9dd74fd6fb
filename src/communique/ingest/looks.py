"""Looking at addresses: every fetch, whatever comes of it, leaves a check."""

from __future__ import annotations

from communique.errors import FetchError
from communique.ingest.interface import Clock, Fetched, FetchFailedError, FetchPort
from communique.ingest.problems import clean, problem
from communique.model import Check, CheckOutcome, Problem, Record, Source


class Look(Record, frozen=True, kw_only=True):
    """What one fetch gave: the document, or the problem; and the check in either case."""

    check: Check
    fetched: Fetched | None = None
    problem: Problem | None = None


def look(address: str, source: Source, fetcher: FetchPort, clock: Clock) -> Look:
    """Fetch one address for a source; never raises."""
    started = clock()

    def check(outcome: CheckOutcome, detail: str = "") -> Check:
        return Check(
            source_id=source.id,
            at=started,
            day=started.date(),
            outcome=outcome,
            count=int(outcome is CheckOutcome.OK),
            address=clean(address),
            detail=clean(detail),
        )

    try:
        fetched = fetcher.get(address)
    except FetchError as error:
        return Look(check=check(CheckOutcome.ERROR, error.message), problem=_failure(error, address, source))
    if not fetched.content.strip():
        empty = problem("empty-response", address, source, "the server sent nothing")
        return Look(check=check(CheckOutcome.EMPTY), problem=empty)
    return Look(check=check(CheckOutcome.OK), fetched=fetched)


def _failure(error: FetchError, address: str, source: Source) -> Problem:
    if isinstance(error, FetchFailedError):
        return problem(str(error.cause), address, source, error.detail, error.advice)
    return problem("fetch-failed", address, source, error.message, error.advice)
