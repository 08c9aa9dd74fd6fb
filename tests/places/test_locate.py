"""Toponyms of our own sentences, settled together."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.places import Gazetteer, Spot, Toponym, locate
from communique.places.locate import GUESS


def meant(body: str, *names: str, home: str | None = None, countries: dict[str, float] | None = None) -> list[Spot]:
    """What the first occurrence of each name means."""
    wanted = [Toponym(at, at + len(name), name) for name in names if (at := body.index(name)) >= 0]
    found = locate(body, wanted, countries or {}, home, Gazetteer.load())
    return [found[one] for one in wanted if one in found]


def where(spot: Spot) -> tuple[str, str, str]:
    return spot.kind, spot.country, spot.first


@pytest.mark.parametrize(
    ("body", "names", "expected"),
    [
        ("A fire in Paris, Texas.", ("Paris",), ("C", "USA", "TX")),
        ("A fire in Paris (Texas).", ("Paris",), ("C", "USA", "TX")),
        ("A fire in Paris, Ky.", ("Paris",), ("C", "USA", "KY")),
        ("A fire in Paris.", ("Paris",), ("C", "FRA", "11")),
        ("A fire in Tripoli, Lebanon.", ("Tripoli", "Lebanon"), ("C", "LBN", "09")),
        ("A fire in Tripoli.", ("Tripoli",), ("C", "LBY", "77")),
        ("Fires in Springfield, Chicopee and Holyoke.", ("Springfield", "Chicopee", "Holyoke"), ("C", "USA", "MA")),
        ("Fires in Springfield, Branson and Joplin.", ("Springfield", "Branson", "Joplin"), ("C", "USA", "MO")),
        ("Fires in Georgia, Tbilisi and Batumi.", ("Georgia", "Tbilisi", "Batumi"), ("S", "GEO", "")),
        ("Fires in Georgia, Atlanta and Savannah.", ("Georgia", "Atlanta", "Savannah"), ("R", "USA", "GA")),
        ("Fires in Kent County, Dover and Smyrna.", ("Kent County", "Dover", "Smyrna"), ("D", "USA", "DE")),
        ("The Russian side.", ("Russian",), ("S", "RUS", "")),
        ("It rained in Africa.", ("Africa",), ("W", "", "")),
        ("It rained in St. Petersburg and Moscow.", ("St. Petersburg", "Moscow"), ("C", "RUS", "66")),
        ("It rained in W. Va.", ("W. Va.",), ("R", "USA", "WV")),
    ],
)
def test_one_namesake_among_many(body: str, names: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert where(meant(body, *names)[0]) == expected


def test_the_home_of_the_publisher_and_the_countries_spoken_of_count() -> None:
    body = "A fire in Newcastle."
    assert meant(body, "Newcastle", home="ZAF")[0].country == "ZAF"
    assert meant(body, "Newcastle", countries={"AUS": 3.0})[0].country == "AUS"


def test_a_place_on_no_map_lies_by_its_neighbour() -> None:
    body = "The road from Tbilisi to Zzyrdo was closed."
    guess = meant(body, "Zzyrdo", "Tbilisi")[0]
    assert (guess.kind, guess.country, guess.name, guess.number) == (GUESS, "GEO", "Zzyrdo", "")


def test_a_place_on_no_map_lies_in_the_area_named_beside_it() -> None:
    body = "They came from Zzyrdo, Kenya, to Paris and Lyon."
    assert meant(body, "Zzyrdo", "Paris", "Lyon")[0].country == "KEN"


def test_the_same_name_means_the_same_throughout() -> None:
    body = "Athens, Ga., is small. In Athens it rained."
    wanted = [Toponym(m.start(), m.end(), m.group()) for m in re.finditer("Athens", body)]
    found = locate(body, wanted, {}, None, Gazetteer.load())
    assert {where(spot) for spot in found.values()} == {("C", "USA", "GA")}


@given(st.lists(st.sampled_from(["Paris", "Georgia", "Zzyrdo", "Africa", "", "Ohio", "'s", "St.", "the"]), max_size=6))
def test_nothing_raises(words: list[str]) -> None:
    body = ", ".join(words)
    spans = [Toponym(m.start(), m.end(), m.group()) for m in re.finditer(r"[^,]+", body)]
    found = locate(body, spans, {}, None, Gazetteer.load())
    assert set(found) <= set(spans)
