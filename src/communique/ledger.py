"""The ledger as data: happenings with their days, sides and levels, where they are told, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import quote as quoted

from communique.desks import Desk
from communique.model import (
    Encounter,
    Event,
    Happening,
    Link,
    Participation,
    Passage,
    Rank,
    Reading,
    Record,
    Side,
    Source,
    Statement,
    Status,
    Text,
    kind_of,
)
from communique.store import Filters
from communique.wiring import RecordNames, names_of

_FRAGMENT_WORDS = 6  # words of a passage that a browser is to look for


class PartyRow(Record, frozen=True, kw_only=True):
    """Who took part, as printed, with the rank held that day; ``shown`` has office and country in brackets."""

    name: str
    shown: str
    office: str
    country: str | None
    kind: str
    rank: str | None


class SideRow(Record, frozen=True, kw_only=True):
    """One side of an encounter: hosts, guests or third parties where that is known, else one country's people.

    ``highest`` and ``lowest`` are names of protocol ranks; ``None`` where nobody's rank is known.
    """

    role: str
    parties: tuple[PartyRow, ...]
    highest: str | None
    lowest: str | None


class SourceRow(Record, frozen=True, kw_only=True):
    """Who tells it where; ``url`` leads to the passage where the address is one of the web."""

    publisher: str
    published: date | None
    address: str
    url: str
    passage: str


class LinkRow(Record, frozen=True, kw_only=True):
    """How it stands to another: "contains h9"; of the other end "is contained by", said as ``of`` for this one."""

    kind: str
    of: str
    to: str


class Entry(Record, frozen=True, kw_only=True):
    """One happening as the ledger and the timeline show it.

    ``first`` and ``last`` are days, the last one included; ``day`` says them with ISO 8601. ``words`` tell it in one
    line. ``standing`` is the status of an encounter or the auxiliary of an event.
    """

    id: str
    kind: str
    type: str
    standing: str
    day: str | None
    first: date | None
    last: date | None
    precision: str | None
    basis: str | None
    words: str
    sides: tuple[SideRow, ...]
    place: str | None
    place_country: str | None
    latitude: float | None
    longitude: float | None
    series: str
    ordinal: int | None
    topics: tuple[str, ...]
    origins: int
    readings: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    links: tuple[LinkRow, ...]

    @property
    def held(self) -> bool:
        """True for an encounter that took place; never for one that was planned, put off, cancelled or refused."""
        return self.kind == "encounter" and self.standing == Status.HELD.value

    @property
    def anchor(self) -> date | None:
        """The day under which it is listed."""
        return self.first or self.last


def entries(desk: Desk, filters: Filters) -> list[Entry]:
    """Happenings as entries, by day."""
    found = desk.store.happenings(filters)
    names = names_of(desk.stages, desk.settings.digest.names)
    readings = desk.store.readings_by_id([id_ for one in found for id_ in one.readings])
    texts = desk.store.texts_by_id([reading.passage.text_id for reading in readings.values()])
    sources = {source.id: source for source in desk.store.sources()}
    links: dict[str, list[Link]] = {}
    for link in desk.store.links([one.id for one in found]):
        for end in {link.of, link.to}:
            links.setdefault(end, []).append(link)
    cites = _Cites(readings, texts, sources, names)
    return [_entry(one, names, cites.of(one), links.get(one.id, ())) for one in found]


class _Cites:
    """Where happenings are told, the reading they follow first."""

    def __init__(
        self,
        readings: Mapping[str, Reading],
        texts: Mapping[str, Text],
        sources: Mapping[str, Source],
        names: RecordNames,
    ) -> None:
        self._readings, self._texts, self._sources, self._names = readings, texts, sources, names

    def of(self, happening: Happening) -> tuple[SourceRow, ...]:
        lead = next((reason.value for reason in happening.reasons if reason.feature == "lead"), "")
        told = sorted((self._readings[id_] for id_ in happening.readings), key=lambda one: (one.id != lead, one.id))
        rows = {one.passage.text_id: self._row(one.passage) for one in reversed(told)}
        return tuple(rows[text_id] for text_id in dict.fromkeys(one.passage.text_id for one in told))

    def _row(self, passage: Passage) -> SourceRow:
        text = self._texts[passage.text_id]
        shown = self._names.quoted(passage.quote) == passage.quote
        return SourceRow(
            publisher=self._sources[text.source_id].name,
            published=text.published,
            address=text.address,
            url=passage_url(text.address, passage.quote if shown else ""),
            passage=passage.id,
        )


def passage_url(address: str, words: str) -> str:
    """The address with a text fragment that opens a web page at the passage; other addresses as they are."""
    if not address.startswith(("http://", "https://")) or "#" in address or not words.strip():
        return address
    parts = words.split()
    ends = [parts] if len(parts) <= 2 * _FRAGMENT_WORDS else [parts[:_FRAGMENT_WORDS], parts[-_FRAGMENT_WORDS:]]
    return f"{address}#:~:text={','.join(quoted(' '.join(part), safe='').replace('-', '%2D') for part in ends)}"


def _entry(happening: Happening, names: RecordNames, sources: tuple[SourceRow, ...], links: Iterable[Link]) -> Entry:
    content = happening.content
    when, place = content.when, content.place
    kind, type_, standing = kind_of(content)
    met = content if isinstance(content, Encounter) else None
    return Entry(
        id=happening.id,
        kind=kind,
        type=type_,
        standing=standing,
        day=when.to_iso() if when else None,
        first=when.start if when else None,
        last=when.last if when else None,
        precision=when.precision.value if when else None,
        basis=when.basis.value if when else None,
        words=_words(content, names),
        sides=sides(met, names) if met else (),
        place=names.place(place) if place else None,
        place_country=place.country if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        series=names.quoted(met.series) if met else "",
        ordinal=met.ordinal if met else None,
        topics=() if isinstance(content, Statement) else tuple(map(names.quoted, content.topics)),
        origins=len(happening.origins),
        readings=happening.readings,
        sources=sources,
        links=tuple(LinkRow(kind=link.kind.value, of=link.of, to=link.to) for link in links),
    )


def sides(met: Encounter, names: RecordNames) -> tuple[SideRow, ...]:
    """Hosts, guests and third parties; where no host is known, the parties by country. In the order of the record."""
    groups: dict[tuple[str, str | None], list[Participation]] = {}
    for party in met.participants:
        role = _role(party, met)
        groups.setdefault((role, None if role else party.country), []).append(party)
    return tuple(_side(role, parties, names) for (role, _), parties in groups.items())


def _role(party: Participation, met: Encounter) -> str:
    if party.side is not None:
        return party.side.value
    host = met.host
    countries = {one.country for one in met.participants if one.country}
    if host and party.country == host:
        return Side.HOST.value
    bilateral = host in countries and len(countries) == 2
    return Side.GUEST.value if bilateral and party.country else ""


def _side(role: str, parties: Sequence[Participation], names: RecordNames) -> SideRow:
    ranks = sorted(party.rank for party in parties if party.rank is not None)
    return SideRow(
        role=role,
        parties=tuple(
            PartyRow(
                name=names.person(party),
                shown=_shown(party, names),
                office=names.office(party, None),
                country=party.country,
                kind=party.kind.value,
                rank=rank_name(party.rank),
            )
            for party in parties
        ),
        highest=rank_name(ranks[0]) if ranks else None,
        lowest=rank_name(ranks[-1]) if ranks else None,
    )


def _shown(party: Participation, names: RecordNames) -> str:
    inside = ", ".join(names.beside(party))
    return f"{names.person(party)} ({inside})" if inside else names.person(party)


def rank_name(rank: Rank | None) -> str | None:
    """A protocol rank in words."""
    return Rank(rank).name.lower().replace("_", " ") if rank is not None else None


def level_words(side: SideRow) -> str:
    """Lowest to highest rank; one where they are the same; empty where none is known."""
    if side.highest is None or side.lowest is None:
        return ""
    return side.highest if side.highest == side.lowest else f"{side.lowest}–{side.highest}"


def day_words(first: date | None, last: date | None, precision: str | None, basis: str | None) -> str:
    """Days for a reader, with how exactly they are known."""
    if first is None and last is None:
        return "no day"
    if first is None:
        return f"by {last}"
    if last is None:
        return f"from {first}"
    span = (
        f"{first}" if first == last else f"{first} to {last:%m-%d}" if first.year == last.year else f"{first} to {last}"
    )
    if basis == "print":
        return f"{span} (day of print)"
    return f"{span} (some day)" if precision not in ("day", "days") and first != last else span


def _words(content: Encounter | Event | Statement, names: RecordNames) -> str:
    match content:
        case Encounter():
            who = " – ".join(_listed(group, names) for group in _by_country(content.participants))
            numbered = f"No. {content.ordinal}" if content.ordinal else ""
            series = " ".join(part for part in (names.quoted(content.series), numbered) if part)
            about = f" on {', '.join(map(names.quoted, content.topics))}" if content.topics else ""
            return f"{content.format.value}: {who}{about}{f' ({series})' if series else ''}"
        case Event():
            type_ = "-".join(part for part in (content.type, content.mode) if part)
            to = f" → {_listed(content.recipients, names)}" if content.recipients else ""
            return f"{type_}: {_listed(content.actors, names)}{to}"
        case Statement():
            about = f" on {names.quoted(content.target)}" if content.target else ""
            act = content.act.value.replace("_", " ")
            said = " ".join(names.quoted(content.words).split())
            return f"{_listed((content.speaker,), names)} {act}{about}: “{said}”"


def _by_country(parties: Sequence[Participation]) -> list[list[Participation]]:
    groups: dict[str, list[Participation]] = {}
    for party in parties:
        groups.setdefault(party.country or party.key, []).append(party)
    return list(groups.values())


def _listed(parties: Sequence[Participation], names: RecordNames) -> str:
    return ", ".join(_named(party, names) for party in parties)


def _named(party: Participation, names: RecordNames) -> str:
    office = names.office(party, None)
    return f"{names.person(party)} ({office})" if office else names.person(party)
