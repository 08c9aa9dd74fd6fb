"""House forms of places: each is a name that the gazetteer knows for that place."""

from __future__ import annotations

import pytest

from communique.places import Gazetteer, place_form
from communique.places.forms import place_forms


@pytest.mark.parametrize("row", sorted(place_forms().items()), ids=lambda row: "-".join(row[0]))
def test_every_form_is_a_name_of_its_place(row: tuple[tuple[str, str], str]) -> None:
    (number, _), name = row
    assert number in {spot.number for spot in Gazetteer.load().cities(name)}


def test_styles_differ_where_names_do() -> None:
    assert place_form("geonames:703448", "russian") == "Kiev"
    assert place_form("geonames:703448", "local") == "Kyiv"
    assert place_form("geonames:703448", "house") is None and place_form(None, "local") is None
