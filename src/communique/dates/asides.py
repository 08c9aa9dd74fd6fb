"""Years that a history names in passing, without its story moving there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from communique.dates.calendar import Stretch
from communique.dates.found import Found
from communique.dates.words import pieces, year_number
from communique.model import Precision

_FAR, _LOOK_AHEAD = 4, 4
"""A leap of more years than this is an aside when one of so many years named next leaps back."""


class Asides:
    """The years named in a text, in order, and which of them the story does not stay at."""

    def __init__(self, body: str, matches: Sequence[re.Match[str]]) -> None:
        year = re.compile(pieces()["YEAR"])
        named = [(match.start(), one.group()) for match in matches for one in year.finditer(match.group())]
        self._at = [at for at, _ in named]
        self._years = [year_number(words) for _, words in named]
        self._body = body
        self._year = year

    def is_aside(self, match: re.Match[str], found: Found, anchor: Stretch | None) -> bool:
        """True for a time whose year lies off the story's when the next year named lies nearer to the story's.

        A year already spoken of, when a day or month in it is where the story is, does not move it back to January.
        """
        if anchor is None or anchor.start is None or found.stretch is None or found.stretch.start is None:
            return False
        told, said = anchor.start.year, found.stretch.start.year
        if said == told:
            return found.stretch.precision is Precision.YEAR and anchor.precision is not Precision.YEAR
        if not self._year.search(match.group()):
            return False
        index = bisect_left(self._at, match.end())
        coming = self._years[index : index + _LOOK_AHEAD]
        if abs(said - told) > _FAR and any(abs(year - told) <= 1 for year in coming):
            return True
        return bool(coming) and abs(coming[0] - told) < abs(coming[0] - said)
