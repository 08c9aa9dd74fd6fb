"""Counted units: how long before or after a day, and the days up to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from communique.dates import calendar
from communique.dates.calendar import Stretch
from communique.dates.context import Context
from communique.dates.found import Found, group, valued, whole
from communique.dates.words import number, unit_of, vocabulary
from communique.model import Precision, TimeKind

_NEAR = 250  # "two days before the visit" counts from a day named at most so many characters ago
_VAGUE = {"day": 7, "week": 42, "month": 180, "year": 1825, "decade": 7300}
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
_FROM_PRINT = ("ago", "hence", "from now", "from today")
_EARLIER = ("ago", "earlier", "before", "before that", "prior to", "prior", "previously", "beforehand")


def is_vague(word: str) -> bool:
    """``several``, ``a few``."""
    return word in vocabulary()["vague_numbers"]


def length_value(count: float | None, unit: str) -> str:
    """``P3D``, ``PT2H``, ``PXW`` for an unknown count, ``P22.8Y``."""
    if unit == "fortnight":
        count = count * 2 if count is not None else None
    time, mark = vocabulary()["lengths"][unit]
    if count == 0.5 and not time:
        halves = {"year": "P6M", "decade": "P5Y", "century": "P50Y", "day": "PT12H"}
        return halves.get(unit, f"P0.5{mark}")
    if count == 0.5:
        return "PT30M" if unit == "hour" else "PT30S"
    shown = "X" if count is None else f"{count:g}"
    return f"P{time}{shown}{mark}"


def counted(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "three weeks ago", "two days later", "a few months before"."""
    way, unit, word = group(match, "way"), unit_of(match["unit"]), group(match, "num")
    sign = -1 if way in _EARLIER else 1
    bare = way in ("before", "after", "prior to", "prior")
    if bare and context.gap > _NEAR:
        return []
    origin = context.today if way in _FROM_PRINT else (context.anchor.start if context.anchor else None)
    if origin is None and way in ("earlier", "previously"):
        origin = context.reference
    if is_vague(word):
        found = _vague(origin, sign, unit) if origin else None
        return valued(match, found, "PAST_REF" if sign < 0 else "FUTURE_REF", TimeKind.VAGUE)
    count = number(word)
    if origin is None:
        return valued(match, None, length_value(count, unit), TimeKind.DURATION)
    if count != int(count):
        months = round(count * {"year": 12, "decade": 120}.get(unit, 0))
        return whole(match, calendar.shift(origin, sign * months, "month")) if months else []
    if not 0 < count < 3000 or (unit in ("year", "decade", "century") and count > 500):
        return []
    anchor = context.anchor
    if unit == "year" and anchor and anchor.start and anchor.precision is Precision.QUARTER and context.gap <= _NEAR:
        return whole(match, calendar.quarter(anchor.start.year + sign * int(count), (anchor.start.month + 2) // 3))
    return whole(match, _shifted(origin, sign * int(count), unit))


def _shifted(origin: date, count: int, unit: str) -> Stretch:
    if unit != "decade" or abs(count) == 1:
        return calendar.shift(origin, count, unit)
    return calendar.decade(origin.year + 10 * count)


def _vague(origin: date, sign: int, unit: str) -> Stretch:
    near, far = calendar.shift(origin, 2 * sign, unit), calendar.shift(origin, 7 * sign, unit)
    first, last = (far, near) if sign < 0 else (near, far)
    return Stretch(start=first.start, end=last.end, precision=Precision.RANGE)


def ref_units(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "weeks earlier", "years later": some time before or after, no day."""
    value = "PAST_REF" if group(match, "way") in _EARLIER else "FUTURE_REF"
    return valued(match, None, value, TimeKind.VAGUE)


def window(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "in the last three weeks", "in recent months", "over the coming days", "the following days"."""
    unit, way, word = unit_of(match["unit"]), group(match, "way"), group(match, "num")
    if way == "recent" or (way == "coming" and not match["the"] and not word):
        stretch = _around_print(match, context) if way != "coming" else None
        return valued(match, stretch, "PAST_REF" if way == "recent" else "FUTURE_REF", TimeKind.VAGUE)
    count = number(word) if word and not is_vague(word) else None
    return valued(match, _around_print(match, context), length_value(count, unit), TimeKind.DURATION)


def _around_print(match: re.Match[str], context: Context) -> Stretch | None:
    """The days up to print, or from it on; none in a story, or for what follows something told."""
    origin, unit, way, word = context.reference, unit_of(match["unit"]), group(match, "way"), group(match, "num")
    if origin is None or context.narrative or way not in ("last", "past", "previous", "next", "coming", "recent"):
        return None
    counts = word and not is_vague(word)
    length = int(UNIT_DAYS.get(unit, 36525) * number(word)) if counts else _VAGUE.get(unit, 90)
    if length > 36524:
        return None
    tomorrow = origin + timedelta(days=1)
    if way in ("next", "coming"):
        return Stretch(start=origin, end=tomorrow + timedelta(days=length), precision=Precision.RANGE)
    return Stretch(start=origin - timedelta(days=length), end=tomorrow, precision=Precision.RANGE)
