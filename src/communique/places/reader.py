"""Toponyms of a text to places: what stands after a preposition of place, or in a dateline, and is on the map."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from communique.model import ActorKind, Annotation, Mention, Place, PlacePrecision, Span, Text
from communique.places.gazetteer import Gazetteer
from communique.places.locate import Toponym, locate
from communique.places.spots import Spot, fold

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
_POSSESSIVE = re.compile(r"['’]s?\b")
_KNOWN = 100_000  # inhabitants; a smaller town must be called for by what stands beside it or is spoken of
_ECLIPSED = 10  # a namesake so many times larger is meant even where the other's country is spoken of
_RIVAL = 4  # one not so many times larger is not meant there, however small both are
_SMALL = 15_000  # a town below this must lie by another place of the text, or have its region named beside it
_BY = 1.0  # degrees
_LONGEST_CODE = 4  # letters: "WA", "DAB" in capitals are codes rather than towns


def read_places(
    text: Text, annotation: Annotation, mentions: tuple[Mention, ...], home: str | None, gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Places with their spans, in order. ``home`` is the publisher's country.

    All toponyms of the text are settled together (:func:`communique.places.locate.locate`): a country or region named
    right after one decides, then what lies near, the countries spoken of, home, and inhabitants. Names inside persons
    and bodies are not places, nor is a capital that acts.
    """
    reader = _Reader(text.body, mentions, home, gazetteer)
    reader.settle(annotation)
    found = {place.span.start: place for place in reader.places(annotation) if place.span}
    return tuple(found[start] for start in sorted(found))


class _Reader:
    def __init__(self, body: str, mentions: tuple[Mention, ...], home: str | None, gazetteer: Gazetteer) -> None:
        self._body, self._home, self._gazetteer = body, home, gazetteer
        self._states = {m.span.start: m for m in mentions if m.kind in _STATES and m.country}
        self._taken = [(m.span.start, m.span.end) for m in mentions if m.kind not in _STATES]
        self._countries = Counter(m.country for m in mentions if m.country)
        self._located: dict[Toponym, Spot] = {}
        self._datelines: list[Span] = []

    def settle(self, annotation: Annotation) -> None:
        """Find all names first, then what each means beside the others."""
        self._datelines = [section.span for section in annotation.sections if section.kind == "dateline"]
        seen = [
            Toponym(place.span.start, place.span.end, place.name) for place in self.places(annotation) if place.span
        ]
        spoken = {country: math.sqrt(n) for country, n in self._countries.items()}
        self._located = locate(self._body, seen, spoken, self._home, self._gazetteer)

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
            if words.isupper() and len(words) <= _LONGEST_CODE and not self._in_dateline(start):
                break
            if self._gazetteer.cities(words) or (self._gazetteer.areas(words) and not self._is_state(start, end)):
                return self._town_or_area(words, start)
            if start in self._states and end <= self._states[start].span.end:
                break
            words = words.rpartition(" ")[0].rstrip(".,")
        return self._country(start) or self._unlisted(match.group(), start)

    def _in_dateline(self, start: int) -> bool:
        return any(span.start <= start < span.end for span in self._datelines)

    def _is_state(self, start: int, end: int) -> bool:
        return start in self._states and self._states[start].span.end >= end

    def _region(self, words: str, start: int) -> Place:
        spots = self._gazetteer.spots(words)
        spot = next((one for one in spots if one.kind in "RD"), None)
        country = self._gazetteer.region(words)
        if spot is not None and spot.country == country:
            return _place(spot, words, start)
        span = Span(start=start, end=start + len(words))
        return Place(name=words, country=country, precision=PlacePrecision.REGION, span=span)

    def _town_or_area(self, words: str, start: int) -> Place | None:
        end = start + len(words)
        spots = (*self._gazetteer.cities(words), *self._gazetteer.areas(words))
        state = self._states.get(start)
        if state is not None and (state.span.end > end or not self._says_where(state, spots, end)):
            return self._country(start)
        spot = self._choose(spots, Toponym(start, end, words), state)
        if spot is None or (spot.population < _KNOWN and _FOLLOWED.match(self._body, end)):
            return None
        after = _NEXT_WORD.match(self._body, end)
        if after and self._gazetteer.names_a_text(after[1]):
            return None
        return _place(spot, words, start)

    @staticmethod
    def _says_where(state: Mention, spots: tuple[Spot, ...], end: int) -> bool:
        """A metonym ("Minsk" for Belarus) is the city where it says where; a state's own name is not."""
        if state.head.end - state.head.start < end - state.span.start:
            return True
        return (
            any(spot.country == state.country for spot in spots) and state.surface.casefold() != state.name.casefold()
        )

    def _choose(self, spots: tuple[Spot, ...], toponym: Toponym, state: Mention | None) -> Spot | None:
        """What is meant, ``None`` when nothing calls for so small a place; before all is settled the largest."""
        beside = self._country_beside(toponym.end)
        if beside:
            spots = tuple(spot for spot in spots if spot.country == beside)
        elif state is not None:
            spots = tuple(spot for spot in spots if spot.country == state.country) or spots
        meant = self._located.get(toponym)
        if meant not in spots:
            meant = max(spots, key=lambda spot: spot.population, default=None)
        if meant is None or beside or not self._located or state is not None:
            return meant
        if self._gazetteer.names_people(toponym.words) and not self._in_dateline(toponym.start):
            owns = _POSSESSIVE.match(self._body, toponym.end)
            return meant if not owns and self._has_neighbour(meant, toponym) else None
        meant = self._known_namesake(meant, toponym, spots)
        return meant if self._is_called_for(meant, toponym, spots) else None

    def _known_namesake(self, spot: Spot, toponym: Toponym, spots: tuple[Spot, ...]) -> Spot:
        """The better known town of the name, unless the one found is not much smaller and another place lies by it."""
        own = [one for one in spots if one.kind == "C" and fold(one.name) == fold(toponym.words)]
        known = max(own or (one for one in spots if one.kind == "C"), key=lambda one: one.population, default=spot)
        if known.population < _KNOWN or spot == known:
            return spot
        if known.population < _ECLIPSED * spot.population and self._has_neighbour(spot, toponym):
            return spot
        inside = spot.kind != "C" and (spot.country, spot.first) == (known.country, known.first)
        spoken = spot.country in self._countries or spot.country == self._home
        if spoken and known.population < _RIVAL * spot.population and not inside:
            return spot
        outshone = spot.population < _KNOWN or known.population >= _ECLIPSED * spot.population
        return known if inside or outshone else spot

    def _has_neighbour(self, spot: Spot, toponym: Toponym) -> bool:
        others = (other for one, other in self._located.items() if one.words != toponym.words)
        return any(_by(spot, other) for other in others)

    def _is_called_for(self, spot: Spot, toponym: Toponym, spots: tuple[Spot, ...]) -> bool:
        large = spot.kind == "C" and spot.population >= _KNOWN
        if large or self._in_dateline(toponym.start):
            return True
        if spot.kind != "C":
            alone = len(spots) == 1 and " " in toponym.words
            spoken = spot.country in self._countries or spot.country == self._home
            return alone or spoken or self._has_neighbour(spot, toponym)
        if spot.population < _SMALL:
            return self._has_neighbour(spot, toponym)
        alone = sum(one.population >= _SMALL for one in spots) == 1
        return alone or spot.country in self._countries or spot.country == self._home

    def _country_beside(self, end: int) -> str | None:
        """The country of what follows a comma: a state, a region, an abbreviation."""
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
        if len(words.split()) > 3 or ". " in words or self._gazetteer.is_everyday(words):
            return None
        country = self._country_beside(start + len(words))
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


def _by(spot: Spot, other: Spot) -> bool:
    """True for places within about a hundred kilometres of each other."""
    sides = (spot.latitude, spot.longitude, other.latitude, other.longitude)
    if other.kind == "S" or any(side is None for side in sides):
        return False
    a, b, c, d = (side or 0.0 for side in sides)
    return abs(a - c) <= _BY and abs(b - d) <= _BY


def _place(spot: Spot, words: str, start: int) -> Place:
    return Place(
        name=words,
        country=spot.country,
        precision=PlacePrecision.CITY if spot.kind == "C" else PlacePrecision.REGION,
        latitude=spot.latitude,
        longitude=spot.longitude,
        gazetteer_id=f"geonames:{spot.number}" if spot.number else None,
        span=Span(start=start, end=start + len(words)),
    )
