"""Which of its namesakes a toponym means: all toponyms of a text are settled together.

Evidence, in falling weight: a region or country right beside the name ("Paris, Texas"), other places of the text close
by, in the same region, in the same country; the countries spoken of and the publisher's home; inhabitants.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communique.places.gazetteer import Gazetteer
from communique.places.spots import Spot, capitals, fold

MOST_NAMESAKES = 80
GUESS = "?"
"""Kind of a place on no map, put beside its neighbour in the text."""

_BESIDE = re.compile(r"(?:,\s+|\s+\()(?=[A-Z])")
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}")
_COUNT_POWER = 0.6
_CAPITAL = 3_000_000
_FLOOR = {"W": 1, "S": 500_000, "R": 100_000, "D": 2_000, "C": 1_500}
_SHARE = {"W": 1.0, "S": 1.0, "R": 0.25, "D": 0.1, "C": 1.0}
_NEAR, _REGION, _COUNTRY, _BESIDE_WEIGHT = 1.5, 1.0, 1.6, 12.0
_ROUNDS = 3
_FLAT = 0.5
"""How far the first guess trusts the number of inhabitants."""

_CELLS = 2.0  # per degree


class Toponym(NamedTuple):
    """A name at its place in a text."""

    start: int
    end: int
    words: str


class _Name:
    """One name of a text with what it may mean; the same name means the same throughout."""

    def __init__(self, spots: Sequence[Spot], wanted: Counter[tuple[str, str]]) -> None:
        self.spots = spots
        self.prior = [math.log(_weight(spot)) + _BESIDE_WEIGHT * _called_for(spot, wanted) for spot in spots]
        self.share = _softmax([_FLAT * one for one in self.prior])

    def settle(self, field: _Field) -> None:
        """Weigh the namesakes anew by what the other places of the text say."""
        scores = [prior + field.support(spot, self) for prior, spot in zip(self.prior, self.spots, strict=True)]
        self.share = _softmax(scores)

    def best(self) -> Spot:
        """The likeliest."""
        return self.spots[max(range(len(self.spots)), key=lambda i: self.share[i])]


def _weight(spot: Spot) -> float:
    capital = _CAPITAL if spot.kind == "C" and (spot.country, fold(spot.name)) in capitals() else 0
    return float((spot.population * _SHARE[spot.kind] + _FLOOR[spot.kind] + capital) ** _COUNT_POWER)


def _called_for(spot: Spot, wanted: Counter[tuple[str, str]]) -> float:
    """The share of the mentions that have this place's region or country beside them."""
    total = sum(wanted.values())
    if not total:
        return 0.0
    inside = sum(n for (country, first), n in wanted.items() if spot.country == country and first in ("", spot.first))
    return inside / total


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _cell(spot: Spot) -> tuple[int, int] | None:
    if spot.latitude is None or spot.longitude is None or spot.kind == "S":
        return None
    return math.floor(_CELLS * spot.latitude), math.floor(_CELLS * spot.longitude)


class _Field:
    """Where the places of a text lie, as far as it is known: by cell of a degree, region and country."""

    def __init__(self, names: Sequence[_Name], countries: Mapping[str, float]) -> None:
        self._names = names
        self._outer = countries
        self._cells: dict[_Name, dict[tuple[int, int], float]] = {}
        self._firsts: dict[_Name, dict[tuple[str, str], float]] = {}
        self._countries: dict[_Name, dict[str, float]] = {}
        self._cell_sum: defaultdict[tuple[int, int], float] = defaultdict(float)
        self._first_sum: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._country_sum: defaultdict[str, float] = defaultdict(float)
        for name in names:
            self._add(name)

    def _add(self, name: _Name) -> None:
        cells: defaultdict[tuple[int, int], float] = defaultdict(float)
        firsts: defaultdict[tuple[str, str], float] = defaultdict(float)
        countries: defaultdict[str, float] = defaultdict(float)
        for spot, share in zip(name.spots, name.share, strict=True):
            cell = _cell(spot)
            if cell and spot.kind != "R":
                for i in (-1, 0, 1):
                    for j in (-1, 0, 1):
                        cells[cell[0] + i, cell[1] + j] += share
            if spot.first:
                firsts[spot.country, spot.first] += share
            if spot.country:
                countries[spot.country] += share
        self._cells[name], self._firsts[name], self._countries[name] = cells, firsts, countries
        for own, total in ((cells, self._cell_sum), (firsts, self._first_sum), (countries, self._country_sum)):
            for key, share in own.items():
                total[key] += share  # type: ignore[index]

    def support(self, spot: Spot, name: _Name) -> float:
        """How much the other places speak for this one."""
        cell, first = _cell(spot), (spot.country, spot.first)
        near = self._cell_sum[cell] - self._cells[name].get(cell, 0.0) if cell else 0.0
        region = self._first_sum[first] - self._firsts[name].get(first, 0.0) if spot.first else 0.0
        country = self._country_sum[spot.country] - self._countries[name].get(spot.country, 0.0)
        all_others = len(self._names) - 1 + sum(self._outer.values())
        share = (country + self._outer.get(spot.country, 0.0)) / all_others if all_others > 0 else 0.0
        return (
            _NEAR * math.log1p(4 * max(near, 0.0))
            + _REGION * math.log1p(4 * max(region, 0.0))
            + _COUNTRY * math.log1p(20 * max(share, 0.0))
        )


def locate(
    body: str, toponyms: Sequence[Toponym], countries: Mapping[str, float], home: str | None, gazetteer: Gazetteer
) -> dict[Toponym, Spot]:
    """What each toponym means; one on no map is put beside its neighbour in the text
    (kind :data:`GUESS`), or is missing.

    ``countries``: how often other words of the text speak of a country (alpha-3). ``home``: the publisher's country.
    """
    found: dict[str, tuple[Spot, ...]] = {}
    wanted: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in toponyms:
        key = fold(one.words)
        found.setdefault(key, gazetteer.spots(one.words)[:MOST_NAMESAKES])
        beside = area_beside(body, one.end, gazetteer)
        if beside:
            wanted[key][beside] += 1
    names = {key: _Name(spots, wanted[key]) for key, spots in found.items() if spots}
    outer = Counter(countries)
    if home:
        outer[home] += 1
    for _ in range(_ROUNDS):
        field = _Field(list(names.values()), outer)
        for name in names.values():
            name.settle(field)
    located = {one: names[key].best() for one in toponyms if (key := fold(one.words)) in names}
    areas = {one: area_beside(body, one.end, gazetteer) for one in toponyms if one not in located}
    return located | {one: spot for one, area in areas.items() if (spot := _guessed(one, area, located))}


def _guessed(one: Toponym, area: tuple[str, str] | None, located: Mapping[Toponym, Spot]) -> Spot | None:
    """A place on no map is taken to lie by the place named nearest to it in the text, in the area beside it."""

    def rank(other: Toponym) -> tuple[bool, int]:
        spot = located[other]
        inside = area is None or (spot.country == area[0] and area[1] in ("", spot.first))
        return not inside, abs(other.start - one.start)

    near = min((other for other in located if located[other].country), key=rank, default=None)
    if near is None or (area and located[near].country != area[0]):
        return Spot(GUESS, "", area[0], area[1], None, None, 0, one.words) if area else None
    return located[near]._replace(kind=GUESS, number="", population=0, name=one.words)


def area_beside(body: str, end: int, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Country and region code named right after a place: ("USA", "OH") for ", Ohio"; region empty for a country."""
    after = _BESIDE.match(body, end)
    name = _NAME.match(body, after.end()) if after else None
    words = name.group() if name else ""
    while words:
        area = gazetteer.area(words.rstrip("."))
        if area:
            return area
        words = words.rpartition(" ")[0]
    return None
