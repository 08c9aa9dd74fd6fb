"""Contacts of two partners: a visit with the meetings it held is one, a call is a call; worked out from readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from communique.digest.compose_encounters import in_person
from communique.digest.subjects import partner_of
from communique.model import FORMS, Contact, Encounter, Format, Reading, Status, Window, one_contact

_LONGEST_VISIT = timedelta(days=7)


def is_meeting(content: object, focus: str, partner: str, window: Window) -> bool:
    """True for an encounter of both that took place in the window."""
    if not isinstance(content, Encounter) or content.status is not Status.HELD or content.when is None:
        return False
    keys = {partner_of(p) for p in content.participants}
    return focus in keys and partner in keys and window.holds(content.when.anchor)


def contacts(
    groups: Iterable[Sequence[str]], readings: Mapping[str, Reading], focus: str, partner: str, window: Window
) -> list[Contact]:
    """The contacts of the window, first day first; ``groups`` are happenings as the ids of their readings."""
    found = [c for group in groups if (c := _contact(group, readings, focus, partner, window)) is not None]
    out: list[Contact] = []
    for one in sorted(found, key=lambda c: (c.start, c.end, c.texts)):
        same = next((i for i, other in enumerate(out) if one_contact(other, one)), None)
        if same is None:
            out.append(one)
        else:
            out[same] = _joined(out[same], one)
    return out


def _contact(
    group: Sequence[str], readings: Mapping[str, Reading], focus: str, partner: str, window: Window
) -> Contact | None:
    mine = [readings[r] for r in group if r in readings and is_meeting(readings[r].content, focus, partner, window)]
    if not mine:
        return None
    content = mine[0].content
    anchor = content.when.anchor if content.when else None
    assert isinstance(content, Encounter) and anchor is not None  # is_meeting says so
    last = content.when.last if content.when and content.when.last else anchor
    return Contact(
        start=anchor,
        end=min(max(last, anchor), anchor + _LONGEST_VISIT),
        form=_form(content, [r.passage.quote for r in mine]),
        texts=tuple(sorted({r.passage.text_id for r in mine})),
    )


def _form(content: Encounter, quotes: Sequence[str]) -> str:
    if content.format is Format.VISIT:
        return "visit"
    return "meeting" if any(in_person(content, quote) for quote in quotes) else "call"


def _joined(one: Contact, other: Contact) -> Contact:
    return Contact(
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        form=min(one.form, other.form, key=FORMS.index),
        texts=tuple(sorted({*one.texts, *other.texts})),
    )


def spread(days: Iterable[date]) -> list[date]:
    """Days of contacts, those of one visit (less than three days apart) once, by the first of them."""
    out: list[date] = []
    last: date | None = None
    for day in sorted(days):
        if last is None or (day - last).days > 2:
            out.append(day)
        last = day
    return out
