"""When something happened: half-open spans of days, with precision and how we know."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from communique.model.base import Record


class Precision(StrEnum):
    """How exactly a time is known."""

    DAY = "day"
    DAYS = "days"  # a span of days each of which is meant: "18 and 19 November"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"  # somewhere inside the span: "recently", "no later than print"


class TimeKind(StrEnum):
    """What a time expression speaks of. Only a ``DATE`` can say when something happened."""

    DATE = "date"  # days of the calendar: "18 November", "last week", "the night of 3 May"
    TIME = "time"  # a time of day and no more: "at 3 p.m."
    DURATION = "duration"  # a length: "three days", "24-year"
    SET = "set"  # again and again: "daily", "every Monday"
    VAGUE = "vague"  # no day can be given: "now", "the future", "a few weeks later"


class Basis(StrEnum):
    """How the day is known: said in the passage, anchored to another day that is, or only the day of print."""

    SAID = "said"
    ANCHORED = "anchored"
    PRINT = "print"


class When(Record, frozen=True, kw_only=True):
    """A half-open span ``[start, end)`` of days; an open side is ``None``.

    ``zone`` is an IANA name when the source's local day matters. ``expression`` is the wording it was read from.
    A span over a window's edge belongs to the window of its ``start`` (or of its last day when ``start`` is open).
    """

    start: date | None
    end: date | None
    precision: Precision
    basis: Basis
    expression: str = ""
    zone: str | None = None

    @staticmethod
    def day(day: date, basis: Basis, expression: str = "") -> When:
        """One day."""
        return When(
            start=day,
            end=day + timedelta(days=1),
            precision=Precision.DAY,
            basis=basis,
            expression=expression,
        )

    @property
    def anchor(self) -> date | None:
        """The day that places this span in a window."""
        if self.start is not None:
            return self.start
        return self.end - timedelta(days=1) if self.end is not None else None

    @property
    def last(self) -> date | None:
        """The last day of the span, or ``None`` when it is open."""
        return self.end - timedelta(days=1) if self.end is not None else None

    @property
    def is_one_day(self) -> bool:
        """True when the span is exactly one known day."""
        return self.start is not None and self.end == self.start + timedelta(days=1)

    def overlaps(self, other: When) -> bool:
        """True when some day can lie in both spans."""
        return _before(self.start, other.end) and _before(other.start, self.end)

    def to_iso(self) -> str | None:
        """ISO 8601: a day, a partial date, or ``start/end`` with the last day included."""
        if self.start is None and self.end is None:
            return None
        if self.is_one_day and self.start:
            return self.start.isoformat()
        if self.precision is Precision.MONTH and self.start:
            return f"{self.start:%Y-%m}"
        if self.precision is Precision.YEAR and self.start:
            return f"{self.start:%Y}"
        return f"{self.start or '..'}/{self.last or '..'}"


def _before(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end
