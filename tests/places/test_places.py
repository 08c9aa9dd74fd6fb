"""Places in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import ActorKind, Annotation, Mention, Section, Span
from communique.places import Gazetteer, read_places
from communique.wiring import as_text

DAY = date(2021, 6, 17)


def mention(body: str, words: str, country: str, kind: ActorKind = ActorKind.STATE, name: str = "") -> Mention:
    start = body.index(words)
    span = Span(start=start, end=start + len(words))
    return Mention(span=span, head=span, surface=words, kind=kind, name=name or words, country=country)


def places(body: str, mentions: tuple[Mention, ...] = (), home: str | None = None) -> list[tuple[str, str | None, str]]:
    text = as_text(body, published=DAY)
    none = Annotation(text_id=text.id, annotator="x", version="1", transcript=False, sentences=())
    found = read_places(text, none, mentions, home, Gazetteer.load())
    return [(place.name, place.country, place.precision.value) for place in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("They met in Minsk on Tuesday.", [("Minsk", "BLR", "city")]),
        ("The talks were held in Brussels and Vilnius.", [("Brussels", "BEL", "city"), ("Vilnius", "LTU", "city")]),
        ("He flew from New York to Geneva.", [("New York", "USA", "city"), ("Geneva", "CHE", "city")]),
        ("Minsk denied the report.", []),
        ("They met in private.", []),
    ],
)
def test_cities_after_a_preposition(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert places(body) == expected


def test_a_country_named_after_it_decides() -> None:
    body = "They met in Tripoli, Lebanon."
    assert places(body, (mention(body, "Lebanon", "LBN"),))[0] == ("Tripoli", "LBN", "city")


def test_a_metonym_that_says_where_is_the_city_and_a_state_is_a_country() -> None:
    body = "He was received in Minsk and left to Russia."
    known = (mention(body, "Minsk", "BLR", name="Belarus"), mention(body, "Russia", "RUS"))
    assert places(body, known) == [("Minsk", "BLR", "city"), ("Russia", "RUS", "country")]


def test_a_name_inside_a_body_is_no_place() -> None:
    body = "She spoke to Paris Club officials."
    assert places(body, (mention(body, "Paris Club", "FRA", ActorKind.ORGANISATION),)) == []


@given(body=st.text(max_size=120))
def test_spans_are_slices_and_nothing_raises(body: str) -> None:
    text = as_text("in " + body, published=DAY)
    none = Annotation(text_id=text.id, annotator="x", version="1", transcript=False, sentences=())
    for place in read_places(text, none, (), None, Gazetteer.load()):
        assert place.span is not None
        assert text.body[place.span.start : place.span.end] == place.name


def test_a_namesake_at_home_does_not_eclipse_a_known_city() -> None:
    body = "The envoys of the United States sat down in Geneva."
    known = (mention(body, "United States", "USA"),)
    assert places(body, known, "USA")[-1] == ("Geneva", "CHE", "city")


def test_a_well_known_namesake_in_a_country_spoken_of_is_meant() -> None:
    body = "Lebanon buried its dead. Thousands came to the streets in Tripoli."
    assert places(body, (mention(body, "Lebanon", "LBN"),))[-1] == ("Tripoli", "LBN", "city")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("She spoke in College Park, MD, today.", ("College Park", "USA", "city")),
        ("It began in Columbus, Ohio.", ("Columbus", "USA", "city")),
        ("The fighting in Tigray goes on.", ("Tigray", "ETH", "region")),
        ("The embassy in Dar es Salaam opened.", ("Dar es Salaam", "TZA", "city")),
    ],
)
def test_regions_and_what_stands_beside_a_city(body: str, expected: tuple[str, str, str]) -> None:
    assert places(body)[0] == expected


@pytest.mark.parametrize(
    "body",
    [
        "He was posted there from March 2016.",
        "They acceded to the Vienna Convention.",
        "She studied at the University of Landia.",
        "Greetings went to Anna Petrova.",
    ],
)
def test_words_that_are_also_towns(body: str) -> None:
    assert places(body) == []


def test_a_dateline_is_a_place() -> None:
    text = as_text("MINSK, 18 November (X) - The ministers met.", published=DAY)
    line = Section(kind="dateline", span=Span(start=0, end=26))
    annotated = Annotation(
        text_id=text.id, annotator="x", version="1", transcript=False, sentences=(), sections=(line,)
    )
    assert [place.country for place in read_places(text, annotated, (), None, Gazetteer.load())] == ["BLR"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A fair was held in Paris, Texas.", ("Paris", "USA", "city")),
        ("A fair was held in Paris, Tex.", ("Paris", "USA", "city")),
        ("They met in Paris.", ("Paris", "FRA", "city")),
        ("They met in Cambridge, Mass.", ("Cambridge", "USA", "city")),
        ("They met in London, Ontario.", ("London", "CAN", "city")),
        ("They met in Bavaria.", ("Bavaria", "DEU", "region")),
        ("They met in Maharashtra.", ("Maharashtra", "IND", "region")),
        ("They met in Los Angeles County.", ("Los Angeles County", "USA", "region")),
        ("They met in Abkhazia.", ("Abkhazia", "GEO", "region")),
        ("They met in Sao Paulo.", ("Sao Paulo", "BRA", "city")),
        ("They met in New York.", ("New York", "USA", "city")),
    ],
)
def test_regions_districts_and_namesakes(body: str, expected: tuple[str, str, str]) -> None:
    assert places(body)[0] == expected


def test_a_small_town_is_a_place_beside_others_only() -> None:
    assert places("They met in Penryn.") == []
    assert ("Penryn", "GBR", "city") in places("They met in Penryn and in Falmouth, England, and then in Truro.")


@pytest.mark.parametrize(
    "body", ["He spoke to Clinton about it.", "She looked at Central plans.", "It went to Union members."]
)
def test_words_that_are_small_towns_somewhere(body: str) -> None:
    assert places(body) == []


def test_regions_have_coordinates() -> None:
    text = as_text("They met in Bavaria.", published=DAY)
    none = Annotation(text_id=text.id, annotator="x", version="1", transcript=False, sentences=())
    (place,) = read_places(text, none, (), None, Gazetteer.load())
    assert place.latitude == pytest.approx(49, abs=1)
    assert place.gazetteer_id == "geonames:2951839"


def test_a_world_city_is_not_eclipsed_by_a_small_namesake_nearby() -> None:
    body = "They came from Washington and met in Vienna."
    assert places(body, (), "USA")[-1] == ("Vienna", "AUT", "city")


def test_a_namesake_nearly_as_large_is_meant_at_home() -> None:
    assert places("A road in Cambridge was closed.", (), "USA") == [("Cambridge", "USA", "city")]
    assert places("A road in Cambridge was closed.", (), "FRA") == [("Cambridge", "GBR", "city")]


def test_codes_continents_and_given_names_are_no_towns() -> None:
    assert places("They went from WA to the Middle East with Nadia, and to Lara, Ben and December.") == []


def test_an_area_is_a_place_where_its_country_is_spoken_of() -> None:
    body = "They met in Karnali. Nepal is glad."
    assert ("Karnali", "NPL", "region") in places(body, (mention(body, "Nepal", "NPL"),))
    assert places("They met in Karnali.") == []


BEARERS = {"jackson": 18, "david": 265, "milan": 18, "panama": 4}


def called(body: str) -> list[tuple[str, str | None]]:
    """Places of a text where some names are borne by as many persons."""
    text = as_text(body, published=DAY)
    none = Annotation(text_id=text.id, annotator="x", version="1", transcript=False, sentences=())
    gazetteer = Gazetteer.load(lambda name: BEARERS.get(name, 0))
    return [(place.name, place.country) for place in read_places(text, none, (), None, gazetteer)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The words are attributed to Jackson.", []),  # a name of people, and nothing that calls for a town
        ("They met in Jackson, Mississippi.", [("Jackson", "USA"), ("Mississippi", "USA")]),
        ("They went from Vicksburg to Jackson by train.", [("Vicksburg", "USA"), ("Jackson", "USA")]),
        ("He came back to David’s question.", []),
        ("They met in Milan.", [("Milan", "ITA")]),  # far larger than its name is frequent
        ("The gas comes to Nord Stream and to Lille.", [("Lille", "FRA")]),
    ],
)
def test_a_name_of_people_is_a_place_where_something_calls_for_one(body: str, expected: list[tuple[str, str]]) -> None:
    assert called(body) == expected
