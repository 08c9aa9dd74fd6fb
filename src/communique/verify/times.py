"""Days: the sentence's must be, or hold, one the passage gives; never the day of print for the day of the event."""

from __future__ import annotations

import re
from datetime import timedelta

from communique.model import Precision, TimeMention, When
from communique.verify.case import Case, Ground, fault

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_STEP = re.compile(
    r"(?:the |just )?(?:(?P<previous>previous |preceding )|(?:next |following )|(?P<count>[a-z]+) |(?P<digits>\d+) )?"
    r"(?P<unit>day|week)s?(?: (?P<way>before|earlier|previously|later|after))?"
)
_EXACT = re.compile(r"\d\d?\s*(?:-|–|to|and|until|till)\s*\d", re.I)
_RELATIVE = {"today", "yesterday", "tomorrow"}
_PRINTED = {"publish", "report", "release", "post", "print", "issue", "date", "dated"}


def check_times(case: Case) -> tuple[Ground, ...]:
    """Faults of dates anywhere in the sentence (which fact they belong to is aligned elsewhere)."""
    out = []
    for _, time, words in case.sentence.times:
        if case.sentence.words[words[0]].quoted or (time.when.start is None and time.when.end is None):
            continue
        if any(
            fits(time.when, o.when) or same_day(case, time.when, o.when) for _, o, _ in case.passage.times
        ) or _of_print(case, time, words):
            continue
        if _worded_alike(case, words) or _beside(case, time):
            continue
        out.append(_fault(case, time, words))
    return tuple(out)


def fits(sentence: When, passage: When) -> bool:
    """True when the sentence's span is the passage's, or a coarser one around it."""
    if passage.start is None and passage.end is None:
        return False
    if (sentence.start, sentence.end) == (passage.start, passage.end):
        return True
    if passage.precision is Precision.DAYS and sentence.is_one_day:
        return sentence.start in (passage.start, passage.last)
    if sentence.start is None or sentence.end is None or passage.start is None or passage.end is None:
        return False
    if passage.precision is Precision.RANGE or _EXACT.search(sentence.expression):
        return False
    return sentence.start <= passage.start and passage.end <= sentence.end


def same_day(case: Case, sentence: When, passage: When) -> bool:
    """Day and month agree and the passage leaves the year out: then the year is the one next to the day of print."""
    printed = case.passage.published
    if not (sentence.is_one_day and passage.is_one_day and printed) or _YEAR.search(passage.expression):
        return False
    mine, theirs = sentence.start, passage.start
    if mine is None or theirs is None or (mine.month, mine.day) != (theirs.month, theirs.day):
        return False
    return passage.expression.strip().casefold() not in _RELATIVE and abs((mine - printed).days) <= 190


def _worded_alike(case: Case, words: tuple[int, ...]) -> bool:
    """Times without a calendar value ("for two hours", "in recent years") count when they stand in the passage."""
    phrase = " ".join(case.sentence.words[i].text.casefold() for i in words)
    return f" {phrase} " in f" {case.text} " and not (set(phrase.split()) & _RELATIVE)


def _beside(case: Case, time: TimeMention) -> bool:
    """ "the day before", "two weeks earlier": counted from any day the text gives, or from the day of print."""
    day = time.when.start
    if day is None or not time.when.is_one_day:
        return False
    anchors = {t.when.start for d in case.passage.documents for t in d.times if t.when.is_one_day}
    anchors |= {case.passage.published}
    for _, other, _ in case.passage.times:
        match = _STEP.fullmatch(other.when.expression.strip().casefold())
        if match is None:
            continue
        count = _COUNT.get(match["count"] or "", 0) or int(match["digits"] or 1)
        step = timedelta(days=count * (7 if match["unit"] == "week" else 1))
        back = match["way"] in {"before", "earlier", "previously"} or bool(match["previous"])
        if any(a is not None and a + (-step if back else step) == day for a in anchors):
            return True
    return False


def _of_print(case: Case, time: TimeMention, words: tuple[int, ...]) -> bool:
    """ "in a report published on 5 May" names the day of print as such."""
    published = case.passage.published
    if published is None or not time.when.is_one_day or time.when.start != published:
        return False
    view, current = case.sentence, words[0]
    for _ in range(4):
        current = view.words[current].head
        if view.lemma(current) in _PRINTED:
            return True
    return False


def _fault(case: Case, time: TimeMention, words: tuple[int, ...]) -> Ground:
    shown = case.sentence.phrase(words)
    there = ", ".join(o.when.to_iso() or o.when.expression for _, o, _ in case.passage.times) or "no day"
    printed = case.passage.published
    if printed is not None and time.when.is_one_day and time.when.start == printed:
        return fault("event date against print date", shown, f"the passage has {there}; {shown} is the day of print")
    return fault("date", shown, f"the passage has {there}, the sentence {shown} ({time.when.to_iso()})")
