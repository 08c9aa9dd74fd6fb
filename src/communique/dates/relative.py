"""Relative expressions: what counts from the day of print or from the narrative's last day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from msgspec import structs

from communique.dates import calendar
from communique.dates.calendar import Stretch
from communique.dates.context import Context, Lean, choose_day
from communique.dates.counts import UNIT_DAYS, counted, ref_units, window
from communique.dates.found import Found, Reader, Rule, Value, group, load_rules, valued, whole
from communique.dates.words import day_number, month_number, part_bounds, unit_of, vocabulary, weekday_numbers
from communique.model import Basis, Precision, TimeKind

_BACK = re.compile("last|past|previous|preceding|prior|before|ago|earlier")
_AHEAD = re.compile("next|coming|following|after|ensuing|subsequent|later")
_ROLLING = ("the past", "the last", "the next", "the coming", "past")


@cache
def relative_rules() -> tuple[Rule, ...]:
    """Rules whose value depends on the day of print or on what was said before, as in ``data/relative.tsv``."""
    readers: dict[str, Reader] = {
        "deictic": _deictic,
        "weekdays": _weekdays,
        "weekday": _weekday,
        "unit": _unit,
        "year_end": _year_end,
        "weekend": _weekend,
        "quarter_bare": _quarter_bare,
        "named": _named,
        "season_bare": _season_bare,
        "counted": counted,
        "ref_units": ref_units,
        "window": window,
        "next_day": _next_day,
        "day_part": _day_part,
        "any_night": _any_night,
        "day_of_month": _day_of_month,
        "month_of_year": _month_of_year,
        "recently": _recently,
    }
    return load_rules("relative.tsv", readers, Basis.ANCHORED)


def day_with_time(match: re.Match[str], found: date, time: str) -> list[Found]:
    """A day, with a part of the day in its standard value: ``2014-11-18TMO``."""
    stretch = calendar.day(found)
    mark = vocabulary()["day_times"].get(time, "")
    if not mark:
        return whole(match, stretch)
    value = Value(match.start(), match.end(), f"{stretch.value}T{mark}", TimeKind.TIME)
    return [Found(match.start(), match.end(), stretch, values=(value,))]


def _deictic(match: re.Match[str], context: Context) -> Sequence[Found]:
    word = group(match, "word")
    if context.narrative and word == "today":
        present = Value(match.start(), match.end(), "PRESENT_REF", TimeKind.VAGUE)
        return [Found(match.start(), match.end(), None, TimeKind.VAGUE, (present,))]
    if context.today is None:
        return []
    steps = {
        "the day before yesterday": -2,
        "yesterday": -1,
        "last night": -1,
        "last evening": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }
    time = group(match, "daytime") or ("night" if word in ("tonight", "overnight") else word.split()[-1])
    return day_with_time(match, context.today + timedelta(days=steps.get(word, 0)), time)


def _day_named(name: str, which: str, context: Context) -> date | None:
    """The weekday that is meant: past in news unless the verb or the word before says otherwise."""
    today = context.today
    if today is None:
        return None
    behind = (today.weekday() - weekday_numbers()[name.lower().rstrip(".")]) % 7
    past = today - timedelta(days=behind)
    if which in ("last", "this past", "past", "the previous"):
        return past if behind else past - timedelta(days=7)
    if which in ("next", "this coming", "coming", "the following"):
        return past + timedelta(days=7)
    ahead = past if behind == 0 else past + timedelta(days=7)
    return ahead if context.lean is Lean.FUTURE or which == "later" or context.narrative else past


def _weekday(match: re.Match[str], context: Context) -> Sequence[Found]:
    found = _day_named(match["day"], group(match, "which"), context)
    if found and match["of"] and context.today:
        step = {"last": -7, "next": 7, "this": 0}[match["of"].split()[0].lower()]
        monday = calendar.week(context.today).start or context.today
        found = monday + timedelta(days=step + weekday_numbers()[match["day"].lower().rstrip(".")])
    return day_with_time(match, found, group(match, "daytime")) if found else []


def _weekdays(match: re.Match[str], context: Context) -> Sequence[Found]:
    last = _day_named(match["d2"], group(match, "which"), context)
    if last is None:
        return []
    one, other = (weekday_numbers()[match[name].lower().rstrip(".")] for name in ("d1", "d2"))
    gap = (other - one) % 7 or 7
    first = last - timedelta(days=gap)
    spans = [(match.start(name), match.end(name), calendar.day(day)) for name, day in (("d1", first), ("d2", last))]
    if match["link"].lower() in ("and", "or") and gap > 1:
        return [Found(*span) for span in spans]
    stretch = calendar.days(first, last)
    values = tuple(Value(start, end, day.value) for start, end, day in spans)
    return [Found(match.start(), match.end(), stretch, values=values)] if stretch else []


def _origin(which: str, context: Context) -> date | None:
    """The day from which "the following …", "the same …" counts: the narrative's; "last …" counts from print."""
    if context.narrative and context.named and re.search("same|that", which):
        return context.named.start
    if re.search("following|same|that|previous|preceding|ensuing|subsequent|prior|ago|earlier", which):
        near = context.anchor.start if context.anchor else None
        return near or (context.reference if re.search("previous|preceding|prior|ago|earlier", which) else None)
    return context.today


def _unit(match: re.Match[str], context: Context) -> Sequence[Found]:
    which, unit, edge = group(match, "which"), unit_of(match["unit"]), group(match, "edge").rstrip(" -")
    if "year" in which:  # the year-ago quarter
        return _year_ago(match, unit, context)
    origin = _origin(which, context)
    if origin is None:
        return []
    latest = "latest" in which and unit == "quarter"
    step = -1 if latest or _BACK.search(which) else 1 if _AHEAD.search(which) else 0
    if which in _ROLLING and not edge and (which != "the next" or not context.narrative) and unit != "weekend":
        return _rolling(match, origin, step, unit, context)
    stretch = _edged(_stepped(origin, step, unit, context), edge, context)
    moves = bool(edge) or not context.narrative or unit != "century"
    return [one._replace(sets_anchor=moves) for one in whole(match, stretch)]


def _year_ago(match: re.Match[str], unit: str, context: Context) -> Sequence[Found]:
    origin = context.origin
    if origin is None:
        return []
    before = calendar.make_day(origin.year - 1, origin.month, min(origin.day, 28)) or origin
    if unit == "quarter" and context.anchor and context.anchor.precision is Precision.QUARTER and context.anchor.start:
        before = calendar.quarter(context.anchor.start.year - 1, (context.anchor.start.month + 2) // 3).start or before
    return whole(match, calendar.around(before, "year" if unit == "period" else unit))


def _stepped(origin: date, step: int, unit: str, context: Context) -> Stretch:
    if unit == "week":
        return calendar.week(origin + timedelta(days=7 * step))
    if unit == "weekend":
        monday = calendar.week(origin).start or origin
        saturday = monday + timedelta(days=5 + 7 * step)
        if step == 0 and context.lean is not Lean.FUTURE and origin.weekday() <= 1:
            saturday -= timedelta(days=7)
        return calendar.weekend(saturday)
    if unit in ("decade", "century"):
        return calendar.around(calendar.shift(origin, step, unit).start or origin, unit)
    return calendar.shift(origin, step, unit) if step else calendar.around(origin, unit)


def _rolling(match: re.Match[str], origin: date, step: int, unit: str, context: Context) -> Sequence[Found]:
    """ "the past year" is the twelve months up to now, a length in the standard."""
    span = timedelta(days=UNIT_DAYS.get(unit, 36524))
    tomorrow = origin + timedelta(days=1)
    begin, end = (origin - span, tomorrow) if step < 0 else (origin, tomorrow + span)
    value = Value(match.start(), match.end(), f"P1{vocabulary()['lengths'][unit][1]}", TimeKind.DURATION)
    stretch = Stretch(start=begin, end=end, precision=Precision.RANGE)
    return [Found(match.start(), match.end(), stretch, values=(value,), sets_anchor=False)]


def _edged(whole_stretch: Stretch, edge: str, context: Context) -> Stretch:
    reference = context.reference
    if not edge or whole_stretch.start is None or whole_stretch.end is None or edge == "the course of":
        return whole_stretch
    if edge.split(maxsplit=1)[0] in ("earlier", "later"):
        if reference is None or not whole_stretch.start <= reference < whole_stretch.end:
            return whole_stretch
        if edge.startswith("earlier"):
            until = reference + timedelta(days=1)
            return structs.replace(whole_stretch, end=until, precision=Precision.RANGE)
        return structs.replace(whole_stretch, start=reference, precision=Precision.RANGE)
    return calendar.part(whole_stretch, *part_bounds(edge))


def _year_end(match: re.Match[str], context: Context) -> Sequence[Found]:
    if context.today is None:
        return []
    bounds = part_bounds("mid" if "mid" in match.group().lower() else "late")
    return whole(match, calendar.part(calendar.year(context.today.year), *bounds))


def _weekend(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "over the weekend": the last one, or the one to come."""
    if context.today is None:
        return []
    ahead = context.lean is Lean.FUTURE or context.today.weekday() >= 5
    saturday = context.today + timedelta(days=5 - context.today.weekday() - (0 if ahead else 7))
    return whole(match, calendar.weekend(saturday))


def _quarter_bare(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "the third quarter": the last one over or running; "the latest quarter" is the last one over."""
    today = context.today
    if today is None:
        return []
    running = (today.month + 2) // 3
    which = group(match, "which")
    if which not in vocabulary()["ordinals"]:
        return whole(match, calendar.quarter(today.year, running - 1))
    number = int(vocabulary()["ordinals"][which])
    if context.narrative:
        return whole(match, calendar.quarter(today.year, number))
    past = number > running and context.lean is not Lean.FUTURE
    year = today.year - (past or "last year" in match.group().lower())
    return whole(match, calendar.quarter(year, number))


def _months_named(name: str, year: int) -> Stretch:
    seasons = vocabulary()["seasons"]
    return calendar.season(year, seasons[name]) if name in seasons else calendar.month(year, month_number(name))


def _named(match: re.Match[str], context: Context) -> Sequence[Found]:
    """``last November``, ``this summer``, ``early next May``, ``that winter``."""
    which, name = group(match, "which"), group(match, "name")
    origin = _origin("the same" if which in ("that", "same") else which, context)
    if origin is None or (which == "that" and name == "fall"):
        return []
    options = [_months_named(name, origin.year + step) for step in (-1, 0, 1)]
    if _BACK.search(which):
        past = [one for one in options if one.end and one.end <= origin]
        chosen = past[-1] if past else options[0]
    elif _AHEAD.search(which):
        chosen = next((one for one in options if one.start and one.start > origin), options[-1])
    else:
        chosen = min(options, key=lambda one: abs((one.start - origin).days) if one.start else 0)
        chosen = next((one for one in options if one.start and one.end and one.start <= origin < one.end), chosen)
        same = "same" in which or which == "that"
        chosen = chosen if same or chosen.start is None or chosen.start.year == origin.year else options[1]
    return whole(match, calendar.part(chosen, *part_bounds(match["edge"])) if match["edge"] else chosen)


def _season_bare(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "in the spring" of the story's year, or of the year of print; "in winter" alone may be any winter."""
    origin, name = context.today, group(match, "name")
    if origin is None or (not context.narrative and not match.group().lower().startswith("the ")):
        return []
    if match["which"]:
        year = _year_of(group(match, "which"), context)
        return whole(match, _months_named(name, year)) if year else []
    year = origin.year
    if context.narrative and context.anchor and context.anchor.precision is not Precision.YEAR:
        middle = vocabulary()["seasons"][name] + 1
        year += 1 if middle <= origin.month - 7 else 0
    chosen = _months_named(name, year)
    return whole(match, calendar.part(chosen, *part_bounds(match["part"])) if match["part"] else chosen)


def _next_day(match: re.Match[str], context: Context) -> Sequence[Found]:
    if context.anchor is None or context.anchor.start is None or context.anchor.end is None:
        return []
    if (context.anchor.end - context.anchor.start).days > 7:
        return []
    way, time = group(match, "way"), group(match, "daytime")
    if _BACK.search(way):
        return day_with_time(match, context.anchor.start - timedelta(days=1), time)
    if _AHEAD.search(way):
        return day_with_time(match, context.anchor.end, time)
    if way.startswith("that") or time:
        return day_with_time(match, context.anchor.start, time)
    return whole(match, context.anchor)


def _day_part(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "in the morning" of the day last spoken of."""
    anchor = context.anchor
    if anchor is None or anchor.start is None or anchor.precision is not Precision.DAY:
        return []
    return day_with_time(match, anchor.start, group(match, "daytime"))


def _any_night(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "at night": no one night."""
    mark = vocabulary()["day_times"][group(match, "daytime")]
    return valued(match, None, f"XXXX-XX-XXT{mark}", TimeKind.SET)


def _day_of_month(match: re.Match[str], context: Context) -> Sequence[Found]:
    base = context.anchor.start if context.anchor else context.reference
    found = choose_day(base.month, day_number(match["day"]), context) if base else None
    return [Found(match.start("day"), match.end(), calendar.day(found))] if found else []


def _year_of(which: str, context: Context) -> int | None:
    origin = _origin(which, context)
    if origin is None:
        return None
    return origin.year + (-1 if _BACK.search(which) else 1 if _AHEAD.search(which) else 0)


def _month_of_year(match: re.Match[str], context: Context) -> Sequence[Found]:
    """``July last year``, ``5 May this year``, ``late June of next year``, ``August of that year``."""
    year = _year_of(group(match, "which"), context)
    if year is None:
        return []
    month, number = month_number(match["month"]), match["day"] or match["after"]
    if number:
        found = calendar.make_day(year, month, day_number(number))
        return whole(match, calendar.day(found) if found else None)
    stretch = calendar.month(year, month)
    return whole(match, calendar.part(stretch, *part_bounds(match["part"])) if match["part"] else stretch)


def _recently(match: re.Match[str], context: Context) -> Sequence[Found]:
    """Some day up to print; in a story no day at all."""
    up_to_print = None
    if context.reference is not None and not context.narrative:
        end = context.reference + timedelta(days=1)
        up_to_print = Stretch(start=None, end=end, precision=Precision.RANGE)
    return valued(match, up_to_print, "PAST_REF", TimeKind.VAGUE)
