"""Towns, districts, regions, countries by name: GeoNames facts (CC BY 4.0) and own tables, see ``data/SOURCE.md``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from communique import shipped
from communique.places.spots import Spot, SpotTable, capitals, countries, fold, shipped_table, variants, wide_areas

_Listed = dict[str, tuple[str, str]]
_FEW = 3  # persons of a name below which it tells nothing
_EACH = 20_000  # inhabitants of a place that outweigh one person of its name


class Gazetteer:
    """Name → what bears it; name or abbreviation → country of a region."""

    def __init__(
        self,
        table: SpotTable,
        regions: Mapping[str, tuple[str, str]] | None = None,
        short: Mapping[str, tuple[str, str]] | None = None,
        stop: frozenset[str] = frozenset(),
        named_after: frozenset[str] = frozenset(),
        bearers: Callable[[str], int] = lambda _: 0,
    ) -> None:
        """``bearers`` says how many known persons have a word as a name of theirs."""
        self._table = table
        self._regions = regions or {}
        self._short = short or {}
        self._stop = stop
        self._named_after = named_after
        self._bearers = bearers

    @staticmethod
    def load(bearers: Callable[[str], int] = lambda _: 0) -> Gazetteer:
        """The shipped gazetteer; its tables are read once per process."""
        return Gazetteer(shipped_table(), *_shipped_words(), bearers)

    def spots(self, name: str) -> tuple[Spot, ...]:
        """All that a name may mean, countries first, then by inhabitants."""
        short = self._short.get(name.rstrip("."))
        if short:
            return (self._region_spot(*short),)
        wide = wide_areas().get(fold(name))
        if wide:
            return (wide,)
        for key in variants(name):
            state = countries().get(key)
            found = self._table(key)
            if state or found:
                return (*((state,) if state else ()), *found)
            listed = self._regions.get(key)
            if listed:
                return (self._region_spot(*listed),)
        return ()

    def cities(self, name: str) -> tuple[Spot, ...]:
        """Towns of this name, largest first; empty when there is none, or when the name is an everyday word."""
        return self._of_kind(name, "C")

    def areas(self, name: str) -> tuple[Spot, ...]:
        """Regions and districts of this name, largest first; empty when the name is an everyday word."""
        return self._of_kind(name, "RD")

    def _of_kind(self, name: str, kinds: str) -> tuple[Spot, ...]:
        key = fold(name)
        everyday = key in self._stop or key in wide_areas()
        return () if everyday else tuple(spot for spot in self._table(key) if spot.kind in kinds)

    def names_people(self, name: str) -> bool:
        """True for "David" and "Jackson", not for "Milan" and "Santiago": the larger a place, the more it is meant."""
        key = fold(name)
        spots, persons = self._table(key), self._bearers(key)
        if persons < _FEW or any((spot.country, key) in capitals() for spot in spots):
            return False
        return max((spot.population for spot in spots if spot.kind == "C"), default=0) < _EACH * persons

    def is_everyday(self, words: str) -> bool:
        """True for words of which one nearly always is no place, or which begin with a name of people."""
        first, *others = map(fold, words.split())
        return not self._stop.isdisjoint((first, *others)) or self._bearers(first) >= _FEW

    def region(self, name: str) -> str | None:
        """ISO 3166 alpha-3 of the country a region of this name lies in, or ``None``."""
        listed = self._regions.get(fold(name))
        return listed[0] if listed else None

    def area(self, words: str) -> tuple[str, str] | None:
        """Country and region code of what stands after a town: "Ohio", "Md", "Lebanon"; a country has no code."""
        listed = self._short.get(words) or self._regions.get(fold(words))
        if listed:
            return listed[0], self._region_spot(*listed).first
        state = countries().get(fold(words))
        regions = [spot for spot in self._table(fold(words)) if spot.kind == "R"]
        if state and regions:
            return None  # Georgia: either
        return (state.country, "") if state else (regions[0].country, regions[0].first) if regions else None

    def names_a_text(self, word: str) -> bool:
        """True for "Convention" and its like: "the Vienna Convention" says nothing of where."""
        return word.casefold() in self._named_after

    def beside_city(self, words: str) -> str | None:
        """The country of a region as it is written after a city: "Ohio", "MD", "NSW"."""
        listed = self._short.get(words)
        return listed[0] if listed else self.region(words)

    def _region_spot(self, country: str, name: str) -> Spot:
        found = [spot for spot in self._table(fold(name)) if spot.country == country and spot.kind != "C"]
        return found[0] if found else Spot("R", "", country, "", None, None, 0, name)


@cache
def _shipped_words() -> tuple[_Listed, _Listed, frozenset[str], frozenset[str]]:
    regions, short = _regions(shipped.read_rows("communique.places", "regions.tsv"))
    words = shipped.read_yaml("communique.places", "words.yaml", strings=True)
    return regions, short, frozenset(words["stop"]), frozenset(words["named_after"])


def _regions(rows: list[list[str]]) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """Folded names, and abbreviations as written, to the country and the region's own name."""
    names: dict[str, tuple[str, str]] = {}
    short: dict[str, tuple[str, str]] = {}
    for country, spellings, abbreviations in rows:
        main = spellings.split("|")[0]
        own = main.removesuffix(" State").removeprefix("State of ").removeprefix("Province of ")
        names |= {fold(name): (country, own) for name in spellings.split("|")}
        short |= {one: (country, own) for one in abbreviations.split("|") if one}
    return names, short
