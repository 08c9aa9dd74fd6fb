"""Encounters as an iCalendar file (RFC 5545): all-day events; nothing that was not held looks as if it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from communique.__about__ import __version__
from communique.ledger import Entry, SideRow, day_words, level_words
from communique.model import Status

LONGEST = timedelta(days=31)  # a span longer than a month is no entry of a calendar
_STATUS = {
    Status.HELD: "CONFIRMED",
    Status.PLANNED: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
    Status.REFUSED: "CANCELLED",
}


def calendar(entries: Iterable[Entry], name: str, realm: str) -> tuple[bytes, list[Entry]]:
    """The file, and the encounters left out because no day of them is known to a month.

    ``realm`` keeps the ids of two desks apart: a happening's UID is ``h9@realm``.
    """
    made = Calendar()
    made.add("prodid", f"-//Communiqué//ledger {__version__}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    left_out = []
    for entry in entries:
        days = _days(entry)
        if days is None:
            left_out.append(entry)
        else:
            made.add_component(_event(entry, days, realm))
    return made.to_ical(), left_out


def _days(entry: Entry) -> tuple[date, date] | None:
    """First day and the day after the last; of an open span the one day that is known."""
    first, last = entry.first or entry.last, entry.last or entry.first
    if first is None or last is None or last - first >= LONGEST:
        return None
    return first, last + timedelta(days=1)


def _event(entry: Entry, days: tuple[date, date], realm: str) -> CalendarEvent:
    status = Status(entry.standing)
    event = CalendarEvent()
    event.add("uid", f"{entry.id}@{realm}")
    event.add("dtstamp", _stamp(entry))
    event.add("dtstart", days[0])
    event.add("dtend", days[1])
    event.add("summary", _summary(entry, status))
    event.add("status", _STATUS[status])
    event.add("transp", "TRANSPARENT")
    event.add("categories", [entry.type, status.value])
    event.add("description", _description(entry, status))
    if entry.place:
        event.add("location", entry.place)
    if entry.latitude is not None and entry.longitude is not None:
        event.add("geo", (entry.latitude, entry.longitude))
    if entry.sources:
        event.add("url", entry.sources[0].url)
    for link in entry.links:
        if link.kind == "contains" and link.to == entry.id:
            event.add("related-to", f"{link.of}@{realm}", parameters={"RELTYPE": "PARENT"})
    return event


def _stamp(entry: Entry) -> datetime:
    """When this became known: the last day of print. The clock takes no part, so that equal desks give equal files."""
    printed = max((one.published for one in entry.sources if one.published), default=date(1970, 1, 1))
    return datetime.combine(printed, time(), UTC)


def _summary(entry: Entry, status: Status) -> str:
    mark = "" if status is Status.HELD else f"[{status.value}] "
    exact = entry.precision in ("day", "days") and entry.basis != "print" and entry.first and entry.last
    note = "" if exact else f" ({day_words(entry.first, entry.last, entry.precision, entry.basis)})"
    return f"{mark}{entry.words}{note}"


def _description(entry: Entry, status: Status) -> str:
    lines = [f"{entry.type}, {status.value}: {day_words(entry.first, entry.last, entry.precision, entry.basis)}"]
    lines += [side_words(side) for side in entry.sides]
    lines += [f"told by {one.publisher}, {one.published or 'undated'}: {one.address}" for one in entry.sources]
    return "\n".join([*lines, f"communique why {entry.id}"])


def side_words(side: SideRow) -> str:
    """A side in one line: its part, level and people."""
    people = "; ".join(
        f"{one.name}{f', {one.office}' if one.office else ''}{f' ({one.country})' if one.country else ''}"
        for one in side.parties
    )
    head = ", ".join(part for part in (side.role, level_words(side)) if part)
    return f"{head}: {people}" if head else people
