"""Toponyms of a text to places: what stands after a preposition of place, or in a dateline, and is on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.model import ActorKind, Annotation, Mention, Place, PlacePrecision, Span, Text
from communique.places.gazetteer import City, Gazetteer

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĢĪĮİĶĹĻŁŃŅŇŌŐŘŚŞŠŤŪŮŰŲŹŻŽȘȚ"
_AFTER = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Nn]ear|[Oo]utside|[Vv]isit(?:s|ed|ing)?|[Vv]ia|[Aa]round|[Ii]nside|[Tt]hrough)"
    rf"\s+(?:the\s+)?(?:(?:northern|southern|eastern|western|central|downtown)\s+)?(?=[{_CAPITAL}])"
)
_WORD = rf"[{_CAPITAL}][\w’'.-]*"
_NAME = re.compile(
    rf"{_WORD}(?:[ -](?:(?:de|del|la|al|el|es|da|do|dos|am|an|sur|of|the|and|upon|on|-)[ -]){{0,2}}{_WORD}){{0,4}}"
)
_BESIDE = re.compile(rf",\s+(?:the\s+)?(?=[{_CAPITAL}])")
_MORE = re.compile(rf"(?:,\s+and|,|\s+and|;)\s+(?:(?:in|to|from|at)\s+)?(?:the\s+)?(?=[{_CAPITAL}])")
_FOLLOWED = re.compile(rf"['’]?\s+(?:of\s+)?[{_CAPITAL}]")
_NEXT_WORD = re.compile(r" ([A-Z]\w+)")
_STATES = frozenset({ActorKind.STATE, ActorKind.TERRITORY})
_KNOWN = 100_000  # inhabitants; a smaller town must be called for by what stands beside it
_ECLIPSED = 10  # a namesake so many times larger is meant even where the other's country is spoken of


def read_places(
    text: Text, annotation: Annotation, mentions: tuple[Mention, ...], home: str | None, gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Places with their spans, in order. ``home`` is the publisher's country.

    A city is chosen among namesakes by a country or region named right after it, then by population, unless the
    text speaks of the country of a namesake that is well known too. Names inside persons and bodies are not places.
    """
    reader = _Reader(text.body, mentions, home, gazetteer)
    found = {place.span.start: place for place in reader.places(annotation) if place.span}
    return tuple(found[start] for start in sorted(found))


class _Reader:
    def __init__(self, body: str, mentions: tuple[Mention, ...], home: str | None, gazetteer: Gazetteer) -> None:
        self._body, self._home, self._gazetteer = body, home, gazetteer
        self._states = {m.span.start: m for m in mentions if m.kind in _STATES and m.country}
        self._taken = [(m.span.start, m.span.end) for m in mentions if m.kind not in _STATES]
        self._countries = {m.country for m in mentions if m.country}

    def places(self, annotation: Annotation) -> Iterator[Place]:
        """Every toponym at the head of a dateline or after a preposition of place, with those coordinated to it."""
        for section in annotation.sections:
            if section.kind == "dateline":
                yield from self._series(section.span.start, 0)
        done = 0
        for match in _AFTER.finditer(self._body):
            if match.end() < done:
                continue
            for place in self._series(match.end(), done):
                yield place
                done = place.span.end if place.span else done

    def _series(self, at: int, done: int) -> Iterator[Place]:
        while at >= done:
            found = self._at(at)
            if found is None or found.span is None:
                return
            yield found
            done = found.span.end
            more = _MORE.match(self._body, done)
            at = more.end() if more else -1

    def _at(self, start: int) -> Place | None:
        match = _NAME.match(self._body, start)
        if match is None or any(b <= start < e for b, e in self._taken):
            return None
        words = match.group().rstrip(".")
        words = re.sub(r"['’]s?$", "", words)
        while words:
            end = start + len(words)
            if self._gazetteer.region(words) and not self._is_state(start, end):
                return self._region(words, start)
            if self._gazetteer.cities(words):
                return self._city(words, start)
            if start in self._states and end <= self._states[start].span.end:
                break
            words = re.split(r"[ ](?=\S+$)", words)[0] if " " in words else ""
        return self._country(start) or self._unlisted(match.group(), start)

    def _is_state(self, start: int, end: int) -> bool:
        return start in self._states and self._states[start].span.end >= end

    def _region(self, words: str, start: int) -> Place:
        span = Span(start=start, end=start + len(words))
        return Place(name=words, country=self._gazetteer.region(words), precision=PlacePrecision.REGION, span=span)

    def _city(self, words: str, start: int) -> Place | None:
        cities, end = self._gazetteer.cities(words), start + len(words)
        state = self._states.get(start)
        if state is not None and (state.span.end > end or not self._says_where(state, cities, end)):
            return self._country(start)
        city = self._choose(cities, end, state)
        if city is None or (city.population < _KNOWN and _FOLLOWED.match(self._body, end)):
            return None
        after = _NEXT_WORD.match(self._body, end)
        if after and self._gazetteer.names_a_text(after[1]):
            return None
        return Place(
            name=words,
            country=city.country,
            precision=PlacePrecision.CITY,
            latitude=city.latitude,
            longitude=city.longitude,
            gazetteer_id=f"geonames:{city.geonames_id}",
            span=Span(start=start, end=end),
        )

    @staticmethod
    def _says_where(state: Mention, cities: tuple[City, ...], end: int) -> bool:
        """A metonym ("Minsk" for Belarus) is the city where it says where; a state's own name is not."""
        if state.head.end - state.head.start < end - state.span.start:
            return True
        return (
            any(city.country == state.country for city in cities) and state.surface.casefold() != state.name.casefold()
        )

    def _choose(self, cities: tuple[City, ...], end: int, state: Mention | None) -> City | None:
        beside = self._country_beside(end)
        if beside:
            return next((city for city in cities if city.country == beside), None)
        largest = cities[0]
        if state is not None:
            return next((city for city in cities if city.country == state.country), largest)
        focus = self._countries | {self._home}
        near = next((city for city in cities if city.country in focus), None)
        if near is None or near is largest:
            return largest if largest.population >= _KNOWN or len(cities) == 1 or near else None
        known = near.population >= _KNOWN or largest.population < _KNOWN
        return near if known and largest.population <= _ECLIPSED * near.population else largest

    def _country_beside(self, end: int) -> str | None:
        """The country of what follows a comma: a state, a region, a postal abbreviation."""
        after = _BESIDE.match(self._body, end)
        if after is None:
            return None
        state = self._states.get(after.end())
        if state is not None:
            return state.country
        name = _NAME.match(self._body, after.end())
        words = name.group().rstrip(".") if name else ""
        return self._gazetteer.beside_city(words) or self._gazetteer.beside_city(words.split(" ")[0])

    def _unlisted(self, words: str, start: int) -> Place | None:
        """A town that is not on the map but is called one by the region after it: "College Park, MD"."""
        words = words.rstrip(".")
        country = self._country_beside(start + len(words)) if len(words.split()) <= 3 else None
        if country is None:
            return None
        span = Span(start=start, end=start + len(words))
        return Place(name=words, country=country, precision=PlacePrecision.CITY, span=span)

    def _country(self, start: int) -> Place | None:
        state = self._states.get(start)
        if state is None:
            return None
        return Place(
            name=self._body[state.span.start : state.span.end],
            country=state.country,
            precision=PlacePrecision.COUNTRY,
            span=state.span,
        )
