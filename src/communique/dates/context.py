"""What a rule may know beside the words themselves: the day of print, the narrative's day, which way verbs point."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

from communique.dates.calendar import Stretch, make_day
from communique.dates.words import cues
from communique.model import Record

_CLAUSE = re.compile(
    r"[,;:()]|\s-\s|\b(?:that|which|who|where|when|and|but|while|after|before|following)\b", re.IGNORECASE
)


_MODAL = re.compile(r"(?:\b(?:will|shall|would|to|be)|'ll)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


_SET_FOR = re.compile(
    r"\b(?:scheduled|planned|slated|set|due|expected|foreseen) (?:for|on|in|by)(?: the)? $", re.IGNORECASE
)
_SHORT_CLAUSE = 4  # words
_FUTURE_REACH, _PAST_REACH = 300, 345  # days: nobody omits the year of what is farther off


class Lean(Enum):
    """Where, seen from the day of print, the words around a date put it."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


class Context(Record, frozen=True, kw_only=True):
    """``reference`` is the day "today" means; ``anchor`` the last day or span the narrative spoke of."""

    reference: date | None
    anchor: Stretch | None
    lean: Lean
    narrative: bool = False
    gap: int = 0  # characters since the anchor was named
    named: Stretch | None = None  # the last time named, also in passing: "that year" means it

    @property
    def today(self) -> date | None:
        """The day from which "last week" and "three years ago" count: in a story the story's own."""
        if self.narrative and self.anchor and self.anchor.start:
            return self.anchor.start
        return self.reference

    @property
    def origin(self) -> date | None:
        """The day to which a date without a year is nearest."""
        if self.narrative and self.anchor and self.anchor.start:
            return self.anchor.start
        if self.reference:
            return self.reference
        return self.anchor.start if self.anchor else None


def lean_of(sentence: str, start: int, end: int) -> Lean:
    """Which way the clause around ``sentence[start:end]`` points. A clause of a word or two ("In December, …") takes
    the next one in; where cues point both ways the nearest decides.
    """
    if _SET_FOR.search(sentence, max(0, start - 40), start):
        return Lean.FUTURE
    left = [match.end() for match in _CLAUSE.finditer(sentence, 0, start)]
    rights = [match.start() for match in _CLAUSE.finditer(sentence, end)] + [len(sentence)]
    begin = left[-1] if left else 0
    for stop in rights:
        before, after = sentence[begin:start], sentence[end:stop]
        found = _cues(f"{before} \x00 {after}", len(before) + 1)
        if found:
            return min(found, key=lambda pair: pair[0])[1]
        if len((before + after).split()) > _SHORT_CLAUSE:
            break
    return Lean.OPEN


def _cues(words: str, at: int) -> list[tuple[int, Lean]]:
    """Each cue with its distance from position ``at``; "will be held" is one of the future, none of the past."""
    future = [(abs(match.start() - at), Lean.FUTURE) for match in cues("future").finditer(words)]
    past = [
        (abs(match.start() - at), Lean.PAST)
        for match in cues("past").finditer(words)
        if not _MODAL.search(words, max(0, match.start() - 24), match.start())
    ]
    return future + past


_BACK, _FORWARD = 8, 9
"""A month so much earlier in the year than the story's is of the next year, one so much later of the year before."""


def story_year(month: int, anchor: Stretch) -> int | None:
    """The year of a month in a story that has come to ``anchor``: the same, unless a turn of the year lies between."""
    if anchor.start is None or anchor.end is None:
        return anchor.start.year if anchor.start else None
    if (anchor.end - anchor.start).days > 184:
        return anchor.start.year
    ahead = month - anchor.start.month
    return anchor.start.year + (ahead <= -_BACK) - (ahead >= _FORWARD)


def choose_day(month: int, number: int, context: Context) -> date | None:
    """The day of that month in the year that fits: nearest to the origin, on the side the verbs point to."""
    if context.narrative and context.anchor:
        year = story_year(month, context.anchor)
        return make_day(year, month, number) if year else None
    origin = context.origin
    if origin is None:
        return None
    near = [make_day(origin.year + step, month, number) for step in (-1, 0, 1)]
    options = [option for option in near if option]
    return _choose(options, origin, context)


def choose_year(month: int, context: Context) -> int | None:
    """The year of a bare month, chosen like a day in its middle; the current month counts for both sides."""
    if context.narrative and context.anchor:
        return story_year(month, context.anchor)
    origin = context.origin
    if origin is None:
        return None
    if origin.month == month:
        return origin.year
    chosen = _choose([date(origin.year + step, month, 15) for step in (-1, 0, 1)], origin, context)
    return chosen.year if chosen else None


def _choose(options: list[date], origin: date, context: Context) -> date | None:
    nearest = min(options, key=lambda option: (abs((option - origin).days), option), default=None)
    if nearest is None or abs((nearest - origin).days) <= 7:
        return nearest
    if context.lean is Lean.FUTURE:
        return _within([option for option in options if option >= origin], origin, _FUTURE_REACH) or nearest
    if context.lean is Lean.PAST:
        return _within([option for option in options if option <= origin], origin, _PAST_REACH) or nearest
    return nearest


def _within(options: list[date], origin: date, reach: int) -> date | None:
    return next((option for option in options if abs((option - origin).days) <= reach), None)
