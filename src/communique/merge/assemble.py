"""One happening from the readings that tell it: chosen values with reasons, the others kept as alternatives.

Preferences, the earlier wins:

* the leading reading (parties, words, topics): a day that the text gives before the day of print; told as news, within
  three days, before a look back; more parties with an office; more parties; not the party's own account; higher
  confidence; smaller id;
* ``when``: a closed span before one that only bounds the day; a day that a text gives before the day of print; shorter
  span, or tighter bound; told by more readings; earlier;
* ``place``: city before region before country; told by more readings; name;
* ``format``: a form before plain talks; told by more readings; name;
* ``mode``, ``auxiliary``: told by more readings; ``none`` before ``historical``; name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from communique.merge.interface import Told
from communique.merge.options import default_options
from communique.merge.origins import origins
from communique.model import (
    Alternative,
    Auxiliary,
    Basis,
    Content,
    Encounter,
    Event,
    Format,
    Happening,
    Place,
    PlacePrecision,
    Reading,
    Reason,
    Statement,
    When,
)

T = TypeVar("T")
_BASIS = {Basis.SAID: 0, Basis.ANCHORED: 0, Basis.PRINT: 1}
_NEWS = 3
"""Days after which a text looks back on what happened."""
_NARROW = {PlacePrecision.CITY: 0, PlacePrecision.REGION: 1, PlacePrecision.COUNTRY: 2}


def assemble(happening_id: str, members: Sequence[Told]) -> Happening:
    """The happening that ``members`` tell; the same for any order. Raises ``ValueError`` without members."""
    if not members:
        raise ValueError("a happening needs a reading")
    told = sorted(members, key=lambda one: one.reading.id)
    readings = [one.reading for one in told]
    lead = min(told, key=_rank).reading
    chooser = _Chooser(readings, lead)
    content = _content(lead.content, chooser)
    return Happening(
        id=happening_id,
        content=content,
        readings=tuple(reading.id for reading in readings),
        texts=tuple(sorted({one.text.id for one in told})),
        origins=origins(told),
        alternatives=chooser.alternatives,
        reasons=(_lead_reason(lead), *chooser.reasons),
        own_account=all(reading.own_account for reading in readings),
    )


class _Chooser:
    """Chooses one field after another and remembers why, and what else was told."""

    def __init__(self, readings: Sequence[Reading], lead: Reading) -> None:
        self._readings = readings
        self._lead = lead
        self.reasons: tuple[Reason, ...] = ()
        self.alternatives: tuple[Alternative, ...] = ()

    def choose(
        self,
        field: str,
        of: Callable[[Content], T | None],
        show: Callable[[T], str],
        order: Callable[[T], tuple[object, ...]],
        *,
        by_support: bool = True,
    ) -> T | None:
        """The preferred value of a field; ``order`` ranks values, support comes before it or after it."""
        told: dict[str, list[str]] = defaultdict(list)
        values: dict[str, T] = {}
        for reading in self._readings:
            value = of(reading.content)
            if value is not None:
                told[show(value)].append(reading.id)
                if show(value) not in values or reading is self._lead:
                    values[show(value)] = value
        if not values:
            return None

        def rank(shown: str) -> tuple[object, ...]:
            support = -len(told[shown])
            own = order(values[shown])
            return (support, *own, shown) if by_support else (*own, support, shown)

        best, *others = sorted(values, key=rank)
        self.alternatives += tuple(Alternative(field=field, value=o, readings=tuple(told[o])) for o in others)
        if others:
            detail = f"{len(told[best])} of {len(self._readings)} readings; preferred over {', '.join(others)}"
            self.reasons += (Reason(feature=field, value=best, weight=float(len(told[best])), detail=detail),)
        return values[best]

    def note(self, field: str, show: Callable[[Content], str]) -> None:
        """Keep what the others tell for a field that follows the leading reading."""
        mine = show(self._lead.content)
        told: dict[str, list[str]] = defaultdict(list)
        for reading in self._readings:
            told[show(reading.content)].append(reading.id)
        others = sorted(value for value in told if value not in (mine, ""))
        self.alternatives += tuple(Alternative(field=field, value=o, readings=tuple(told[o])) for o in others)


def _content(lead: Content, chooser: _Chooser) -> Content:
    when = chooser.choose("when", lambda c: c.when, _show_when, _when_order, by_support=False)
    place = chooser.choose("place", lambda c: c.place, _show_place, _place_order, by_support=False)
    place = _own_span(place, lead)
    match lead:
        case Event():
            return _event(lead, when, place, chooser)
        case Encounter():
            chooser.note("participants", _show_parties)
            format_ = chooser.choose(
                "format", lambda c: getattr(c, "format", None), str, _format_order, by_support=False
            )
            series = chooser.choose("series", lambda c: getattr(c, "series", "") or None, str, lambda _: ())
            ordinal = chooser.choose("ordinal", lambda c: getattr(c, "ordinal", None), str, lambda _: ())
            return msgspec.structs.replace(
                lead, when=when, place=place, format=format_, series=series or "", ordinal=ordinal
            )
        case Statement():
            chooser.note("words", lambda c: c.words if isinstance(c, Statement) else "")
            return msgspec.structs.replace(lead, when=when, place=place)


def _event(lead: Event, when: When | None, place: Place | None, chooser: _Chooser) -> Event:
    chooser.note("parties", _show_parties)
    mode = chooser.choose("mode", lambda c: getattr(c, "mode", None), str, lambda _: ())
    auxiliary = chooser.choose(
        "auxiliary", lambda c: getattr(c, "auxiliary", None), str, lambda value: (value is not Auxiliary.NONE,)
    )
    return msgspec.structs.replace(lead, when=when, place=place, mode=mode, auxiliary=auxiliary)


def _rank(told: Told) -> tuple[object, ...]:
    reading = told.reading
    parties, when = reading.content.parties, reading.content.when
    return (
        _BASIS[when.basis] if when else len(_BASIS),
        not _is_news(told),
        -sum(1 for party in parties if party.office),
        -len(parties),
        reading.own_account,
        -reading.confidence,
        reading.id,
    )


def _is_news(told: Told) -> bool:
    """Printed within days of what it tells, or with no day to go by."""
    when, printed = told.reading.content.when, told.text.published
    return when is None or when.anchor is None or printed is None or (printed - when.anchor).days <= _NEWS


def _lead_reason(lead: Reading) -> Reason:
    when = lead.content.when
    basis = when.basis.value if when else "no day"
    offices = sum(1 for party in lead.content.parties if party.office)
    detail = (
        f"day {basis}, {len(lead.content.parties)} parties, {offices} with office, confidence {lead.confidence:.2f}"
    )
    return Reason(feature="lead", value=lead.id, weight=lead.confidence, detail=detail, passage=lead.passage.id)


def _show_when(when: When) -> str:
    return f"{when.to_iso() or 'no day'} ({when.basis.value})"


def _when_order(when: When) -> tuple[object, ...]:
    """A span with an open side only bounds the day, whatever its basis; of two bounds the tighter one says more."""
    if when.start is None or when.end is None:
        return (_BASIS[Basis.PRINT], True, (when.end or date.max).toordinal())
    return (_BASIS[when.basis], False, (when.end - when.start).days)


def _show_place(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.country) if part)


def _place_order(place: Place) -> tuple[object, ...]:
    return (_NARROW[place.precision],)


def _format_order(value: Format) -> tuple[object, ...]:
    return (value.value in default_options().open_formats,)


def _own_span(place: Place | None, lead: Content) -> Place | None:
    """A place told by another reading keeps no offsets: those of a happening's parts point into the leading text."""
    if place is None or place == lead.place:
        return place
    return msgspec.structs.replace(place, span=None)


def _show_parties(content: Content) -> str:
    return "; ".join(sorted({party.name for party in content.parties}))
