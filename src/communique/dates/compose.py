"""Joins a day with the time of day beside it: "the night of 3 May", "11 a.m. on Monday", "18 May 1944 at 3 p.m."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from communique.dates.found import Found, Value
from communique.dates.words import pieces, vocabulary
from communique.model import Basis, Precision, TimeKind

_JOIN_BEFORE = re.compile(r",?\s(?:on\s)?|\s\(")
_JOIN_AFTER = re.compile(r",?\s(?:at\s)?")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    day_time = pieces()["DAYTIME"]
    early, hours = r"(?:(?i:early|late)\s+(?:in\s+)?)?", r"(?:\s+hours)?"
    before = rf"{early}(?:(?i:the)\s+)?{early}(?P<time>{day_time}){hours}\s+(?:of|on)\s+(?:the\s+)?$"
    return re.compile(before), re.compile(rf"\s+(?P<time>{day_time})(?!\w)")


def with_time_of_day(body: str, items: Iterable[tuple[Found, Basis]]) -> Iterator[tuple[Found, Basis]]:
    """The findings in order, days joined with their times of day."""
    held: tuple[Found, Basis] | None = None
    for found, basis in items:
        now = (_with_part(body, found, held[0].end if held else 0), basis)
        if held is None:
            held = now
            continue
        joined = _joined(body, held[0], now[0])
        if joined is None:
            yield held
        held = (joined, held[1] if held[0].kind is TimeKind.DATE else now[1]) if joined else now
    if held is not None:
        yield held


def _is_day(found: Found) -> bool:
    plain = found.values is None and found.kind is TimeKind.DATE
    return plain and found.stretch is not None and found.stretch.precision is Precision.DAY


def _with_part(body: str, found: Found, floor: int) -> Found:
    """``the night of`` before a day, or ``night`` after it, in the standard's value."""
    if not _is_day(found) or found.stretch is None:
        return found
    before, after = _patterns()
    left = before.search(body, max(floor, found.start - 40), found.start)
    right = after.match(body, found.end)
    match = left or right
    if match is None:
        return found
    start = left.start() if left else found.start
    end = found.end if left else match.end()
    mark = vocabulary()["day_times"][match["time"].lower()]
    value = Value(start, end, f"{found.stretch.value}T{mark}", TimeKind.TIME)
    return found._replace(start=start, end=end, values=(value,))


def _joined(body: str, one: Found, other: Found) -> Found | None:
    """A clock time and a day side by side are one mention: the day's, with the time in the value."""
    clock, day, join = (one, other, _JOIN_BEFORE) if one.kind is TimeKind.TIME else (other, one, _JOIN_AFTER)
    if clock.kind is not TimeKind.TIME or not _is_day(day) or day.stretch is None:
        return None
    if not join.fullmatch(body, one.end, other.start):
        return None
    time = clock.as_values()[0].value.partition("T")[2]
    value = Value(one.start, other.end, f"{day.stretch.value}T{time}", TimeKind.TIME)
    return day._replace(start=one.start, end=other.end, values=(value,))
