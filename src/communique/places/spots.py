"""What a name may stand for on the map, read from the shipped tables without parsing them whole."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from communique import shipped

_SHORT = (("st ", "saint "), ("ft ", "fort "), ("mt ", "mount "))


class Spot(NamedTuple):
    """A town, district, region or country; degrees WGS 84 (``None`` where the middle is not known)."""

    kind: str  # C town, D district, R region, S state or territory, W a continent, a sea or the like
    number: str  # GeoNames id, empty for countries
    country: str  # ISO 3166 alpha-3, empty for what is no country's
    first: str  # code of the region it lies in or is, as GeoNames has it
    latitude: float | None
    longitude: float | None
    population: int
    name: str


def fold(name: str) -> str:
    """Lower case without accents, stops after initials and typographic marks: the key of a name."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("’", "'").split())


class SpotTable:
    """The sorted lines of ``places.tsv.gz``; a look-up halves them, so that none need be parsed before."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows = lru_cache(maxsize=20_000)(self._read)

    def __call__(self, key: str) -> tuple[Spot, ...]:
        """All places of a folded name, most inhabitants first."""
        return self._rows(key)

    def _read(self, key: str) -> tuple[Spot, ...]:
        found: dict[str, Spot] = {}
        for line in self._lines(key):
            cells = line.split("\t")
            if cells[1] == ">":
                named = (_spot(other) for other in self._lines(cells[2]))
                found |= {spot.number: spot for spot in named if spot and spot.number == cells[3]}
            elif spot := _spot(line):
                found[spot.number] = spot
        return tuple(sorted(found.values(), key=lambda spot: (-spot.population, int(spot.number))))

    def _lines(self, key: str) -> Iterator[str]:
        """The lines that begin with a key."""
        text, wanted = self._text, f"{key}\t"
        low, high = 0, len(text)
        while low < high:
            middle = text.rfind("\n", 0, (low + high) // 2) + 1
            end = text.find("\n", middle)
            end = len(text) if end < 0 else end
            if text[middle:end] < wanted:
                low = end + 1
            else:
                high = middle if middle < high else low
        while text.startswith(wanted, low):
            end = text.find("\n", low)
            end = len(text) if end < 0 else end
            yield text[low:end]
            low = end + 1


def _spot(line: str) -> Spot | None:
    cells = line.split("\t")
    if cells[1] == ">":
        return None
    key, kind, number, country, first, _, latitude, longitude, population, name = cells
    return Spot(kind, number, country, first, float(latitude), float(longitude), int(population), name or key.title())


@cache
def shipped_table() -> SpotTable:
    """The shipped table, read once per process."""
    packed = shipped.read_bytes("communique.places", "places.tsv.gz")
    return SpotTable(gzip.decompress(packed).decode())


@cache
def countries() -> dict[str, Spot]:
    """Folded names and adjectives of countries to the country; a name of two goes to the first in the table."""
    out: dict[str, Spot] = {}
    for code, latitude, longitude, population, _, names in shipped.read_rows("communique.places", "countries.tsv"):
        shown = names.split("|")
        middle = [float(side) if side else None for side in (latitude, longitude)]
        spot = Spot("S", "", code, "", middle[0], middle[1], int(population), shown[0])
        for name in shown:
            out.setdefault(fold(name), spot)
    return out


@cache
def capitals() -> frozenset[tuple[str, str]]:
    """Country and folded name of each capital."""
    rows = shipped.read_rows("communique.places", "countries.tsv")
    return frozenset((row[0], fold(row[4].split(",")[0])) for row in rows if row[4])


@cache
def wide_areas() -> dict[str, Spot]:
    """Folded names of continents and seas."""
    return {
        fold(name): Spot("W", "", "", "", float(latitude), float(longitude), 0, names.split("|")[0])
        for latitude, longitude, names in shipped.read_rows("communique.places", "wide.tsv")
        for name in names.split("|")
    }


def variants(name: str) -> Iterator[str]:
    """Keys under which a name may be listed: as it stands, without a last stop or possessive, "St." as "Saint"."""
    yield fold(name)
    key = re.sub(r"'s?$", "", fold(name))
    yield key
    bare = key.replace(".", "")
    yield bare
    for short, long in _SHORT:
        if bare.startswith(short):
            yield long + bare[len(short) :]
    for opening in (
        "the ",
        "city of ",
        "greater ",
        "downtown ",
        "northern ",
        "southern ",
        "eastern ",
        "western ",
        "central ",
    ):
        if bare.startswith(opening):
            yield bare[len(opening) :]
    if bare.endswith("s"):
        yield bare[:-1]
    yield f"{bare} county"
    if bare.startswith("county "):
        yield f"{bare[7:]} county"
        yield bare[7:]
    for ending in (" township", " county", " co", " city", " province", " region", " state", " district"):
        if bare.endswith(ending):
            yield bare[: -len(ending)]
