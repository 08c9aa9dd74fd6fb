"""Cities and regions of the world by name: facts of GeoNames (CC BY 4.0) and our own table, see ``data/SOURCE.md``."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from communique.model import Record


class City(Record, frozen=True, kw_only=True):
    """One populated place; coordinates in degrees, WGS 84."""

    geonames_id: str
    country: str
    latitude: float
    longitude: float
    population: int
    name: str


class Gazetteer:
    """Name → cities that bear it, largest first; name or postal abbreviation → country of a region."""

    def __init__(
        self,
        cities: Mapping[str, tuple[City, ...]],
        regions: Mapping[str, str] | None = None,
        postal: Mapping[str, str] | None = None,
        stop: frozenset[str] = frozenset(),
        named_after: frozenset[str] = frozenset(),
    ) -> None:
        self._cities = cities
        self._regions = regions or {}
        self._postal = postal or {}
        self._stop = stop
        self._named_after = named_after

    @staticmethod
    def load() -> Gazetteer:
        """The shipped gazetteer, read once per process."""
        return _shipped()

    def cities(self, name: str) -> tuple[City, ...]:
        """Cities of this name, any case; empty when there is none, or when the name is an everyday word."""
        key = name.casefold()
        return () if key in self._stop else self._cities.get(key, ())

    def region(self, name: str) -> str | None:
        """ISO 3166 alpha-3 of the country a region of this name lies in, or ``None``."""
        return self._regions.get(name.casefold())

    def names_a_text(self, word: str) -> bool:
        """True for "Convention" and its like: "the Vienna Convention" says nothing of where."""
        return word.casefold() in self._named_after

    def beside_city(self, words: str) -> str | None:
        """The country of a region as it is written after a city: "Ohio", "MD", "NSW"."""
        return self._postal.get(words) or self.region(words)


@cache
def _shipped() -> Gazetteer:
    folder = files("communique.places").joinpath("data")
    found: defaultdict[str, list[City]] = defaultdict(list)
    for line in gzip.decompress(folder.joinpath("cities.tsv.gz").read_bytes()).decode().splitlines():
        number, country, latitude, longitude, population, names = line.split("\t")
        main, *others = names.split("|")
        city = City(
            geonames_id=number,
            country=country,
            latitude=float(latitude),
            longitude=float(longitude),
            population=int(population),
            name=main,
        )
        for name in {main.casefold(), *(other.casefold() for other in others)}:
            found[name].append(city)
    regions, postal = _regions(folder.joinpath("regions.tsv").read_text("utf-8"))
    words = yaml.load(folder.joinpath("words.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    cities = {name: tuple(same) for name, same in found.items()}
    return Gazetteer(cities, regions, postal, frozenset(words["stop"]), frozenset(words["named_after"]))


def _regions(table: str) -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    postal: dict[str, str] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, spellings, short = line.split("\t")
            names |= {name.casefold(): country for name in spellings.split("|")}
            postal |= {short: country} if short else {}
    return names, postal
