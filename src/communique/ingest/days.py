"""Days of publication as sources write them: the source's own local day, never moved to another zone."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=$|[T\s])")
_EARLIEST = date(1900, 1, 1)


def read_day(written: str) -> date | None:
    """The day that ``written`` gives (ISO 8601 or the form of e-mail and RSS), or ``None``; never raises.

    Days before 1900 are taken for the zero of some clock or a slip, and are not accepted.
    """
    text = written.strip()
    match = _ISO.match(text)
    day = _from_iso(match) if match else _from_mail(text)
    return day if day is not None and day >= _EARLIEST else None


def _from_iso(match: re.Match[str]) -> date | None:
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _from_mail(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text[:80]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
