"""Toponyms of a text to places: what stands after a preposition of place and is on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.model import ActorKind, Annotation, Mention, Place, PlacePrecision, Span, Text
from communique.places.gazetteer import City, Gazetteer

_AFTER = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Nn]ear|[Oo]utside|[Vv]isit(?:s|ed|ing)?)\s+(?:the\s+)?(?=[A-ZÀ-ÞŁŚŠŽ])"
)
_NAME = re.compile(r"[A-ZÀ-ÞŁŚŠŽ][\w’'.-]*(?:[ -](?:(?:de|del|la|al|el|es|-)[ -])?[A-ZÀ-ÞŁŚŠŽ][\w’'-]*){0,3}")
_COUNTRY_AFTER = re.compile(r",\s+(?:the\s+)?(?=[A-Z])")
_STATES = frozenset({ActorKind.STATE, ActorKind.TERRITORY})


def read_places(
    text: Text, annotation: Annotation, mentions: tuple[Mention, ...], home: str | None, gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Places with their spans, in order. ``home`` is the publisher's country.

    A city is chosen among namesakes by a country named right after it, then by countries the text speaks of, then the
    publisher's home, then population. Names inside persons and bodies are not places.
    """
    del annotation
    reader = _Reader(text.body, mentions, home, gazetteer)
    return tuple(sorted(reader.places(), key=lambda place: place.span.start if place.span else 0))


class _Reader:
    def __init__(self, body: str, mentions: tuple[Mention, ...], home: str | None, gazetteer: Gazetteer) -> None:
        self._body, self._home, self._gazetteer = body, home, gazetteer
        self._states = {m.span.start: m for m in mentions if m.kind in _STATES and m.country}
        self._taken = [(m.span.start, m.span.end) for m in mentions if m.kind not in _STATES]
        self._countries = {m.country for m in mentions if m.country}

    def places(self) -> Iterator[Place]:
        """Every toponym after a preposition of place, with those coordinated to it."""
        done = 0
        for match in _AFTER.finditer(self._body):
            at = match.end()
            while at >= done:
                found = self._at(at)
                if found is None or found.span is None:
                    break
                yield found
                done = found.span.end
                more = re.compile(r"(?:,|\s+and|,\s+and)\s+(?:the\s+)?(?=[A-Z])").match(self._body, done)
                at = more.end() if more else -1

    def _at(self, start: int) -> Place | None:
        match = _NAME.match(self._body, start)
        if match is None or any(b <= start < e for b, e in self._taken):
            return None
        words = match.group().rstrip(".")
        while words:
            cities = self._gazetteer.cities(words)
            if cities:
                return self._city(cities, words, start)
            if start in self._states and len(words) <= self._states[start].span.end - start:
                break
            words = words.rpartition(" ")[0]
        return self._country(start)

    def _city(self, cities: tuple[City, ...], words: str, start: int) -> Place | None:
        state = self._states.get(start)
        longer = state is not None and state.span.end > start + len(words)
        named_state = (
            state is not None and state.head.end - state.head.start >= len(words) and not self._capital(state, cities)
        )
        if longer or named_state:
            return self._country(start)
        city = self._choose(cities, start + len(words), state)
        if city is None:
            return None
        return Place(
            name=words,
            country=city.country,
            precision=PlacePrecision.CITY,
            latitude=city.latitude,
            longitude=city.longitude,
            gazetteer_id=f"geonames:{city.geonames_id}",
            span=Span(start=start, end=start + len(words)),
        )

    @staticmethod
    def _capital(state: Mention, cities: tuple[City, ...]) -> bool:
        """A metonym ("Minsk" for Belarus) is the city where it says where; a state's own name is not."""
        return (
            any(city.country == state.country for city in cities) and state.surface.casefold() != state.name.casefold()
        )

    def _choose(self, cities: tuple[City, ...], end: int, state: Mention | None) -> City | None:
        after = _COUNTRY_AFTER.match(self._body, end)
        beside = self._states.get(after.end()) if after else state
        if beside is not None:
            return next(
                (city for city in cities if city.country == beside.country), cities[0] if after is None else None
            )
        near = [city for city in cities if city.country in self._countries or city.country == self._home]
        best = max(near, key=lambda city: city.population, default=cities[0])
        return cities[0] if cities[0].population > 20 * best.population else best

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
