"""Cities of the world by name: facts of GeoNames (CC BY 4.0), see ``data/SOURCE.md``."""

from __future__ import annotations

import gzip
from collections import defaultdict
from functools import cache
from importlib.resources import files

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
    """Name → cities that bear it, largest first."""

    def __init__(self, cities: dict[str, tuple[City, ...]]) -> None:
        self._cities = cities

    @staticmethod
    def load() -> Gazetteer:
        """The shipped gazetteer, read once per process."""
        return _shipped()

    def cities(self, name: str) -> tuple[City, ...]:
        """Cities of this name, any case; empty when there is none."""
        return self._cities.get(name.casefold(), ())


@cache
def _shipped() -> Gazetteer:
    packed = files("communique.places").joinpath("data", "cities.tsv.gz").read_bytes()
    found: defaultdict[str, list[City]] = defaultdict(list)
    for line in gzip.decompress(packed).decode().splitlines():
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
    return Gazetteer({name: tuple(cities) for name, cities in found.items()})
