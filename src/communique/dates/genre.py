"""Whether a text is a history, told on its own clock, or news, told on the clock of its day of print."""

from __future__ import annotations

import re
from datetime import date

_YEAR = re.compile(r"(?<![\d.,$])(?:1[0-9]|20)\d\d(?!\d|,\d)|\b\d{1,4}\s?(?:BCE?\b|B\.C\.)")
_NEWS = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:last|this|next) (?:week|month)"
    r"|(?:said|told|announced|reported|says|on|late|early|since|until) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_TELLING = re.compile(r"\b(?:was|were|had)\b")
_SPEAKING = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|us|my|will|[Tt]oday|this year|this week)\b")
_FEWEST, _FAR_SHARE, _NEWS_SHARE = 5, 0.6, 0.34
_TELLING_SHARE = 0.012  # of all words
_SPEAKING_SHARE = 0.5  # of the words of telling


def is_narrative(body: str, published: date | None) -> bool:
    """True for a history: many years named, most of them far from the day of print, told in the past tense, hardly in
    the first or second person or the future, and with few words such as "last week" or "said Monday". Without a day of
    print any year named makes one.
    """
    years = [match.group() for match in _YEAR.finditer(body)]
    if published is None:
        return len(years) >= 1
    if len(years) < _FEWEST:
        return False
    far = sum("B" in year or abs(int(year) - published.year) > 1 for year in years)
    if far < _FAR_SHARE * len(years) or len(_NEWS.findall(body)) > _NEWS_SHARE * len(years):
        return False
    telling = len(_TELLING.findall(body))
    is_told = telling >= _TELLING_SHARE * body.count(" ")
    return is_told and len(_SPEAKING.findall(body)) <= _SPEAKING_SHARE * telling
