"""Scores of partners over windows, and what changed or did not happen."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from communique.model.base import Record
from communique.model.reasons import Reason


class Window(Record, frozen=True, kw_only=True):
    """A period of days, both ends included, as it is printed."""

    start: date
    end: date

    def holds(self, day: date | None) -> bool:
        """True when ``day`` lies in the window."""
        return day is not None and self.start <= day <= self.end


class Arrow(StrEnum):
    """Direction against the previous window."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    NONE = "none"  # nothing to compare with


class Contribution(Record, frozen=True, kw_only=True):
    """What one happening adds to a score. ``points`` is 0 for what is listed but does not score (``why`` says it)."""

    happening_id: str
    points: float
    why: str
    type: str
    mode: str | None
    auxiliary: str
    day: date | None
    direction: str  # "from", "to" or "both", as seen from the country in focus


class Score(Record, frozen=True, kw_only=True):
    """A partner's signed sum in a window with mean and count beside it, and the list behind it.

    Points are rounded to two decimals before any threshold. ``contributions`` are in (day, happening order).
    """

    focus: str
    partner: str
    window: Window
    sum: float
    mean: float
    count: int
    plus: float
    minus: float
    arrow: Arrow
    previous: float | None
    weights: str
    contributions: tuple[Contribution, ...]
    sources: tuple[str, ...] = ()


class Shift(Record, frozen=True, kw_only=True):
    """What changed between two windows, with the evidence on both sides."""

    kind: str
    subject: str
    before: str
    after: str
    windows: tuple[Window, Window]
    happenings_before: tuple[str, ...]
    happenings_after: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


class Absence(Record, frozen=True, kw_only=True):
    """A customary thing that did not happen, only ever over full coverage."""

    custom: str
    window: Window
    precedents: tuple[str, ...]
    covered_by: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
