"""Time expressions that date nothing: lengths, what happens again and again, times of day, now and then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.dates import calendar
from communique.dates.context import Context
from communique.dates.counts import is_vague, length_value
from communique.dates.found import Found, Reader, Rule, Value, group, load_rules, valued
from communique.dates.words import number, unit_of, vocabulary, weekday_numbers
from communique.model import Basis, Precision, TimeKind


@cache
def spell_rules() -> tuple[Rule, ...]:
    """Rules of ``data/spells.tsv``."""
    readers: dict[str, Reader] = {
        "length": _length,
        "half": _half,
        "length_long": _length_long,
        "plural": _plural,
        "each": _each,
        "days_of_week": _days_of_week,
        "per": _per,
        "age": _age,
        "frequency": _frequency,
        "clock": _clock,
        "reference": _reference,
        "period": _period,
    }
    return load_rules("spells.tsv", readers, Basis.SAID)


_ARTICLE = ("a", "an")


def _length(match: re.Match[str], context: Context) -> Sequence[Found]:
    word, unit = group(match, "num"), unit_of(match["unit"])
    plural = match["unit"].lower().endswith("s") or match.group().lower().rstrip(" '").endswith("s")
    if unit == "second" and not plural:
        return []
    if unit == "quarter" and (word in _ARTICLE or not plural or word in ("three", "one")):
        return []  # a quarter of the votes
    if not plural and is_vague(word):
        return []
    start = match.start("num") if match.string[match.end("num")] == "-" and match["about"] is None else match.start()
    count = None if is_vague(word) else number(word)
    if count is not None and match.groupdict().get("half"):
        count += 0.5
    value = Value(start, match.end(), length_value(count, unit), TimeKind.DURATION)
    return [Found(start, match.end(), None, TimeKind.DURATION, (value,))]


def _half(match: re.Match[str], context: Context) -> Sequence[Found]:
    return valued(match, None, length_value(0.5, unit_of(match["unit"])), TimeKind.DURATION)


def _length_long(match: re.Match[str], context: Context) -> Sequence[Found]:
    plural = match.group().lower().endswith("s-long")
    return valued(match, None, length_value(None if plural else 1, unit_of(match["unit"])), TimeKind.DURATION)


def _plural(match: re.Match[str], context: Context) -> Sequence[Found]:
    return valued(match, None, length_value(None, unit_of(match["unit"])), TimeKind.DURATION)


def _each(match: re.Match[str], context: Context) -> Sequence[Found]:
    if match.groupdict().get("day"):
        return valued(match, None, f"XXXX-WXX-{weekday_numbers()[group(match, 'day')] + 1}", TimeKind.SET)
    if match.groupdict().get("daytime"):
        return valued(match, None, f"XXXX-XX-XXT{vocabulary()['day_times'][group(match, 'daytime')]}", TimeKind.SET)
    word = group(match, "num")
    count = 2 if word == "other" else None if word == "few" else number(word) if word and word != "single" else 1
    return valued(match, None, length_value(count, unit_of(match["unit"])), TimeKind.SET)


def _days_of_week(match: re.Match[str], context: Context) -> Sequence[Found]:
    day = weekday_numbers()[match["day"].lower().rstrip("s")] + 1
    return valued(match, None, f"XXXX-WXX-{day}", TimeKind.SET)


def _per(match: re.Match[str], context: Context) -> Sequence[Found]:
    return valued(match, None, length_value(1, unit_of(match["unit"])), TimeKind.SET)


def _age(match: re.Match[str], context: Context) -> Sequence[Found]:
    years = Value(match.start("num"), match.end("num"), length_value(number(match["num"]), "year"), TimeKind.DURATION)
    return [Found(years.start, years.end, None, TimeKind.DURATION, (years,))]


def _frequency(match: re.Match[str], context: Context) -> Sequence[Found]:
    return valued(match, None, vocabulary()["sets"][group(match, "word")], TimeKind.SET)


def _clock(match: re.Match[str], context: Context) -> Sequence[Found]:
    """A time of the day last spoken of, else of the day of print; it dates nothing by itself."""
    words = match.groupdict()
    if words.get("named"):
        hour, minute = (12 if match["named"].lower() == "noon" else 24), "00"
    else:
        half = re.sub(r"[^ap]", "", group(match, "half").split("m")[0])
        hour = int(match["hour"])
        if half and not 1 <= hour <= 12:
            return []
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        minute = words.get("minute") or "00"
    anchor = context.anchor
    is_day = anchor is not None and anchor.precision is Precision.DAY and anchor.start is not None
    day = anchor.start if is_day and anchor and (context.narrative or context.gap < 120) else context.today
    stamp = calendar.day_value(day) if day else "XXXX-XX-XX"
    return valued(match, None, f"{stamp}T{hour:02d}:{minute}", TimeKind.TIME)


def _reference(match: re.Match[str], context: Context) -> Sequence[Found]:
    words = match.groupdict()
    value = "PAST_REF" if words.get("past") else "PRESENT_REF" if words.get("present") else "FUTURE_REF"
    return valued(match, None, value, TimeKind.VAGUE)


def _period(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "at the same time": a period that nothing names."""
    empty = Value(match.start(), match.end(), "", TimeKind.VAGUE)
    return [Found(match.start(), match.end(), None, TimeKind.VAGUE, (empty,))]
