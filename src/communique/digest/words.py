"""Small words of English prose: lists, articles, dates, numbers. Pure functions over strings and days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from communique.digest.data import articles
from communique.model import Precision, When

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
REPORTED = "According to a report of "
"""What stands before the day of print where no other day is known."""
_DATED = re.compile(rf"^(?:On |From |{REPORTED})\d[^,]*, |^The (?:same|next) day, ")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip


def join(items: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"; semicolons where an item has a comma of its own."""
    if len(items) < 2:
        return "".join(items)
    if len(items) == 2:
        return f"{items[0]}{',' if ', ' in items[0] else ''} and {items[1]}"
    comma = "; " if any(", " in item for item in items) else ", "
    return f"{comma.join(items[:-1])}{';' if comma == '; ' else ''} and {items[-1]}"


@cache
def with_article(name: str) -> str:
    """The name as it stands in running prose: "the United States", "NATO", "the Foreign Ministry of Belarus"."""
    low = name.casefold()
    rules = articles()
    if low.startswith("the ") or low in rules.never:
        return name[:1].lower() + name[1:] if low.startswith("the ") else name
    words = low.split()
    takes = (
        low in rules.exact
        or (len(words) > 1 and (words[0] in rules.first or words[-1] in rules.last))
        or any(part in low for part in rules.contains)
    )
    return f"the {name}" if takes else name


def capital(sentence: str) -> str:
    """The sentence with its first letter as a capital, also behind an opening quotation mark."""
    at = next((i for i, char in enumerate(sentence) if char.isalpha()), None)
    if at is None or (at and sentence[at - 1].isdigit()):
        return sentence
    return sentence[:at] + sentence[at].upper() + sentence[at + 1 :]


def number(value: int) -> str:
    """A count in words up to twelve, in figures beyond."""
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else str(value)


def times(value: int) -> str:
    """ "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(value, f"{number(value)} times")


def ordinal(value: int) -> str:
    """ "fourth", "21st"; ``value`` from 1 up."""
    if 0 < value < len(_ORDINALS):
        return _ORDINALS[value]
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def signed(value: float) -> str:
    """Points with their sign and a true minus: "+4", "−2.5", "0"."""
    text = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return text if text == "0" else f"{'+' if value > 0 else '−'}{text}"


def day_name(day: date, year: int | None = None) -> str:
    """ "18 November", with the year unless it is ``year``."""
    return f"{day.day} {MONTHS[day.month - 1]}" + ("" if day.year == year else f" {day.year}")


def span_name(start: date, end: date, year: int | None = None, *, word: str = "to") -> str:
    """Two days named together: "3 to 24 November 2014", "30 November to 2 December"."""
    if start == end:
        return day_name(end, year)
    if (start.year, start.month) == (end.year, end.month):
        gap = "–" if word == "–" else f" {word} "
        return f"{start.day}{gap}{day_name(end, year)}"
    return f"{day_name(start, end.year if start.year == end.year else year)} {word} {day_name(end, year)}"


def when_words(when: When | None, year: int | None = None) -> str:
    """A time as an adverbial, lower case: "on 18 and 19 November", "in October"; empty when it is not to be printed."""
    if when is None or when.start is None or when.end is None:
        return ""
    last = when.end - timedelta(days=1)
    match when.precision:
        case Precision.DAY:
            return f"on {day_name(when.start, year)}" if when.is_one_day else ""
        case Precision.DAYS:
            both = last - when.start == timedelta(days=1)
            return f"{'on' if both else 'from'} {span_name(when.start, last, year, word='and' if both else 'to')}"
        case Precision.MONTH:
            return f"in {MONTHS[when.start.month - 1]}" + ("" if when.start.year == year else f" {when.start.year}")
        case Precision.YEAR:
            return f"in {when.start.year}"
        case _:
            return ""


def interval(days: int) -> str:
    """The length of a gap in words: "two days", "three weeks", "two months"; whole units only, days otherwise."""
    for size, unit in ((7, "week"), (1, "day")):
        if days % size == 0 and (days >= size):
            count = days // size
            return f"{'a' if count == 1 else number(count)} {unit}{'s' if count > 1 else ''}"
    return ""


def undated(sentence: str) -> str:
    """The sentence without the day that it opens with, to see whether two say the same."""
    bare = _DATED.sub("", sentence)
    return bare[:1].upper() + bare[1:]


def word_count(text: str) -> int:
    """Words as an editor counts them."""
    return len(re.findall(r"[^\s–—]+", text))
