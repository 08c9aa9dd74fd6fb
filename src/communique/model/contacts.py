"""Contacts of two sides: when two encounters are one contact. The one place where that is decided."""

from __future__ import annotations

from datetime import date

from communique.model.base import Record

FORMS = ("visit", "meeting", "call")


class Contact(Record, frozen=True, kw_only=True):
    """One contact: its days, how it was made (one of ``FORMS``), and the texts that tell it."""

    start: date
    end: date
    form: str
    texts: tuple[str, ...]


def one_contact(one: Contact, other: Contact) -> bool:
    """Told by one text, or on the same days face to face: a visit and the meetings in it."""
    calls = "call" in (one.form, other.form) and one.form != other.form
    near = other.start <= one.end and one.start <= other.end
    return not calls and (bool(set(one.texts) & set(other.texts)) or (near and one.form != "call"))
