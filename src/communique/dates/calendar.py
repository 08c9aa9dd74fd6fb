"""Arithmetic on calendar spans: half-open, with a precision; no language in here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from communique.model import Precision, Record

FIRST_YEAR, LAST_YEAR = 1, 9998


class Stretch(Record, frozen=True, kw_only=True):
    """Days ``[start, end)``; an open side is ``None``."""

    start: date | None
    end: date | None
    precision: Precision


def day(when: date) -> Stretch:
    """One day."""
    return Stretch(start=when, end=when + timedelta(days=1), precision=Precision.DAY)


def make_day(year: int, month: int, number: int) -> date | None:
    """The date, or ``None`` when the calendar has no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def days(first: date, last: date, precision: Precision = Precision.DAYS) -> Stretch | None:
    """All days from ``first`` to ``last``, both included; ``None`` when they are in the wrong order."""
    if last < first:
        return None
    if last == first:
        return day(first)
    return Stretch(start=first, end=last + timedelta(days=1), precision=precision)


def week(when: date) -> Stretch:
    """The week, Monday to Sunday, that holds ``when``."""
    monday = when - timedelta(days=when.weekday())
    return Stretch(start=monday, end=monday + timedelta(days=7), precision=Precision.WEEK)


def month(year: int, number: int) -> Stretch:
    """A calendar month; ``number`` may run over the year's ends (0 is December before)."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    following = date(year + number // 12, number % 12 + 1, 1)
    return Stretch(start=date(year, number, 1), end=following, precision=Precision.MONTH)


def months(year: int, number: int, count: int, precision: Precision) -> Stretch:
    """``count`` calendar months from the given one on."""
    last = month(year, number + count - 1)
    return Stretch(start=month(year, number).start, end=last.end, precision=precision)


def year(number: int) -> Stretch:
    """A calendar year."""
    return months(number, 1, 12, Precision.YEAR)


def part(whole: Stretch, first: int, last: int) -> Stretch:
    """From the ``first`` to the ``last`` sixth of ``whole``: early, mid, late, half. Months count in whole days, a
    year in whole months.
    """
    if whole.start is None or whole.end is None:
        return whole
    if whole.precision is Precision.YEAR:
        return months(whole.start.year, 1 + 2 * first, 2 * (last - first), Precision.RANGE)
    length = (whole.end - whole.start).days
    begin = whole.start + timedelta(days=length * first // 6)
    end = whole.start + timedelta(days=length * last // 6)
    return Stretch(start=begin, end=max(end, begin + timedelta(days=1)), precision=Precision.RANGE)


def shift(origin: date, count: int, unit: str) -> Stretch:
    """The stretch ``count`` units after (before, when negative) ``origin``, as exact as the unit: a day, the seven
    days around, the month, the year. ``unit``: day, week, fortnight, month, year, decade.
    """
    match unit:
        case "day":
            return day(origin + timedelta(days=count))
        case "week" | "fortnight":
            middle = origin + timedelta(days=count * (14 if unit == "fortnight" else 7))
            return Stretch(start=middle - timedelta(days=3), end=middle + timedelta(days=4), precision=Precision.WEEK)
        case "month":
            return month(origin.year, origin.month + count)
        case "quarter":
            return quarter(origin.year, (origin.month - 1) // 3 + 1 + count)
        case _:
            return year(origin.year + count * (10 if unit == "decade" else 1))


def quarter(number: int, which: int) -> Stretch:
    """A quarter of a year; ``which`` may run over the year's ends."""
    return months(number, 3 * which - 2, 3, Precision.QUARTER)


def around(origin: date, unit: str) -> Stretch:
    """The calendar unit that holds ``origin``: its day, week, month, quarter or year."""
    if unit == "decade":
        return months(origin.year // 10 * 10, 1, 120, Precision.RANGE)
    return week(origin) if unit == "week" else shift(origin, 0, unit)


def join(first: Stretch, last: Stretch, precision: Precision) -> Stretch | None:
    """From the start of ``first`` to the end of ``last``; ``None`` when that is no stretch."""
    if first.start is None or last.end is None or last.end <= first.start:
        return None
    return Stretch(start=first.start, end=last.end, precision=precision)
