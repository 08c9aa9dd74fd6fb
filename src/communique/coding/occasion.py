"""The day of the occasion that heads a text ("Visit of …, 3 to 5 May 2021"), for acts of which no day is said."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

import msgspec

from communique.coding.mood import Mood, Tense
from communique.model import Auxiliary, Basis, Document, Precision, Reason, When

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = f"(?P<month>{'|'.join(_MONTHS)})"
_TO = r"(?:to|and|until|-|–|—)"
_DAY_FIRST = (
    rf"(?P<first>\d{{1,2}})(?:\s+(?P<since>{'|'.join(_MONTHS)}))?(?:\s*{_TO}\s*(?P<last>\d{{1,2}}))?\s+{_MONTH}"
)
_MONTH_FIRST = rf"{_MONTH}\s+(?P<first>\d{{1,2}})(?:\s*{_TO}\s*(?P<last>\d{{1,2}}))?,?"
_YEAR = r"(?:\s+(?P<year>\d{4})\b|(?!\w|\s*\d))"
_FORMS = [re.compile(rf"\b{form}{_YEAR}", re.IGNORECASE) for form in (_DAY_FIRST, _MONTH_FIRST)]
_SET_OFF = re.compile(r"(?:^|[,(:]\s*|\b(?:on|from)\s+)$", re.IGNORECASE)
"""What stands before a day without a year that dates the occasion: "On 3 May, …", "Visit of …, 3 May"."""
_STALE = timedelta(days=14)
_LONGEST = timedelta(days=31)
_HEADING = 240
"""A longer first line is prose."""
_TOLD = frozenset({Tense.PAST, Tense.NOUN})


def of_occasion(
    when: When | None, why: Reason, document: Document, mood: Mood, *, meets: bool
) -> tuple[When | None, Reason]:
    """The days of the heading for an act known by print only: a past one, or a meeting that lies ahead."""
    day, ahead = document.text.published, mood.auxiliary is Auxiliary.FUTURE
    if when is None or when.basis is not Basis.PRINT or day is None or document.annotation.transcript:
        return when, why
    if not (meets if ahead else mood.auxiliary is Auxiliary.NONE and mood.tense in _TOLD):
        return when, why
    head = heading_days(document)
    found = clipped(head, day, ahead=ahead) if head is not None else None
    if found is None:
        return when, why
    return found, Reason(feature="date", value=found.expression, detail="the day of the occasion that heads the text")


def clipped(when: When, published: date | None, *, ahead: bool) -> When | None:
    """The part of some days up to print, or from print on for what lies ahead; ``None`` where none is left or all is
    long over.
    """
    if when.start is None or when.last is None or published is None:
        return None
    start = max(when.start, published) if ahead else when.start
    last = when.last if ahead else min(when.last, published)
    if start > last or (not ahead and published - last > _STALE):
        return None
    precision = Precision.DAY if start == last else when.precision
    return msgspec.structs.replace(when, start=start, end=last + timedelta(days=1), precision=precision)


def heading_days(document: Document) -> When | None:
    """The one day or span that the title gives, else the first line that is no prose, else the lines in capitals that
    head a speech ("… at the conference in Oslo on 3 May 2021"); ``None`` where such a line gives two.
    """
    body, day = document.text.body, document.text.published
    first = body.lstrip().partition("\n")[0].strip()
    lines = [document.text.title, first if len(first) <= _HEADING and not first.endswith((".", ":", "!", "?")) else ""]
    for line in (*lines, " ".join(filter(_is_heading, body.splitlines()))):
        found = [when for form in _FORMS for match in form.finditer(line) if (when := _read(match, day)) is not None]
        if found:
            return found[0] if len({one.to_iso() for one in found}) == 1 else None
    return None


def _is_heading(line: str) -> bool:
    """A line in capitals that says more than a place and a day, which sign a text."""
    words = re.findall(r"[^\W\d_]{2,}", line)
    return len(words) > _SIGNED and line.upper() == line and len(line) <= _HEADING


_SIGNED = 4
"""Words that the place and day at the foot of a text have at most."""


def _read(match: re.Match[str], published: date | None) -> When | None:
    parts = match.groupdict()
    if parts["year"] is None:
        return _without_year(match, published)
    return _span(match, int(parts["year"]))


def _without_year(match: re.Match[str], published: date | None) -> When | None:
    """ "On 3 May, the President will …": of the year that brings it near to print, or no day at all."""
    if published is None or not _SET_OFF.search(match.string[: match.start()]):
        return None
    years = (published.year + step for step in (-1, 0, 1))
    found = (when for year in years if (when := _span(match, year)) is not None and when.start is not None)
    return next((one for one in found if one.start and abs(one.start - published) <= _STALE), None)


def _span(match: re.Match[str], year: int) -> When | None:
    parts = match.groupdict()
    month = _MONTHS[parts["month"].casefold()]
    since = _MONTHS[parts["since"].casefold()] if parts.get("since") else month
    try:
        start = date(year, since, int(parts["first"]))
        last = date(year, month, int(parts["last"] or parts["first"]))
    except ValueError:
        return None
    if not start <= last <= start + _LONGEST:
        return None
    precision = Precision.DAY if start == last else Precision.RANGE
    return When(
        start=start,
        end=last + timedelta(days=1),
        precision=precision,
        basis=Basis.ANCHORED,
        expression=match.group(),
    )
