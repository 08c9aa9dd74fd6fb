"""Relative expressions: what counts from the day of print or from the narrative's last day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from communique.dates import calendar
from communique.dates.calendar import Stretch
from communique.dates.context import Context, Lean, choose_day
from communique.dates.rules import Found, Reader, Rule, load_rules
from communique.dates.words import day_number, month_number, number, part_bounds, vocabulary, weekday_numbers
from communique.model import Basis, Precision

_NEAR = 250  # "two days before the visit" counts from a day named at most so many characters ago
_VAGUE = {"day": 7, "week": 42, "month": 180, "year": 1825, "decade": 7300}


@cache
def relative_rules() -> tuple[Rule, ...]:
    """Rules whose value depends on the day of print or on what was said before."""
    readers: dict[str, Reader] = {
        "deictic": _deictic,
        "weekdays": _weekdays,
        "weekday": _weekday,
        "unit": _unit,
        "named": _named,
        "counted": _counted,
        "window": _window,
        "next_day": _next_day,
        "day_of_month": _day_of_month,
        "month_of_year": _month_of_year,
        "recently": _recently,
    }
    return load_rules("relative.tsv", readers, Basis.ANCHORED)


def _whole(match: re.Match[str], stretch: Stretch | None) -> list[Found]:
    return [(match.start(), match.end(), stretch)] if stretch else []


def _deictic(match: re.Match[str], context: Context) -> Sequence[Found]:
    if context.reference is None:
        return []
    word = " ".join(match["word"].lower().split())
    steps = {
        "the day before yesterday": -2,
        "yesterday": -1,
        "last night": -1,
        "last evening": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }
    return _whole(match, calendar.day(context.reference + timedelta(days=steps.get(word, 0))))


def _day_named(name: str, which: str, context: Context) -> date | None:
    """The weekday that is meant: past in news unless the verb or the word before says otherwise."""
    if context.reference is None:
        return None
    behind = (context.reference.weekday() - weekday_numbers()[name.lower()]) % 7
    past = context.reference - timedelta(days=behind)
    if which in ("last", "this past", "past", "the previous"):
        return past if behind else past - timedelta(days=7)
    if which in ("next", "this coming", "coming", "the following"):
        return past + timedelta(days=7)
    ahead = past if behind == 0 else past + timedelta(days=7)
    return ahead if context.lean is Lean.FUTURE or which == "later" else past


def _weekday(match: re.Match[str], context: Context) -> Sequence[Found]:
    found = _day_named(match["day"], (match["which"] or "").strip().lower(), context)
    if found and match["of"] and context.reference:
        step = {"last": -7, "next": 7, "this": 0}[match["of"].split()[0].lower()]
        monday = calendar.week(context.reference).start or context.reference
        found = monday + timedelta(days=step + weekday_numbers()[match["day"].lower()])
    return _whole(match, calendar.day(found) if found else None)


def _weekdays(match: re.Match[str], context: Context) -> Sequence[Found]:
    which = (match["which"] or "").strip().lower()
    last = _day_named(match["d2"], which, context)
    if last is None:
        return []
    gap = (weekday_numbers()[match["d2"].lower()] - weekday_numbers()[match["d1"].lower()]) % 7 or 7
    first = last - timedelta(days=gap)
    if match["link"].lower() == "and" and gap > 1:
        return [
            (match.start("d1"), match.end("d1"), calendar.day(first)),
            (match.start("d2"), match.end("d2"), calendar.day(last)),
        ]
    return _whole(match, calendar.days(first, last))


def _origin(which: str, context: Context) -> date | None:
    """The day from which "the following …", "the same …" counts: the narrative's; "last …" counts from print."""
    if which.startswith(("the following", "the same", "that", "the previous", "the preceding")):
        return context.anchor.start if context.anchor else None
    return context.reference


def _unit(match: re.Match[str], context: Context) -> Sequence[Found]:
    which, unit = " ".join(match["which"].lower().split()), match["unit"].lower()
    origin = _origin(which, context)
    if origin is None:
        return []
    step = (
        -1
        if re.search("last|past|previous|preceding", which)
        else 1
        if re.search("next|coming|following", which)
        else 0
    )
    if which in ("the past", "the last", "the next", "the coming") and unit != "weekend":
        return _whole(match, _rolling(origin, step, unit))
    whole = _stepped(origin, step, unit, context)
    return _whole(match, _edged(whole, (match["edge"] or "").strip(" -").lower(), context))


def _stepped(origin: date, step: int, unit: str, context: Context) -> Stretch:
    if unit == "week":
        return calendar.week(origin + timedelta(days=7 * step))
    if unit == "weekend":
        monday = calendar.week(origin).start or origin
        saturday = monday + timedelta(days=5 + 7 * step)
        if step == 0 and context.lean is not Lean.FUTURE and origin.weekday() <= 1:
            saturday -= timedelta(days=7)
        return Stretch(start=saturday, end=saturday + timedelta(days=2), precision=Precision.DAYS)
    return calendar.shift(origin, step, unit) if step else calendar.around(origin, unit)


def _rolling(origin: date, step: int, unit: str) -> Stretch:
    span = timedelta(days={"week": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}[unit])
    tomorrow = origin + timedelta(days=1)
    if step < 0:
        return Stretch(start=origin - span, end=tomorrow, precision=Precision.RANGE)
    return Stretch(start=origin, end=tomorrow + span, precision=Precision.RANGE)


def _edged(whole: Stretch, edge: str, context: Context) -> Stretch:
    reference = context.reference
    if not edge or whole.start is None or whole.end is None:
        return whole
    if edge in ("earlier", "later"):
        if reference is None or not whole.start <= reference < whole.end:
            return whole
        past = Stretch(start=whole.start, end=reference + timedelta(days=1), precision=Precision.RANGE)
        return past if edge == "earlier" else Stretch(start=reference, end=whole.end, precision=Precision.RANGE)
    return calendar.part(whole, *part_bounds(edge))


def _named(match: re.Match[str], context: Context) -> Sequence[Found]:
    """``last November``, ``this summer``, ``early next May``."""
    which, name = match["which"].lower(), match["name"].lower()
    origin = _origin("the same" if which in ("that", "the same") else which, context)
    if origin is None or (which == "that" and name == "fall"):
        return []
    seasons = vocabulary()["seasons"]
    first, count = (seasons[name], 3) if name in seasons else (month_number(name), 1)
    precision = Precision.SEASON if count == 3 else Precision.MONTH
    options = [calendar.months(origin.year + step, first, count, precision) for step in (-1, 0, 1)]
    if which == "last":
        past = [one for one in options if one.end and one.end <= origin]
        whole = past[-1] if past else options[0]
    elif which == "next":
        whole = next((one for one in options if one.start and one.start > origin), options[-1])
    else:
        whole = min(options, key=lambda one: abs((one.start - origin).days) if one.start else 0)
        whole = next((one for one in options if one.start and one.end and one.start <= origin < one.end), whole)
        whole = whole if which == "that" or whole.start is None or whole.start.year == origin.year else options[1]
    return _whole(match, calendar.part(whole, *part_bounds(match["edge"])) if match["edge"] else whole)


def _counted(match: re.Match[str], context: Context) -> Sequence[Found]:
    way, unit = " ".join(match["way"].lower().split()), match["unit"].lower()
    if way in ("before", "after", "prior to", "prior") and context.gap > _NEAR:
        return []
    from_print = way in ("ago", "hence", "from now", "from today")
    origin = context.reference if from_print else (context.anchor.start if context.anchor else None)
    if origin is None and way == "earlier":
        origin = context.reference
    if origin is None:
        return []
    sign = -1 if way in ("ago", "earlier", "before", "before that", "prior to", "prior", "previously") else 1
    word = " ".join(match["num"].lower().split())
    if word in ("several", "a few", "few", "many", "some"):
        return _whole(match, _vague(origin, sign, unit))
    count = number(word)
    if not 0 < count < 3000 or (unit in ("year", "decade") and count > 500):
        return []
    return _whole(match, calendar.shift(origin, sign * count, unit))


def _vague(origin: date, sign: int, unit: str) -> Stretch:
    near, far = calendar.shift(origin, 2 * sign, unit), calendar.shift(origin, 7 * sign, unit)
    first, last = (far, near) if sign < 0 else (near, far)
    return Stretch(start=first.start, end=last.end, precision=Precision.RANGE)


def _window(match: re.Match[str], context: Context) -> Sequence[Found]:
    """``in the last three weeks``, ``in recent months``, ``over the coming days``."""
    origin, unit = context.reference, match["unit"].lower()
    if origin is None:
        return []
    sizes = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
    word = (match["num"] or "").lower()
    length = sizes[unit] * number(word) if word and word not in ("several", "few") else _VAGUE.get(unit, 90)
    if length > 36524:
        return []
    tomorrow = origin + timedelta(days=1)
    if match["way"].lower() in ("next", "coming"):
        return _whole(match, Stretch(start=origin, end=tomorrow + timedelta(days=length), precision=Precision.RANGE))
    return _whole(match, Stretch(start=origin - timedelta(days=length), end=tomorrow, precision=Precision.RANGE))


def _next_day(match: re.Match[str], context: Context) -> Sequence[Found]:
    if context.anchor is None or context.anchor.start is None or context.anchor.end is None:
        return []
    if (context.anchor.end - context.anchor.start).days > 7:
        return []
    way = " ".join(match["way"].lower().split())
    if re.search("before|previous|preceding|prior|earlier", way):
        return _whole(match, calendar.day(context.anchor.start - timedelta(days=1)))
    if re.search("next|following|after|later", way):
        return _whole(match, calendar.day(context.anchor.end))
    return _whole(match, calendar.day(context.anchor.start) if way.startswith("that") else context.anchor)


def _day_of_month(match: re.Match[str], context: Context) -> Sequence[Found]:
    base = context.anchor.start if context.anchor else context.reference
    found = choose_day(base.month, day_number(match["day"]), context) if base else None
    return [(match.start("day"), match.end(), calendar.day(found))] if found else []


def _month_of_year(match: re.Match[str], context: Context) -> Sequence[Found]:
    """``July last year``, ``5 May this year``, ``late June of next year``."""
    if context.reference is None:
        return []
    year = context.reference.year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    month = month_number(match["month"])
    if match["day"]:
        found = calendar.make_day(year, month, day_number(match["day"]))
        return _whole(match, calendar.day(found) if found else None)
    whole = calendar.month(year, month)
    return _whole(match, calendar.part(whole, *part_bounds(match["part"])) if match["part"] else whole)


def _recently(match: re.Match[str], context: Context) -> Sequence[Found]:
    if context.reference is None:
        return []
    end = context.reference + timedelta(days=1)
    return _whole(match, Stretch(start=None, end=end, precision=Precision.RANGE))
