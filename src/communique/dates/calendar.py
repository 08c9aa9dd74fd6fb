"""Arithmetic on calendar spans: half-open, with a precision and a standard value; no language in here.

Years before the common era lie on the same line, moved by 8000: 490 BC is 7511. All arithmetic then holds (8000 is a
multiple of 400, so leap years fall right); only values and the caller's ``When`` tell the eras apart.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from communique.model import Precision, Record

FIRST_YEAR, LAST_YEAR = 1, 9998
FIRST_BC = 5001
"""Years from here on stand for years before the common era."""

_BC_ZERO = 8001
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


class Stretch(Record, frozen=True, kw_only=True):
    """Days ``[start, end)``; an open side is ``None``. ``value`` is the ISO-TimeML value, empty where there is none."""

    start: date | None
    end: date | None
    precision: Precision
    value: str = ""

    @property
    def is_bc(self) -> bool:
        """True when the days are before the common era."""
        return any(side is not None and side.year >= FIRST_BC for side in (self.start, self.end))


def before_christ(number: int) -> int:
    """The year of this module's line for a year BC."""
    return _BC_ZERO - number


def year_value(number: int) -> str:
    """``2014``, ``BC0490``."""
    return f"BC{_BC_ZERO - number:04d}" if number >= FIRST_BC else f"{number:04d}"


def day_value(when: date) -> str:
    """``2014-11-18``."""
    return f"{year_value(when.year)}-{when:%m-%d}"


def week_value(when: date) -> str:
    """``2014-W47``; BC years give their year only."""
    if when.year >= FIRST_BC:
        return year_value(when.year)
    year, number, _ = when.isocalendar()
    return f"{year:04d}-W{number:02d}"


def day(when: date) -> Stretch:
    """One day."""
    return Stretch(start=when, end=when + timedelta(days=1), precision=Precision.DAY, value=day_value(when))


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
    return Stretch(start=monday, end=monday + timedelta(days=7), precision=Precision.WEEK, value=week_value(monday))


def weekend(saturday: date) -> Stretch:
    """Saturday and Sunday."""
    value = f"{week_value(saturday)}-WE"
    return Stretch(start=saturday, end=saturday + timedelta(days=2), precision=Precision.DAYS, value=value)


def month(year: int, number: int) -> Stretch:
    """A calendar month; ``number`` may run over the year's ends (0 is December before)."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    following = date(year + number // 12, number % 12 + 1, 1)
    value = f"{year_value(year)}-{number:02d}"
    return Stretch(start=date(year, number, 1), end=following, precision=Precision.MONTH, value=value)


def months(year: int, number: int, count: int, precision: Precision, value: str = "") -> Stretch:
    """``count`` calendar months from the given one on."""
    last = month(year, number + count - 1)
    return Stretch(start=month(year, number).start, end=last.end, precision=precision, value=value)


def year(number: int) -> Stretch:
    """A calendar year."""
    return months(number, 1, 12, Precision.YEAR, year_value(number))


def season(number: int, first_month: int) -> Stretch:
    """Three months from ``first_month`` on; a winter belongs to the year of its December."""
    value = f"{year_value(number)}-{_SEASONS[first_month]}"
    return months(number, first_month, 3, Precision.SEASON, value)


def quarter(number: int, which: int) -> Stretch:
    """A quarter of a year; ``which`` may run over the year's ends."""
    number, which = number + (which - 1) // 4, (which - 1) % 4 + 1
    return months(number, 3 * which - 2, 3, Precision.QUARTER, f"{year_value(number)}-Q{which}")


def half(number: int, which: int) -> Stretch:
    """A half of a year."""
    return months(number, 6 * which - 5, 6, Precision.RANGE, f"{year_value(number)}-H{which}")


def decade(number: int) -> Stretch:
    """The ten years that hold a year; ``470s BC`` are 479 to 470."""
    if number >= FIRST_BC:
        tens = (_BC_ZERO - number) // 10
        return months(before_christ(tens * 10 + 9), 1, 120, Precision.RANGE, f"BC{tens:03d}")
    return months(number // 10 * 10, 1, 120, Precision.RANGE, f"{number // 10:03d}")


def century(number: int, *, bc: bool = False) -> Stretch:
    """The 20th century is 1901 to 2000 by the book, 1900 to 1999 in use; the value says 19."""
    if bc:
        return months(before_christ(100 * number - 1), 1, 1200, Precision.RANGE, f"BC{number - 1:02d}")
    return months(max(100 * (number - 1), FIRST_YEAR), 1, 1200, Precision.RANGE, f"{number - 1:02d}")


def part(whole: Stretch, first: int, last: int) -> Stretch:
    """From the ``first`` to the ``last`` sixth of ``whole``: early, mid, late, half. Months count in whole days, a
    year in whole months. The value stays that of the whole, but for half a year.
    """
    if whole.start is None or whole.end is None:
        return whole
    if whole.precision is Precision.YEAR:
        value = {(0, 3): f"{whole.value}-H1", (3, 6): f"{whole.value}-H2"}.get((first, last), whole.value)
        return months(whole.start.year, 1 + 2 * first, 2 * (last - first), Precision.RANGE, value)
    length = (whole.end - whole.start).days
    begin = whole.start + timedelta(days=length * first // 6)
    end = whole.start + timedelta(days=length * last // 6)
    end = max(end, begin + timedelta(days=1))
    return Stretch(start=begin, end=end, precision=Precision.RANGE, value=whole.value)


def shift(origin: date, count: int, unit: str) -> Stretch:
    """The stretch ``count`` units after (before, when negative) ``origin``, as exact as the unit: a day, the seven
    days around, the month, the year. ``unit``: day, week, fortnight, month, quarter, year, decade, century.
    """
    match unit:
        case "day":
            return day(origin + timedelta(days=count))
        case "week" | "fortnight":
            middle = origin + timedelta(days=count * (14 if unit == "fortnight" else 7))
            return Stretch(
                start=middle - timedelta(days=3),
                end=middle + timedelta(days=4),
                precision=Precision.WEEK,
                value=week_value(middle),
            )
        case "month":
            return month(origin.year, origin.month + count)
        case "quarter":
            return quarter(origin.year, (origin.month - 1) // 3 + 1 + count)
        case _:
            return year(origin.year + count * {"decade": 10, "century": 100}.get(unit, 1))


def around(origin: date, unit: str) -> Stretch:
    """The calendar unit that holds ``origin``: its day, week, month, quarter, year, decade or century."""
    if unit == "decade":
        return decade(origin.year)
    if unit == "century":
        return century(origin.year // 100 + 1)
    return week(origin) if unit == "week" else shift(origin, 0, unit)


def join(first: Stretch, last: Stretch, precision: Precision) -> Stretch | None:
    """From the start of ``first`` to the end of ``last``; ``None`` when that is no stretch."""
    if first.start is None or last.end is None or last.end <= first.start:
        return None
    return Stretch(start=first.start, end=last.end, precision=precision)
