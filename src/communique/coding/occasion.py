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
_FORMS = [re.compile(rf"\b{form}\s+(?P<year>\d{{4}})\b", re.IGNORECASE) for form in (_DAY_FIRST, _MONTH_FIRST)]
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
    if head is None or head.start is None or head.last is None:
        return when, why
    start = max(head.start, day) if ahead else head.start
    last = head.last if ahead else min(head.last, day)
    if start > last or (not ahead and day - last > _STALE):
        return when, why
    found = msgspec.structs.replace(
        head, start=start, end=last + timedelta(days=1), precision=Precision.DAY if start == last else head.precision
    )
    return found, Reason(feature="date", value=head.expression, detail="the day of the occasion that heads the text")


def heading_days(document: Document) -> When | None:
    """The one day or span that the title, or a first line that is no prose, gives; ``None`` where it gives two."""
    first = document.text.body.lstrip().partition("\n")[0].strip()
    lines = [document.text.title, first if len(first) <= _HEADING and not first.endswith((".", ":", "!", "?")) else ""]
    found = [when for line in lines for form in _FORMS for match in form.finditer(line) if (when := _read(match))]
    return found[0] if len({one.to_iso() for one in found}) == 1 else None


def _read(match: re.Match[str]) -> When | None:
    parts = match.groupdict()
    month, year = _MONTHS[parts["month"].casefold()], int(parts["year"])
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
