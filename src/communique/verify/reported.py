"""The day of print as a digest tells it: "According to a report of 6 May, …"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from communique.model import Text
from communique.verify.case import Ground, fault

_REPORTED = re.compile(
    r"^according to (?:a|the) reports? of (?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+)(?: (?P<year>\d{4}))?,\s+",
    re.IGNORECASE,
)
_MONTHS = {f"{date(2000, month, 1):%B}": month for month in range(1, 13)}


def without_report(sentence: str, texts: Iterable[Text]) -> tuple[str, tuple[Ground, ...]]:
    """The sentence without the clause that tells the day of print, and the ground where no cited text has that day.

    The clause says something of the citation and nothing of the event, so the rest is compared with the passage alone.
    """
    found = _REPORTED.match(sentence)
    if found is None or found["month"].capitalize() not in _MONTHS:
        return sentence, ()
    rest = sentence[found.end() :]
    days = [text.published for text in texts if text.published]
    if any(_is(day, found) for day in days):
        return rest[:1].upper() + rest[1:], ()
    told = " and ".join(sorted({f"{day.day} {day:%B %Y}" for day in days})) or "no day"
    return rest[:1].upper() + rest[1:], (fault("date", found.group().rstrip(", "), f"the text is of {told}"),)


def _is(day: date, found: re.Match[str]) -> bool:
    same = (day.day, day.month) == (int(found["day"]), _MONTHS[found["month"].capitalize()])
    return same and (found["year"] is None or day.year == int(found["year"]))
